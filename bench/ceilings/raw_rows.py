"""How many lines a second do the databases take when one connection does nothing but grouped commits?"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from app.store.codec import COLUMNS, Row

_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_TABLE = (
    'CREATE TABLE raw (exercise bigint, seq bigint, at bigint, t bigint, type text, version bigint, "by" text, '
    "because text, wish text, payload text)"
)
_ARRAYS = "%b::int8[], %b::int8[], %b::int8[], %b::int8[], %b::text[], %b::int8[]" + ", %b::text[]" * 4


class RawSqlite:
    """A table without a key in a database of its own, written ahead and fully synchronised."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "raw.sqlite3")
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", _TABLE):
            self._connection.execute(statement)

    def rows_a_second(self, rows: Sequence[Row], group: int) -> float:
        """Write these rows with one commit for each group."""
        begin = time.perf_counter()
        for start in range(0, len(rows), group):
            self._connection.executemany(
                f"INSERT INTO raw VALUES ({', '.join('?' * len(COLUMNS))})", rows[start : start + group]
            )
            self._connection.commit()
        return len(rows) / (time.perf_counter() - begin)

    def close(self) -> None:
        """Leave the database."""
        self._connection.close()


class RawPostgres:
    """The same table on a PostgreSQL server, filled with arrays."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url)
        self._connection.execute(_TABLE)
        self._connection.commit()

    def rows_a_second(self, rows: Sequence[Row], group: int) -> float:
        """Write these rows with one commit for each group."""
        begin = time.perf_counter()
        for start in range(0, len(rows), group):
            columns = zip(*rows[start : start + group], strict=True)
            self._connection.execute(
                f"INSERT INTO raw ({_NAMES}) SELECT * FROM unnest({_ARRAYS})", [list(column) for column in columns]
            )
            self._connection.commit()
        return len(rows) / (time.perf_counter() - begin)

    def close(self) -> None:
        """Leave the database."""
        self._connection.close()
