"""Does the phone ring at everybody it is for, does one of them have the call, and is nothing that was typed lost?"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.engine.commands import HangUp, ReleaseInject, WriteMessage
from app.engine.events import AnswerGiven, CallDeclined, CallTaken
from tests.browser.table import STORY, Table, a_table, entry

Barriers = Callable[[Page], Awaitable[list[str]]]
CALL = """\
  - id: B1
    from: krant
    to: [wijkteam]
    by: phone
    title: "Klopt het dat er een kind gewond is?"
    text: Goedemiddag, u spreekt met De Krant.
    questions: ["Wie is er verantwoordelijk?", "Wat doet u nu?"]
    voicemail: Bel mij terug voor vijf uur.
"""


@pytest.fixture
async def table(tmp_path: Path, browser: Browser) -> AsyncIterator[Table]:
    """A table at which the newspaper may call."""
    async with a_table(tmp_path, browser, STORY + CALL) as made:
        yield made


async def ring(table: Table) -> None:
    """The newspaper calls."""
    await table.ask(ReleaseInject("B1"))
    await table.pass_time(5_000)


def ringing(desk: Page) -> object:
    return desk.locator("#calls .call.rings.ringing")


async def test_a_call_rings_on_two_laptops_and_is_taken_by_one(table: Table) -> None:
    await table.start()
    ann, chief = await table.seated("gezinswerker-1", "Ann"), await table.seated("teamleider-1", "Kim")
    await ring(table)
    for desk in (ann, chief):
        await expect(ringing(desk)).to_contain_text("De Krant")
        await expect(desk.locator("#announce")).to_contain_text("De Krant belt")
        await expect(desk).to_have_title(re.compile("^● De Krant belt"))
        assert "verantwoordelijk" not in await desk.content()
        assert "u spreekt met" not in await desk.content()

    await ann.keyboard.press("c")
    await expect(ringing(ann)).to_have_count(0)
    await expect(ann.locator("#calls .call.mine")).to_contain_text("0:0")
    await expect(ann.locator(".talk:target")).to_contain_text("u spreekt met De Krant")
    await expect(ann.locator(".talk:target textarea")).to_be_focused()
    await expect(chief.locator("#note")).to_contain_text("Ann, Gezinswerker 1 heeft dit gesprek aangenomen.")
    await expect(ringing(chief)).to_have_count(0)
    await expect(entry(chief, "De Krant")).to_contain_text("Ann")

    await ann.keyboard.type("Daar ga ik niet over.")
    await ann.keyboard.press("Control+Enter")
    await expect(ann.locator(".talk:target .item").last).to_contain_text("Wie is er verantwoordelijk?")
    await expect(ann.locator(".talk:target .said.own")).to_contain_text("Daar ga ik niet over.")
    await ann.locator(".call.mine .btn.danger").click()
    await expect(ann.locator("#note")).to_contain_text("is voorbij")
    await expect(ann.locator(".talk:target .answer")).to_be_hidden()
    await expect(entry(ann, "Klopt het")).to_contain_text("gesprek voorbij")
    assert "u spreekt met" not in await chief.content()
    assert [event.who for event in await table.told(CallTaken)] == ["gezinswerker-1"]


async def test_text_that_was_typed_stays_when_the_other_side_hangs_up(table: Table) -> None:
    await table.start()
    desk = await table.seated("gezinswerker-1")
    await ring(table)
    await desk.locator(".call.ringing .accept").click()
    field = desk.locator(".talk:target textarea")
    await field.fill("Ik wilde nog zeggen")
    number = (await table.room()).state.injects["B1"].number
    await table.ask(HangUp(number, "krant"))
    await expect(entry(desk, "Klopt het")).to_contain_text("gesprek voorbij")
    await expect(field).to_have_value("Ik wilde nog zeggen")
    await expect(field).to_be_visible()
    await expect(desk.locator(".talk:target .answer button.primary")).to_be_hidden()
    assert await table.told(AnswerGiven) == []


async def test_a_declined_call_rings_on_at_the_others_and_then_leaves_a_voicemail(table: Table) -> None:
    await table.start()
    ann, chief = await table.seated("gezinswerker-1", "Ann"), await table.seated("teamleider-1", "Kim")
    await ring(table)
    await expect(ringing(ann)).to_contain_text("Teamleider")
    await ann.locator(".call.ringing .btn.danger").click()
    await expect(ringing(ann)).to_have_count(0)
    await expect(ringing(chief)).to_be_visible()
    assert [event.who for event in await table.told(CallDeclined)] == ["gezinswerker-1"]

    await table.pass_time(60_000)
    await expect(chief.locator("#note")).to_contain_text("Gemiste oproep van De Krant.")
    await entry(chief, "De Krant").first.locator("a").click()
    await expect(chief.locator(".talk:target .voicemail")).to_contain_text("Bel mij terug voor vijf uur.")
    await expect(chief.locator(".talk:target .answer")).to_be_hidden()
    await chief.locator(".talk:target .talk-head .btn.primary").click()
    await expect(chief.locator(".talk:target")).to_contain_text("u spreekt met De Krant")
    await expect(chief.locator(".talk:target textarea")).to_be_visible()


async def test_a_player_calls_a_colleague_and_they_talk(table: Table) -> None:
    await table.start()
    ann, board = await table.seated("gezinswerker-1", "Ann"), await table.seated("wethouder-1", "Bo")
    await ann.keyboard.press("c")
    await ann.locator("#find-person").fill("wethouder")
    await ann.locator("#find-person").press("Enter")
    await expect(ann.locator("[data-chosen]")).to_have_text("Wethouder")
    await ann.locator("#write .actions button.primary").click()
    await expect(ann.locator("#write")).to_be_hidden()
    await expect(ann.locator("#calls .call.calls")).to_contain_text("U belt.")
    await expect(ringing(board)).to_contain_text("Ann, Gezinswerker 1")
    await board.locator(".call.ringing .accept").click()
    await expect(ann.locator(".talk:target textarea")).to_be_visible()
    await ann.locator(".talk:target textarea").fill("Er is iets ergs gebeurd.")
    await ann.locator(".talk:target textarea").press("Control+Enter")
    await expect(board.locator(".talk:target .item").last).to_contain_text("Er is iets ergs gebeurd.")
    await board.locator(".talk:target textarea").fill("Ik kom naar u toe.")
    await board.locator(".talk:target textarea").press("Control+Enter")
    await expect(ann.locator(".talk:target .said")).to_contain_text("Ik kom naar u toe.")


async def test_a_call_waits_for_a_laptop_that_is_gone(table: Table) -> None:
    await table.start()
    ann, board = await table.seated("gezinswerker-1", "Ann"), await table.seated("wethouder-1", "Bo")
    await table.ask(WriteMessage("gezinswerker-1", to=("wethouder-1",), by="phone"), "seat:gezinswerker-1")
    await board.locator(".call.ringing .accept").click()
    await expect(ann.locator("#calls .call.mine.live")).to_be_visible()
    cookies = await board.context.cookies()
    await board.context.close()
    room = await table.room()
    async with asyncio.timeout(10):
        while "wethouder-1" in room.presence.connected:  # noqa: ASYNC110 - presence has no event
            await asyncio.sleep(0)
    table.world.clock.move(3_000)
    await expect(ann.locator("#calls .call.mine.waiting")).to_contain_text("We wachten nog 0:")
    again = await table.laptop({cookie["name"]: cookie["value"] for cookie in cookies})
    await again.goto(table.desk)
    await expect(again.locator(".talk:target textarea")).to_be_visible()
    await expect(ann.locator("#calls .call.mine.live")).to_be_visible()


async def test_the_phone_rings_on_a_phone(table: Table, barriers: Barriers) -> None:
    await table.start(1)
    phone = await table.seated("gezinswerker-1", width=390, height=844, reduced_motion="reduce")
    await ring(table)
    await expect(ringing(phone)).to_be_in_viewport(ratio=1)
    assert await barriers(phone) == []
    await phone.locator(".call.ringing .accept").click()
    await expect(phone.locator(".talk:target textarea")).to_be_in_viewport(ratio=1)
    await expect(phone.locator(".call.mine .btn.danger")).to_be_in_viewport(ratio=1)
    assert await phone.evaluate("document.documentElement.scrollWidth") == 390
    assert await barriers(phone) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_the_phone(table: Table, barriers: Barriers, scheme: str) -> None:
    await table.start()
    desk = await table.seated("gezinswerker-1", color_scheme=scheme, reduced_motion="reduce")
    other = await table.seated("gezinswerker-2", "Sam", color_scheme=scheme, reduced_motion="reduce")
    await ring(table)
    await expect(ringing(desk)).to_be_visible()
    assert await barriers(desk) == []
    await desk.locator(".call.ringing .accept").click()
    await expect(desk.locator(".talk:target textarea")).to_be_focused()
    assert await barriers(desk) == []
    await expect(other.locator("#note")).to_be_visible()
    assert await barriers(other) == []
    await table.ask(WriteMessage("mentor", to=("gezinswerker-2",), by="phone", title="Weer ik", text="Bent u daar?"))
    await table.pass_time(61_000)
    await entry(other, "Gemiste oproep").locator("a").click()
    await expect(other.locator(".talk:target .talk-head .btn.primary")).to_be_visible()
    assert await barriers(other) == []
