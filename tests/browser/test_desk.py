"""Does the desk bring what is new, lose nothing that was typed, and stay usable for everybody?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.engine.commands import EndExercise, PauseExercise, ReleaseInject, ResumeExercise, SendCorrection, UndoRelease
from app.engine.events import AnswerGiven, MessageAcknowledged, MessageOpened
from tests.browser.table import MINUTE, Table, a_table, entry, open_message

Barriers = Callable[[Page], Awaitable[list[str]]]
SOON_MS = 12_000


@pytest.fixture
async def table(tmp_path: Path, browser: Browser) -> AsyncIterator[Table]:
    """A table of this test alone."""
    async with a_table(tmp_path, browser) as made:
        yield made


async def test_news_comes_by_itself_to_the_right_desks_only(table: Table) -> None:
    desk, board = await table.seated("gezinswerker-1"), await table.seated("wethouder-1", "Kim")
    await expect(desk.locator(".nothing-yet")).to_be_visible()
    await table.start(1)

    await expect(entry(desk, "Milan is er niet")).to_be_visible()
    await expect(desk.locator("#announce")).to_contain_text("Milan is er niet")
    await expect(desk).to_have_title(re.compile(r"^\(2\) "))
    await expect(entry(board, "Alleen bestuur")).to_be_visible()
    assert "Alleen bestuur" not in await desk.content()
    assert "Milan" not in await board.content()

    await open_message(desk, "Milan is er niet")
    await expect(desk).to_have_title(re.compile(r"^\(1\) "))
    await expect(entry(desk, "Milan is er niet")).to_have_attribute("data-mark", "read")
    assert [event.inject for event in await table.told(MessageOpened)] == ["A2"]


async def test_a_late_joiner_sees_all_that_the_seat_got(table: Table) -> None:
    await table.start(3)
    desk = await table.seated("gezinswerker-2", "Robin")
    await expect(desk.locator("#inbox .entry strong")).to_have_text(
        ["Gemeente zwijgt", "Wie belt", "Milan is er niet", "Startbeeld"]
    )


async def test_a_draft_survives_a_reload(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")
    await form.locator("textarea").press_sequentially("Ik bel eerst")
    await expect(form.locator("[data-draft-state]")).to_contain_text("concept bewaard")
    await desk.reload()
    await expect(desk.locator(".talk:target .answer textarea")).to_have_value("Ik bel eerst")


async def test_a_draft_stays_when_news_comes_in(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")
    await form.locator("textarea").press_sequentially("Ik bel")
    await table.ask(SendCorrection("A2", "Het was gisteren."))
    await expect(desk.locator(".talk:target .correction")).to_contain_text("Het was gisteren.")
    await form.locator("textarea").press_sequentially(" eerst")
    await expect(form.locator("textarea")).to_have_value("Ik bel eerst")


async def test_an_answer_stands_under_its_message_and_in_the_timeline(table: Table) -> None:
    await table.start(2)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Wie belt")
    await form.locator("button.primary").click()
    await expect(form.locator("[data-refusal]")).to_contain_text("Kies eerst")
    await form.get_by_label("Ik bel").check()
    await form.locator("textarea").fill("Ik ken haar.")
    await form.locator("textarea").press("Control+Enter")

    await expect(desk.locator(".talk:target .said.own")).to_contain_text("Ik bel")
    await expect(form.locator("textarea")).to_have_value("")
    await expect(entry(desk, "Wie belt")).to_have_attribute("data-mark", "answered")
    await expect(desk.locator("#timeline")).to_contain_text("Wie belt")
    answers = await table.told(AnswerGiven)
    assert [(one.choice, one.text, one.written_at) for one in answers] == [("Ik bel", "Ik ken haar.", 0)]


async def test_a_doubled_click_is_one_answer(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")
    await form.locator("textarea").fill("Ik ga erheen.")
    await form.locator("button.primary").dblclick()
    await expect(desk.locator(".talk:target .said.own")).to_have_count(1)
    start = await open_message(desk, "Startbeeld")
    await start.locator("button.primary").dblclick()
    await expect(entry(desk, "Startbeeld")).to_have_attribute("data-mark", "acknowledged")
    assert [one.text for one in await table.told(AnswerGiven)] == ["Ik ga erheen."]
    assert len(await table.told(MessageAcknowledged)) == 1


async def test_what_is_done_without_a_connection_is_kept_and_sent_later(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    await desk.context.set_offline(True)
    form = await open_message(desk, "Milan is er niet")
    await form.locator("textarea").fill("Ik bel de school.")
    await form.locator("button.primary").click()
    await expect(form.locator(".kept li")).to_contain_text("Ik bel de school.")
    await expect(form.locator("textarea")).to_have_value("")
    await expect(desk.locator("#kept-count")).to_contain_text("1 bericht bewaard")
    assert await table.told(AnswerGiven) == []
    written = table.world.clock.now()

    await table.pass_time(3 * MINUTE)
    await desk.context.set_offline(False)
    await expect(desk.locator(".talk:target .late-sent")).to_be_visible(timeout=SOON_MS)
    await expect(form.locator(".kept li")).to_have_count(0)
    await expect(desk.locator("#kept-count")).to_be_hidden()
    (answer,) = await table.told(AnswerGiven)
    assert answer.text == "Ik bel de school."
    assert abs(answer.written_at - written) < MINUTE
    assert [event.inject for event in await table.told(MessageOpened)] == ["A2"]


async def test_a_kept_answer_survives_a_reload(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")
    await desk.route("**/seat/*", lambda route: route.abort())
    await form.locator("textarea").fill("Nog niet weg.")
    await form.locator("button.primary").click()
    await expect(form.locator(".kept li")).to_contain_text("Nog niet weg.")
    await desk.reload()
    await expect(desk.locator(".talk:target .kept li")).to_contain_text("Nog niet weg.")
    await desk.unroute("**/seat/*")
    await expect(desk.locator(".talk:target .said.own")).to_contain_text("Nog niet weg.", timeout=SOON_MS)
    assert len(await table.told(AnswerGiven)) == 1


async def test_an_answer_whose_receipt_was_lost_is_not_sent_twice(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")

    async def lose_the_receipt(route):  # type: ignore[no-untyped-def]
        await route.fetch()
        await route.abort()

    await desk.route("**/seat/answer", lose_the_receipt, times=1)
    await form.locator("textarea").fill("Aangekomen.")
    await form.locator("button.primary").click()
    await expect(desk.locator(".talk:target .said.own")).to_have_count(1)
    await expect(form.locator(".kept li")).to_have_count(0, timeout=SOON_MS)
    assert len(await table.told(AnswerGiven)) == 1


async def test_refused_text_stays_in_its_form(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")
    await desk.route("**/seat/answer", lambda route: route.fulfill(status=422, body="Dat kan nu niet."))
    await form.locator("textarea").fill("Mijn tekst.")
    await form.locator("button.primary").click()
    await expect(form.locator("[data-refusal]")).to_have_text("Dat kan nu niet.")
    await expect(form.locator("textarea")).to_have_value("Mijn tekst.")


async def test_long_texts_go_through_and_too_long_ones_are_not_cut(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")
    await form.locator("textarea").fill("x" * 20_001)
    await expect(form.locator("[data-count]")).to_contain_text("20001")
    await form.locator("button.primary").click()
    await expect(form.locator("[data-refusal]")).to_contain_text("1 tekens te lang")
    await expect(form.locator("textarea")).to_have_value("x" * 20_001)
    long = "Een lange tekst met ë en 🙂. " * 300
    await form.locator("textarea").fill(long)
    await form.locator("button.primary").click()
    await expect(desk.locator(".talk:target .said.own")).to_have_count(1)
    (answer,) = await table.told(AnswerGiven)
    assert answer.text == long.strip()


async def test_a_card_opens_the_seat_elsewhere_and_parks_the_old_laptop(table: Table) -> None:
    await table.start(1)
    old = await table.seated("gezinswerker-1")
    await open_message(old, "Milan is er niet")
    new = await table.laptop()
    await new.goto(await table.card("gezinswerker-1"))
    await new.click("form button.primary")
    await new.click("a.primary[href$='/desk']")

    await expect(entry(new, "Milan is er niet")).to_have_attribute("data-mark", "read")
    parked = old.locator("#connection [data-when=parked]")
    await expect(parked).to_be_visible()
    await expect(old.locator("#main")).to_have_attribute("inert", "")
    await parked.locator("a").click()
    await expect(new.locator("#connection [data-when=parked]")).to_be_visible()
    await expect(old.locator("#connection [data-when=parked]")).to_be_hidden()


async def test_the_whole_desk_works_by_keyboard(table: Table) -> None:
    await table.start(2)
    desk = await table.seated("gezinswerker-1")
    await desk.keyboard.press("j")
    await desk.keyboard.press("j")
    await desk.keyboard.press("k")
    await desk.keyboard.press("ArrowDown")
    await desk.keyboard.press("Enter")
    await expect(desk.locator(".talk:target")).to_contain_text("Milan is er niet")
    await desk.keyboard.press("r")
    await desk.keyboard.type("Ik jok niet?")
    await expect(desk.locator(".talk:target .answer textarea")).to_have_value("Ik jok niet?")
    await desk.keyboard.press("Control+Enter")
    await expect(desk.locator(".talk:target .said.own")).to_contain_text("Ik jok niet?")

    await desk.locator(".talk:target").focus()
    await desk.keyboard.press("?")
    await expect(desk.locator("#about")).to_be_visible()
    await desk.locator("#use-keys").uncheck()
    await desk.keyboard.press("Escape")
    await desk.keyboard.press("?")
    await expect(desk.locator("#about")).to_be_hidden()


async def test_a_message_that_was_taken_back_says_so(table: Table) -> None:
    desk = await table.seated("gezinswerker-1")
    await table.start(1)
    room = await table.room()
    await table.ask(PauseExercise("pause", "Even koffie."))
    await expect(desk.locator("#banner")).to_contain_text("Even koffie.")
    await table.ask(ResumeExercise())
    room.state.settings = type(room.state.settings)(show="at_once")
    await table.ask(ReleaseInject("A5"))
    await expect(entry(desk, "Gemeente zwijgt")).to_be_visible()
    await table.ask(UndoRelease("A5"))
    await expect(entry(desk, "Ingetrokken")).to_be_visible()
    assert "Gemeente zwijgt" not in await desk.locator("main").inner_text()


async def test_no_play_fills_the_screen_and_the_end_keeps_the_timeline(table: Table, barriers: Barriers) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    form = await open_message(desk, "Milan is er niet")
    await form.locator("textarea").fill("Half af")
    await table.ask(PauseExercise("no_play", "Brand in de hal."))
    real = desk.locator(".no-play")
    await expect(real).to_contain_text("Dit is echt.")
    await expect(real).to_contain_text("Brand in de hal.")
    await expect(real).to_be_focused()
    assert await real.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
    assert await barriers(desk) == []
    await table.ask(ResumeExercise())
    await expect(real).to_have_count(0)
    await expect(form.locator("textarea")).to_have_value("Half af")
    await form.locator("button.primary").click()
    await expect(desk.locator("#timeline")).to_contain_text("Half af")

    await table.ask(EndExercise())
    await expect(desk.locator("#banner")).to_contain_text("De oefening is voorbij.")
    await expect(form.locator("form")).to_be_hidden()
    await expect(desk.locator("#connection [data-when=lost]")).to_be_hidden()
    await expect(desk.locator("#timeline")).to_contain_text("Half af")
    await expect(desk.locator(".talk:target")).to_contain_text("Waar is hij nu?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_the_desk(table: Table, barriers: Barriers, scheme: str) -> None:
    await table.start(3)
    for width in (1280, 390):
        desk = await table.seated("gezinswerker-1", width=width, color_scheme=scheme, reduced_motion="reduce")
        assert await barriers(desk) == []
        for title in ("Startbeeld", "Milan is er niet", "Wie belt", "Gemeente zwijgt"):
            await desk.goto(f"{table.desk}#inbox-panel")
            await entry(desk, title).locator("a").click()
            await expect(desk.locator(".talk:target")).to_contain_text(title)
            assert await barriers(desk) == []
        await desk.goto(f"{table.desk}#team")
        await desk.locator("[data-opens=about]").click()
        assert await barriers(desk) == []


async def test_a_phone_shows_one_part_at_a_time(table: Table) -> None:
    await table.start(1)
    phone = await table.seated("gezinswerker-1", width=390, height=844)
    await open_message(phone, "Milan is er niet")
    await expect(phone.locator("#inbox")).to_be_hidden()
    await phone.locator(".talk:target .back").click()
    await expect(phone.locator("#inbox")).to_be_visible()
    for view in ("timeline", "team"):
        await phone.locator(f".bottom [data-view={view}]").click()
        await expect(phone.locator(f"#{view}")).to_be_visible()
        await expect(phone.locator("#inbox")).to_be_hidden()
    assert await phone.evaluate("document.documentElement.scrollWidth") == 390


async def test_the_wall_shows_how_to_join_and_then_the_news(table: Table, barriers: Barriers) -> None:
    wall = await table.laptop(await table.world.seated("wethouder-1", table.exercise, "Kim"), width=1920, height=1080)
    await wall.goto(f"{table.site}/x/{table.exercise.slug}/wall")
    await expect(wall.locator(".big-code")).to_have_text(table.exercise.join_code)
    assert await barriers(wall) == []
    await table.start(3)
    await expect(wall.locator(".news-item")).to_contain_text("Gemeente zwijgt")
    await expect(wall.locator(".story")).to_have_text("08:42")
    await expect(wall.locator(".big-code")).to_be_hidden()
    assert "Milan" not in await wall.content()
    assert await barriers(wall) == []
