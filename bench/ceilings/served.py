"""How does a small application run on the same server as the real one?"""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn

from app.cli_serve import ears, listen, server_config, tune_interpreter
from bench.processes import Answer, Pipe, attend


async def serve(pipe: Pipe, app: Any, answers: dict[str, Answer]) -> None:
    """Serve an application on a free port until nobody asks any more."""
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(server_config(app))

        async def begin() -> tuple[int, int]:
            while not server.started:  # noqa: ASYNC110 - it has no event for that
                await asyncio.sleep(0.01)
            return int(listening.getsockname()[1]), 0

        tune_interpreter()
        attend(pipe, {"begin": begin, **answers})
        await server.serve(sockets=ears(listening))
