"""What time is it? The only now() of the whole program, and the only place to wait for a moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

from app.live.alarm import Alarms, Forget

_NS_PER_MS = 1_000_000


class Clock(Protocol):
    """Real time, in ms since 1970 UTC."""

    def now(self) -> int:
        """This moment."""

    def call_at(self, at: int, call: Callable[[], None]) -> Forget:
        """Call ``call`` on the running loop once it is ``at``; calling what comes back forgets it."""

    async def wait_until(self, at: int) -> None:
        """Come back once it is ``at``."""


class SystemClock:
    """The time of the computer as it was at the start, and from there what a stopwatch says.

    So nothing that is done to the computer's clock later makes the time of an exercise jump.
    """

    def __init__(self) -> None:
        self._offset_ns = time.time_ns() - time.monotonic_ns()
        self._alarms: Alarms | None = None

    def now(self) -> int:
        """This moment."""
        return (time.monotonic_ns() + self._offset_ns) // _NS_PER_MS

    def call_at(self, at: int, call: Callable[[], None]) -> Forget:
        """Call ``call`` on the running loop once it is ``at``; calling what comes back forgets it."""
        loop = asyncio.get_running_loop()
        if self._alarms is None or self._alarms.loop is not loop:
            self._alarms = Alarms(loop)
        return self._alarms.call_at(at * _NS_PER_MS - self._offset_ns, call)

    async def wait_until(self, at: int) -> None:
        """Come back once it is ``at``."""
        await _wait(self, at)


class MovedClock:
    """A clock that stands until a test moves it."""

    def __init__(self, now: int = 1_760_000_000_000) -> None:
        self._now = now
        self._order = count()
        self._moments: list[tuple[int, int]] = []
        self._calls: dict[int, Callable[[], None]] = {}

    def now(self) -> int:
        """This moment."""
        return self._now

    def call_at(self, at: int, call: Callable[[], None]) -> Forget:
        """Call ``call`` when the clock is moved to ``at`` or later, or soon when it is past."""
        number = next(self._order)
        if at <= self._now:
            return asyncio.get_running_loop().call_soon(call).cancel
        self._calls[number] = call
        heappush(self._moments, (at, number))

        def forget() -> None:
            self._calls.pop(number, None)

        return forget

    async def wait_until(self, at: int) -> None:
        """Come back once the clock was moved to ``at`` or later."""
        await _wait(self, at)

    def move(self, by_ms: int) -> None:
        """Let so many ms pass at once, and wake whoever waited for a moment within them, in order."""
        until = self._now + by_ms
        while self._moments and self._moments[0][0] <= until:
            at, number = heappop(self._moments)
            call = self._calls.pop(number, None)
            if call is not None:
                self._now = max(self._now, at)
                call()
        self._now = until


async def _wait(clock: Clock, at: int) -> None:
    if at <= clock.now():
        await asyncio.sleep(0)
        return
    come: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    forget = clock.call_at(at, lambda: None if come.done() else come.set_result(None))
    try:
        await come
    finally:
        forget()
