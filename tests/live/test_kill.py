"""Is nothing lost and nothing doubled when the server is killed fifty times, at moments of chance?"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from app.engine import commands
from app.engine.events import AnswerGiven, InjectReleased
from app.engine.play import seat_plans
from app.live.clock import SystemClock
from app.scenario.read import read
from tests.live.kill_server import ROLES, TEXT
from tests.live.world import World, done, events_of

ROOT = Path(__file__).parent.parent.parent
KILLS = 50
EXERCISES = 3
MOST_ANSWERS_A_LIFE = 400
SEED = 7


class Seats:
    """The laptops: each answers again and again, and sends what was not confirmed again, with the same wish."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.confirmed: Counter[str] = Counter()
        self.sent: set[str] = set()
        self.resent = 0
        self.refused: list[str] = []
        self._news = asyncio.Event()

    async def until(self, more: int) -> None:
        """Wait until so many more answers are confirmed."""
        wanted = self.confirmed.total() + more
        async with asyncio.timeout(30):
            while self.confirmed.total() < wanted:
                self._news.clear()
                await self._news.wait()

    async def sit(self, slug: str, seat: str) -> None:
        """Answer until cancelled, whatever happens to the server."""
        number = 0
        while True:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                try:
                    while True:
                        await self._answer(reader, writer, slug, seat, f"{slug}-{seat}-{number}")
                        number += 1
                finally:
                    writer.close()

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, slug: str, seat: str, wish: str
    ) -> None:
        self.resent += wish in self.sent
        self.sent.add(wish)
        writer.write(json.dumps([slug, seat, f"Antwoord {wish}", wish]).encode() + b"\n")
        said, why = json.loads(await reader.readuntil(b"\n"))
        assert said == wish
        if why:
            self.refused.append(why)
        else:
            self.confirmed[wish] += 1
        self._news.set()


@asynccontextmanager
async def server(url: str) -> AsyncIterator[tuple[Process, int]]:
    """The program that forks servers, and their port."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.live.kill_server", url, cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    assert program.stdout is not None
    try:
        yield program, int(await program.stdout.readline())
    finally:
        assert program.stdin is not None
        program.stdin.close()
        await program.wait()


async def born(program: Process) -> int:
    """The process id of the next server."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(b"\n")
    return int(await program.stdout.readline())


async def laid_tables(url: str) -> list[str]:
    """Exercises that run at sixty to one: an inject falls due every 17 ms in each."""
    world = World(url, clock=SystemClock())
    slugs = []
    for _ in range(EXERCISES):
        record = world.exercises.create(
            scenario_text=TEXT, scenario_id="snel", variant="", title="Snel",
            seats=seat_plans(read(TEXT.encode(), "scenario")), at=world.clock.now(),
        )  # fmt: skip
        room = await world.open(record.slug)
        for number in range(1, ROLES + 1):
            await done(room, commands.TakeSeat(f"gezinswerker-{number}", f"Speler {number}"))
        await done(room, commands.ChangeRate(60_000))
        await done(room, commands.StartExercise())
        await done(room, commands.JumpTo())
        slugs.append(record.slug)
    await world.close()
    return slugs


async def test_fifty_kills_lose_nothing_and_double_nothing(sqlite_url: str) -> None:
    slugs = await laid_tables(sqlite_url)
    chance = random.Random(SEED)
    async with server(sqlite_url) as (program, port):
        seats = Seats(port)
        sitting = [
            asyncio.create_task(seats.sit(slug, f"gezinswerker-{n}")) for slug in slugs for n in range(1, ROLES + 1)
        ]
        for _ in range(KILLS):
            process = await born(program)
            # Now and then it is killed before it has answered anything, while it still opens the exercises.
            await seats.until(chance.choice((0, *[chance.randrange(1, MOST_ANSWERS_A_LIFE)] * 3)))
            for _ in range(chance.randrange(60)):
                await asyncio.sleep(0)
            os.kill(process, signal.SIGKILL)
        for task in sitting:
            task.cancel()
        await asyncio.gather(*sitting, return_exceptions=True)
    assert seats.refused == []
    assert seats.resent > KILLS / 2
    assert seats.confirmed.total() > 10 * KILLS
    await check(sqlite_url, slugs, seats)


async def check(url: str, slugs: list[str], seats: Seats) -> None:
    """Whoever opens the exercises after all that finds them whole."""
    world = World(url, clock=SystemClock())
    found: Counter[str] = Counter()
    for slug in slugs:
        room = await world.open(slug)
        if room.state.phase == "running":
            await done(room, commands.PauseExercise())
        lines = await world.written(room)
        now = room.state.clock.exercise_ms(world.clock.now())
        due = [inject.id for inject in room.state.injects.values() if inject.due is not None and inject.due <= now]
        assert sorted(event.inject for event in events_of(lines, InjectReleased)) == sorted(due)
        assert len(due) > 2 * KILLS
        for line in lines:
            if isinstance(line.event, AnswerGiven):
                assert line.event.text == f"Antwoord {line.wish}"
                found[line.wish] += 1
        await world.check(room)
    assert set(seats.confirmed) <= set(found) <= seats.sent
    assert set(found.values()) == {1}
    await world.close()
