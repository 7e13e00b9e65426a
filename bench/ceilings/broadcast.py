"""How fast does the websockets library send one message to all, on uvloop and with nothing around it?"""

from __future__ import annotations

import asyncio
import time

from websockets.asyncio.server import ServerConnection, broadcast, serve

from app.cli_serve import tune_interpreter
from bench.processes import Pipe, attend

PING_SECONDS = 10


def run(pipe: Pipe) -> None:
    """The process of this server."""
    import uvloop

    uvloop.run(_serve(pipe))


async def _serve(pipe: Pipe) -> None:
    connected: set[ServerConnection] = set()

    async def stay(connection: ServerConnection) -> None:
        connected.add(connection)
        try:
            await connection.wait_closed()
        finally:
            connected.discard(connection)

    async def send(text: str, rounds: int, pause: float) -> list[int]:
        begun = []
        for _ in range(rounds):
            begun.append(time.monotonic_ns())
            broadcast(connected, text)
            await asyncio.sleep(pause)
        return begun

    async with serve(stay, "127.0.0.1", 0, compression=None, ping_interval=PING_SECONDS, backlog=2048) as server:
        port = next(iter(server.sockets)).getsockname()[1]

        async def begin() -> tuple[int, int]:
            return port, 0

        tune_interpreter()
        attend(pipe, {"begin": begin, "send": send})
        await server.serve_forever()
