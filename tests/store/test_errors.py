"""What is said when the database fails, really, and does the writer go on when it is back?"""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.store.database import Database, open_database
from app.store.errors import StoreUnavailable
from app.store.event_log import EventLog
from tests.store.lines import answers
from tests.store.troubles import administrator, cut_off, file_of, full_disk, locked, moved, server_gone


async def refused(log: EventLog, after: int) -> str:
    """The sentence with which an append fails."""
    with pytest.raises(StoreUnavailable) as trouble:
        await log.append(1, answers(after + 1), after)
    return trouble.value.sentence


async def test_a_full_disk(sqlite: Database) -> None:
    log = EventLog(sqlite)
    await log.append(1, answers(1), after=0)
    with full_disk(sqlite):
        big = answers(2, 20, "x" * 4000)
        with pytest.raises(StoreUnavailable) as trouble:
            await log.append(1, big, after=1)
        assert trouble.value.sentence == f"The disk is full: {sqlite.place} has no room for more."
        assert await asyncio.to_thread(log.read, 1) == answers(1)
    await log.append(1, big, after=1)
    assert len(await asyncio.to_thread(log.read, 1)) == 21
    log.close()


async def test_a_locked_database(impatient: Database) -> None:
    log = EventLog(impatient)
    await log.append(1, answers(1), after=0)
    with locked(impatient):
        assert await refused(log, after=1) == f"Another program keeps {impatient.place} locked."
    await log.append(1, answers(2), after=1)
    assert await asyncio.to_thread(log.read, 1) == answers(1, 2)
    log.close()


async def test_a_locked_database_is_not_waited_for_by_each_in_turn(impatient: Database) -> None:
    log = EventLog(impatient)
    loop = asyncio.get_running_loop()
    with locked(impatient):
        begin = loop.time()
        waiting = [log.append(exercise, answers(1), after=0) for exercise in range(200)]
        told = await asyncio.gather(*waiting, return_exceptions=True)
        assert all(isinstance(each, StoreUnavailable) for each in told)
        # 200 times the patience of 100 ms would be 20 s.
        assert loop.time() - begin < 10
    log.close()


async def test_a_file_that_vanished(sqlite: Database) -> None:
    log = EventLog(sqlite)
    await log.append(1, answers(1), after=0)
    with moved(file_of(sqlite)):
        assert await refused(log, after=1) == f"{sqlite.place} has vanished."
        with pytest.raises(StoreUnavailable, match="has vanished"):
            log.read(1)
        with pytest.raises(StoreUnavailable, match="has vanished"):
            sqlite.writable()
        assert not file_of(sqlite).exists()
    await log.append(1, answers(2), after=1)
    assert await asyncio.to_thread(log.read, 1) == answers(1, 2)
    log.close()


async def test_a_folder_that_vanished(sqlite: Database) -> None:
    log = EventLog(sqlite)
    with moved(file_of(sqlite).parent):
        assert await refused(log, after=0) == f"{sqlite.place} has vanished."
    await log.append(1, answers(1), after=0)
    log.close()


async def test_a_file_that_was_put_in_its_place_gets_no_lines(sqlite: Database) -> None:
    log = EventLog(sqlite)
    await log.append(1, answers(1), after=0)
    copy = file_of(sqlite).with_name("copy")
    shutil.copy(file_of(sqlite), copy)
    copy.replace(file_of(sqlite))
    assert (await refused(log, after=1)).startswith(f"{sqlite.place} was replaced by another file.")
    log.close()


async def test_postgres_that_ended_our_connections_is_found_again(postgres_url: str) -> None:
    database = open_database(postgres_url)
    database.migrate()
    log = EventLog(database)
    await log.append(1, answers(1), after=0)
    with administrator(database) as admin:
        cut_off(admin, database)
    await log.append(1, answers(2), after=1)
    assert await asyncio.to_thread(log.read, 1) == answers(1, 2)
    log.close()
    database.close()


async def test_postgres_that_ends_our_connection_while_we_write(postgres_url: str) -> None:
    database = open_database(postgres_url, patience_ms=60_000)
    database.migrate()
    log = EventLog(database)
    with administrator(database) as admin, locked(database):
        waiting = log.append(1, answers(1), after=0)
        asks = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        while not admin.execute(asks).fetchall()[0][0]:
            pass
        cut_off(admin, database)
        with pytest.raises(StoreUnavailable, match="does not answer"):
            await waiting
    await log.append(1, answers(1), after=0)
    log.close()
    database.close()


async def test_postgres_that_is_gone_and_back(postgres_url: str) -> None:
    database = open_database(postgres_url)
    database.migrate()
    log = EventLog(database)
    await log.append(1, answers(1), after=0)
    with server_gone(database):
        assert await refused(log, after=1) == f"The database server {database.place} does not answer."
        with pytest.raises(StoreUnavailable, match="does not answer"):
            database.writable()
    await log.append(1, answers(2), after=1)
    log.close()
    database.close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://localhost/tegenspel", "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ("tegenspel.sqlite3", "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ("sqlite://", "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ("postgresql://127.0.0.1:1/tegenspel", "The database server 127.0.0.1:1/tegenspel does not answer."),
    ],
)
def test_an_address_that_leads_nowhere(url: str, sentence: str) -> None:
    with pytest.raises(StoreUnavailable) as trouble:
        open_database(url).migrate()
    assert trouble.value.sentence == sentence


def test_a_password_is_never_part_of_a_sentence() -> None:
    with pytest.raises(StoreUnavailable) as trouble:
        open_database("postgresql://kim:geheim@127.0.0.1:1/tegenspel").migrate()
    assert "geheim" not in trouble.value.sentence


def test_a_postgres_database_that_does_not_exist(postgres_url: str) -> None:
    url = make_url(postgres_url).set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(StoreUnavailable, match="nowhere does not exist"):
        open_database(url).migrate()


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("I am a file.")
    with pytest.raises(StoreUnavailable, match="can't be opened"):
        open_database(f"sqlite:///{tmp_path / 'data' / 'tegenspel.sqlite3'}")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("I am a shopping list. " * 100)
    with pytest.raises(StoreUnavailable, match="is damaged or is not a database"):
        open_database(f"sqlite:///{tmp_path / 'notes.txt'}").migrate()
