"""Does the clock only ever go forward, and is everybody woken at the moment they asked for?"""

from __future__ import annotations

import asyncio
import time

import pytest

from app.live.clock import MovedClock, SystemClock


def test_the_clock_begins_at_the_time_of_the_computer() -> None:
    before, now, after = time.time_ns() // 1_000_000, SystemClock().now(), time.time_ns() // 1_000_000
    assert before - 1 <= now <= after + 1


@pytest.mark.parametrize("step_s", [-3_600, 3_600])
def test_setting_the_clock_of_the_computer_moves_nothing(monkeypatch: pytest.MonkeyPatch, step_s: int) -> None:
    clock = SystemClock()
    before, real = clock.now(), time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + step_s * 1_000_000_000)
    assert 0 <= clock.now() - before < 10_000


async def test_nobody_is_woken_before_the_moment() -> None:
    clock = SystemClock()
    moments = [clock.now() + ahead for ahead in (60, 20, 40, -5)]
    woken: list[tuple[int, int]] = []

    async def wait(at: int) -> None:
        await clock.wait_until(at)
        woken.append((at, clock.now()))

    async with asyncio.timeout(10):
        await asyncio.gather(*map(wait, moments))
    assert [at for at, _ in woken] == sorted(moments)
    assert all(now >= at for at, now in woken)


async def test_the_clock_serves_one_loop_after_the_other() -> None:
    clock = SystemClock()

    async def wait() -> int:
        at = clock.now() + 5
        await clock.wait_until(at)
        return clock.now() - at

    assert await wait() >= 0
    assert await asyncio.to_thread(lambda: asyncio.run(wait())) >= 0
    assert await wait() >= 0


async def test_a_moved_clock_wakes_in_order_and_stands_between() -> None:
    clock = MovedClock(0)
    woken: list[tuple[str, int]] = []
    for name, at in (("late", 300), ("early", 100), ("gone", 150), ("later", 900)):
        forget = clock.call_at(at, lambda name=name: woken.append((name, clock.now())))  # type: ignore[misc]
        if name == "gone":
            forget()
            forget()
    clock.move(500)
    assert woken == [("early", 100), ("late", 300)]
    assert clock.now() == 500
    clock.call_at(500, lambda: woken.append(("now", clock.now())))
    await asyncio.sleep(0)
    assert woken[-1] == ("now", 500)


async def test_waiting_can_be_given_up() -> None:
    clock = MovedClock(0)
    waiting = asyncio.create_task(clock.wait_until(1_000))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    clock.move(5_000)
    assert waiting.cancelled()
