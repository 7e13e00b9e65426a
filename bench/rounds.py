"""What does it cost to bring injects to all screens, and when does each have them? One window of rounds at a time."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

from app.scenario.durations import format_moment
from bench.machine import cpu_ns
from bench.processes import Child
from bench.scenarios import inject
from bench.stage import HOST, Laid, Stage

RATE = 4
"""Exercise seconds a second: a round every quarter of a second."""

PAUSE = 1 / RATE
FIRST, APART, LEAD = 20, 200, 4
"""Exercise seconds: the first block of rounds, from one block to the next, and the run-up before a block."""


@dataclass(frozen=True, slots=True)
class Window:
    """``cpu_us`` of the server for each delivery; the ms until the last screen had a round, and until each had it."""

    cpu_us: float
    lasts: list[float]
    waits: list[float]


def blocks(number: int, rounds: int, tos: tuple[str, ...] = ("all",)) -> list[dict[str, Any]]:
    """The injects of so many blocks of rounds: one for each of ``tos`` at every moment."""
    moments = [FIRST + block * APART + round_ for block in range(number) for round_ in range(rounds)]
    return [inject(place * len(tos) + n, at, to) for place, at in enumerate(moments) for n, to in enumerate(tos)]


class Led:
    """One exercise of the real server with all its screens; it stands paused between windows.

    ``frame`` is the last frame of the last window, ``painted`` how many regions were painted in it.
    """

    def __init__(self, stage: Stage, laid: Laid, server: Child, crowd: Child) -> None:
        self.stage, self.laid, self.server, self.crowd = stage, laid, server, crowd
        self.group = laid.slug
        self.frame = b""
        self.painted = 0

    def start(self) -> None:
        """StartEx, at the tempo of the rounds, and stand still at once."""
        self.stage.lead(self.laid, "start")
        self.stage.lead(self.laid, "pause")
        self.stage.lead(self.laid, "rate", rate=RATE)

    def window(self, block: int, rounds: int) -> Window:
        """Play one block."""
        seq = self.approach(block)
        painted = self.server.ask("painted")
        self.crowd.ask("count", self.group, rounds)
        before = cpu_ns(self.server.pid)
        times = self.crowd.ask("times", self.group)
        used = cpu_ns(self.server.pid) - before
        self.frame = self.crowd.ask("last", self.group, 0)
        self.painted = self.server.ask("painted") - painted
        self.stage.lead(self.laid, "pause")
        self.crowd.ask("quiet", self.group)
        due = [at * 1_000_000 - self.stage.ahead_ns for at in self.stage.due_after(self.laid, seq)]
        return seen(times, due, used)

    def approach(self, block: int) -> int:
        """Jump to shortly before a block and let the clock run; the last line of the log by then."""
        self.stage.lead(self.laid, "jump", to=format_moment(FIRST + block * APART - LEAD), between="skip")
        self.stage.lead(self.laid, "resume")
        self.crowd.ask("quiet", self.group)
        return self.stage.last_line(self.laid)


def beside(ceiling: Child, crowd: Child, group: str, text: str, rounds: int) -> Window:
    """The same number of rounds of the same bytes, sent by a ceiling."""
    crowd.ask("count", group, rounds)
    before = cpu_ns(ceiling.pid)
    ceiling.tell("send", text, rounds, PAUSE)
    times = crowd.ask("times", group)
    used = cpu_ns(ceiling.pid) - before
    return seen(times, ceiling.answer(), used)


def seen(times: list[bytes], begun: list[int], used: int) -> Window:
    """What the screens noted (ns), against the moments at which the rounds began (ns)."""
    rounds = [
        [(at - begin) / 1e6 for at in column]
        for begin, column in zip(begun, zip(*(array("q", noted) for noted in times), strict=True), strict=True)
    ]
    waits = [wait for waits in rounds for wait in waits]
    return Window(used / 1000 / len(waits), [max(waits) for waits in rounds], waits)


def plain_socket(port: int) -> bytes:
    """The handshake with a ceiling."""
    return (
        f"GET / HTTP/1.1\r\nHost: {HOST}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()
