"""What does a socket answer, without a network between?"""

from __future__ import annotations

import asyncio
from typing import Any

from tests.web.world import SITE, Cookies, World


async def knock(world: World, path: str, cookies: Cookies | None = None, origin: str | None = SITE) -> str:
    """What a page sees that opens a socket: "refused" before it is open, "in", or the code with which it closes."""
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    heard.put_nowait({"type": "websocket.connect"})

    async def send(message: Any) -> None:
        sent.put_nowait(message)

    where, _, query = path.partition("?")
    cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    headers = [(b"host", SITE.removeprefix("http://").encode()), (b"cookie", cookie.encode())]
    headers += [(b"origin", origin.encode())] if origin else []
    scope = {"type": "websocket", "scheme": "ws", "path": where, "query_string": query.encode(), "headers": headers}
    serving = asyncio.create_task(world.app({**scope, "client": ("127.0.0.1", 1)}, heard.get, send))
    try:
        return await _first_impression(sent)
    finally:
        heard.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await serving


async def _first_impression(sent: asyncio.Queue[dict[str, Any]]) -> str:
    async with asyncio.timeout(5):
        first = await sent.get()
        if first["type"] == "websocket.close":
            return "refused"
        then = await sent.get()
        return str(then["code"]) if then["type"] == "websocket.close" else "in"
