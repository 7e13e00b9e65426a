"""Can players answer a letter question by question, write to each other, and keep a long list calm?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.engine.commands import GiveAnswer, WriteMessage
from app.engine.events import AnswerGiven, MessageAssigned, MessageOpened, MessageSent
from tests.browser.table import MINUTE, STORY, Table, a_table, entry, open_message

Barriers = Callable[[Page], Awaitable[list[str]]]
SOON_MS = 12_000
LETTER = """\
  - id: B2
    at: T+4m
    from: leiding
    to: [wijkteam]
    by: letter
    title: Verzoek om feitenrelaas
    text: Wij verzoeken u deze vragen te beantwoorden.
    questions: ["Wie is ons contact?", "Welke organisaties zijn betrokken?"]
    reference: OEF-2026-0310/7
    deadline: 10m
    remind: 3m
facts:
  F1: {text: "Milan slaapt bij zijn oma in Zaandam", held_by: [gezinswerker]}
  F2: {text: "GEHEIM: de wethouder is een buurman", held_by: [wethouder]}
"""


@pytest.fixture
async def table(tmp_path: Path, browser: Browser) -> AsyncIterator[Table]:
    """A table at which a letter comes in, and some people know something."""
    async with a_table(tmp_path, browser, STORY + LETTER) as made:
        yield made


async def test_a_letter_is_answered_question_by_question_before_and_after_its_deadline(table: Table) -> None:
    await table.start(4)
    desk, chief = await table.seated("gezinswerker-1", "Ann"), await table.seated("teamleider-1", "Kim")
    await open_message(desk, "Verzoek om feitenrelaas")
    letter = desk.locator(".talk:target")
    await expect(letter.locator(".look-letter")).to_contain_text("OEF-2026-0310/7")
    await expect(letter.locator(".talk-head")).to_contain_text("antwoord vóór 09:26")
    first, second = letter.locator(".question").nth(0), letter.locator(".question").nth(1)
    await second.locator("textarea").fill("Dat zoeken we uit.")
    await first.locator("textarea").fill("Ann, van het wijkteam.")
    await first.locator("textarea").press("Control+Enter")
    await expect(first.locator(".said.own")).to_contain_text("Ann, van het wijkteam.")
    await expect(letter.locator(".talk-head")).to_contain_text("1 van 2 beantwoord")
    await expect(second.locator("textarea")).to_have_value("Dat zoeken we uit.")
    await desk.reload()
    await expect(second.locator("textarea")).to_have_value("Dat zoeken we uit.")
    await expect(first.locator("textarea")).to_have_value("")

    await table.pass_time(7 * MINUTE)
    await expect(entry(desk, "Verzoek")).to_have_attribute("data-pressing", "near")
    await expect(desk.locator("#announce")).to_contain_text("Antwoord snel: Verzoek om feitenrelaas")
    await table.pass_time(3 * MINUTE)
    await expect(entry(chief, "Verzoek")).to_contain_text("te laat")
    await chief.locator(".tabs label", has_text="Te laat").click()
    await expect(chief.locator("#inbox .entry:visible")).to_have_count(1)
    await open_message(chief, "Verzoek")
    await expect(chief.locator(".talk:target .question").nth(0).locator(".said")).to_contain_text("Ann, Gezinswerker 1")

    await second.locator("button.primary").click()
    await expect(second.locator(".said.own")).to_contain_text("na de termijn")
    await expect(entry(desk, "Verzoek")).to_contain_text("beantwoord")
    await expect(entry(chief, "Verzoek")).to_have_attribute("data-wants", "")
    answers = await table.told(AnswerGiven)
    assert [(one.question, one.text) for one in answers] == [(1, "Ann, van het wijkteam."), (2, "Dat zoeken we uit.")]


async def test_a_colleague_is_written_to_with_a_fact_and_answers(table: Table) -> None:
    await table.start()
    ann, chief = await table.seated("gezinswerker-1", "Ann"), await table.seated("teamleider-1", "Kim")
    board = await table.seated("wethouder-1", "Bo")
    await ann.keyboard.press("n")
    await ann.locator("#find-person").fill("kim")
    await expect(ann.locator("#directory .address:visible")).to_have_count(1)
    await ann.locator("#directory .address:visible input").check()
    await ann.locator("#write-subject").fill("Waar Milan is")
    await ann.locator("#write-text").fill("Ik weet dat Milan bij zijn oma slaapt.")
    await ann.locator("#write .tell summary").click()
    await expect(ann.locator("#write .fact")).to_have_count(1)
    await expect(ann.locator("#write .fact.likely")).to_contain_text("Milan slaapt bij zijn oma")
    await expect(ann.locator("#write .fact input")).not_to_be_checked()
    assert "GEHEIM" not in await ann.content()
    await ann.locator("#write .fact input").check()
    await ann.locator("#write .actions button.primary").click()
    await expect(ann.locator("#write")).to_be_hidden()

    await expect(entry(chief, "Waar Milan is")).to_contain_text("Ann, Gezinswerker 1")
    await open_message(chief, "Waar Milan is")
    await expect(chief.locator(".talk:target .typed")).to_have_text("Ik weet dat Milan bij zijn oma slaapt.")
    await open_message(ann, "Waar Milan is")
    await expect(ann.locator(".talk:target .receipt")).to_contain_text("gelezen door 1 van 1")
    await chief.locator(".talk:target textarea").fill("Dank, ik ga erheen.")
    await chief.locator(".talk:target textarea").press("Control+Enter")
    await expect(ann.locator(".talk:target .said")).to_contain_text("Dank, ik ga erheen.")
    assert "oma" not in await board.content()
    (sent,) = await table.told(MessageSent)
    assert (sent.sender, sent.to, sent.by, sent.facts) == ("gezinswerker-1", ("teamleider-1",), "chat", ("F1",))
    await expect(chief.locator("#facts li")).to_have_count(1)


async def test_new_messages_in_an_old_conversation_are_told_and_opened_together(table: Table) -> None:
    await table.start()
    desk = await table.seated("gezinswerker-1", "Ann")
    await table.ask(WriteMessage("mentor", to=("gezinswerker-1",), by="chat", title="Milan", text="Bent u daar?"))
    await expect(desk.locator("#announce")).to_contain_text("Nieuw bericht: Milan")
    for text in ("Hij is weg.", "Kunt u bellen?"):
        await table.ask(WriteMessage("mentor", conversation=2, text=text))
    await expect(desk.locator("#announce")).to_contain_text("Mentor schreef opnieuw: Milan")
    await open_message(desk, "Milan")
    await expect(desk.locator(".talk:target .item")).to_have_count(3)
    await expect(entry(desk, "Milan")).to_have_attribute("data-mark", "read")
    await desk.locator(".talk:target textarea").fill("Ik bel u.")
    await desk.locator(".talk:target textarea").press("Control+Enter")
    await expect(desk.locator(".talk:target .said.own")).to_contain_text("Ik bel u.")
    assert [event.number for event in await table.told(MessageOpened)] == [2, 3, 4]
    assert [event.number for event in await table.told(AnswerGiven)] == [4]


async def test_a_conversation_is_put_aside_and_comes_back(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("gezinswerker-1")
    await open_message(desk, "Milan is er niet")
    await desk.locator(".talk:target .menu summary", has_text="Later").click()
    await desk.locator(".talk:target .menu-list button", has_text="5 minuten").click()
    await expect(entry(desk, "Milan")).to_be_hidden()
    await expect(desk.locator("[data-tally=parked]")).to_have_text("1")
    await desk.locator(".tabs label", has_text="Opzij").click()
    await expect(entry(desk, "Milan")).to_contain_text("opzij tot")
    await desk.locator(".tabs label", has_text="Alles").click()
    await open_message(desk, "Startbeeld")
    await table.pass_time(5 * MINUTE)
    await expect(entry(desk, "Milan")).to_be_visible()
    await expect(desk.locator("#announce")).to_contain_text("Dit had u opzijgelegd: Milan is er niet")


async def test_a_colleague_sees_who_will_see_to_it(table: Table) -> None:
    await table.start(1)
    ann, chief = await table.seated("gezinswerker-1", "Ann"), await table.seated("teamleider-1", "Kim")
    await open_message(chief, "Milan is er niet")
    await chief.locator(".talk:target .menu summary", has_text="Toewijzen").click()
    await chief.locator(".talk:target .menu-list button", has_text="Ann").click()
    await expect(chief.locator(".talk:target .talk-head")).to_contain_text("Ann, Gezinswerker 1 pakt dit op")
    await expect(entry(ann, "Milan is er niet")).to_contain_text("voor u")
    await ann.locator(".tabs label", has_text="Voor mij").click()
    await expect(entry(ann, "Milan is er niet")).to_be_visible()
    assert [(event.conversation, event.to) for event in await table.told(MessageAssigned)] == [(2, "gezinswerker-1")]


async def test_a_long_list_is_searched_and_sifted(table: Table) -> None:
    await table.start(5)
    desk = await table.seated("gezinswerker-1")
    for number in range(25):
        await table.ask(
            WriteMessage(
                "mentor", to=("wijkteam",), by="email", title=f"Vraag {number}", text=f"Over de fiets {number}x"
            )
        )
    await expect(desk.locator("#inbox .entry")).to_have_count(30)
    await expect(desk.locator("[data-tally=wanted]")).to_have_text("29")
    await desk.keyboard.press("/")
    await desk.keyboard.type("fiets 17x")
    await expect(desk.locator("#inbox .entry:visible")).to_have_count(1)
    await expect(desk.locator("#inbox .entry:visible")).to_contain_text("Vraag 17")
    await desk.locator("#find").fill("de krant zwijgt")
    await expect(desk.locator("#inbox .entry:visible")).to_contain_text("Gemeente zwijgt")
    await desk.locator("#find").fill("niets van dit alles")
    await expect(desk.locator("#nothing-here")).to_be_visible()
    await desk.locator("#find").fill("")
    await desk.locator(".tabs label", has_text="Niet beantwoord").click()
    await expect(desk.locator("#inbox .entry:visible")).to_have_count(29)
    assert await desk.evaluate("document.documentElement.scrollHeight") == 720


async def test_a_message_that_is_written_without_a_connection_is_sent_later(table: Table) -> None:
    await table.start()
    desk = await table.seated("gezinswerker-1")
    await desk.keyboard.press("n")
    await expect(desk.locator("#directory .address").first).to_be_visible()
    await desk.context.set_offline(True)
    await desk.locator("#directory .address", has_text="Iedereen van Bestuurlijk team").click()
    await desk.locator("#write-text").fill("Er is iets met Milan.")
    await desk.locator("#write .actions button.primary").click()
    await expect(desk.locator("#kept-count")).to_contain_text("1 bericht bewaard")
    await expect(desk.locator("#write .kept")).to_contain_text("Er is iets met Milan.")
    await table.pass_time(2 * MINUTE)
    await desk.context.set_offline(False)
    await expect(entry(desk, "Er is iets met Milan.")).to_be_visible(timeout=SOON_MS)
    await expect(desk.locator("#kept-count")).to_be_hidden()
    (sent,) = await table.told(MessageSent)
    assert (sent.to, sent.written_at > 0) == (("bestuur",), True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_conversations(table: Table, barriers: Barriers, scheme: str) -> None:
    await table.start(4)
    await table.ask(WriteMessage("teamleider-1", to=("wijkteam",), by="chat", title="Overleg", text="Elf uur?"))
    letter = (await table.room()).state.injects["B2"].number
    await table.ask(GiveAnswer(letter, "gezinswerker-1", "Ann.", question=1), "seat:gezinswerker-1")
    for width, height in ((1280, 720), (390, 844)):
        desk = await table.seated(
            "gezinswerker-1", width=width, height=height, color_scheme=scheme, reduced_motion="reduce"
        )
        for title in ("Verzoek om feitenrelaas", "Overleg"):
            await desk.goto(f"{table.desk}#inbox-panel")
            await open_message(desk, title)
            await desk.locator(".talk:target .answer .tell summary:visible").first.click()
            await desk.locator(".talk:target .menu summary").first.click()
            assert await barriers(desk) == []
            assert await desk.evaluate("document.documentElement.scrollWidth") == width
        await desk.goto(f"{table.desk}#inbox-panel")
        await desk.locator("[data-opens=write]").first.click()
        await desk.locator("#write .tell summary").click()
        assert await barriers(desk) == []
