"""What happened? The log of every exercise: only added to, in order, durable before anybody is told."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence

from sqlalchemy import text

from app.engine.events import Line
from app.store.codec import COLUMNS, from_row, to_row
from app.store.database import Database
from app.store.errors import in_one_sentence
from app.store.writer import Job, Writer

_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_READ = text(
    f"SELECT {_NAMES} FROM line WHERE exercise = :exercise AND seq > :after ORDER BY seq"  # noqa: S608
)
_LAST_BEAT = text("SELECT max(at) FROM beat")
_FORGET_BEATS = text("DELETE FROM beat WHERE at < :before AND process <> :process")
_KEEP_BEATS_MS = 30 * 24 * 3600 * 1000


class EventLog:
    """The logs of all exercises in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writer = Writer(database)
        self._process = secrets.token_hex(8)

    def append(self, exercise: int, lines: Sequence[Line], after: int) -> asyncio.Future[None]:
        """Add lines that follow line ``after`` of this exercise; the future is done when they are durable.

        Conflict when another writer was first; StoreUnavailable when they could not be written. Without lines it only
        tells whether the log can be written.
        """
        if lines and lines[0].seq != after + 1:
            raise ValueError(f"line {lines[0].seq} does not follow line {after}")
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._writer.put(Job([to_row(exercise, line) for line in lines], done))
        return done

    def read(self, exercise: int, after: int = 0) -> list[Line]:
        """The lines of this exercise behind line ``after``, in order. It blocks."""
        with in_one_sentence(self._database.place), self._database.connection() as connection:
            rows = connection.execute(_READ, {"exercise": exercise, "after": after}).all()
        return [from_row(row) for row in rows]

    def beat(self, now: int) -> None:
        """This process is alive at real time ``now``; written with the next batch, and not waited for."""
        self._writer.put(Job(beat=(self._process, now)))

    def last_beat(self) -> int:
        """The last real moment (ms) at which any server was known to be alive, 0 for never. It blocks."""
        with in_one_sentence(self._database.place), self._database.connection() as connection:
            last = int(connection.scalar(_LAST_BEAT) or 0)
            connection.execute(_FORGET_BEATS, {"before": last - _KEEP_BEATS_MS, "process": self._process})
            connection.commit()
        return last

    def close(self) -> None:
        """Write what is queued and stop."""
        self._writer.close()
