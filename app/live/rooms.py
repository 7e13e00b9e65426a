"""Which exercises are open in this process, and how do they come back after the server was away?"""

from __future__ import annotations

import asyncio
from functools import lru_cache

import structlog

from app.engine.fold import replay
from app.engine.state import State
from app.live.clock import Clock
from app.live.room import Room
from app.scenario.model import Scenario
from app.scenario.problems import ScenarioMistakes
from app.scenario.read import read
from app.scenario.variants import apply_variant
from app.store.errors import SCENARIO_UNREADABLE, StoreUnavailable
from app.store.event_log import EventLog
from app.store.exercises import ExerciseRecord, Exercises

BEAT_MS = 1_000
_UNDER_WAY = ("running", "paused")
_log = structlog.get_logger(__name__)


class Rooms:
    """The rooms of all exercises, each opened when it is first asked for."""

    def __init__(self, exercises: Exercises, log: EventLog, clock: Clock) -> None:
        self._exercises = exercises
        self._event_log = log
        self._clock = clock
        self._rooms: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Task[Room | None]] = {}
        self._beating: asyncio.Task[None] | None = None
        self._last_alive: int | None = None
        self._looking = asyncio.Lock()
        # One exercise at a time: threads would only fight for the interpreter, and read the same scenario many times.
        self._replaying = asyncio.Lock()

    async def get(self, slug: str) -> Room | None:
        """The room of this exercise, opened if need be; None when there is no such exercise.

        StoreUnavailable when it can't be read, or what happened while the server was away can't be written.
        """
        return self._rooms.get(slug) or await self._opened(slug)

    async def open_all(self) -> None:
        """Let every exercise that is under way go on; one that can't does not keep the others from it."""
        records = await asyncio.to_thread(self._exercises.list)
        under_way = [record for record in records if record.phase in _UNDER_WAY]
        openings = (self._opened(record.slug, record) for record in under_way)
        for record, result in zip(under_way, await asyncio.gather(*openings, return_exceptions=True), strict=True):
            if isinstance(result, BaseException):
                _log.error("an exercise could not be opened", slug=record.slug, reason=str(result))

    async def close(self) -> None:
        """Finish what is being written, and stop all rooms."""
        if self._beating is not None:
            self._beating.cancel()
            self._beat()
        await asyncio.gather(*self._opening.values(), return_exceptions=True)
        await asyncio.gather(*(room.close() for room in self._rooms.values()))

    async def _opened(self, slug: str, record: ExerciseRecord | None = None) -> Room | None:
        """The room that is being opened, once for all who wait for it; ``record`` when it was read already."""
        opening = self._opening.get(slug)
        if opening is None:
            opening = self._opening[slug] = asyncio.create_task(self._open(slug, record))
            opening.add_done_callback(lambda _: self._opening.pop(slug, None))
        # Whoever stops waiting does not stop the opening, for others wait for it too.
        return await asyncio.shield(opening)

    async def _open(self, slug: str, record: ExerciseRecord | None) -> Room | None:
        last_alive = await self._seen_alive()
        record = record or await asyncio.to_thread(self._exercises.get, slug)
        if record is None:
            return None
        async with self._replaying:
            state = await asyncio.to_thread(self._state_of, record)
        room = Room(record.id, state, self._event_log, self._clock)
        if state.phase in _UNDER_WAY:
            await room.bridge(max(state.last_at, last_alive))
        room.start()
        self._rooms[slug] = room
        if self._beating is None:
            self._beating = asyncio.create_task(self._beat_on())
        return room

    async def _seen_alive(self) -> int:
        """When a server was last alive before this process began to say that it is."""
        async with self._looking:
            if self._last_alive is None:
                self._last_alive = await asyncio.to_thread(self._event_log.last_beat)
            return self._last_alive

    def _state_of(self, record: ExerciseRecord) -> State:
        return replay(_scenario_of(record.scenario_text, record.variant), self._event_log.read(record.id))

    async def _beat_on(self) -> None:
        while True:
            await self._clock.wait_until(self._clock.now() + BEAT_MS)
            self._beat()

    def _beat(self) -> None:
        if any(room.state.phase == "running" for room in self._rooms.values()):
            self._event_log.beat(self._clock.now())


@lru_cache(maxsize=64)
def _scenario_of(text: str, variant: str) -> Scenario:
    """The scenario of an exercise; exercises with the same text share it."""
    try:
        scenario = read(text.encode(), "scenario")
        return apply_variant(scenario, variant) if variant else scenario
    except ScenarioMistakes as mistakes:
        raise StoreUnavailable(SCENARIO_UNREADABLE, {"reason": str(mistakes)}) from mistakes
    except KeyError as missing:
        raise StoreUnavailable(SCENARIO_UNREADABLE, {"reason": variant}) from missing
