"""Does a call wait for a laptop that went, and never because of a page that is only loaded anew?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.engine.commands import StartExercise, TakeCall
from app.engine.events import CallEnded, CallResumed, CallWaits
from app.live.room import Room
from app.store.errors import DISK_FULL, StoreUnavailable
from app.store.exercises import ExerciseRecord
from app.web.laptops import BACK_MS, GONE_MS, RETRY_MS, Laptops
from tests.web.serving import Page, looking, served, until
from tests.web.world import Cookies, World

CHIEF = "teamleider-1"
CALLED = """\
tegenspel: 1
id: gebeld
title: Oefening Gebeld
duration: 60m
story: {start: "2026-03-10 08:30", pace: 4}
teams: {wijkteam: {title: Wijkteam}}
roles: {teamleider: {title: Teamleider, team: wijkteam}}
actors: {mentor: {title: Mentor}}
injects: [{id: A1, at: T+1m, from: mentor, to: [wijkteam], by: phone, title: Mentor belt, text: Waar is hij nu}]
"""


@dataclass
class Talk:
    """A call that the team leader is in, with the laptop of the team leader not yet open."""

    world: World
    exercise: ExerciseRecord
    host: str
    room: Room
    cookies: Cookies

    def laptop(self) -> AbstractAsyncContextManager[Page]:
        """The desk of the team leader on a laptop."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return looking(self.host, f"/x/{self.exercise.slug}/live?screen=desk", cookie)

    @property
    def status(self) -> str:
        """How the call stands."""
        return self.room.state.calls[1].status

    async def gone(self) -> None:
        """The server has noticed that the laptop went."""
        await until(lambda: CHIEF not in self.room.presence.connected)

    async def pass_time(self, ms: int) -> None:
        """Let time pass, and whoever waited for it do their work."""
        self.world.clock.move(ms)
        for _ in range(20):
            await asyncio.sleep(0)

    def told(self) -> list[str]:
        """What the log says about waiting, and because of whom."""
        kinds = (CallWaits, CallResumed, CallEnded)
        lines = [line for line in self.world.parts.log.read(self.exercise.id) if isinstance(line.event, kinds)]
        return [f"{type(line.event).__name__} {line.by}" for line in lines]


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    """The mentor calls, and the team leader takes it."""
    world = World(tmp_path)
    async with served(world.app) as host:
        exercise = world.make(CALLED)
        cookies = await world.seated(CHIEF, exercise)
        room = await world.room(exercise)
        await room.submit(StartExercise(), "facilitator:Eva")
        world.clock.move(60_000)
        await until(lambda: 1 in room.state.calls)
        await room.submit(TakeCall(1, CHIEF), f"seat:{CHIEF}")
        yield Talk(world, exercise, host, room, cookies)


async def test_a_call_waits_for_a_laptop_that_went_and_goes_on_when_it_is_back(talk: Talk) -> None:
    async with talk.laptop() as page:
        await page.frame_of("whole")
    await talk.gone()
    await talk.pass_time(GONE_MS)
    await until(lambda: talk.status == "waiting")
    async with talk.laptop() as page:
        await page.frame_of("whole")
        await until(lambda: talk.status == "live")
    assert talk.told() == ["CallWaits server", "CallResumed server"]


async def test_a_laptop_that_does_not_come_back_ends_the_call(talk: Talk) -> None:
    async with talk.laptop() as page:
        await page.frame_of("whole")
    await talk.gone()
    await talk.pass_time(GONE_MS)
    await until(lambda: talk.status == "waiting")
    await talk.pass_time(30_000)
    await until(lambda: talk.status == "over")
    assert talk.told() == ["CallWaits server", "CallEnded clock"]


async def test_a_page_that_is_loaded_anew_is_not_gone(talk: Talk) -> None:
    async with talk.laptop() as page:
        await page.frame_of("whole")
    await talk.gone()
    await talk.pass_time(GONE_MS - 500)
    async with talk.laptop() as page:
        await page.frame_of("whole")
        await talk.pass_time(5_000)
        assert (talk.status, talk.told()) == ("live", [])


async def test_a_laptop_that_is_parked_by_another_of_the_same_seat_is_not_gone(talk: Talk) -> None:
    async with talk.laptop() as first:
        await first.frame_of("whole")
        async with talk.laptop() as second:
            await second.frame_of("whole")
            assert await first.closed() == 4409
            await talk.pass_time(5_000)
            assert (talk.status, talk.told()) == ("live", [])


async def test_a_laptop_that_flickers_brings_no_more_lines_than_needed(talk: Talk) -> None:
    for _ in range(3):
        async with talk.laptop() as page:
            await page.frame_of("whole")
        await talk.gone()
    await talk.pass_time(GONE_MS)
    await until(lambda: talk.status == "waiting")
    await talk.pass_time(5_000)
    assert talk.told() == ["CallWaits server"]


async def test_a_laptop_that_went_is_told_as_soon_as_the_log_can_be_written(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreUnavailable(DISK_FULL, {"place": "/data"})

    async with talk.laptop() as page:
        await page.frame_of("whole")
    await talk.gone()
    monkeypatch.setattr(talk.world.parts.log, "append", full)
    await talk.pass_time(GONE_MS)
    await until(lambda: not talk.room.log_writable)
    monkeypatch.undo()
    await talk.pass_time(RETRY_MS)
    await until(lambda: talk.status == "waiting")


async def test_after_an_outage_the_call_waits_for_laptops_that_do_not_come_back(talk: Talk) -> None:
    laptops = Laptops(talk.room, talk.world.clock)
    await talk.pass_time(BACK_MS)
    await until(lambda: talk.status == "waiting")
    assert talk.told() == ["CallWaits server"]
    laptops.close()
