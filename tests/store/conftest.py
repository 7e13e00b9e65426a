"""A database that is up to date, in both kinds, for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.database import Database, open_database
from app.store.event_log import EventLog

PATIENCE_MS = 10_000
LITTLE_PATIENCE_MS = 100


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """SQLite and PostgreSQL in turn, with its tables."""
    opened = open_database(database_url, PATIENCE_MS)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def impatient(database_url: str) -> Iterator[Database]:
    """The same, but it soon gives up waiting for a lock."""
    opened = open_database(database_url, LITTLE_PATIENCE_MS)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def log(database: Database) -> Iterator[EventLog]:
    """The log in that database."""
    opened = EventLog(database)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """An SQLite database in a folder of its own."""
    opened = open_database(f"sqlite:///{tmp_path / 'data' / 'tegenspel.sqlite3'}", PATIENCE_MS)
    opened.migrate()
    yield opened
    opened.close()
