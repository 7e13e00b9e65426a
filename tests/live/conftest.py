"""Servers without screens for the tests of what is running."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from tests.live.world import World

MakeWorld = Callable[..., World]


@pytest.fixture
async def worlds(database_url: str) -> AsyncIterator[MakeWorld]:
    """Makes servers over one database, on SQLite and PostgreSQL in turn; all are closed at the end."""
    made: list[World] = []

    def make(**how: object) -> World:
        made.append(World(database_url, **how))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for world in reversed(made):
        await world.close()


@pytest.fixture
def world(worlds: MakeWorld) -> World:
    """One server."""
    return worlds()
