"""A small exercise on a real server, with real laptops around it and a clock that is moved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, expect

from app.engine.commands import AnyCommand, LetTimePass, StartExercise
from app.engine.events import Event
from app.live.ask import Told
from app.live.room import Room
from tests.web.serving import served
from tests.web.world import Cookies, World

STORY = """\
tegenspel: 1
id: klein
title: Oefening Klein
duration: 60m
story: {start: "2026-03-10 08:30", pace: 4}
notice: Deze oefening gaat over een kind in gevaar.
teams:
  wijkteam: {title: Wijkteam}
  bestuur: {title: Bestuurlijk team}
roles:
  gezinswerker: {title: Gezinswerker, team: wijkteam, seats: 2, brief: U kent het gezin.}
  teamleider: {title: Teamleider, team: wijkteam}
  wethouder: {title: Wethouder, team: bestuur}
actors:
  mentor: {title: Mentor}
  krant: {title: De Krant}
  leiding: {title: Oefenleiding}
injects:
  - {id: A1, at: T+0, from: leiding, to: [all], by: system, title: Startbeeld, text: Begin., reply: acknowledge}
  - {id: A2, at: T+1m, from: mentor, to: [wijkteam], by: visitor, title: Milan is er niet, text: "Waar is hij nu?"}
  - {id: A3, at: T+1m, from: mentor, to: [bestuur], by: email, title: Alleen bestuur, text: Vertrouwelijk., kind: noise}
  - id: A4
    at: T+2m
    from: mentor
    to: [wijkteam]
    by: chat
    title: Wie belt
    text: Wie belt de moeder?
    reply: choice
    choices: [Ik bel, Jij belt]
  - {id: A5, at: T+3m, from: krant, to: [all], by: news, title: Gemeente zwijgt, text: Er is iets., reply: none}
"""
MINUTE = 60_000


class Table:
    """The exercise, its server, and the laptops."""

    def __init__(self, world: World, site: str, browser: Browser, story: str = STORY) -> None:
        self.world = world
        self.site = site
        self.browser = browser
        self.exercise = world.make(story)

    @property
    def desk(self) -> str:
        """The address of everybody's desk."""
        return f"{self.site}/x/{self.exercise.slug}/desk"

    async def room(self) -> Room:
        """The room of the exercise."""
        return await self.world.room(self.exercise)

    async def ask(self, command: AnyCommand, by: str = "facilitator:Kim") -> Told:
        """Ask the room; it must not refuse."""
        told = await (await self.room()).submit(command, by)
        assert isinstance(told, Told), told
        return told

    async def start(self, minutes: float = 0) -> None:
        """StartEx, and so many minutes of play."""
        await self.ask(StartExercise())
        await self.pass_time(int(minutes * MINUTE))

    async def pass_time(self, ms: int) -> None:
        """Let real time pass, and all that falls due in it."""
        self.world.clock.move(ms)
        await self.ask(LetTimePass(), "clock")

    async def laptop(self, cookies: Cookies | None = None, width: int = 1280, height: int = 720, **more: Any) -> Page:
        """Another laptop, in Dutch; with these cookies when somebody sat on a seat with it before."""
        size: Any = {"width": width, "height": height}
        context = await self.browser.new_context(locale="nl-NL", viewport=size, **more)
        kept: list[Any] = [{"name": name, "value": value, "url": self.site} for name, value in (cookies or {}).items()]
        await context.add_cookies(kept)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        return page

    async def seated(self, seat: str, name: str = "Noor", **screen: Any) -> Page:
        """A laptop that looks at the desk of a seat."""
        page = await self.laptop(await self.world.seated(seat, self.exercise, name), **screen)
        await page.goto(self.desk)
        await expect(page.locator("body.ready")).to_be_attached()
        return page

    async def card(self, seat: str) -> str:
        """The link on the card of a seat."""
        token = self.world.parts.exercises.card_token(self.exercise.id, seat)
        return f"{self.site}/card/{self.exercise.slug}/{seat}/{token}"

    async def told(self, kind: type[Event], is_so: Callable[[Any], bool] = lambda _: True) -> list[Any]:
        """The events of one kind in the log."""
        lines = self.world.parts.log.read(self.exercise.id)
        return [line.event for line in lines if isinstance(line.event, kind) and is_so(line.event)]


@asynccontextmanager
async def a_table(folder: Path, browser: Browser, story: str = STORY) -> AsyncIterator[Table]:
    """A table that stands until the test is over."""
    world = World(folder)
    async with served(world.app) as address:
        yield Table(world, f"http://{address}", browser, story)


def entry(desk: Page, title: str) -> Any:
    """The line of a message in the list."""
    return desk.locator("#inbox .entry", has_text=title)


async def open_message(desk: Page, title: str) -> Any:
    """Open the conversation with a message; gives its form."""
    await entry(desk, title).locator("a").click()
    await expect(desk.locator(".talk:target")).to_contain_text(title)
    return desk.locator(".talk:target .answer")
