"""Can somebody lead an exercise with the console, and does it say why when something can't be done?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, WebSocketRoute, expect

from app.engine.commands import GiveAnswer, HoldInject, OpenMessage, PauseExercise, ReleaseInject
from app.engine.events import ExerciseEnded, InjectImprovised, InjectReleased, RestShifted
from app.web.hub import REST_MS
from tests.browser.console import console_of
from tests.browser.table import MINUTE, Table, a_table

Barriers = Callable[[Page], Awaitable[list[str]]]


@pytest.fixture
async def table(tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Table]:
    """A table of this test alone, where a console is told at once: its clock stands, so it would wait for ever."""
    monkeypatch.setitem(REST_MS, "facilitator", (0, 0))
    async with a_table(tmp_path, browser) as made:
        yield made


async def test_an_exercise_is_started_paused_and_resumed(table: Table) -> None:
    console = await console_of(table)
    await expect(console.locator("#top")).to_contain_text("klaar voor start")
    await console.press("p")
    await expect(console.locator("#top")).to_contain_text("loopt")
    await console.stands("A1", "released")
    await console.get_by_role("button", name="Pauze").click()
    await expect(console.locator("#banner")).to_contain_text("De klok staat voor iedereen stil")
    await console.get_by_role("button", name="Verder").click()
    await expect(console.locator("#banner")).to_be_empty()
    await expect(console.locator("#log li").first).to_contain_text("Eva liet de oefening verdergaan")


async def test_a_release_by_hand_can_be_undone(table: Table) -> None:
    await table.start()
    console, desk = await console_of(table), await table.seated("gezinswerker-1")
    await console.choose("A4")
    await console.press("r")
    await expect(console.locator("#row-A4 .undo")).to_be_visible()
    await console.locator("#row-A4 .undo").click()
    await console.stands("A4", "waiting")
    await expect(console.locator("#log li").first).to_contain_text("haalde A4")

    await console.act("Nu vrijgeven")
    await expect(console.button("Ongedaan maken")).to_be_visible()
    await table.pass_time(5_000)
    await console.stands("A4", "released")
    await expect(desk.locator("#inbox")).to_contain_text("Wie belt")
    assert [event.inject for event in await table.told(InjectReleased)] == ["A1", "A4"]


async def test_the_script_stays_in_order_of_time(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.choose("A5")
    await console.act("Ander moment")
    await console.locator("#ask [name=due]").fill("T+90s")
    await console.locator("#ask button.primary").click()
    await expect(console.locator("#row-A5 .t")).to_contain_text("T+01:30")
    assert await console.in_order() == ["A1", "A2", "A3", "A5", "A4"]


async def test_hold_skip_and_put_back(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.choose("A4")
    for name, status in (("Vasthouden", "held"), ("Overslaan", "skipped"), ("Terugzetten", "waiting")):
        await console.act(name)
        await console.stands("A4", status)
    await expect(console.button("Vasthouden")).to_be_visible()


async def test_an_inject_is_improvised_in_three_strokes(table: Table) -> None:
    await table.start()
    console, desk = await console_of(table), await table.seated("wethouder-1")
    await console.press("n")
    await console.page.keyboard.type("Er staat een cameraploeg voor het gemeentehuis. Wat doet u?")
    await console.press("Control+Enter")
    await expect(console.locator("#row-X01 .pick")).to_have_text(
        "Er staat een cameraploeg voor het gemeentehuis. Wat doet u?"
    )
    await table.pass_time(5_000)
    await expect(desk.locator("#inbox")).to_contain_text("gaat over")
    (made,) = await table.told(InjectImprovised)
    assert (made.inject.to, made.inject.by) == (("all",), "phone")


async def test_an_improvised_inject_can_go_to_one_seat_from_a_template(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.press("n")
    dialog = console.locator("#improvise")
    await dialog.get_by_role("button", name="Journalist belt").click()
    await console.page.keyboard.type("Klopt het dat u niets weet?")
    await dialog.get_by_text("Eén rol of plek").click()
    await dialog.get_by_label("Gezinswerker 2").check()
    await expect(dialog.get_by_label("iedereen")).not_to_be_checked()
    await console.press("Control+Enter")
    await expect(console.locator("#row-X01")).to_contain_text("Gezinswerker 2")
    (made,) = await table.told(InjectImprovised)
    assert (made.inject.sender, made.inject.to) == ("Journalist", ("gezinswerker-2",))


async def test_both_versions_of_an_edited_text_are_shown(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.choose("A2")
    await console.act("Aanpassen")
    await console.locator("#ask textarea").fill("Waar is Milan?")
    await console.press("Control+Enter")
    await expect(console.locator("#detail .say").first).to_have_text("Waar is Milan?")
    await console.page.get_by_text("Zoals het geschreven was").click()
    await expect(console.locator("#detail details .say")).to_contain_text("Waar is hij nu?")


async def test_what_is_out_can_be_corrected_sent_on_and_copied(table: Table) -> None:
    desk, board = await table.seated("gezinswerker-1"), await table.seated("wethouder-1", "Kim")
    await table.start(1)
    console = await console_of(table)
    await console.choose("A2")
    await console.act("Correctie")
    await expect(console.locator("#ask textarea")).to_be_focused()
    await console.page.keyboard.type("Het was gisteren.")
    await console.press("Control+Enter")
    await expect(console.locator("#detail")).to_contain_text("Het was gisteren.")
    await expect(desk.locator(".item .correction")).to_have_text(re.compile("Het was gisteren"))

    await console.act("Ook naar")
    await console.locator("#ask button.primary").click()
    await expect(console.locator("#detail .seats")).to_contain_text("Wethouder")
    await expect(board.locator("#inbox")).to_contain_text("Milan is er niet")

    await console.act("Kopieer")
    await expect(console.locator("#ask [name=sender]")).to_have_value("Mentor")
    await expect(console.locator("#ask textarea").first).to_have_value("Waar is hij nu?")
    await console.locator("#ask [name=when]").select_option("reserve")
    await console.press("Control+Enter")
    await console.stands("X01", "reserve")
    assert (await console.in_order())[-1] == "X01"


async def test_a_shift_shows_what_it_changes_before_it_is_done(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.press("s")
    preview = console.locator("#shift [data-preview]")
    await expect(preview).to_contain_text("T+03:00 → T+08:00")
    await console.locator("#shift").get_by_role("button", name="-5").click()
    await expect(preview).to_contain_text("Gaat nu uit")
    await console.locator("#shift").get_by_role("button", name="+10").click()
    await expect(preview).to_contain_text("T+03:00 → T+13:00")
    assert await table.told(RestShifted) == []
    await console.locator("#shift button.primary").click()
    await expect(console.locator("#row-A5 .t")).to_contain_text("T+13:00")
    assert [event.by_ms for event in await table.told(RestShifted)] == [10 * MINUTE]


async def test_a_jump_and_another_tempo_show_what_they_change(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.press("j")
    await console.locator("#jump [name=to]").fill("2:30")
    await expect(console.locator("#jump [data-preview]")).to_contain_text("Wordt overgeslagen 3")
    await console.locator("#jump").get_by_label("gaat nu uit").check()
    await expect(console.locator("#jump [data-preview]")).to_contain_text("Gaat nu uit 3")
    await console.locator("#jump button.primary").click()
    await console.stands("A4", "released")

    await console.locator("[data-rate-to='2.0']").click()
    await expect(console.locator("#rate [data-preview]")).to_contain_text("Krijgt een ander moment")
    await console.press("Enter")
    await expect(console.locator("[data-rate-to='2.0']")).to_have_attribute("aria-pressed", "true")


async def test_the_end_is_asked_first(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.get_by_role("button", name="Meer").click()
    await console.locator("#more").get_by_role("button", name="Oefening beëindigen").click()
    await console.press("Enter")  # the focus is on "not yet"
    await expect(console.locator("#end")).to_be_hidden()
    assert await table.told(ExerciseEnded) == []
    await console.get_by_role("button", name="Meer").click()
    await console.locator("#more").get_by_role("button", name="Oefening beëindigen").click()
    await console.locator("#end button.danger").click()
    await expect(console.locator("#top")).to_contain_text("voorbij")
    assert len(await table.told(ExerciseEnded)) == 1


async def test_no_play_takes_one_confirming_key(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.press("!", "Enter")
    await expect(console.locator("#banner")).to_contain_text("Er is echt iets gebeurd")


async def test_a_refusal_stands_beside_the_button_that_caused_it(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.choose("A2")
    await console.act("Aanpassen")
    await console.locator("#ask button.primary").click()
    await expect(console.locator("#ask .refusal")).to_have_text("Er is niets veranderd in deze tekst.")
    await expect(console.locator("#ask textarea")).to_have_value("Waar is hij nu?")


async def test_a_button_that_is_off_says_why(table: Table) -> None:
    console = await console_of(table)
    await console.choose("A2")
    button = console.button("Nu vrijgeven")
    await expect(button).to_have_attribute("data-why", "De oefening is nog niet begonnen. Er kan nog niets uitgaan.")
    await button.click(force=True)  # as people do: a button that is off can be clicked
    await expect(button).to_have_class(re.compile("told"))
    assert await table.told(InjectReleased) == []


async def test_a_click_while_the_server_is_away_says_so_and_is_not_kept(table: Table) -> None:
    await table.start()
    console = await console_of(table)
    await console.page.context.set_offline(True)
    await console.locator("#top .buttons .primary").click()
    await expect(console.locator("#top .refusal").first).to_contain_text("niet")
    await console.page.context.set_offline(False)
    await expect(console.locator("#connection")).to_have_attribute("data-state", re.compile("calm|back"))
    await table.ask(HoldInject("A4"))
    await console.stands("A4", "held")
    assert (await table.room()).state.phase == "running"


async def test_each_facilitator_sees_what_the_other_did(table: Table) -> None:
    await table.start()
    eva, kim = await console_of(table), await console_of(table, "kim")
    await eva.choose("A4")
    await kim.choose("A4")
    await eva.act("Vasthouden")
    await expect(kim.locator("#toast")).to_contain_text("Eva houdt A4")
    await kim.stands("A4", "held")
    await expect(eva.locator("#toast")).to_be_empty()
    await expect(kim.button("Terugzetten")).to_be_visible()


async def test_answers_and_receipts_come_in_by_themselves(table: Table) -> None:
    desk = await table.seated("gezinswerker-1", "Noor")
    await table.start(1)
    console = await console_of(table)
    await console.choose("A2")
    await console.until(expect(console.locator("#row-A2 .rec .shown")).to_have_count, 1)
    await table.ask(OpenMessage(2, "gezinswerker-2"), "seat:gezinswerker-2")
    await table.ask(GiveAnswer(2, "teamleider-1", "Ik bel de school."), "seat:teamleider-1")
    await expect(console.locator("#row-A2 .rec .opened")).to_have_count(1)
    await expect(console.locator("#row-A2 .rec .answered")).to_have_count(1)
    await expect(console.locator("#row-A2")).to_contain_text("2 van 3 open")
    await expect(console.locator("#detail .answer")).to_contain_text("Ik bel de school.")
    await expect(console.locator("#log li").first).to_contain_text("Teamleider antwoordde op A2")
    await expect(console.locator("#people-count")).to_contain_text("1 van 4")
    await desk.close()
    await console.until(expect(console.locator("#people-count")).to_contain_text, "0 van 4")


async def test_the_log_can_be_sifted(table: Table) -> None:
    await table.start(1)
    await table.ask(GiveAnswer(2, "teamleider-1", "Ik bel de school."), "seat:teamleider-1")
    console = await console_of(table)
    await console.locator("#log-group").select_option("answer")
    await expect(console.locator("#log li:visible")).to_have_count(1)
    await table.ask(PauseExercise())
    await expect(console.locator("#log li[data-kind=exercise_paused]")).to_be_attached()
    await expect(console.locator("#log li:visible")).to_have_count(1)
    await console.locator("#log-group").select_option("")
    await console.locator("#log-search").fill("pauze")
    await expect(console.locator("#log li:visible")).to_have_count(1)


async def test_a_seat_is_freed_for_another_laptop(table: Table) -> None:
    desk = await table.seated("gezinswerker-1", "Noor")
    console = await console_of(table)
    await console.locator("#seat-gezinswerker-1 .who").click()
    await console.locator("#ask").get_by_role("button", name="Plek vrijmaken").click()
    await expect(console.locator("#seat-gezinswerker-1")).to_contain_text("vrij")
    await expect(desk.locator("#connection [data-when=gone]")).to_be_visible()


async def test_a_console_comes_back_with_everything(table: Table) -> None:
    await table.start(1)
    page = await table.laptop(await table.world.account("eva", table.exercise, "facilitator"))
    open_sockets: list[WebSocketRoute] = []
    is_away = False

    async def cable(socket: WebSocketRoute) -> None:
        if is_away:
            await socket.close(code=1013)
        else:
            socket.connect_to_server()
            open_sockets.append(socket)

    await page.route_web_socket(re.compile("/live"), cable)
    await page.goto(f"{table.site}/x/{table.exercise.slug}/console")
    await expect(page.locator("#detail[data-shows]")).to_be_attached()
    is_away = True
    await open_sockets[0].close(code=1012)
    await expect(page.locator("#connection [data-when=lost]")).to_be_visible()
    await table.ask(ReleaseInject("A5"))
    await table.pass_time(5_000)
    is_away = False
    await expect(page.locator("#row-A5")).to_have_attribute("data-status", "released")
    await expect(page.locator("#log li").first).to_contain_text("A5")
    assert await page.locator("#log li").count() == await page.locator("#log li[id]").count() > 5


async def test_on_a_phone_the_console_has_tabs(table: Table) -> None:
    console = await console_of(table, width=390, height=844)
    await expect(console.locator(".persons")).to_be_hidden()
    await console.get_by_role("button", name="Plekken").click()
    await expect(console.locator(".persons")).to_be_visible()
    await expect(console.locator(".script")).to_be_hidden()
    assert await console.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_whoever_has_no_part_reads_why(table: Table) -> None:
    page = await table.laptop(await table.world.account("bas"))
    await page.goto(f"{table.site}/x/{table.exercise.slug}/console")
    await expect(page.locator("main")).to_contain_text("U hebt geen rol in deze oefening")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_nobody_is_shut_out_of_the_console(table: Table, barriers: Barriers, theme: str) -> None:
    await table.start(1)
    await table.ask(GiveAnswer(2, "teamleider-1", "Ik bel de school."), "seat:teamleider-1")
    console = await console_of(table)
    await console.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    await console.choose("A2")
    assert await barriers(console.page) == []
    for key in ("n", "j", "s", "t", "?"):
        await console.press(key)
        await expect(console.locator("dialog[open]")).to_be_visible()
        assert await barriers(console.page) == []
        await console.press("Escape")
