"""A leader and three players play the first twenty story minutes of Gruttostraat, through a killed server and back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.engine.events import AnswerGiven, InjectReleased
from app.store.database import open_database
from app.store.event_log import EventLog
from app.store.exercises import Exercises
from app.store.keys import Keys
from tests.browser.demo_server import DemoServer

FIRST = ("Startbeeld", "Milan is er niet", "Klacht huishoudelijke hulp", "Dossierkaart gezin Gruttostraat")
BACK_WITHIN_MS = 20_000


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[DemoServer]:
    """The demo, started as the README says."""
    demo = DemoServer(tmp_path / "data")
    await demo.start()
    yield demo
    await demo.kill()


async def new_laptop(browser: Browser) -> Page:
    """A browser of its own, in Dutch."""
    context = await browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 720})
    page = await context.new_page()
    page.set_default_timeout(10_000)
    return page


async def sit_down(browser: Browser, server: DemoServer, seat: str, name: str) -> Page:
    """Join by the link, choose a seat, go to the desk."""
    page = await new_laptop(browser)
    await page.goto(server.join_link)
    await page.fill("#name", name)
    await page.check(f"#choose-{seat}-1 input")
    await page.locator("#take button.primary").click()
    await page.locator("a.primary[href$='/desk']").click()
    await expect(page.locator("#inbox-panel")).to_be_visible()
    return page


async def open_console(browser: Browser, server: DemoServer) -> Page:
    """Make the first account with the key that works once."""
    page = await new_laptop(browser)
    await page.goto(server.setup_link)
    await page.fill("[name=name]", "Eva")
    await page.fill("[name=login]", "eva")
    await page.fill("[name=password]", "een lange zin als wachtwoord")
    await page.locator("button.primary").click()
    await expect(page.locator("#msel")).to_be_visible()
    return page


async def press(console: Page, command: str) -> None:
    """Press the button that asks for this command."""
    await console.locator(f"form[hx-post='do/{command}'] button").first.click()


async def play_at(console: Page, rate: str) -> None:
    """Choose a tempo of one's own, and confirm what it changes."""
    await console.locator(".tempo button").last.click()
    await console.fill("#rate [name=rate]", rate)
    await console.locator("#rate button.primary").click()
    await expect(console.locator("#rate")).to_be_hidden()


async def answer(desk: Page, title: str, text: str) -> None:
    """Open a message by its title and send an answer."""
    await desk.locator("#inbox .entry", has_text=title).locator("a").click()
    form = desk.locator("section.answer:visible form")
    await form.locator("textarea").fill(text)
    await form.locator("button.primary").click()


def titles(desk: Page, title: str):  # type: ignore[no-untyped-def]
    """The entries of the inbox with this title."""
    return desk.locator("#inbox .entry", has_text=title)


def log_of(folder: Path) -> list:  # type: ignore[type-arg]
    """The events of the one exercise in this data folder, read from its database."""
    file = folder / "tegenspel.sqlite3"
    database = open_database(f"sqlite:///{file}")
    log = EventLog(database)
    (record,) = Exercises(database, Keys(database)).list()
    lines = log.read(record.id)
    log.close()
    database.close()
    return [line.event for line in lines]


@pytest.mark.timeout(180)
async def test_the_first_twenty_story_minutes(browser: Browser, server: DemoServer, tmp_path: Path) -> None:
    console = await open_console(browser, server)
    teamleider = await sit_down(browser, server, "teamleider", "Sam")
    burgemeester = await sit_down(browser, server, "burgemeester", "Kim")

    await press(console, "start")
    for desk in (teamleider, burgemeester):
        await expect(titles(desk, FIRST[0])).to_have_count(1)

    # Twenty story minutes are five exercise minutes: fifteen seconds at this tempo.
    await play_at(console, "20")
    await expect(titles(teamleider, FIRST[2])).to_have_count(1, timeout=30_000)
    gezinswerker = await sit_down(browser, server, "gezinswerker", "Robin")
    await expect(titles(gezinswerker, FIRST[1])).to_have_count(1)
    await expect(titles(gezinswerker, FIRST[3])).to_have_count(1, timeout=30_000)
    await play_at(console, "1")

    # Only the right desks: the mayor has nothing but the opening, the team leader nothing of the family worker.
    await expect(burgemeester.locator("#inbox .entry")).to_have_count(1)
    await expect(titles(teamleider, FIRST[1])).to_have_count(0)
    await expect(titles(gezinswerker, FIRST[2])).to_have_count(0)

    await answer(gezinswerker, FIRST[1], "Ik bel eerst de school over Lotte.")
    row = console.locator("#row-A02")
    await expect(row).to_have_attribute("data-open", "0")
    await row.locator("button.pick").click()
    await expect(console.locator("#detail blockquote.answer")).to_contain_text("Ik bel eerst de school over Lotte.")
    await expect(console.locator("#detail table.seats")).to_contain_text("Robin")

    await press(console, "pause")
    for desk in (teamleider, burgemeester, gezinswerker):
        await expect(desk.locator("#banner")).to_contain_text("Pauze")
    await expect(console.locator("#top")).to_have_attribute("data-running", "0")
    await press(console, "resume")

    await console.keyboard.press("n")
    await console.fill("#improvise [name=text]", "Er staat een camera voor het stadhuis.")
    await console.keyboard.press("Control+Enter")
    for desk in (teamleider, burgemeester, gezinswerker):
        await expect(titles(desk, "Er staat een camera")).to_have_count(1, timeout=15_000)

    # Taken back within five seconds, the mayor never sees it.
    await console.locator("#row-A07 button.pick").click()
    await press(console, "release")
    await console.locator("#row-A07 button.undo").click()
    await expect(console.locator("#row-A07")).not_to_have_attribute("data-status", "queued")

    before = {desk: await desk.locator("#inbox .entry").count() for desk in (teamleider, burgemeester, gezinswerker)}
    await server.kill()
    await expect(console.locator("#connection [data-when=lost]")).to_be_visible(timeout=BACK_WITHIN_MS)
    await expect(teamleider.locator("#connection [data-when=lost]")).to_be_visible(timeout=BACK_WITHIN_MS)
    await answer(teamleider, FIRST[2], "Ik leg dit terug bij het loket.")
    await expect(teamleider.locator("section.answer:visible")).to_contain_text(re.compile("bewaard", re.I))
    await server.start()

    for desk, count in before.items():
        await expect(desk.locator("#connection [data-when=lost]")).to_be_hidden(timeout=BACK_WITHIN_MS)
        assert await desk.locator("#inbox .entry").count() >= count
    await expect(console.locator("#connection [data-when=lost]")).to_be_hidden(timeout=BACK_WITHIN_MS)
    await expect(console.locator("#row-A03")).to_have_attribute("data-open", "0", timeout=BACK_WITHIN_MS)
    await expect(titles(burgemeester, "Concept-raadsvoorstel")).to_have_count(0)
    # The clock goes on by itself after a short outage.
    await expect(console.locator("#top")).to_have_attribute("data-phase", "running")

    await server.kill()
    events = log_of(tmp_path / "data")
    answers = [event.text for event in events if isinstance(event, AnswerGiven)]
    assert answers == ["Ik bel eerst de school over Lotte.", "Ik leg dit terug bij het loket."]
    released = [event.inject for event in events if isinstance(event, InjectReleased)]
    assert len(released) == len(set(released))
    assert [name for name in released if name.startswith("A0")][:4] == ["A01", "A02", "A03", "A04"]
