"""How do a thousand screens look from the outside? Sockets that count whole frames and note when each was there."""

from __future__ import annotations

import asyncio
import socket
import time
from array import array
from typing import Any

from bench.processes import Pipe, stay

CHANGE, WHOLE = ord("c"), ord("w")
_KIND_AT = 9  # a frame begins with {"kind":"
_SMALLEST_BUFFER = 4_096
_PONG = b"\x8a\x80\0\0\0\0"


class Group:
    """The screens of one exercise. ``kind`` is what is counted, until every screen has ``goal`` of it."""

    def __init__(self) -> None:
        self.screens: list[ScreenSocket] = []
        self.opened = 0
        self.kind = WHOLE
        self.goal = 1
        self.missing = 0
        self.heard_at = 0
        self.reached = asyncio.Event()

    def count(self, kind: int, goal: int) -> None:
        """Begin to count from nothing."""
        self.kind, self.goal = kind, goal
        counting = [screen for screen in self.screens if not screen.is_stuck]
        self.missing = len(counting)
        self.reached.clear()
        for screen in self.screens:
            screen.times = array("q")

    def got(self, screen: ScreenSocket, at: int) -> None:
        """A screen has one more of what is counted."""
        screen.times.append(at)
        if len(screen.times) == self.goal:
            self.missing -= 1
            if not self.missing:
                self.reached.set()


class ScreenSocket(asyncio.Protocol):
    """One websocket: it shakes hands, answers pings, and otherwise only counts."""

    def __init__(self, group: Group, request: bytes, is_stuck: bool) -> None:
        self.group = group
        self.request = request
        self.is_stuck = is_stuck
        self.opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.times = array("q")
        self.last = b""
        self.transport: Any = None
        self._rest = b""
        self._need = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the websocket."""
        self.transport = transport
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Take what came; frames are only looked at when they are whole."""
        at = time.monotonic_ns()
        self._rest = self._rest + data if self._rest else data
        if len(self._rest) < self._need:
            return
        if not self.opened.done():
            self._shake(at)
        elif self._rest:
            self._frames(at)

    def _shake(self, at: int) -> None:
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            return
        self._rest = rest
        if not head.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(ConnectionError(head.split(b"\r\n")[0].decode()))
            return
        self.opened.set_result(at)
        if self.is_stuck:
            self.transport.pause_reading()
        elif rest:
            self._frames(at)

    def _frames(self, at: int) -> None:
        data, place, length = self._rest, 0, len(self._rest)
        self._need = 0
        while length - place >= 2:
            size, head = data[place + 1] & 127, 2
            if size > 125:
                head = 4 if size == 126 else 10
                size = int.from_bytes(data[place + 2 : place + head], "big")
            end = place + head + size
            if end > length:
                self._need = end - place
                break
            self._take(data[place] & 15, data, place + head, end, at)
            place = end
        self._rest = data[place:]

    def _take(self, code: int, data: bytes, start: int, end: int, at: int) -> None:
        if code == 1:
            group = self.group
            group.heard_at = at
            if end - start > _KIND_AT and data[start + _KIND_AT] == group.kind:
                self.last = data[start:end]
                group.got(self, at)
        elif code == 9:
            body = data[start:end]
            self.transport.write(_PONG[:1] + bytes([0x80 | len(body)]) + _PONG[2:] + body)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever still waits for the handshake hears of it."""
        if not self.opened.done():
            self.opened.set_exception(exc or ConnectionError("closed before it was open"))


class Crowd:
    """All groups, and what can be asked about them."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}

    async def connect(
        self, name: str, port: int, requests: list[bytes], until: int = 0, is_stuck: bool = False
    ) -> tuple[int, int, int]:
        """Open a screen for each request, all at once: begin, last one open, last one with what it waited for (ns)."""
        group = self._groups.setdefault(name, Group())
        group.kind, group.goal = until, 1
        group.missing += 0 if is_stuck else len(requests)
        group.reached.clear()
        begin = time.monotonic_ns()
        fresh = [await self._open(group, port, request, is_stuck) for request in requests]
        opened = max([await screen.opened for screen in fresh])
        if until and not is_stuck:
            await asyncio.wait_for(group.reached.wait(), 60)
        return begin, opened, group.heard_at

    async def _open(self, group: Group, port: int, request: bytes, is_stuck: bool) -> ScreenSocket:
        plain = socket.socket()
        if is_stuck:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALLEST_BUFFER)
        plain.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(plain, ("127.0.0.1", port))
        _, screen = await loop.create_connection(lambda: ScreenSocket(group, request, is_stuck), sock=plain)
        group.screens.append(screen)
        return screen

    async def count(self, name: str, goal: int) -> None:
        """From now on count changes, until every screen that reads has so many."""
        self._groups[name].count(CHANGE, goal)

    async def times(self, name: str, patience: float = 60) -> list[bytes]:
        """Wait for that; then when (ns) each screen had each change, as the bytes of 64-bit whole numbers."""
        group = self._groups[name]
        try:
            await asyncio.wait_for(group.reached.wait(), patience)
        except TimeoutError:
            raise TimeoutError(f"{group.missing} of {len(group.screens)} screens did not get all changes") from None
        return [screen.times.tobytes() for screen in group.screens if not screen.is_stuck]

    async def quiet(self, name: str, for_ms: int = 150) -> None:
        """Wait until nothing came for so long."""
        group = self._groups[name]
        group.heard_at = time.monotonic_ns()
        while time.monotonic_ns() - group.heard_at < for_ms * 1_000_000:  # noqa: ASYNC110 - silence is no event
            await asyncio.sleep(0.02)

    async def last(self, name: str, number: int) -> bytes:
        """The newest frame that was counted on one screen."""
        return self._groups[name].screens[number].last

    async def drop(self, name: str, only_stuck: bool = False) -> int:
        """Cut these connections without a word; how many there were."""
        group = self._groups[name]
        gone = [screen for screen in group.screens if screen.is_stuck or not only_stuck]
        for screen in gone:
            screen.transport.abort()
            group.screens.remove(screen)
        return len(gone)


def run(pipe: Pipe) -> None:
    """The process of the screens."""
    crowd = Crowd()

    async def begin() -> None:
        return None

    named = (crowd.connect, crowd.count, crowd.times, crowd.quiet, crowd.last, crowd.drop)
    stay(pipe, {"begin": begin, **{method.__name__: method for method in named}})
