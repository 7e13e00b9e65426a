"""A page with nothing but the live script, and a server that is played by the test."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Page, Route, WebSocketRoute

from app.settings import ROOT

SITE = "http://tegenspel.test"
NOW = 1_800_000_000_000
HTML = """<!doctype html><html><head><meta charset="utf-8">
<meta name="htmx-config"
 content='{"includeIndicatorCSS": false, "history": false, "morphIgnore": ["data-htmx-powered", "open"]}'>
<script type="module" src="/static/js/live.js"></script><script type="module" src="/static/js/clock.js"></script></head>
<body data-live="/x/abc/live?screen=desk" data-seq="5" data-now="%(now)s">
<div id="connection" data-state="calm"><p data-when="lost" hidden>lost</p><p data-when="back" hidden>back</p>
<p data-when="parked" hidden>parked</p><p data-when="gone" hidden>gone</p><p data-when="stopped" hidden>stopped</p>
<p id="unsent" hidden>not reached</p></div>
%(body)s</body></html>"""


class Lab:
    """The page, its sockets, and what it posted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sockets: list[WebSocketRoute] = []
        self.addresses: list[str] = []
        self.said: list[dict[str, Any]] = []
        self.posted: list[dict[str, str]] = []
        self.answer: tuple[int, str] | None = (200, "")
        self.opened = asyncio.Event()
        self.away = False

    async def open(self, body: str = "") -> None:
        """Open the page with this in it; its clock stands until the test moves it."""
        page = HTML % {"now": NOW, "body": body}
        await self.page.clock.install(time=NOW / 1000)
        await self.page.route(f"{SITE}/**", self._serve(page))
        await self.page.route_web_socket(f"ws://{SITE[7:]}/**", self._connect)
        await self.page.goto(f"{SITE}/")
        await self.connected()

    def _serve(self, html: str) -> Any:
        async def serve(route: Route) -> None:
            path = urlsplit(route.request.url).path
            if route.request.method == "POST":
                self.posted.append(
                    {name: values[0] for name, values in parse_qs(route.request.post_data or "").items()}
                )
                if self.answer is None:
                    await route.abort()
                else:
                    await route.fulfill(status=self.answer[0], content_type="text/html", body=self.answer[1])
            elif path.startswith("/static/"):
                await route.fulfill(path=ROOT / path.lstrip("/"))
            else:
                await route.fulfill(content_type="text/html", body=html)

        return serve

    def _connect(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        self.addresses.append(socket.url)
        socket.on_message(lambda message: self.said.append(json.loads(message)))
        if self.away:
            asyncio.ensure_future(socket.close(code=1013))  # noqa: RUF006 - the page sees it through
        else:
            self.send("hello")
        self.opened.set()

    async def connected(self) -> None:
        """Wait until the page has opened a socket."""
        async with asyncio.timeout(10):
            await self.opened.wait()
        self.opened.clear()

    def send(self, kind: str, seq: int = 5, html: str = "", now: int = NOW) -> None:
        """Send a frame down the newest socket."""
        head = json.dumps({"kind": kind, "seq": seq, "now": now})
        self.sockets[-1].send(f"{head}\n{html}" if html else head)

    async def close(self, code: int) -> None:
        """Close the newest socket as the server does."""
        await self.sockets[-1].close(code=code)

    def reported(self, stage: str) -> list[int]:
        """Every message number that the page reported so far as arrived or shown."""
        return sorted(number for said in self.said for number in said.get(stage, []))

    async def pass_time(self, ms: int) -> None:
        """Let so much time pass on the page."""
        await self.page.clock.run_for(ms)

    async def sign(self, state: str) -> None:
        """Wait until the sign of the connection says this."""
        await self.page.wait_for_selector(f"#connection[data-state={state}]", state="attached")

    async def text(self, selector: str) -> str:
        """The text of one element."""
        return (await self.page.locator(selector).inner_text()).strip()
