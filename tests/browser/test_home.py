"""Can somebody who starts from nothing get to a console, make an exercise and print its cards?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.cli_exercise import make_exercise
from app.live.clock import MovedClock
from app.main import create_app
from app.settings import Settings
from app.web.parts import Parts
from tests.web.serving import served

Barriers = Callable[[Page], Awaitable[list[str]]]
PASSWORD = "een lang wachtwoord"
SCENARIO = """\
tegenspel: 1
id: klein
title: Scenario Klein
duration: 60m
story: {start: "2026-03-10 08:30", pace: 4}
teams:
  wijkteam: {title: Wijkteam}
  bestuur: {title: Bestuurlijk team}
roles:
  gezinswerker: {title: Gezinswerker, team: wijkteam, seats: 2, brief: U kent het gezin.}
  wethouder: {title: Wethouder, team: bestuur}
actors:
  mentor: {title: Mentor}
injects:
  - {id: A1, at: T+1m, from: mentor, to: [all], by: phone, title: Mentor belt, text: Waar is hij.}
variants:
  alleen-wijkteam: {title: Alleen het wijkteam, leave_out: {teams: [bestuur]}}
"""


class Site:
    """A server on which nobody has been yet."""

    def __init__(self, address: str, parts: Parts, browser: Browser) -> None:
        self.address = address
        self.parts = parts
        self.browser = browser

    async def laptop(self, **screen: int) -> Page:
        """A laptop that has not been here before."""
        context = await self.browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 720} | screen)  # type: ignore[arg-type]
        page = await context.new_page()
        page.set_default_timeout(10_000)
        return page

    async def home(self, **screen: int) -> Page:
        """The home of somebody who logged in."""
        if not self.parts.accounts.any():
            self.parts.accounts.create("Eva", "eva", PASSWORD)
        page = await self.laptop(**screen)
        await page.goto(f"{self.address}/login")
        await page.get_by_label("Inlognaam").fill("eva")
        await page.get_by_label("Wachtwoord").fill(PASSWORD)
        await page.locator("form button.primary").click()
        await expect(page.get_by_role("heading", name="Oefeningen")).to_be_visible()
        return page


@pytest.fixture
async def site(tmp_path: Path, browser: Browser) -> AsyncIterator[Site]:
    """A server of this test alone, with one scenario that can be played and one that can't."""
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    (scenarios / "klein.yaml").write_text(SCENARIO)
    (scenarios / "stuk.yaml").write_text(SCENARIO.replace("id: klein", "id: stuk").replace("to: [all]", "to: [pers]"))
    app = create_app(Settings(data=tmp_path, scenarios=scenarios), MovedClock())
    async with served(app) as address:
        yield Site(f"http://{address}", app.state.parts, browser)


async def test_the_key_makes_the_first_account_and_opens_the_console(site: Site) -> None:
    make_exercise(site.parts.exercises, site.parts.library, "klein")
    page = await site.laptop()
    await page.goto(f"{site.address}/setup?key={site.parts.keys.first_run()}")
    await page.get_by_label("Uw naam").fill("Eva de Wit")
    await page.get_by_label("Inlognaam").fill("eva")
    await page.get_by_label("Wachtwoord").fill(PASSWORD)
    await page.locator("form button.primary").click()
    await expect(page.locator("#top h1")).to_have_text("Scenario Klein")
    assert site.parts.keys.first_run() is None


async def test_a_key_works_once(site: Site) -> None:
    key = site.parts.keys.first_run()
    site.parts.accounts.create_first(str(key), "Eva", "eva", PASSWORD)
    page = await site.laptop()
    await page.goto(f"{site.address}/setup?key={key}")
    await expect(page.get_by_role("alert")).to_contain_text("niet meer geldig")
    await page.get_by_role("link", name="Inloggen").click()
    await expect(page.get_by_label("Wachtwoord")).to_be_visible()


async def test_a_wrong_password_is_told_and_the_login_name_stays(site: Site) -> None:
    site.parts.accounts.create("Eva", "eva", PASSWORD)
    page = await site.laptop()
    await page.goto(f"{site.address}/login")
    await page.get_by_label("Inlognaam").fill("eva")
    await page.get_by_label("Wachtwoord").fill("iets anders")
    await page.locator("form button.primary").click()
    await expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    await expect(page.get_by_label("Inlognaam")).to_have_value("eva")


async def test_an_exercise_is_made_from_a_variant_with_its_seats(site: Site) -> None:
    page = await site.home()
    await expect(page.locator("main")).to_contain_text("Er zijn nog geen oefeningen")
    await page.locator(".scenario", has_text="Scenario Klein").get_by_role("link", name="Nieuwe oefening").first.click()
    await page.get_by_role("link", name="Alleen het wijkteam").click()
    await expect(page.locator("form")).not_to_contain_text("Wethouder")
    await page.get_by_label("Titel").fill("Oefening dinsdag")
    await page.get_by_label("Geplande start").fill("2026-12-01T09:30")
    await page.get_by_label("Plekken voor Gezinswerker").fill("3")
    await page.get_by_label("Gezinswerker speelt vanzelf als de plek leeg is").check()
    await page.get_by_role("button", name="Maak de oefening").click()
    await expect(page.locator("#people .person")).to_have_text([re.compile(r"Gezinswerker \d\s+vanzelf")] * 3)
    await page.goto(site.address)
    planned = page.locator(".exercise", has_text="Oefening dinsdag")
    await expect(planned).to_contain_text("gepland op 1 dec 2026 09:30")
    await expect(planned).to_contain_text("Alleen het wijkteam")


async def test_a_scenario_with_mistakes_shows_where(site: Site) -> None:
    page = await site.home()
    broken = page.locator(".scenario", has_text="stuk.yaml")
    await expect(broken).to_contain_text("kan nog niet gespeeld worden")
    await expect(broken.locator(".problems li").first).to_contain_text(re.compile(r"regel 15:\d+ .*pers"))
    await expect(broken.get_by_role("link", name="Nieuwe oefening")).to_have_count(0)


async def test_a_second_run_is_a_new_exercise(site: Site) -> None:
    page = await site.home()
    for _ in range(2):
        await page.goto(f"{site.address}/new?scenario=klein")
        await page.get_by_role("button", name="Maak de oefening").click()
        await expect(page.locator("#top h1")).to_be_visible()
    await page.goto(site.address)
    await expect(page.locator(".exercise")).to_have_count(2)
    codes = await page.locator(".exercise .code").all_inner_texts()
    assert len(set(codes)) == 2


async def test_a_seat_card_leads_to_its_seat(site: Site) -> None:
    exercise = make_exercise(site.parts.exercises, site.parts.library, "klein")
    page = await site.home()
    await page.goto(f"{site.address}/x/{exercise.slug}/cards")
    await expect(page.locator(".card")).to_have_count(3)
    await expect(page.locator(".card .oefening")).to_have_text(["OEFENING"] * 3)
    link = await page.locator(".card", has_text="Wethouder").locator(".address").inner_text()
    other = await site.laptop()
    await other.goto(link)
    await expect(other.locator("main")).to_contain_text("Wethouder")


async def test_on_paper_there_are_cards_and_no_buttons(site: Site) -> None:
    exercise = make_exercise(site.parts.exercises, site.parts.library, "klein")
    page = await site.home()
    await page.goto(f"{site.address}/x/{exercise.slug}/cards")
    await page.emulate_media(media="print")
    await expect(page.locator(".house-bar")).to_be_hidden()
    await expect(page.get_by_role("button", name="Afdrukken")).to_be_hidden()
    await expect(page.locator(".card .qr").first).to_be_visible()


async def test_language_and_theme_are_remembered(site: Site) -> None:
    page = await site.home()
    await page.get_by_role("link", name="English").click()
    await expect(page.get_by_role("heading", name="Exercises")).to_be_visible()
    await page.wait_for_load_state()
    await page.get_by_role("button", name="Light or dark").click()
    chosen = await page.locator("html").get_attribute("data-theme")
    await page.goto(site.address)
    await expect(page.get_by_role("heading", name="Exercises")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("data-theme", str(chosen))


async def test_whoever_logs_out_is_out(site: Site) -> None:
    page = await site.home()
    await page.get_by_role("button", name="Uitloggen").click()
    await expect(page.locator("main")).to_contain_text("code")
    await page.goto(f"{site.address}/new?scenario=klein")
    await expect(page).to_have_url(re.compile("/login"))


@pytest.mark.parametrize("width", [1280, 390])
async def test_nobody_is_shut_out(site: Site, barriers: Barriers, width: int) -> None:
    exercise = make_exercise(site.parts.exercises, site.parts.library, "klein")
    key = site.parts.keys.first_run()
    stranger = await site.laptop(width=width)
    await stranger.goto(f"{site.address}/setup?key={key}")
    assert await barriers(stranger) == []
    await stranger.goto(f"{site.address}/login")
    assert await barriers(stranger) == []
    page = await site.home(width=width)
    for path in ("/", "/new?scenario=klein", f"/x/{exercise.slug}/cards"):
        await page.goto(f"{site.address}{path}")
        assert await barriers(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
