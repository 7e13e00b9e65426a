"""How do many laptops send forms at the same time? Kept connections that measure each answer."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import Any

from bench.processes import Pipe, stay

Done = tuple[int, int, int, float]
"""Connection, place among its requests, status (0 for a connection that was lost), seconds."""


class Laptop(asyncio.Protocol):
    """One kept connection; one question at a time."""

    def __init__(self) -> None:
        self.transport: Any = None
        self._heard = b""
        self._answer: asyncio.Future[int] | None = None
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It can be used."""
        self.transport = transport
        self.is_open = True

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits gets no answer any more."""
        del exc
        self.is_open = False
        self._settle(0)

    async def ask(self, request: bytes) -> int:
        """The status of the answer, 0 when the connection was lost."""
        if not self.is_open:
            return 0
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        """Wait for the whole answer; only its status matters."""
        self._heard += data
        head, end, body = self._heard.partition(b"\r\n\r\n")
        if not end:
            return
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
        if len(body) >= int(length or 0):
            self._heard = b""
            self._settle(int(head[9:12]))

    def _settle(self, status: int) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(status)


class Hall:
    """All laptops."""

    def __init__(self) -> None:
        self._laptops: list[Laptop] = []

    async def open(self, port: int, number: int) -> None:
        """So many fresh connections, in the place of all earlier ones."""
        for laptop in self._laptops:
            laptop.transport.abort()
        loop = asyncio.get_running_loop()
        made = [await loop.create_connection(Laptop, "127.0.0.1", port) for _ in range(number)]
        self._laptops = [laptop for _, laptop in made]

    async def send(self, requests: list[list[bytes]], a_second: float = 0) -> tuple[float, list[Done]]:
        """Let each connection send its requests one after another: how long it took (s), and what came of each.

        With ``a_second`` they are spread evenly at that pace, over all connections.
        """
        begin = time.perf_counter()
        asked = (self._one(number, mine, begin, a_second) for number, mine in enumerate(requests))
        done = [one for ones in await asyncio.gather(*asked) for one in ones]
        return time.perf_counter() - begin, done

    async def _one(self, number: int, requests: list[bytes], begin: float, a_second: float) -> list[Done]:
        done: list[Done] = []
        laptop = self._laptops[number]
        for place, request in enumerate(requests):
            if a_second:
                moment = begin + (place * len(self._laptops) + number) / a_second
                await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            asked = time.perf_counter()
            status = await laptop.ask(request)
            done.append((number, place, status, time.perf_counter() - asked))
            if not status:
                break
        return done


def refused(done: list[Done]) -> str:
    """What did not end in 200, in a few words; empty when all did."""
    statuses = Counter(status for _, _, status, _ in done)
    del statuses[200]
    return ", ".join(f"{number} x status {status}" for status, number in statuses.items())


def run(pipe: Pipe) -> None:
    """The process of the laptops."""
    hall = Hall()

    async def begin() -> None:
        return None

    stay(pipe, {"begin": begin, "open": hall.open, "send": hall.send})
