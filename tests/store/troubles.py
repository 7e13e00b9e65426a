"""Real failures of a real database, each until the end of its block."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import event

from app.store.database import Database


def file_of(database: Database) -> Path:
    return Path(database.place)


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Not one page may be added to the file."""

    def allow(pages: int) -> Callable[..., None]:
        return lambda connection, *_: connection.execute(f"PRAGMA max_page_count = {pages}")

    narrow, wide = allow(1), allow(1_000_000)
    event.listen(database.engine, "checkout", narrow)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", narrow)
        event.listen(database.engine, "checkout", wide)


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Another program lets nobody else write."""
    if database.is_sqlite:
        other = sqlite3.connect(file_of(database), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
    else:
        url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        other = psycopg.connect(url)
        other.execute("LOCK TABLE line IN SHARE MODE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def moved(path: Path) -> Iterator[None]:
    """A file or folder is not where it was."""
    elsewhere = path.with_name(path.name + " elsewhere")
    path.rename(elsewhere)
    try:
        yield
    finally:
        elsewhere.rename(path)


@contextmanager
def administrator(database: Database) -> Iterator[psycopg.Connection]:
    """A connection that manages the server of this database."""
    url = database.engine.url.set(drivername="postgresql", database="postgres")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        yield connection


def cut_off(admin: psycopg.Connection, database: Database) -> None:
    """End every connection to this database."""
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database.engine.url.database]
    )


@contextmanager
def server_gone(database: Database) -> Iterator[None]:
    """The server lets nobody into this database."""
    with administrator(database) as admin:
        name = database.engine.url.database
        admin.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        cut_off(admin, database)
        try:
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')
