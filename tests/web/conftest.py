"""What do tests of the web share? A whole server, one for each file of tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.web.world import World, a_world


@pytest.fixture(scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A server that the tests of one file share; what they do to its exercises stays."""
    async with a_world(tmp_path_factory.mktemp("data")) as made:
        yield made
