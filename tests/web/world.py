"""A whole server in the hands of a test: its own database, a clock that is moved, and people who come in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from app.engine.commands import TakeSeat
from app.engine.play import seat_plans
from app.live.ask import Told
from app.live.clock import MovedClock
from app.live.room import Room
from app.main import create_app
from app.scenario.read import read
from app.settings import Settings
from app.store.accounts import Role
from app.store.exercises import ExerciseRecord
from app.web import access
from app.web.parts import Parts

PASSWORD = "een lang wachtwoord"
SITE = "http://tegenspel.test"
SMALL = """\
tegenspel: 1
id: klein
title: Oefening Klein
duration: 60m
story: {start: "2026-03-10 08:30", pace: 4}
levels:
  n1: {title: Regulier}
teams:
  wijkteam: {title: Wijkteam}
  bestuur: {title: Bestuurlijk team}
roles:
  gezinswerker: {title: Gezinswerker, team: wijkteam, seats: 2}
  teamleider: {title: Teamleider, team: wijkteam}
  wethouder: {title: Wethouder, team: bestuur}
actors:
  mentor: {title: Mentor}
  raadslid: {title: Raadslid}
  krant: {title: De Krant}
injects:
  - {id: A1, at: T+1m, from: mentor, to: [wijkteam], by: visitor, title: Mentor belt, text: Waar is hij nu, kind: core}
  - {id: A2, at: T+3m, from: raadslid, to: [bestuur], by: email, title: Vraag, text: Wat gebeurt er nu, kind: core}
  - {id: A3, at: T+10m, from: krant, to: [all], by: news, title: Bericht, text: Er is iets., kind: noise, reply: none}
"""


class World:
    """A server with two exercises; nobody is in yet."""

    def __init__(self, folder: Path) -> None:
        self.clock = MovedClock()
        self.settings = Settings(data=folder, port=8000)
        self.app: FastAPI = create_app(self.settings, self.clock)
        self.parts: Parts = self.app.state.parts
        self.maker = self.parts.accounts.create("Maker", "maker", PASSWORD)
        self.exercise = self.make()
        self.other = self.make()

    def make(self, text: str = SMALL) -> ExerciseRecord:
        """A new exercise; its maker is somebody whom no test plays."""
        scenario = read(text.encode(), "klein.yaml")
        return self.parts.exercises.create(
            scenario_text=text,
            scenario_id=scenario.id,
            variant="",
            title=scenario.title,
            seats=seat_plans(scenario),
            at=self.clock.now(),
            created_by=self.maker.id,
        )

    async def room(self, exercise: ExerciseRecord | None = None) -> Room:
        """The room of an exercise."""
        room = await self.parts.rooms.get((exercise or self.exercise).slug)
        assert room is not None
        return room

    async def account(self, login: str, exercise: ExerciseRecord | None = None, role: Role | None = None) -> Cookies:
        """Somebody who logs in, with a role in an exercise when one is given; others may make exercises."""
        accounts = self.parts.accounts
        made = await asyncio.to_thread(accounts.create, login.title(), login, PASSWORD, role in (None, "facilitator"))
        if exercise and role:
            self.parts.grants.give(made.id, exercise.id, role)
        return {access.SESSION_COOKIE: self.parts.signer.sign("session", made.id, self.clock.now())}

    async def seated(self, seat: str, exercise: ExerciseRecord | None = None, name: str = "Jo") -> Cookies:
        """Somebody who sits on a seat, with the pass in their laptop."""
        exercise = exercise or self.exercise
        room = await self.room(exercise)
        if not room.state.seats[seat].is_taken:
            assert isinstance(await room.submit(TakeSeat(seat, name), "guest"), Told)
        token = await self.parts.passes.give(exercise.id, seat, self.clock.now())
        return {access.seat_cookie(exercise.slug): token}

    def guest(self, exercise: ExerciseRecord | None = None) -> Cookies:
        """Somebody who gave the right join code."""
        slug = (exercise or self.exercise).slug
        return {access.guest_cookie(slug): self.parts.signer.sign("join", slug, self.clock.now())}

    def browser(self, cookies: Cookies | None = None, **more: Any) -> AsyncClient:
        """A browser with these cookies; it follows no redirects and is never tired."""
        return AsyncClient(transport=ASGITransport(self.app), base_url=SITE, cookies=cookies, **more)


Cookies = dict[str, str]


@asynccontextmanager
async def a_world(folder: Path) -> AsyncIterator[World]:
    """A server that runs until the test is over."""
    world = World(folder)
    async with world.app.router.lifespan_context(world.app):
        yield world
