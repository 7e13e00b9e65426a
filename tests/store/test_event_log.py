"""Is the log complete, in order, never changed, and never written by two at once?"""

from __future__ import annotations

import asyncio
import threading

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from app.store.database import Database, open_database
from app.store.errors import Conflict
from app.store.event_log import EventLog
from app.store.writer import ROWS_AT_ONCE
from tests.store.lines import BEGIN, answers


class HeldCommits:
    """The first commit waits until it is let go; all are counted."""

    def __init__(self, database: Database) -> None:
        self.count = 0
        self._engine = database.engine
        self._begun = threading.Event()
        self._go = threading.Event()
        event.listen(self._engine, "commit", self._commit)

    def _commit(self, _: object) -> None:
        self.count += 1
        self._begun.set()
        assert self._go.wait(30)

    async def begun(self) -> None:
        assert await asyncio.to_thread(self._begun.wait, 30)

    def let_go(self) -> None:
        self._go.set()


async def test_what_was_appended_is_read_in_order(log: EventLog) -> None:
    await log.append(1, answers(1, 3), after=0)
    await log.append(2, answers(1), after=0)
    await log.append(1, answers(4, 200), after=3)
    assert await asyncio.to_thread(log.read, 1) == answers(1, 203)
    assert await asyncio.to_thread(log.read, 1, 201) == answers(202, 2)
    assert await asyncio.to_thread(log.read, 2) == answers(1)
    assert await asyncio.to_thread(log.read, 3) == []


async def test_any_text_is_kept(log: EventLog) -> None:
    text = '"aanhaling" \\ {} %s :naam \'; DROP TABLE line; -- \0 \u2028 é 🎭' + "x" * 100_000
    lines = answers(1, 1, text)
    await log.append(1, lines, after=0)
    assert await asyncio.to_thread(log.read, 1) == lines


async def test_an_append_that_comes_too_late_is_a_conflict_and_changes_nothing(log: EventLog) -> None:
    await log.append(1, answers(1, 2), after=0)
    with pytest.raises(Conflict):
        await log.append(1, answers(2, 2, "Te laat."), after=1)
    assert await asyncio.to_thread(log.read, 1) == answers(1, 2)


async def test_lines_that_leave_a_gap_are_never_written(log: EventLog) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        await log.append(1, answers(3), after=1)


async def test_appends_that_wait_share_one_commit(database: Database, log: EventLog) -> None:
    commits = HeldCommits(database)
    first = log.append(0, answers(1), after=0)
    await commits.begun()
    rest = [log.append(exercise, answers(1), after=0) for exercise in range(1, 301)]
    commits.let_go()
    await asyncio.gather(first, *rest)
    assert commits.count == 2


async def test_a_flood_is_cut_into_batches(database: Database, log: EventLog) -> None:
    commits = HeldCommits(database)
    first = log.append(0, answers(1), after=0)
    await commits.begun()
    rest = [log.append(exercise, answers(1, 100), after=0) for exercise in range(1, 1 + 3 * ROWS_AT_ONCE // 100)]
    commits.let_go()
    await asyncio.gather(first, *rest)
    assert commits.count == 4


async def test_a_conflict_fails_nobody_else_in_the_same_batch(database: Database, log: EventLog) -> None:
    await log.append(2, answers(1, 2, "Eerder."), after=0)
    commits = HeldCommits(database)
    first = log.append(0, answers(1), after=0)
    await commits.begun()
    rest = [log.append(exercise, answers(1, 2), after=0) for exercise in (1, 2, 3)]
    commits.let_go()
    told = await asyncio.gather(first, *rest, return_exceptions=True)
    assert [type(each) for each in told] == [type(None), type(None), Conflict, type(None)]
    assert [len(await asyncio.to_thread(log.read, exercise)) for exercise in (0, 1, 2, 3)] == [1, 2, 2, 2]
    assert await asyncio.to_thread(log.read, 2) == answers(1, 2, "Eerder.")


async def test_two_writers_on_one_database_make_one_log_without_gaps(database: Database) -> None:
    logs = [EventLog(database), EventLog(database)]

    async def write(log: EventLog, name: str) -> int:
        lost, after, written = 0, 0, 0
        while written < 40:
            try:
                await log.append(1, answers(after + 1, 2, name), after)
                after, written = after + 2, written + 2
            except Conflict:
                lost += 1
                after = (await asyncio.to_thread(log.read, 1, after))[-1].seq
        return lost

    lost = await asyncio.gather(*(write(log, name) for log, name in zip(logs, ("Noor", "Sem"), strict=True)))
    lines = await asyncio.to_thread(logs[0].read, 1)
    assert [line.seq for line in lines] == list(range(1, 81))
    assert sum(lost) > 0
    for log in logs:
        log.close()


async def test_whoever_stops_waiting_stops_nothing(log: EventLog) -> None:
    log.append(1, answers(1), after=0).cancel()
    await log.append(1, answers(2), after=1)
    assert await asyncio.to_thread(log.read, 1) == answers(1, 2)


async def test_what_is_queued_is_written_before_the_log_is_closed(database: Database) -> None:
    log = EventLog(database)
    waiting = [log.append(exercise, answers(1), after=0) for exercise in range(50)]
    await asyncio.to_thread(log.close)
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("change", ["UPDATE line SET payload = '{}'", "DELETE FROM line"])
async def test_a_line_is_never_changed(database: Database, log: EventLog, change: str) -> None:
    await log.append(1, answers(1), after=0)
    with database.connection() as connection, pytest.raises(DBAPIError, match="a line of the log is never changed"):
        connection.execute(text(change))
    assert await asyncio.to_thread(log.read, 1) == answers(1)


async def test_a_line_of_sqlite_is_not_replaced_either(sqlite: Database) -> None:
    log = EventLog(sqlite)
    await log.append(1, answers(1), after=0)
    with sqlite.connection() as connection, pytest.raises(DBAPIError, match="a line of the log is never changed"):
        connection.execute(text("REPLACE INTO line SELECT * FROM line"))
    log.close()


async def test_the_log_of_postgres_is_not_emptied_either(postgres_url: str) -> None:
    database = open_database(postgres_url)
    database.migrate()
    with database.connection() as connection, pytest.raises(DBAPIError, match="a line of the log is never changed"):
        connection.execute(text("TRUNCATE line"))
    database.close()


async def test_beats_tell_when_a_server_was_last_alive(database: Database, log: EventLog) -> None:
    other = EventLog(database)
    assert await asyncio.to_thread(log.last_beat) == 0
    log.beat(BEGIN)
    log.beat(BEGIN + 1000)
    other.beat(BEGIN + 500)
    await log.append(1, (), after=0)
    await other.append(1, (), after=0)
    assert await asyncio.to_thread(other.last_beat) == BEGIN + 1000
    assert await asyncio.to_thread(log.read, 1) == []
    other.close()


async def test_servers_that_are_long_gone_are_forgotten(database: Database, log: EventLog) -> None:
    other = EventLog(database)
    other.beat(BEGIN)
    await other.append(1, (), after=0)
    log.beat(BEGIN + 60 * 24 * 3600 * 1000)
    await log.append(1, (), after=0)
    await asyncio.to_thread(log.last_beat)
    with database.connection() as connection:
        assert connection.scalar(text("SELECT count(*) FROM beat")) == 1
    other.close()
