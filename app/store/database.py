"""Which database do we use, is it there, and can it be written?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from app.store import migrations
from app.store.errors import CANNOT_OPEN, NEWER, REPLACED, VANISHED, WRONG_URL, StoreUnavailable, in_one_sentence
from app.store.tables import ProbeRow

PATIENCE_MS = 2_000
"""How long to wait for a lock that somebody else holds before saying so."""

_PROBE_BYTES = 16 * 1024


def open_database(url: str, patience_ms: int = PATIENCE_MS) -> Database:
    """The database at this address, bare or filled; StoreUnavailable when it can't be opened."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnavailable(WRONG_URL) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
        return _open_sqlite(parsed, Path(parsed.database).absolute(), patience_ms)
    if backend in ("postgresql", "postgres"):
        return _open_postgresql(parsed.set(drivername="postgresql+psycopg"), patience_ms)
    raise StoreUnavailable(WRONG_URL)


def _open_sqlite(url: URL, file: Path, patience_ms: int) -> Database:
    place = str(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    except OSError as error:
        raise StoreUnavailable(CANNOT_OPEN, {"place": place}) from error

    def connect() -> sqlite3.Connection:
        # mode=rw: a file that has vanished is an error, and not silently made anew.
        connection = sqlite3.connect(
            f"{file.as_uri()}?mode=rw",
            uri=True,
            timeout=patience_ms / 1000,
            isolation_level="IMMEDIATE",
            check_same_thread=False,
        )
        try:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return Database(create_engine(url, creator=connect), place, file)


def _open_postgresql(url: URL, patience_ms: int) -> Database:
    arguments = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "options": f"-c synchronous_commit=on -c lock_timeout={patience_ms}",
    }
    # A connection that was cut is noticed and replaced when it is next used.
    engine = create_engine(url, pool_pre_ping=True, connect_args=arguments)
    return Database(engine, f"{url.host or 'localhost'}:{url.port or 5432}/{url.database or ''}")


class Database:
    """One database. Its methods block: async callers use ``asyncio.to_thread``."""

    def __init__(self, engine: Engine, place: str, file: Path | None = None) -> None:
        self.engine = engine
        self.place = place
        self._file = file
        self._identity = _identity_of(file) if file else None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite, and not PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    def migrate(self) -> None:
        """Bring the tables up to date; it costs one query when they are."""
        self._check_file()
        with in_one_sentence(self.place):
            version = migrations.version_of(self.engine)
            if version != migrations.HEAD and not migrations.is_known(version):
                raise StoreUnavailable(NEWER, {"place": self.place})
            if version != migrations.HEAD:
                migrations.upgrade(self.engine)

    def writable(self) -> None:
        """Write something durably; StoreUnavailable when that fails."""
        with self.session() as session:
            probe = session.get(ProbeRow, 1) or ProbeRow(id=1, filling="")
            # The filling changes every time, so that it is truly written, and takes some room.
            probe.filling = ("b" if probe.filling.startswith("a") else "a") * _PROBE_BYTES
            session.add(probe)
            session.commit()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for small reads and writes; errors become StoreUnavailable."""
        self._check_file()
        with in_one_sentence(self.place), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection, for what a session is too slow for; errors of SQLAlchemy come through as they are."""
        self._check_file()
        with self.engine.connect() as connection:
            yield connection

    def _check_file(self) -> None:
        """SQLite itself goes on writing to a file that was deleted, and all of that would be lost."""
        if self._file is None:
            return
        identity = _identity_of(self._file)
        if identity is None:
            raise StoreUnavailable(VANISHED, {"place": self.place})
        if identity != self._identity:
            raise StoreUnavailable(REPLACED, {"place": self.place})

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _identity_of(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
