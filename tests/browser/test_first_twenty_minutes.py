"""A leader and three players play the first twenty story minutes of Gruttostraat, through a killed server and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.engine.events import AnswerGiven, CallTaken, InjectReleased
from app.store.database import open_database
from app.store.event_log import EventLog
from app.store.exercises import Exercises
from app.store.keys import Keys
from tests.browser.demo_server import DemoServer

OPENING, CARD = "Startbeeld", "Dossierkaart gezin Gruttostraat"
MENTOR, RESIDENT, OFFICER = "Mentor klas 2B", "Inwoner", "Wijkagent"
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


async def say(desk: Page, text: str) -> None:
    """Say something in the conversation that is open."""
    form = desk.locator(".talk:target .answer form")
    await form.locator("textarea").fill(text)
    await form.locator("button.primary").click()


async def call_back(desk: Page, who: str) -> None:
    """Open a missed call and call back."""
    await entries(desk, who).locator("a").click()
    await expect(desk.locator(".talk:target .voicemail")).to_be_visible()
    await desk.locator(".talk:target .talk-head .btn.primary").click()


def entries(desk: Page, words: str):  # type: ignore[no-untyped-def]
    """The conversations in the list with these words: a title, or who is on the other side."""
    return desk.locator("#inbox .entry", has_text=words)


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
        await expect(entries(desk, OPENING)).to_have_count(1)

    # Twenty story minutes are five exercise minutes: fifteen seconds at this tempo, too fast to take a call.
    await play_at(console, "20")
    await expect(entries(teamleider, RESIDENT)).to_have_attribute("data-call", "missed", timeout=30_000)
    gezinswerker = await sit_down(browser, server, "gezinswerker", "Robin")
    await expect(entries(gezinswerker, MENTOR)).to_have_attribute("data-call", "missed")
    await expect(entries(gezinswerker, CARD)).to_have_count(1, timeout=30_000)

    await press(console, "pause")
    for desk in (teamleider, burgemeester, gezinswerker):
        await expect(desk.locator("#banner")).to_contain_text("Pauze")
    await expect(console.locator("#top")).to_have_attribute("data-running", "0")
    await play_at(console, "1")
    await press(console, "resume")

    # Only the right desks: the mayor has nothing but the opening, the team leader nothing of the family worker.
    await expect(burgemeester.locator("#inbox .entry")).to_have_count(1)
    await expect(entries(teamleider, MENTOR)).to_have_count(0)
    await expect(entries(gezinswerker, RESIDENT)).to_have_count(0)

    # A call rings at the team leader, who takes it; nobody else hears it.
    await console.locator("#row-A05 button.pick").click()
    await press(console, "release")
    await teamleider.locator("#calls .call.ringing .accept").click(timeout=15_000)
    await expect(teamleider.locator(".talk:target .item")).to_contain_text("zwaargewond naar het ziekenhuis")
    await expect(gezinswerker.locator("#calls .call:visible")).to_have_count(0)
    await expect(entries(gezinswerker, OFFICER)).to_have_count(0)

    # The family worker missed a call and calls back.
    await call_back(gezinswerker, MENTOR)
    await expect(gezinswerker.locator(".talk:target .item").first).to_contain_text("vannacht politie en een ambulance")
    await say(gezinswerker, "Ik bel eerst de school over Lotte.")
    await expect(gezinswerker.locator(".talk:target .item").last).to_contain_text("Weten jullie iets?")
    row = console.locator("#row-A02")
    await expect(row).to_have_attribute("data-open", "0")
    await console.locator("#fold").click()
    await row.locator("button.pick").click()
    await expect(console.locator("#detail blockquote.answer")).to_contain_text("Ik bel eerst de school over Lotte.")
    await expect(console.locator("#detail table.seats")).to_contain_text("Robin")
    await gezinswerker.locator(".call.mine .btn.danger").click()

    await console.keyboard.press("n")
    await console.select_option("#improvise [name=by]", "email")
    await console.fill("#improvise [name=text]", "Er staat een camera voor het stadhuis.")
    await console.keyboard.press("Control+Enter")
    for desk in (teamleider, burgemeester, gezinswerker):
        await expect(entries(desk, "Er staat een camera")).to_have_count(1, timeout=15_000)

    # Taken back within five seconds, the mayor never sees it.
    await console.locator("#row-A07 button.pick").click()
    await press(console, "release")
    await console.locator("#row-A07 button.undo").click()
    await expect(console.locator("#row-A07")).not_to_have_attribute("data-status", "queued")

    # The plug is pulled in the middle of the team leader's call.
    before = {desk: await desk.locator("#inbox .entry").count() for desk in (teamleider, burgemeester, gezinswerker)}
    await server.kill()
    await expect(console.locator("#connection [data-when=lost]")).to_be_visible(timeout=BACK_WITHIN_MS)
    await expect(teamleider.locator("#connection [data-when=lost]")).to_be_visible(timeout=BACK_WITHIN_MS)
    await say(teamleider, "Ik schaal op en bel u terug.")
    await expect(teamleider.locator("#kept-count")).to_contain_text("1 bericht bewaard")
    await server.start()

    for desk, count in before.items():
        await expect(desk.locator("#connection [data-when=lost]")).to_be_hidden(timeout=BACK_WITHIN_MS)
        assert await desk.locator("#inbox .entry").count() >= count
    await expect(console.locator("#connection [data-when=lost]")).to_be_hidden(timeout=BACK_WITHIN_MS)
    await expect(console.locator("#row-A05")).to_have_attribute("data-open", "0", timeout=BACK_WITHIN_MS)
    await expect(teamleider.locator(".talk:target .item").last).to_contain_text("?", timeout=BACK_WITHIN_MS)
    await expect(entries(burgemeester, "Concept-raadsvoorstel")).to_have_count(0)
    # The clock goes on by itself after a short outage.
    await expect(console.locator("#top")).to_have_attribute("data-phase", "running")

    await server.kill()
    events = log_of(tmp_path / "data")
    released = [event.inject for event in events if isinstance(event, InjectReleased)]
    numbers = {event.inject: event.number for event in events if isinstance(event, InjectReleased)}
    answers = [event.text for event in events if isinstance(event, AnswerGiven)]
    assert answers == ["Ik bel eerst de school over Lotte.", "Ik schaal op en bel u terug."]
    assert [(event.conversation, event.who) for event in events if isinstance(event, CallTaken)] == [
        (numbers["A05"], "teamleider-1"),
        (numbers["A02"], "gezinswerker-1"),
    ]
    assert len(released) == len(set(released))
    assert [name for name in released if name.startswith("A0")][:4] == ["A01", "A02", "A03", "A04"]
