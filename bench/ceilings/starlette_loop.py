"""How fast is what everybody writes first: ``send_text`` to one websocket after the other?"""

from __future__ import annotations

import asyncio
import time

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bench.ceilings.served import serve
from bench.processes import Pipe


def run(pipe: Pipe) -> None:
    """The process of this server."""
    import uvloop

    connected: set[WebSocket] = set()

    async def stay(socket: WebSocket) -> None:
        await socket.accept()
        connected.add(socket)
        try:
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
        finally:
            connected.discard(socket)

    async def send(text: str, rounds: int, pause: float) -> list[int]:
        begun = []
        for _ in range(rounds):
            begun.append(time.monotonic_ns())
            for socket in tuple(connected):
                await socket.send_text(text)
            await asyncio.sleep(pause)
        return begun

    uvloop.run(serve(pipe, Starlette(routes=[WebSocketRoute("/{path:path}", stay)]), {"send": send}))
