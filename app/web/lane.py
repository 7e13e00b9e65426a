"""Which frames go to the screens of one perspective, and when? Nobody waits for the slowest screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from app.web.frames import Kind, SharedFrames, frame

if TYPE_CHECKING:
    from app.engine.events import Line
    from app.engine.scene import Scene
    from app.live.clock import Clock
    from app.live.room import Room
    from app.perspectives.parts import Perspective, Region
    from app.web.paint import Painter
    from app.web.wire import Wire

log = structlog.get_logger()

# A write takes about 8 us in the kernel, so that a slice holds the loop for about a millisecond.
SLICE = 100
# A screen that has not taken this many bytes is slow: it skips to the newest when it has caught up.
SLOW_BYTES = 256_000
MEND_MS = 250
SKIPPED = 1 << 62


class Screen:
    """One page in one browser that follows an exercise. ``seq``: the line it shows, SKIPPED while slow or gone.

    ``seat`` is the seat whose desk it shows, ``plays`` the same for the laptop of that seat: "" on a screen that only
    ``watches`` it.
    """

    __slots__ = ("id", "locale", "plays", "seat", "seq", "waiting", "wire", "write")

    def __init__(self, id_: str, wire: Wire, locale: str, seat: str = "", *, watches: bool = False) -> None:
        self.id = id_
        self.wire = wire
        self.write = wire.write
        self.waiting = wire.waiting
        self.locale = locale
        self.seat = seat
        self.plays = "" if watches else seat
        self.seq = 0


class Lane:
    """The screens of one room that share a perspective.

    ``rest_ms``: changes that come faster than this are told together; ``around_ms`` the same for who is connected.
    """

    def __init__(
        self, room: Room, perspective: Perspective, painter: Painter, clock: Clock, rest_ms: int, around_ms: int
    ) -> None:
        self._room = room
        self._perspective = perspective
        self._painter = painter
        self._clock = clock
        self._rest_ms = rest_ms
        self._around_ms = around_ms
        self.screens: dict[str, Screen] = {}
        self._lines: list[Line] = []
        self._told = room.state.seq
        self._news = asyncio.Event()
        self._around = asyncio.Event()
        # Frames leave in the order of what they show.
        self._telling = asyncio.Lock()
        self._tasks = {asyncio.create_task(self._follow_lines()), asyncio.create_task(self._follow_around())}
        self._mending: asyncio.Task[None] | None = None

    def note(self, lines: list[Line]) -> None:
        """These lines are in the log; the screens hear of them soon."""
        self._lines += lines
        self._news.set()

    def note_around(self) -> None:
        """Who is connected has changed, or whether lines can be written."""
        self._around.set()

    def welcome(self, screen: Screen, since: int = -1) -> None:
        """Show a screen everything, unless it shows line ``since`` and that is the newest; then it follows."""
        scene = self._room.scene()
        seq, now = scene.state.seq, self._clock.now()
        kind: Kind = "change" if since == seq else "whole"
        regions = (
            self._regions_around(scene, screen.seat) if since == seq else self._perspective.whole(scene, screen.seat)
        )
        html = self._painter.encode_all(self._perspective.name, regions, screen.locale)
        # Greeted last of all: a page that could not be shown what it asked for comes back more slowly each time.
        hello = frame("hello", seq, now)
        screen.wire.write_all([hello, frame(kind, seq, now, html)] if html else [hello])
        screen.seq = seq
        self.screens[screen.id] = screen

    def _regions_around(self, scene: Scene, seat: str) -> list[Region]:
        """What only the server knows, as far as this seat may; it may have changed without a line."""
        return [one for one in self._perspective.around(scene) if not one.audience or seat in one.audience]

    def forget(self, screen: Screen) -> None:
        """This screen is gone, also for what is being told just now."""
        self.screens.pop(screen.id, None)
        screen.seq = SKIPPED

    async def beat(self) -> None:
        """Tell every screen that all is well, and which line it shows."""
        async with self._telling:
            now = self._clock.now()
            beats = {seq: frame("beat", seq, now) for seq in {screen.seq for screen in self.screens.values()}}
            for screens in self._slices():
                for screen in screens:
                    if screen.seq != SKIPPED and screen.seq in beats:
                        self._write(screen, beats[screen.seq])
                await asyncio.sleep(0)

    def close(self) -> None:
        """Stop telling."""
        for task in (*self._tasks, self._mending):
            if task is not None:
                task.cancel()

    async def _follow_lines(self) -> None:
        told_at = 0
        while True:
            await self._news.wait()
            if self._rest_ms:
                await self._clock.wait_until(told_at + self._rest_ms)
            self._news.clear()
            async with self._telling:
                told_at = self._clock.now()
                await self._tell_lines()

    async def _follow_around(self) -> None:
        told_at = 0
        while True:
            await self._around.wait()
            await self._clock.wait_until(told_at + self._around_ms)
            self._around.clear()
            async with self._telling:
                told_at = self._clock.now()
                await self._tell_around()

    async def _tell_lines(self) -> None:
        scene, lines = self._room.scene(), self._lines
        self._lines = []
        self._told = seq = scene.state.seq
        if not lines or not self.screens:
            return
        with self._logged():
            await self._send(self._share(self._perspective.changed(scene, lines), seq), seq, seq)

    async def _tell_around(self) -> None:
        scene = self._room.scene()
        with self._logged():
            # Newer lines may still rest: a page that thinks it shows them would not ask for them when it comes back.
            shared = self._share(self._perspective.around(scene), self._told)
            if shared.regions:
                await self._send(shared, scene.state.seq + 1, 0)

    def _share(self, regions: Iterable[Region], seq: int) -> SharedFrames:
        return SharedFrames(self._painter, self._perspective.name, list(regions), seq, self._clock.now())

    def _slices(self) -> Iterator[list[Screen]]:
        screens = list(self.screens.values())
        return (screens[start : start + SLICE] for start in range(0, len(screens), SLICE))

    async def _send(self, shared: SharedFrames, before: int, shows: int) -> None:
        """Give screens that show a line before this one their frame, as ``for_screens`` says."""
        for found in shared.for_screens(list(self.screens.values()), before, shows):
            for start in range(0, len(found), SLICE):
                for screen, ready in found[start : start + SLICE]:
                    if screen.seq != SKIPPED:
                        self._write(screen, ready)
                await asyncio.sleep(0)

    def _write(self, screen: Screen, ready: bytes) -> None:
        try:
            if screen.waiting() > SLOW_BYTES:
                self._skip(screen)
            else:
                screen.write(ready)
        except RuntimeError:  # closed a moment ago; its own socket says goodbye
            self.forget(screen)

    def _skip(self, screen: Screen) -> None:
        screen.seq = SKIPPED
        if self._mending is None or self._mending.done():
            self._mending = asyncio.create_task(self._mend())

    async def _mend(self) -> None:
        """Show slow screens the newest as soon as they have taken what they were sent."""
        while any(screen.seq == SKIPPED for screen in self.screens.values()):
            await self._clock.wait_until(self._clock.now() + MEND_MS)
            for screen in [screen for screen in self.screens.values() if screen.seq == SKIPPED]:
                with self._logged():
                    if screen.waiting() == 0:
                        self.welcome(screen)

    @contextmanager
    def _logged(self) -> Iterator[None]:
        """A fault in one change must not end the telling of the next."""
        try:
            yield
        except Exception:
            log.exception("telling failed", perspective=self._perspective.name)
