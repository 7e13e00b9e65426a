"""Does the alarm ring once for each moment, in order, on time, and with the loop's own timer too?"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from app.live import alarm
from app.live.alarm import Alarms

MS = 1_000_000


@pytest.fixture(params=["the kernel's timer", "the loop's timer"])
def alarms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[Alarms]:
    if request.param == "the loop's timer":
        monkeypatch.setattr(alarm, "_make_timer", lambda: None)
    return Alarms


async def test_every_alarm_rings_once_in_order_and_never_early(alarms: type[Alarms]) -> None:
    clock, done = alarms(asyncio.get_running_loop()), asyncio.Event()
    rung: list[tuple[int, int]] = []
    begin = time.monotonic_ns()
    for ahead in (12, 3, 7, 3, -1, 0, 40):
        clock.call_at(
            begin + ahead * MS,
            lambda at=begin + ahead * MS: rung.append((at, time.monotonic_ns())),  # type: ignore[misc]
        )
    clock.call_at(begin + 60 * MS, done.set)
    async with asyncio.timeout(10):
        await done.wait()
    assert [at - begin for at, _ in rung] == [ahead * MS for ahead in (-1, 0, 3, 3, 7, 12, 40)]
    assert all(rang >= at for at, rang in rung)


async def test_an_earlier_alarm_that_is_set_later_rings_first(alarms: type[Alarms]) -> None:
    clock, rung = alarms(asyncio.get_running_loop()), list[str]()
    done = asyncio.Event()
    now = time.monotonic_ns()
    clock.call_at(now + 30 * MS, done.set)
    clock.call_at(now + 20 * MS, lambda: rung.append("second"))
    clock.call_at(now + 10 * MS, lambda: rung.append("first"))
    async with asyncio.timeout(10):
        await done.wait()
    assert rung == ["first", "second"]


async def test_a_forgotten_alarm_does_not_ring(alarms: type[Alarms]) -> None:
    clock, done = alarms(asyncio.get_running_loop()), asyncio.Event()
    rung: list[str] = []
    now = time.monotonic_ns()
    forget = clock.call_at(now + 5 * MS, lambda: rung.append("forgotten"))
    clock.call_at(now + 10 * MS, done.set)
    forget()
    forget()
    async with asyncio.timeout(10):
        await done.wait()
    assert rung == []


async def test_alarms_that_were_forgotten_take_no_room(alarms: type[Alarms]) -> None:
    clock = alarms(asyncio.get_running_loop())
    far = time.monotonic_ns() + 3_600_000 * MS
    for number in range(5_000):
        clock.call_at(far + number, lambda: None)()
    assert len(clock._heap) < 200


async def test_an_alarm_that_fails_keeps_no_other_from_ringing(alarms: type[Alarms]) -> None:
    loop = asyncio.get_running_loop()
    clock, done = alarms(loop), asyncio.Event()
    said: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: said.append(context))

    def fail() -> None:
        raise ValueError("broken")

    try:
        now = time.monotonic_ns()
        clock.call_at(now, fail)
        clock.call_at(now, done.set)
        async with asyncio.timeout(10):
            await done.wait()
    finally:
        loop.set_exception_handler(None)
    assert [str(context["exception"]) for context in said] == ["broken"]


async def test_an_alarm_may_set_the_next(alarms: type[Alarms]) -> None:
    clock, done = alarms(asyncio.get_running_loop()), asyncio.Event()
    left = [5]

    def again() -> None:
        left[0] -= 1
        if left[0]:
            clock.call_at(time.monotonic_ns() + MS, again)
        else:
            done.set()

    clock.call_at(0, again)
    async with asyncio.timeout(10):
        await done.wait()
