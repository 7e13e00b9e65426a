"""How is somebody woken at an exact moment? One timer of the kernel under one heap.

The event loop's own timers round to a millisecond and come up to a millisecond late; a Linux timerfd comes within
0.1 ms. Where there is none, the loop's timers do.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from heapq import heapify, heappop, heappush
from itertools import count
from weakref import finalize

Forget = Callable[[], None]
_NS = 1_000_000_000
_MONOTONIC = 1
_NONBLOCK_CLOEXEC = os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0)
_ABSOLUTE = 1
_FEW = 64


class _Spec(ctypes.Structure):
    """The kernel's itimerspec: an interval, and the moment of the first ring."""

    _fields_ = (
        ("interval_s", ctypes.c_long),
        ("interval_ns", ctypes.c_long),
        ("value_s", ctypes.c_long),
        ("value_ns", ctypes.c_long),
    )


class _Entry:
    """One wish to be woken; without a call it was forgotten."""

    __slots__ = ("at", "call", "order")

    def __init__(self, at: int, order: int, call: Callable[[], None] | None) -> None:
        self.at = at
        self.order = order
        self.call = call

    def __lt__(self, other: _Entry) -> bool:
        return (self.at, self.order) < (other.at, other.order)


class Alarms:
    """The alarms of one event loop, in nanoseconds of the monotonic clock."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._heap: list[_Entry] = []
        self._order = count()
        self._forgotten = 0
        self._set_for: int | None = None
        self._timer = _make_timer()
        self._handle: asyncio.TimerHandle | None = None
        if self._timer is not None:
            finalize(self, os.close, self._timer)
            loop.add_reader(self._timer, self._ring)

    def call_at(self, at_ns: int, call: Callable[[], None]) -> Forget:
        """Call ``call`` on the loop once the monotonic clock reaches ``at_ns``; calling what comes back forgets it."""
        entry = _Entry(at_ns, next(self._order), call)
        heappush(self._heap, entry)
        self._set()

        def forget() -> None:
            if entry.call is not None:
                entry.call = None
                self._forgotten += 1
                self._tidy()

        return forget

    def _tidy(self) -> None:
        """Far moments that were forgotten would otherwise stay until they come."""
        if self._forgotten > _FEW and self._forgotten * 2 > len(self._heap):
            self._heap = [entry for entry in self._heap if entry.call is not None]
            heapify(self._heap)
            self._forgotten = 0

    def _ring(self) -> None:
        if self._timer is not None:
            with suppress(BlockingIOError):  # the timer was set again after it rang
                os.read(self._timer, 8)
        self._set_for = None
        now = time.monotonic_ns()
        while self._heap and self._heap[0].at <= now:
            entry = heappop(self._heap)
            if entry.call is None:
                self._forgotten -= 1
                continue
            call, entry.call = entry.call, None
            try:
                call()
            except Exception as error:
                self.loop.call_exception_handler({"message": "an alarm failed", "exception": error})
        self._set()

    def _set(self) -> None:
        """Set the timer for the first entry, unless it is."""
        if not self._heap or self._heap[0].at == self._set_for:
            return
        self._set_for = at = self._heap[0].at
        if self._timer is not None:
            # A moment of zero would switch the timer off.
            spec = _Spec(0, 0, max(at, 1) // _NS, max(at, 1) % _NS)
            _libc().timerfd_settime(self._timer, _ABSOLUTE, ctypes.byref(spec), None)
            return
        if self._handle is not None:
            self._handle.cancel()
        self._handle = self.loop.call_later(max(0, at - time.monotonic_ns()) / _NS, self._ring)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _make_timer() -> int | None:
    """A file descriptor that becomes readable when its moment has come; None where the system has no such thing."""
    try:
        timer: int = _libc().timerfd_create(_MONOTONIC, _NONBLOCK_CLOEXEC)
    except (AttributeError, OSError, TypeError):
        return None
    return timer if timer >= 0 else None
