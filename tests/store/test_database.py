"""Is a database opened safely, and is it truly written when we say that it can be?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import text

from app.store.database import Database, open_database
from app.store.tables import ProbeRow


def test_sqlite_keeps_what_it_says_it_keeps(sqlite: Database) -> None:
    with sqlite.connection() as connection:
        said = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_postgres_keeps_what_it_says_it_keeps(postgres_url: str) -> None:
    # The server of the tests is set to forget faster; every connection of ours asks for more.
    database = open_database(postgres_url)
    with database.connection() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
        assert connection.scalar(text("SHOW lock_timeout")) == "2s"
    database.close()


def test_a_folder_with_odd_letters_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "mijn map" / "50% #1"
    database = open_database(f"sqlite:///{folder / 'tegenspel.sqlite3'}")
    database.migrate()
    database.writable()
    database.close()
    assert sqlite3.connect(folder / "tegenspel.sqlite3").execute("SELECT count(*) FROM probe").fetchone() == (1,)


def test_looking_whether_it_can_be_written_writes_something_else_each_time(database: Database) -> None:
    seen = []
    for _ in range(3):
        database.writable()
        with database.session() as session:
            seen.append(session.get_one(ProbeRow, 1).filling)
    assert seen[0] != seen[1] != seen[2]


def test_other_spellings_of_the_address_of_postgres(postgres_url: str) -> None:
    for spelling in ("postgresql+psycopg://", "postgresql://", "postgresql+asyncpg://"):
        database = open_database(postgres_url.replace("postgresql+psycopg://", spelling))
        database.migrate()
        database.close()
