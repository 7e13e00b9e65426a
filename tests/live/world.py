"""A server without screens that tests play on: a real log, rooms over it, and a clock that stands until it is moved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from app.engine.commands import AnyCommand, Refusal, StartExercise, TakeSeat
from app.engine.events import Event, InjectReleased, Line, Settings
from app.engine.fold import replay
from app.engine.play import seat_plans
from app.engine.state import State
from app.live.ask import Told
from app.live.clock import Clock, MovedClock
from app.live.room import Room
from app.live.rooms import Rooms
from app.scenario.read import read
from app.store.database import open_database
from app.store.event_log import EventLog
from app.store.exercises import Exercises
from app.store.keys import Keys

BEGIN = 1_700_000_000_000
SECONDS = 20
LITTLE_PATIENCE_MS = 50
MINUTES = 40

TEXT = f"""
tegenspel: 1
id: klein
title: Oefening Klein
duration: {MINUTES}m
story: {{start: "2026-03-10 08:30", pace: 4}}
teams:
  wijkteam: {{title: Wijkteam}}
  bestuur: {{title: Bestuurlijk team}}
roles:
  gezinswerker: {{title: Gezinswerker, team: wijkteam, seats: 8}}
  teamleider: {{title: Teamleider, team: wijkteam}}
  wethouder: {{title: Wethouder, team: bestuur}}
actors:
  mentor: {{title: Mentor}}
variants:
  kort: {{leave_out: {{injects: [{", ".join(f"A{n}" for n in range(3, MINUTES))}]}}}}
injects:
""" + "".join(
    f'  - {{id: A{n}, at: T+{n}m, from: mentor, to: [all], by: email, title: Bericht {n}, text: "…"}}\n'
    for n in range(1, MINUTES)
)

E_ = TypeVar("E_", bound=Event)


class Heard:
    """What a listener was told, and whether it was in the log when it was told."""

    def __init__(self, room: Room, log: EventLog) -> None:
        self.lines: list[Line] = []
        self.writable: list[bool] = []
        self.too_early: list[Line] = []
        self._room = room
        self._log = log
        self._news = asyncio.Event()
        self.forget = room.listen(self)

    def __call__(self, lines: list[Line]) -> None:
        if lines:
            kept = self._log.read(self._room.exercise_id, lines[0].seq - 1)
            self.too_early += [line for line in lines if line not in kept]
        else:
            self.writable.append(self._room.log_writable)
        self.lines += lines
        self._news.set()

    def of(self, kind: type[E_]) -> list[E_]:
        """The events of this kind so far."""
        return [line.event for line in self.lines if isinstance(line.event, kind)]

    def released(self) -> list[str]:
        """The injects that went out so far."""
        return [event.inject for event in self.of(InjectReleased)]

    async def until(self, is_so: Callable[[Heard], bool]) -> None:
        """Wait for the news that makes this true."""
        async with asyncio.timeout(SECONDS):
            while not is_so(self):
                self._news.clear()
                await self._news.wait()


class World:
    """One server process: its rooms over one database."""

    def __init__(
        self, url: str, clock: Clock | None = None, log_of: type[EventLog] = EventLog, patience_ms: int = 10_000
    ) -> None:
        self.database = open_database(url, patience_ms)
        self.database.migrate()
        self.log = log_of(self.database)
        self.exercises = Exercises(self.database, Keys(self.database))
        self.moved = MovedClock(BEGIN)
        self.clock: Clock = clock or self.moved
        self.rooms = Rooms(self.exercises, self.log, self.clock)

    def make(self, settings: Settings = Settings(), variant: str = "") -> str:
        """A new exercise; its slug."""
        plans = seat_plans(read(TEXT.encode(), "klein"))
        return self.exercises.create(
            scenario_text=TEXT, scenario_id="klein", variant=variant, title="Klein", seats=plans, settings=settings,
            at=self.clock.now(),
        ).slug  # fmt: skip

    async def open(self, slug: str) -> Room:
        """The room of an exercise that exists."""
        room = await self.rooms.get(slug)
        assert room is not None
        return room

    async def under_way(self) -> Room:
        """A new exercise that has started, with somebody on the first seat."""
        room = await self.open(self.make())
        await done(room, TakeSeat("gezinswerker-1", "Noor"), "seat:gezinswerker-1")
        await done(room, StartExercise())
        return room

    async def written(self, room: Room) -> list[Line]:
        """The log of this exercise as any other process would read it."""
        return await asyncio.to_thread(self.log.read, room.exercise_id)

    async def check(self, room: Room) -> None:
        """The room is the fold of its log, and the log has no gaps and no wish twice."""
        lines = await self.written(room)
        assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
        assert same(room.state, replay(room.state.scenario, lines))
        wishes = [line.wish for line in lines if line.wish]
        assert len(wishes) == len(set(wishes))

    async def close(self) -> None:
        """The process ends in good order."""
        await self.rooms.close()
        await asyncio.to_thread(self.log.close)
        self.database.close()


async def done(room: Room, command: AnyCommand, by: str = "facilitator:Kim", wish: str = "") -> Told:
    """Carry out what is allowed."""
    answer = await room.submit(command, by, wish)
    assert isinstance(answer, Told), answer
    return answer


async def refused(room: Room, command: AnyCommand, by: str = "facilitator:Kim", wish: str = "") -> str:
    """Ask what is not possible now; why not."""
    answer = await room.submit(command, by, wish)
    assert isinstance(answer, Refusal), answer
    return answer.sentence


def same(one: State, other: State) -> bool:
    """Whether two states are the same exercise at the same moment."""
    names = (
        "seq",
        "last_at",
        "phase",
        "clock",
        "seats",
        "injects",
        "expectations",
        "messages",
        "deliveries",
        "tallies",
        "queued",
    )
    return all(getattr(one, name) == getattr(other, name) for name in (*names, "wishes"))


def events_of(lines: Sequence[Line], kind: type[E_]) -> list[E_]:
    """The events of this kind in these lines."""
    return [line.event for line in lines if isinstance(line.event, kind)]
