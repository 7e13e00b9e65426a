"""Who is told what while a change is on its way to many screens?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from app.engine.events import CorrectionSent, Line
from app.live.clock import MovedClock
from app.web.lane import SLICE, SLOW_BYTES, Lane, Screen
from tests.web.toys import ToyPainter, ToyRoom, Toys

MANY = 2 * SLICE


class Told:
    """A screen of which we keep what it was sent; ``waits`` bytes of that were not taken yet."""

    def __init__(self, number: int) -> None:
        self.frames: list[bytes] = []
        self.waits = 0
        wire: Any = SimpleNamespace(write=self.frames.append, write_all=self.frames.extend, waiting=lambda: self.waits)
        self.screen = Screen(str(number), wire, "nl", f"a-{number}")


class Hall:
    """A lane with many screens in one room; changes that come faster than ``rest_ms`` are told together."""

    def __init__(self, rest_ms: int = 0) -> None:
        self.room = ToyRoom()
        self.clock = MovedClock()
        make: Any = Lane
        self.lane: Lane = make(self.room, Toys("player"), ToyPainter(), self.clock, rest_ms, 0)
        self.all = [Told(number) for number in range(MANY)]
        for told in self.all:
            self.lane.welcome(told.screen)
            told.frames.clear()

    def say(self, text: str) -> None:
        """Write one line for everybody."""
        self.room.state.seq += 1
        self.lane.note([Line(self.room.state.seq, 0, 0, CorrectionSent("", text), "test")])

    async def until(self, told: Told) -> None:
        """Wait until this screen has a frame."""
        async with asyncio.timeout(5):
            while not told.frames:  # noqa: ASYNC110 - turns of the loop are what is tested
                await asyncio.sleep(0)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    """A hall in which everybody was welcomed."""
    made = Hall()
    yield made
    made.lane.close()


async def test_the_loop_gets_its_turn_between_slices(hall: Hall) -> None:
    hall.say("hello")
    await hall.until(hall.all[0])
    assert [len(told.frames) for told in hall.all] == [1] * SLICE + [0] * SLICE
    await hall.until(hall.all[-1])
    assert [len(told.frames) for told in hall.all] == [1] * MANY


async def test_a_screen_that_goes_meanwhile_is_told_nothing_more(hall: Hall) -> None:
    hall.say("hello")
    await hall.until(hall.all[0])
    gone, last = hall.all[-2:]
    hall.lane.forget(gone.screen)
    await hall.until(last)
    assert gone.frames == []


async def test_a_slow_screen_skips_and_is_shown_the_newest_later(hall: Hall) -> None:
    slow = hall.all[0]
    slow.waits = SLOW_BYTES + 1
    hall.say("one")
    await hall.until(hall.all[-1])
    hall.say("two")
    hall.all[-1].frames.clear()
    await hall.until(hall.all[-1])
    assert slow.frames == []
    slow.waits = 0
    hall.clock.move(1_000)
    await hall.until(slow)
    assert [b'"kind":"whole","seq":2' in frame for frame in slow.frames] == [False, True]


async def test_who_is_connected_brings_no_page_further_than_what_it_was_told() -> None:
    hall = Hall(rest_ms=200)
    page = hall.all[0]
    hall.say("told at once")
    await hall.until(page)
    hall.say("rests")
    page.frames.clear()
    hall.lane.note_around()
    await hall.until(page)
    assert b'"kind":"change","seq":1,' in page.frames[0]
    page.frames.clear()
    hall.clock.move(200)
    await hall.until(page)
    assert b'"kind":"change","seq":2,' in page.frames[0]
    hall.lane.close()
