"""How do the lines of all rooms reach the disk? One thread writes whatever is queued in one transaction.

One commit for many appends is what makes durable answers fast: a commit waits for the disk, and there are as many of
them as there were batches, not as there were answers.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from itertools import chain
from queue import Empty, SimpleQueue

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from app.store.codec import COLUMNS, Row
from app.store.database import Database
from app.store.errors import UNEXPECTED, Conflict, StoreUnavailable, unavailable

ROWS_AT_ONCE = 1_000
"""The most rows in one transaction, so that the first asker does not wait for the last of a flood."""

_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_PLACES = f"({', '.join('?' * len(COLUMNS))})"
# Many rows in one statement: sqlite3 gives up the interpreter's lock once a statement, and has to win it back from the
# event loop. Few sizes, so that each is parsed once; old versions of SQLite allow 999 values.
_SIZES = (90, 30, 10, 3, 1)
_INSERTS = {size: f"INSERT INTO line ({_NAMES}) VALUES {', '.join([_PLACES] * size)}" for size in _SIZES}  # noqa: S608
# Binary arrays (%b): text arrays would have every quote of the JSON escaped and read back.
_ARRAYS = "%b::int8[], %b::int8[], %b::int8[], %b::int8[], %b::text[], %b::int8[]" + ", %b::text[]" * 4
_INSERT_ARRAYS = f"INSERT INTO line ({_NAMES}) SELECT * FROM unnest({_ARRAYS})"  # noqa: S608
_BEAT = {
    "sqlite": "INSERT INTO beat (process, at) VALUES (?, ?) ON CONFLICT (process) DO UPDATE SET at = excluded.at",
    "postgresql": "INSERT INTO beat (process, at) VALUES (%s, %s) ON CONFLICT (process) DO UPDATE SET at = excluded.at",
}

_log = structlog.get_logger(__name__)
_Result = Conflict | StoreUnavailable | None


class Job:
    """One append that waits for its commit, or one beat (``process``, ``at``) that nobody waits for."""

    __slots__ = ("beat", "done", "rows")

    def __init__(
        self, rows: Sequence[Row] = (), done: asyncio.Future[None] | None = None, beat: tuple[str, int] | None = None
    ) -> None:
        self.rows = rows
        self.done = done
        self.beat = beat


class Writer:
    """The one thread that writes lines into one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="log writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Queue a job; its future is settled on its own loop after the commit."""
        self._queue.put(job)

    def close(self) -> None:
        """Write what is queued and end the thread."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        is_open = True
        while is_open:
            first = self._queue.get()
            if first is None:
                return
            batch, is_open = self._batch_from(first)
            try:
                results = self._write(batch)
            except Exception:
                _log.exception("writing lines failed in an unexpected way", place=self._database.place)
                results = [StoreUnavailable(UNEXPECTED, {"place": self._database.place}) for _ in batch]
            _settle(batch, results)

    def _batch_from(self, first: Job) -> tuple[list[Job], bool]:
        batch = [first]
        count = len(first.rows)
        while count < ROWS_AT_ONCE:
            try:
                job = self._queue.get_nowait()
            except Empty:
                break
            if job is None:
                return batch, False
            batch.append(job)
            count += len(job.rows)
        return batch, True

    def _write(self, batch: list[Job]) -> Sequence[_Result]:
        """What became of each job. One that can't be written never fails the others."""
        try:
            self._commit(batch)
        except StoreUnavailable as trouble:
            return [trouble] * len(batch)
        except (IntegrityError, DataError) as error:
            return self._one_by_one(batch) if len(batch) > 1 else [self._meaning_of(error)]
        except SQLAlchemyError as error:
            return [unavailable(error, self._database.place)] * len(batch)
        return [None] * len(batch)

    def _one_by_one(self, batch: list[Job]) -> Sequence[_Result]:
        results: list[_Result] = []
        for job in batch:
            results.extend(self._write([job]))
            trouble = results[-1]
            if isinstance(trouble, StoreUnavailable) and trouble.template != UNEXPECTED:
                # It is the database and not this job: don't wait for it again for every other.
                return results + [trouble] * (len(batch) - len(results))
        return results

    def _meaning_of(self, error: IntegrityError | DataError) -> Conflict | StoreUnavailable:
        return Conflict() if isinstance(error, IntegrityError) else unavailable(error, self._database.place)

    def _commit(self, batch: list[Job]) -> None:
        rows = [row for job in batch for row in job.rows]
        beats = [job.beat for job in batch if job.beat]
        if not rows and not beats:
            self._database.writable()
            return
        with self._database.connection() as connection:
            if rows:
                insert_lines(connection, rows)
            if beats:
                connection.exec_driver_sql(_BEAT[connection.dialect.name], beats[-1])
            connection.commit()


def insert_lines(connection: Connection, rows: list[Row]) -> None:
    """Add these rows to the log, within the transaction of the caller."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_INSERT_ARRAYS, tuple(list(column) for column in zip(*rows, strict=True)))
        return
    start = 0
    while start < len(rows):
        size = next(size for size in _SIZES if size <= len(rows) - start)
        connection.exec_driver_sql(_INSERTS[size], tuple(chain.from_iterable(rows[start : start + size])))
        start += size


def _settle(batch: list[Job], results: Sequence[_Result]) -> None:
    """Tell every loop once what became of its jobs."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[None], _Result]]] = {}
    for job, result in zip(batch, results, strict=True):
        if job.done is not None:
            by_loop.setdefault(job.done.get_loop(), []).append((job.done, result))
    for loop, told in by_loop.items():
        try:
            loop.call_soon_threadsafe(_tell, told)
        except RuntimeError:
            # The loop was closed meanwhile, so nobody waits there any more.
            _log.info("lines were written for a loop that is closed", count=len(told))


def _tell(told: list[tuple[asyncio.Future[None], _Result]]) -> None:
    for done, result in told:
        if done.done():
            continue
        if result is None:
            done.set_result(None)
        elif isinstance(result, Conflict):
            done.set_exception(Conflict())
        else:
            done.set_exception(StoreUnavailable(result.template, result.words))
