"""Which screens look at one running exercise, and what do they hear?

Every change is worked out once for each perspective, and encoded once for all screens that share it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from app.engine.events import Line, SeatLeft
from app.web.frames import Kind, frame
from app.web.lane import Lane, Screen
from app.web.laptops import Laptops
from app.web.receipts import Receipts

if TYPE_CHECKING:
    from starlette.types import Send

    from app.live.clock import Clock
    from app.live.room import Room
    from app.perspectives.parts import Perspective
    from app.web.paint import Painter
    from app.web.passes import Passes

BEAT_MS = 10_000
# Facilitators see many small changes at once as one; players see each at once. (changes, who is connected)
REST_MS = {"facilitator": (200, 200), "player": (0, 1_000), "wall": (0, 1_000)}
PARKED = 4409
GONE = 4403


class Hub:
    """The screens of one room."""

    def __init__(
        self, room: Room, perspectives: Mapping[str, Perspective], painter: Painter, clock: Clock, passes: Passes
    ) -> None:
        self.room = room
        self._perspectives = perspectives
        self._painter = painter
        self._clock = clock
        self._passes = passes
        self._lanes: dict[str, Lane] = {}
        self._open: dict[str, tuple[Screen, Lane, Send]] = {}
        self._seated: dict[str, str] = {}
        self.receipts = Receipts(room, clock)
        self._laptops = Laptops(room, clock)
        self._tasks: set[asyncio.Task[None]] = set()
        self._beating = self._spawn(self._beat())
        self._deaf = room.listen(self.told)

    def told(self, lines: list[Line]) -> None:
        """The room says: these lines are in the log; without lines, whether it can be written has changed."""
        for line in lines:
            if isinstance(line.event, SeatLeft):
                self._passes.forget(self.room.exercise_id, line.event.seat)
                self._dismiss(line.event.seat, "gone", GONE)
        for lane in self._lanes.values():
            if lines:
                lane.note(lines)
            else:
                lane.note_around()

    def join(self, screen: Screen, perspective: str, send: Send, since: int) -> None:
        """A screen opens: it is shown what is missing and follows from there. A seat's older screen is parked."""
        lane = self._lanes.get(perspective)
        if lane is None:
            lane = self._lanes[perspective] = Lane(
                self.room, self._perspectives[perspective], self._painter, self._clock, *REST_MS[perspective]
            )
        lane.welcome(screen, since)
        self._open[screen.id] = (screen, lane, send)
        if screen.plays:
            self._dismiss(screen.plays, "parked", PARKED)
            self._seated[screen.plays] = screen.id
            self.room.presence.arrive(screen.plays, screen.id)
            self._laptops.arrived(screen.plays)
            self._note_around()

    def leave(self, screen: Screen) -> None:
        """A screen closed."""
        if self._open.pop(screen.id, None) is None:
            return
        for lane in self._lanes.values():
            lane.forget(screen)
        screen.wire.stop()
        if screen.plays:
            if self._seated.get(screen.plays) == screen.id:
                del self._seated[screen.plays]
            self.room.presence.leave(screen.plays, screen.id)
            self._laptops.left(screen.plays)
            self._note_around()

    def heard(self, screen: Screen, arrived: list[int], shown: list[int]) -> None:
        """A page says that it is there, what arrived and what was shown; many reports become one line of the log."""
        if screen.plays:
            self.room.presence.sign_of_life(screen.plays)
            self.receipts.add(screen.plays, arrived, shown)

    def close(self) -> None:
        """Nothing more is told."""
        self._deaf()
        for task in self._tasks:
            task.cancel()
        for lane in self._lanes.values():
            lane.close()
        self.receipts.close()
        self._laptops.close()

    def _dismiss(self, seat: str, kind: Kind, code: int) -> None:
        """Tell the screen of a seat that it stands still from now on, and close it."""
        known = self._seated.pop(seat, None)
        if known is None:
            return
        screen, lane, send = self._open[known]
        lane.forget(screen)
        screen.write(frame(kind, 0, self._clock.now()))
        self._spawn(_close(screen, send, code))

    async def _beat(self) -> None:
        while True:
            await self._clock.wait_until(self._clock.now() + BEAT_MS)
            for lane in list(self._lanes.values()):
                await lane.beat()

    def _note_around(self) -> None:
        for lane in self._lanes.values():
            lane.note_around()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


class Hubs:
    """The hub of every room that has been looked at."""

    def __init__(self, perspectives: Mapping[str, Perspective], painter: Painter, clock: Clock, passes: Passes) -> None:
        self._perspectives = perspectives
        self._painter = painter
        self._clock = clock
        self._passes = passes
        self._hubs: dict[int, Hub] = {}

    def of(self, room: Room) -> Hub:
        """The hub of this room."""
        hub = self._hubs.get(room.exercise_id)
        if hub is None or hub.room is not room:
            if hub is not None:
                hub.close()
            hub = Hub(room, self._perspectives, self._painter, self._clock, self._passes)
            self._hubs[room.exercise_id] = hub
        return hub

    def close(self) -> None:
        """The server stops."""
        for hub in self._hubs.values():
            hub.close()


async def _close(screen: Screen, send: Send, code: int) -> None:
    await screen.wire.finish()
    with suppress(OSError):  # it went by itself
        await send({"type": "websocket.close", "code": code})
