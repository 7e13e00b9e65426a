"""Whose laptop went or came back during a call? The room is told, so that the other side waits, or talks on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.engine.commands import NoteLaptop, Refusal

if TYPE_CHECKING:
    from app.live.clock import Clock
    from app.live.room import Room

GONE_MS = 2_000
"""A page that is loaded anew is back sooner than this, and is not gone."""
BACK_MS = 10_000
"""So long after the server itself was away its screens may take to come back."""
RETRY_MS = 2_000


class Laptops:
    """The laptops of one room. Nothing is told that the call knows already."""

    def __init__(self, room: Room, clock: Clock) -> None:
        self._room = room
        self._clock = clock
        self._one_by_one = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        for call in room.state.calls.values():
            if call.status == "live":
                for seat in (call.caller, call.taken_by):
                    self._look(seat, BACK_MS)

    def arrived(self, seat: str) -> None:
        """A screen of this seat is there."""
        self._look(seat, 0)

    def left(self, seat: str) -> None:
        """A screen of this seat went; it may have another one."""
        self._look(seat, GONE_MS)

    def close(self) -> None:
        """Nothing more is told."""
        for task in self._tasks:
            task.cancel()

    def _look(self, seat: str, after_ms: int) -> None:
        """See after a while whether the call of this seat must hear something; most seats are in no call."""
        if not any(call.is_open and call.has(seat) for call in self._room.state.calls.values()):
            return
        task = asyncio.create_task(self._tell(seat, self._clock.now() + after_ms))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, seat: str, at: int) -> None:
        await self._clock.wait_until(at)
        async with self._one_by_one:
            while self._is_news(seat):
                answer = await self._room.submit(NoteLaptop(seat, seat in self._room.presence.connected), "server")
                if not isinstance(answer, Refusal):
                    return
                await self._clock.wait_until(self._clock.now() + RETRY_MS)  # the log can't be written now

    def _is_news(self, seat: str) -> bool:
        state = self._room.state
        if seat not in state.seats or state.phase == "ended":
            return False
        stale = "waiting" if seat in self._room.presence.connected else "live"
        return any(call.status == stale and call.has(seat) for call in state.calls.values())
