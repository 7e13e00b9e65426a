"""Does news reach every screen: once, in order, quickly, and without waiting for the slowest?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import pytest

from app.engine.commands import NoteReceipts
from app.engine.events import SeatLeft
from app.web.lane import SKIPPED, SLOW_BYTES
from app.web.wire import SendWire, TransportWire
from tests.web.serving import Page, looking, served, stuck, until
from tests.web.toys import ToyRoom, ToyServer, ToyTown


@pytest.fixture(scope="module")
async def town() -> AsyncIterator[tuple[ToyTown, str]]:
    """One real server for all tests here, and where it listens."""
    toys = ToyTown()
    async with served(toys) as host:
        yield toys, host


@pytest.fixture(params=["uvicorn's transport", "the public send"])
async def toys(request: pytest.FixtureRequest, town: tuple[ToyTown, str]) -> AsyncIterator[Toy]:
    """A room of toys, once by the fast way and once by the public one."""
    server = ToyServer(public=request.param == "the public send")
    yield Toy(server, town[1], town[0].add(server))
    server.hub.close()


@dataclass
class Toy:
    """A toy server, and how to look at it."""

    server: ToyServer
    host: str
    path: str

    def look(self, at: str) -> AbstractAsyncContextManager[Page]:
        """Open a page."""
        return looking(self.host, f"{self.path}{at}")

    @property
    def room(self) -> ToyRoom:
        """Its room."""
        return self.server.room


async def test_the_fast_way_is_taken_when_it_is_there(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as page:
        await page.frame_of("whole")
        assert isinstance(toys.server.screens[0].wire, SendWire if toys.server.public else TransportWire)


async def test_a_new_screen_is_greeted_and_shown_everything(toys: Toy) -> None:
    toys.room.state.seq = 7
    async with toys.look("/seat/a-1") as page:
        hello, whole = await page.frame(), await page.frame()
    assert (hello["kind"], hello["seq"], hello["now"]) == ("hello", 7, toys.server.clock.now())
    assert (whole["kind"], whole["seq"]) == ("whole", 7)
    assert whole["html"] == '<p id="newest" lang="nl">7</p>\n<p id="own" lang="nl">a-1</p>'


async def test_a_screen_that_is_up_to_date_is_only_told_who_is_here(toys: Toy) -> None:
    toys.room.state.seq = 7
    async with toys.look("/seat/a-1?since=7") as page:
        assert [(await page.frame())["kind"] for _ in range(2)] == ["hello", "change"]


async def test_what_happens_comes_as_a_change_in_order(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as page:
        await page.frame_of("whole")
        toys.room.say("one")
        toys.room.say("two")
        first = await page.news()
        toys.room.say("three")
        second = await page.news()
    assert [first["seq"], second["seq"]] == [2, 3]
    assert "one" in first["html"]
    assert "two" in first["html"]
    assert second["html"] == '<p id="said-3" lang="nl">three</p>'


async def test_a_seat_gets_its_own_news_and_no_other(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as one, toys.look("/seat/b-1") as other:
        await one.frame_of("whole")
        await other.frame_of("whole")
        toys.room.say("for a", to="a-1")
        toys.room.say("for all")
        assert "for a<" in (await one.news())["html"]
        heard = await other.news()
    assert "for a<" not in heard["html"]
    assert "for all" in heard["html"]


async def test_equal_screens_share_one_painting(toys: Toy) -> None:
    async with (
        toys.look("/seat/a-1") as one,
        toys.look("/seat/b-1") as two,
        toys.look("/seat/c-1?lang=en") as three,
    ):
        for page in (one, two, three):
            await page.frame_of("whole")
        before = toys.server.painter.painted
        toys.room.say("for all")
        for page in (one, two, three):
            await page.news()
    assert toys.server.painter.painted - before == 2


async def test_a_seat_that_opens_elsewhere_parks_its_older_screen(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as old:
        await old.frame_of("whole")
        async with toys.look("/seat/a-1") as new:
            await new.frame_of("whole")
            assert (await old.frame_of("parked"))["html"] == ""
            assert await old.closed() == 4409
            toys.room.say("still here")
            assert "still here" in (await new.news())["html"]
    assert [what for what, _ in toys.room.presence.heard][:2] == ["arrive", "arrive"]


async def test_a_seat_that_is_freed_is_told_so(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as page, toys.look("/seat/b-1") as other:
        await page.frame_of("whole")
        await other.frame_of("whole")
        toys.room.write(SeatLeft("a-1", "freed"))
        await page.frame_of("gone")
        assert await page.closed() == 4403
        toys.room.say("the others go on")
        assert "the others go on" in (await other.news())["html"]
    assert toys.server.passes.forgotten == ["a-1"]


async def test_receipts_of_many_laptops_become_one_command(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as one, toys.look("/seat/b-1") as two:
        await one.say(arrived=[1, 2], shown=[1])
        await two.say(arrived=[1])
        await until(lambda: len(toys.server.hub.receipts) == 4)
        await asyncio.sleep(0)
        toys.server.clock.move(250)
        await until(lambda: bool(toys.room.submitted))
    command = toys.room.submitted[0]
    assert isinstance(command, NoteReceipts)
    assert sorted((receipt.seat, receipt.number) for receipt in command.arrived) == [("a-1", 1), ("a-1", 2), ("b-1", 1)]
    assert [receipt.seat for receipt in command.shown] == ["a-1"]


async def test_facilitators_see_quick_changes_as_one(toys: Toy) -> None:
    async with toys.look("/console") as page:
        await page.frame_of("whole")
        toys.room.say("one")
        assert "one" in (await page.news())["html"]
        toys.room.say("two")
        toys.room.say("three")
        toys.server.clock.move(200)
        change = await page.news()
    assert change["seq"] == 3
    assert "two" in change["html"]
    assert "three" in change["html"]


async def test_every_ten_seconds_a_beat_says_where_the_screen_stands(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as page:
        await page.frame_of("whole")
        toys.room.say("for somebody else", to="b-1")
        toys.room.say("for a", to="a-1")
        await page.news()
        toys.server.clock.move(10_000)
        beat = await page.frame_of("beat")
    assert (beat["seq"], beat["now"]) == (2, toys.server.clock.now())


async def test_a_screen_that_takes_nothing_is_skipped_and_shown_the_newest_when_it_can(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as quick, stuck(toys.host, f"{toys.path}/seat/b-1") as slow:
        await quick.frame_of("whole")
        await until(lambda: len(toys.server.screens) == 2)
        screen = toys.server.screens[1]
        while screen.seq != SKIPPED:
            toys.room.say("x" * 200_000)
            assert (await quick.news())["seq"] == toys.room.state.seq
        for _ in range(20):
            toys.room.say("x" * 200_000)
            await quick.news()
        assert screen.waiting() < SLOW_BYTES + 2 * 200_000
        last = toys.room.state.seq
        reading = asyncio.create_task(_read_until(slow, f'<p id="newest" lang="nl">{last}</p>'.encode()))
        while not reading.done():
            toys.server.clock.move(250)
            await asyncio.sleep(0)
        assert screen.seq == last
        toys.room.say("and on")
        await _read_until(slow, b"and on")


async def _read_until(reader: asyncio.StreamReader, wanted: bytes) -> None:
    seen = b""
    async with asyncio.timeout(5):
        while wanted not in seen:
            seen = seen[-1_000:] + await reader.read(65_536)


async def test_a_fault_in_one_change_does_not_silence_the_next(toys: Toy) -> None:
    async with toys.look("/seat/a-1") as page:
        await page.frame_of("whole")
        toys.room.say("fault")
        toys.server.clock.move(1)
        await asyncio.sleep(0)
        toys.room.say("after")
        change = await page.news()
    assert "after" in change["html"]
