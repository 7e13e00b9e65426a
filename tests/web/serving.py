"""How do tests talk to a real server? One uvicorn in the same loop, with the settings we ship."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import socket
from asyncio import StreamReader
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from app.cli_serve import server_config

PATIENCE_S = 5


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """Serve an application on a free port; gives its host and port as they stand in an address."""
    server = uvicorn.Server(server_config(app))
    server.capture_signals = contextlib.nullcontext  # type: ignore[assignment]
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        if task.done():
            task.result()
        await asyncio.sleep(0)
    try:
        yield "127.0.0.1:%d" % listening.getsockname()[1]  # noqa: UP031
    finally:
        server.should_exit = True
        await task
        listening.close()


async def until(is_so: Callable[[], bool]) -> None:
    """Let the others go on until something is so."""
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0)


class Page:
    """A page that is looked at: its socket, and the frames that came."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def frame(self) -> dict[str, Any]:
        """The next frame: what its first line says, and its HTML under ``html``."""
        async with asyncio.timeout(PATIENCE_S):
            text = await self.connection.recv()
        head, _, html = str(text).partition("\n")
        return {**json.loads(head), "html": html}

    async def frame_of(self, kind: str) -> dict[str, Any]:
        """The next frame of this kind; others are passed over."""
        while True:
            frame = await self.frame()
            if frame["kind"] == kind:
                return frame

    async def news(self) -> dict[str, Any]:
        """The next frame that says what happened, and not only who came or went."""
        while True:
            frame = await self.frame_of("change")
            if "said-" in frame["html"]:
                return frame

    async def closed(self) -> int:
        """The code with which the server closed."""
        async with asyncio.timeout(PATIENCE_S):
            await self.connection.wait_closed()
        return self.connection.close_code or 0

    async def say(self, **message: Any) -> None:
        """Send a message up."""
        await self.connection.send(json.dumps(message))


@asynccontextmanager
async def stuck(address: str, path: str) -> AsyncIterator[StreamReader]:
    """A page whose network takes nothing any more after the handshake, until it is read again."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    listening.setblocking(False)
    host, _, port = address.partition(":")
    await asyncio.get_running_loop().sock_connect(listening, (host, int(port)))
    reader, writer = await asyncio.open_connection(sock=listening, limit=65_536)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [f"GET {path} HTTP/1.1", f"Host: {address}", "Upgrade: websocket", "Connection: Upgrade"]
    lines += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", f"Origin: http://{address}", "", ""]
    writer.write("\r\n".join(lines).encode())
    await reader.readuntil(b"\r\n\r\n")
    yield reader
    writer.close()


@asynccontextmanager
async def looking(address: str, path: str, cookies: str = "", origin: str | None = "own") -> AsyncIterator[Page]:
    """Open a socket as a page of ours does."""
    said = f"http://{address}" if origin == "own" else origin
    headers = {"Cookie": cookies} if cookies else {}
    async with connect(f"ws://{address}{path}", origin=said, additional_headers=headers, max_size=None) as connection:  # type: ignore[arg-type]
        yield Page(connection)
