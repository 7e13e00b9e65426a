"""Can somebody who leads speak as an actor, decide a level, look along with a seat and write to it?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.engine.commands import DoAct, MakePromise, ProposeLevel, TakeCall, WriteMessage
from app.engine.events import CallTaken, LevelChanged, MessageOpened, MessageSent
from app.web.hub import REST_MS
from tests.browser.console import Console, console_of
from tests.browser.table import STORY, Table, a_table

CHIEF, ANN = "teamleider-1", "gezinswerker-1"
RICH = STORY.replace(
    "  mentor: {title: Mentor}",
    "  mentor: {title: Mentor, aim: Weten waar Milan is, tone: bezorgd, never_says: [het adres], "
    'opening: ["Waar is hij?"], ladder: [Vraagt, Eist], answers: {rustig: Ik wacht op u.}}',
).replace(
    "teams:",
    "criteria:\n  C1: {text: Ernstige schade}\nlevels:\n  n1: {title: Casus}\n"
    "  n2: {title: Bestuurlijk, opens: [bestuur], criteria: [C1]}\nteams:",
    1,
)


@pytest.fixture
async def table(tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Table]:
    """A table of this test alone, where a console is told at once: its clock stands, so it would wait for ever."""
    monkeypatch.setitem(REST_MS, "facilitator", (0, 0))
    async with a_table(tmp_path, browser, RICH) as made:
        await made.start()
        yield made


async def said(table: Table, seat: str, *to: str, by: str = "chat", text: str = "") -> None:
    """A player writes or calls."""
    await table.ask(WriteMessage(seat, to=to, by=by, text=text), f"seat:{seat}")


def words(console: Console) -> str:
    """Where the text of a conversation is typed."""
    del console
    return "#talk textarea"


async def test_a_facilitator_answers_a_players_call_as_an_actor(table: Table) -> None:
    console = await console_of(table)
    await said(table, CHIEF, "mentor", by="phone")
    await expect(console.locator("#count-talks b")).to_have_text("1")
    await expect(console.locator("#ringing")).to_contain_text("Teamleider belt Mentor")
    await console.press("g")
    await expect(console.locator("#talks .talk").first).to_contain_text("gaat over")
    await console.locator("#ringing button").click()
    await expect(console.locator("#ringing p")).to_be_hidden()
    await expect(console.locator("#talk .speak .btn.primary")).to_have_attribute("aria-disabled", "true")
    await console.locator("#talk").get_by_role("button", name="Neem op").click()
    await expect(console.locator("#talk .badge.live")).to_be_visible()
    await expect(console.locator("#ringing")).to_be_empty()
    await console.locator(words(console)).fill("Met de mentor. Waar is Milan?")
    await console.press("Control+Enter")
    await expect(console.locator("#talk-thread .by-actor")).to_contain_text("Waar is Milan?")
    await expect(console.locator(words(console))).to_have_value("")
    await said_in(table, CHIEF, 2, "Dat weten wij nog niet.")
    await expect(console.locator("#talk-thread .said").last).to_contain_text("Dat weten wij nog niet.")
    await console.locator("#talk").get_by_role("button", name="Ophangen").click()
    await expect(console.locator("#talk")).to_contain_text("gesproken: Mentor")
    reason = console.locator("#talk .speak .btn.primary")
    await expect(reason).to_have_attribute("data-why", re.compile("Het gesprek is voorbij"))
    assert [event.who for event in await table.told(CallTaken)] == ["mentor"]


async def said_in(table: Table, seat: str, conversation: int, text: str) -> None:
    """A player says something in a conversation."""
    await table.ask(WriteMessage(seat, conversation, text=text), f"seat:{seat}")


async def test_an_answer_card_fills_the_text_and_what_was_typed_stays(table: Table) -> None:
    await said(table, CHIEF, "mentor", text="Wanneer zag u hem?")
    await said(table, ANN, "krant", text="Wilt u wachten?")
    console = await console_of(table)
    await console.press("g")
    await console.locator("#talks .pick", has_text="Mentor").click()
    await console.locator(".actor-card summary").click()
    await expect(console.locator(".actor-card")).to_contain_text("het adres")
    await console.locator(".answer-cards button").click()
    await expect(console.locator(words(console))).to_have_value("Ik wacht op u.")
    await said_in(table, CHIEF, 2, "Bent u daar?")
    await expect(console.locator("#talk-thread .said")).to_have_count(2)
    await expect(console.locator(words(console))).to_have_value("Ik wacht op u.")
    await expect(console.locator(".actor-card dl")).to_be_visible()
    await console.locator("#talks .pick", has_text="De Krant").click()
    await expect(console.locator(words(console))).to_have_value("")
    await console.locator("#talks .pick", has_text="Mentor").click()
    await expect(console.locator(words(console))).to_have_value("Ik wacht op u.")


async def test_two_who_answer_for_one_actor_see_each_other(table: Table) -> None:
    await said(table, CHIEF, "mentor", text="Wanneer zag u hem?")
    eva, kim = await console_of(table), await console_of(table, "kim")
    for console in (eva, kim):
        await console.press("g")
        await console.locator("#talks .pick").first.click()
        await console.locator(words(console)).fill("Gisteren.")
    await kim.page.route(re.compile("/talk/"), lambda route: route.abort())  # a page that is a moment behind
    await eva.press("Control+Enter")
    await expect(eva.locator("#talk-thread .said")).to_have_count(2)
    await kim.press("Control+Enter")
    await expect(kim.locator("#talk .refusal")).to_contain_text("Iemand anders heeft net gesproken als Mentor")
    await expect(kim.locator(words(kim))).to_have_value("Gisteren.")
    await kim.page.unroute(re.compile("/talk/"))
    await said_in(table, CHIEF, 2, "Hoe laat?")
    await expect(kim.locator("#talk-thread .said")).to_have_count(3)
    assert len(await table.told(MessageSent)) == 3


async def test_a_call_is_begun_as_an_actor(table: Table) -> None:
    console = await console_of(table)
    await console.press("g", "m")
    dialog = console.locator("#speak")
    await dialog.locator("[name=sender]").select_option("krant")
    await dialog.get_by_label("Teamleider").check()
    await dialog.locator("textarea").fill("Klopt het dat u niets weet?")
    await console.press("Control+Enter")
    await expect(dialog).to_be_hidden()
    await expect(console.locator("#talk[data-shows='2']")).to_contain_text("Klopt het dat u niets weet?")
    await table.ask(TakeCall(2, CHIEF), f"seat:{CHIEF}")
    await expect(console.locator("#talk .badge.live")).to_contain_text("Teamleider")
    await expect(console.locator("#talk").get_by_role("button", name="Zeg")).not_to_have_attribute(
        "aria-disabled", "true"
    )


async def test_a_level_is_decided_from_a_proposal(table: Table) -> None:
    console = await console_of(table)
    await table.ask(ProposeLevel(CHIEF, "n2", ("C1",), "Te groot voor ons"), f"seat:{CHIEF}")
    await expect(console.locator("#count-ladder")).to_contain_text("1")
    await console.press("o")
    proposal = console.locator(".proposal")
    await expect(proposal).to_contain_text("Te groot voor ons")
    await expect(proposal).to_contain_text("Ernstige schade")
    await proposal.locator("input[name=reason]").fill("Eens")
    await proposal.get_by_role("button", name="Besluit n2").click()
    await expect(proposal).to_contain_text("overgenomen")
    await expect(console.locator("#count-ladder")).to_contain_text("n2")
    await expect(console.locator(".rung.is-now")).to_contain_text("Bestuurlijk")
    (changed,) = await table.told(LevelChanged)
    assert (changed.proposal, changed.reason, changed.wakes) == (1, "Eens", ("bestuur",))
    await console.locator(".grip").get_by_role("button", name="2").click()
    await expect(console.locator(".grip .is-now")).to_have_text("2")


async def test_somebody_who_leads_looks_along_with_a_seat(table: Table) -> None:
    desk = await table.seated(CHIEF, "Noor")
    console = await console_of(table)
    await console.locator(f"#seat-{CHIEF} .who").click()
    async with console.page.context.expect_page() as opened:
        await console.locator("#ask").get_by_role("link", name="Bekijk het scherm").click()
    along = await opened.value
    await expect(along.locator("body.ready")).to_be_attached()
    await expect(along.locator(".watching")).to_contain_text("Alleen lezen")
    await said(table, ANN, CHIEF, text="Ga jij naar de moeder?")
    await expect(along.locator("#entry-2")).to_be_visible()
    await along.locator("#entry-2 a").click()
    await expect(along.locator("#messages")).to_contain_text("Ga jij naar de moeder?")
    await expect(along.locator("form:not([inert])")).to_have_count(0)
    await along.evaluate("document.querySelector('#messages form')?.requestSubmit()")
    await expect(desk.locator("#entry-2")).to_be_visible()
    await expect(desk.locator("#connection")).to_have_attribute("data-state", "calm")
    assert await table.told(MessageOpened) == []
    assert set((await table.room()).scene().connected) == {CHIEF}


async def test_a_message_to_one_seat_arrives_like_any_other(table: Table) -> None:
    desk, other = await table.seated(CHIEF, "Noor"), await table.seated(ANN, "Bas")
    console = await console_of(table)
    await console.locator(f"#seat-{CHIEF} .who").click()
    await console.locator("#ask textarea").fill("Kom even naar de gang.")
    await console.locator("#ask").get_by_role("button", name="Versturen").click()
    await expect(console.locator("#ask")).to_be_hidden()
    await expect(desk.locator("#entry-2")).to_contain_text("Oefenleiding")
    await expect(desk.locator("#inbox")).to_contain_text("Kom even naar de gang.")
    await expect(other.locator("#entry-2")).to_have_count(0)
    await expect(console.locator("#talk[data-shows='2']")).to_contain_text("Kom even naar de gang.")


async def test_on_a_phone_a_conversation_takes_the_whole_page(table: Table) -> None:
    await said(table, CHIEF, "mentor", text="Wanneer zag u hem?")
    console = await console_of(table, width=390, height=844)
    await console.locator("[data-tab-to=talks]").click()
    await console.locator("#talks .pick").first.click()
    await expect(console.locator(words(console))).to_be_visible()
    assert await console.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


Barriers = Callable[[Page], Awaitable[list[str]]]


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_nobody_is_shut_out_of_any_panel(table: Table, barriers: Barriers, theme: str) -> None:
    await said(table, CHIEF, "mentor", by="phone")
    await said(table, ANN, "krant", text="Wilt u wachten?")
    await table.ask(ProposeLevel(CHIEF, "n2", ("C1",), "Te groot"), f"seat:{CHIEF}")
    await table.ask(MakePromise(CHIEF, "krant", "Wij bellen."), f"seat:{CHIEF}")
    await table.ask(DoAct(CHIEF, "files_secured", {"what": ("Het dossier",)}), f"seat:{CHIEF}")
    console = await console_of(table)
    await console.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for key in ("g", "o", "d", "a", "e"):
        await console.press(key)
        assert await barriers(console.page) == []
    await console.press("g")
    await console.locator("#talks .pick").first.click()
    await console.locator(".actor-card summary").click()
    assert await barriers(console.page) == []
    await console.locator("#tab-talks").focus()
    await console.press("m")
    assert await barriers(console.page) == []
    await console.press("Escape")
    await console.press("e")
    await console.locator(f"#seat-{ANN} .who").click()
    await expect(console.locator("#ask")).to_be_visible()
    assert await barriers(console.page) == []
