"""How does the real server run while it is measured? As always, with a clock that notes when it rang."""

from __future__ import annotations

import asyncio
import time
from array import array
from collections.abc import Callable
from typing import Any

import uvicorn

from app.cli_serve import ears, listen, server_config, tune_interpreter, write_logs
from app.live.alarm import Forget
from app.live.clock import SystemClock
from app.main import create_app
from app.settings import Settings
from app.web.templating import Templates
from bench.processes import Pipe, attend


class NotedClock(SystemClock):
    """The real clock. ``rung`` holds, one after another, each moment (real ms) and how late it rang (ns)."""

    def __init__(self) -> None:
        super().__init__()
        self.rung = array("q")
        self.ahead_ns = self._measured_offset()

    def _measured_offset(self) -> int:
        """How far this clock is ahead of the monotonic one, taken at the edge of a millisecond."""
        before = self.now()
        while (now := self.now()) == before:
            pass
        return now * 1_000_000 - time.monotonic_ns()

    def call_at(self, at: int, call: Callable[[], None]) -> Forget:
        """Call ``call`` once it is ``at``, and note how late that was."""

        def ring() -> None:
            self.rung.extend((at, time.monotonic_ns() + self.ahead_ns - at * 1_000_000))
            call()

        return super().call_at(at, ring)


class CountedRenders:
    """How many regions were painted from their template, and not taken from memory."""

    def __init__(self, templates: Templates) -> None:
        self.count = 0
        self._render = templates.render
        # On the object itself: whoever holds these templates now counts.
        setattr(templates, "render", self.render)  # noqa: B010

    def render(self, name: str, locale: str, /, **values: Any) -> str:
        """Render as always."""
        self.count += name.startswith("regions/")
        return self._render(name, locale, **values)


def run(pipe: Pipe, settings: Settings) -> None:
    """The process of the server."""
    import uvloop

    write_logs(settings)
    uvloop.run(_serve(pipe, settings))


async def _serve(pipe: Pipe, settings: Settings) -> None:
    clock = NotedClock()
    app = create_app(settings, clock)
    renders = CountedRenders(app.state.parts.templates)
    with listen(settings.host, settings.port) as listening:
        server = uvicorn.Server(server_config(app))

        async def begin() -> tuple[int, int]:
            while not server.started:  # noqa: ASYNC110 - it has no event for that
                await asyncio.sleep(0.01)
            port: int = listening.getsockname()[1]
            return port, clock.ahead_ns

        async def rung() -> bytes:
            noted = clock.rung.tobytes()
            del clock.rung[:]
            return noted

        async def painted() -> int:
            return renders.count

        tune_interpreter()
        attend(pipe, {"begin": begin, "rung": rung, "painted": painted})
        await server.serve(sockets=ears(listening))
