"""Can people come in with a code, a name and a free seat, without an account, and can everybody use those pages?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.engine.commands import EndExercise
from app.engine.events import SeatTaken
from tests.browser.table import Table, a_table

Barriers = Callable[[Page], Awaitable[list[str]]]


@pytest.fixture
async def table(tmp_path: Path, browser: Browser) -> AsyncIterator[Table]:
    """A table of this test alone."""
    async with a_table(tmp_path, browser) as made:
        yield made


async def at_the_seats(table: Table) -> Page:
    """Somebody who came in by the QR code and looks at the seats."""
    page = await table.laptop()
    await page.goto(f"{table.site}/j/{table.exercise.join_code}")
    return page


async def test_from_the_code_to_the_desk(table: Table, barriers: Barriers) -> None:
    page = await table.laptop()
    await page.goto(f"{table.site}/join")
    assert await barriers(page) == []
    await page.fill("#code", "zzzzzz")
    await page.click("button.primary")
    await expect(page.locator("#refusal")).to_contain_text("geen oefening met deze code")
    await page.fill("#code", f" {table.exercise.join_code.lower()} ")
    await page.click("button.primary")

    await expect(page.locator(".welcome")).to_contain_text("Dit is een oefening.")
    await expect(page.locator(".welcome")).to_contain_text("STOP OEFENING")
    await expect(page.locator(".welcome")).to_contain_text("een kind in gevaar")
    assert await barriers(page) == []
    await page.fill("#name", "Noor")
    await page.check("#choose-teamleider-1 input")
    await page.click("#take button.primary")

    await expect(page.locator("#seated-title")).to_contain_text("Noor, Teamleider")
    await expect(page.locator("#seats")).to_contain_text("Noor")
    await page.click("#sound-on")
    await expect(page.locator("#sound-state")).to_contain_text("Geluid staat aan")
    assert await barriers(page) == []
    await page.click("a.primary[href$='/desk']")

    await expect(page.locator("#me")).to_contain_text("Teamleider")
    await expect(page.locator("#banner")).to_contain_text("nog niet begonnen")
    await expect(page.locator("#sound")).to_have_attribute("aria-pressed", "true")
    assert await barriers(page) == []


async def test_a_taken_seat_says_who_has_it(table: Table) -> None:
    await table.world.seated("wethouder-1", table.exercise, "Sam")
    page = await at_the_seats(table)
    seat = page.locator("#choose-wethouder-1")
    await expect(seat).to_contain_text("bezet door Sam")
    await expect(seat.locator("input")).to_be_disabled()


async def test_of_two_who_want_one_seat_the_second_reads_why_not(table: Table) -> None:
    first, second = await at_the_seats(table), await at_the_seats(table)
    for page, name in ((first, "Sam"), (second, "Noor")):
        await page.fill("#name", name)
        await page.check("#choose-wethouder-1 input")
    await first.click("#take button.primary")
    await expect(first.locator("#seated-title")).to_contain_text("Sam")

    await second.click("#take button.primary")
    await expect(second.locator("#take .refusal")).to_contain_text("Sam")
    await expect(second.locator("#choose-wethouder-1 input")).to_be_disabled()
    await expect(second.locator("#name")).to_have_value("Noor")
    await second.check("#choose-teamleider-1 input")
    await second.click("#take button.primary")
    await expect(second.locator("#seated-title")).to_contain_text("Noor, Teamleider")
    assert [event.seat for event in await table.told(SeatTaken)] == ["wethouder-1", "teamleider-1"]


async def test_leaving_a_seat_frees_it(table: Table) -> None:
    page = await table.seated("teamleider-1", "Noor")
    await page.goto(f"{table.site}/x/{table.exercise.slug}/lobby")
    await page.locator("details summary").click()
    await page.get_by_role("button", name="Mijn plek verlaten").click()
    await expect(page.locator("#code")).to_be_visible()
    assert not (await table.room()).state.seats["teamleider-1"].is_taken


async def test_a_card_leads_to_its_seat_and_asks_first(table: Table) -> None:
    page = await table.laptop()
    await page.goto(await table.card("wethouder-1"))
    assert not (await table.room()).state.seats["wethouder-1"].is_taken
    await page.fill("#name", "Kim")
    await page.click("form button.primary")
    await expect(page.locator("#seated-title")).to_contain_text("Kim, Wethouder")


async def test_a_card_that_is_not_ours_opens_nothing(table: Table) -> None:
    page = await table.laptop()
    await page.goto(f"{await table.card('wethouder-1')}x")
    await expect(page.locator("main")).to_contain_text("plekkaart")
    await expect(page.locator("#name")).to_have_count(0)


async def test_after_the_end_nobody_sits_down(table: Table) -> None:
    await table.start()
    await table.ask(EndExercise())
    page = await at_the_seats(table)
    await expect(page.locator("main")).to_contain_text("De oefening is voorbij.")
    await expect(page.locator("#take")).to_have_count(0)
