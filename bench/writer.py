"""How near does the writer of the log come to what the database can do?"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import URL

from app.engine.events import AnswerGiven, Line
from app.store.codec import Row, to_row
from app.store.database import Database, open_database
from app.store.event_log import EventLog
from bench.ceilings.raw_rows import RawPostgres, RawSqlite
from bench.goals import GOALS
from bench.how import How
from bench.machine import SERVER_CORE, Steal, pin, sync_times, syncs_a_second
from bench.measuring import Row as Measured, doubt_of
from tests.postgres import own_server

NAMES = ("I1", "I5", "I6")
TEXT = "Wij nemen dit op met de wijkteamleider en bellen de bewoners voor twaalf uur terug. " * 12
"""An answer of about one kilobyte."""

SAFE = "-c fsync=on -c synchronous_commit=on -c listen_addresses=''"
PER_APPEND = 20
"""A room writes at once what its players sent meanwhile."""

SQLITE_ROOMS, SQLITE_GROUP = 10, 100
POSTGRES_ROOMS, POSTGRES_GROUP = 50, 1_000


def measure(wanted: frozenset[str], how: How) -> Iterator[Measured]:
    """The rows of this group that are wanted."""
    pin(SERVER_CORE)
    with tempfile.TemporaryDirectory(prefix="tegenspel-bench-") as folder:
        home = Path(folder)
        if "I1" in wanted:
            yield beside_sqlite(how, home)
        if "I5" in wanted:
            yield one_at_a_time(how, home)
    if "I6" in wanted:
        yield beside_postgres(how)


class Answerers:
    """Many exercises, in each of which one append follows the other."""

    def __init__(self, database: Database, exercises: int, per_append: int = PER_APPEND) -> None:
        self.log = EventLog(database)
        self._last = [0] * exercises
        self._per_append = per_append
        self._now = count(1_700_000_000_000)

    async def append(self, each: int) -> float:
        """Lines a second when every exercise appends so many times."""
        begin = time.perf_counter()
        await asyncio.gather(*(self._one(place, each) for place in range(len(self._last))))
        return each * self._per_append * len(self._last) / (time.perf_counter() - begin)

    async def _one(self, place: int, each: int) -> None:
        for _ in range(each):
            last = self._last[place]
            lines = [self.line(last + 1 + number) for number in range(self._per_append)]
            await self.log.append(place + 1, lines, after=last)
            self._last[place] = last + self._per_append

    def line(self, seq: int) -> Line:
        """An answer of the usual size."""
        at = next(self._now)
        return Line(
            seq, at, seq * 1000, AnswerGiven("A16", "gezinswerker-1", TEXT), "seat:gezinswerker-1", "", f"w{at}"
        )


def rows_of(answerers: Answerers, number: int) -> list[Row]:
    """So many lines as the database gets them."""
    return [to_row(1, answerers.line(seq)) for seq in range(1, number + 1)]


def beside_sqlite(how: How, home: Path) -> Measured:
    """The whole writer over executemany on a bare table."""
    database = open_database(f"sqlite:///{home / 'log.sqlite3'}")
    database.migrate()
    ours, raw = Answerers(database, SQLITE_ROOMS), RawSqlite(home)
    rows = rows_of(ours, SQLITE_ROOMS * PER_APPEND * how.rounds * 5)
    steal, runs, ceiling, disk = Steal(), [], [], []
    for _ in range(how.runs):
        disk.append(syncs_a_second(home))
        ceiling.append(raw.rows_a_second(rows, SQLITE_GROUP))
        runs.append(asyncio.run(ours.append(how.rounds * 5)) / ceiling[-1])
    ours.log.close()
    raw.close()
    database.close()
    beside = f"raw {median(ceiling):,.0f} lines/s, disk {median(disk):,.0f} fdatasync/s"
    return Measured(GOALS["I1"], tuple(runs), beside, doubt_of(ceiling, steal.share()))


def one_at_a_time(how: How, home: Path) -> Measured:
    """The usual time until one line is durable, over that of an append with fdatasync to a file."""
    database = open_database(f"sqlite:///{home / 'single.sqlite3'}")
    database.migrate()
    ours = Answerers(database, 1, per_append=1)
    steal, runs, ceiling = Steal(), [], []
    for _ in range(how.runs):
        ceiling.append(median(sync_times(home, 10 * how.rounds)))
        runs.append(asyncio.run(_usual_wait(ours, 10 * how.rounds)) / ceiling[-1])
    ours.log.close()
    database.close()
    beside = f"append + fdatasync {median(ceiling) * 1000:.2f} ms ({1 / median(ceiling):,.0f}/s)"
    return Measured(GOALS["I5"], tuple(runs), beside, doubt_of([], steal.share()))


async def _usual_wait(ours: Answerers, number: int) -> float:
    waits = []
    for _ in range(number):
        begin = time.perf_counter()
        await ours.append(1)
        waits.append(time.perf_counter() - begin)
    return median(waits)


def beside_postgres(how: How) -> Measured:
    """The whole writer over arrays into a bare table, on a server that keeps what it says it keeps."""
    with own_server(SAFE) as url:
        database = open_database(url.render_as_string(hide_password=False))
        database.migrate()
        ours, raw = Answerers(database, POSTGRES_ROOMS), RawPostgres(_plain(url))
        rows = rows_of(ours, POSTGRES_GROUP * how.rounds * 2)
        steal, runs, ceiling, disk = Steal(), [], [], []
        for _ in range(how.runs):
            disk.append(syncs_a_second(Path(str(url.query["host"]))))
            ceiling.append(raw.rows_a_second(rows, POSTGRES_GROUP))
            runs.append(asyncio.run(ours.append(how.rounds * 2)) / ceiling[-1])
        ours.log.close()
        raw.close()
        database.close()
    beside = f"raw {median(ceiling):,.0f} lines/s, disk {median(disk):,.0f} fdatasync/s"
    return Measured(GOALS["I6"], tuple(runs), beside, doubt_of(ceiling, steal.share()))


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
