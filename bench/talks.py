"""What does one more message cost when a thousand players have thirty open conversations each?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from typing import Any

from bench import clients
from bench.ceilings import broadcast
from bench.goals import GOALS
from bench.how import How
from bench.machine import CLIENT_CORE, SERVER_CORE, Steal, pin, until_idle
from bench.measuring import Row, doubt_of
from bench.processes import Child
from bench.rounds import Led, Window, beside, blocks, plain_socket
from bench.scenarios import inject, scenario_data
from bench.stage import Laid, Stage

NAMES = ("C1", "C2")
PLAYERS = 1_000
ROLES = 20
CONVERSATIONS = 30
HOUR = 3_600
GOES_ON = ("email", "chat", "social")
"""The channels of conversations that go on; every fourth is a letter with questions that lies open."""


def measure(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The rows of this group that are wanted."""
    pin(CLIENT_CORE)
    with ExitStack() as open_:
        desks = Desks(open_, how)
        if "C1" in wanted:
            yield desks.one_more()
        if "C2" in wanted:
            yield desks.coming_back()


def script(how: How) -> list[dict[str, Any]]:
    """Thirty conversations in the first second, and then rounds that each go on in one of them."""
    rounds = blocks(how.runs + 1, how.rounds)
    begun = [_begun(len(rounds) + place, place) for place in range(CONVERSATIONS)]
    goes_on = [one for one in begun if one["by"] != "letter"]
    for place, one in enumerate(rounds):
        before = goes_on[place % len(goes_on)]
        one |= {"continues": before["id"], "by": before["by"]}
    return begun + rounds


def _begun(number: int, place: int) -> dict[str, Any]:
    first = inject(number, 1)
    if place % 4 == 3:
        return {**first, "by": "letter", "questions": ["Wie komt er?", "Wat mag die toezeggen?"], "deadline": "55m"}
    return {**first, "by": GOES_ON[place % 4]}


class Desks:
    """The real server with a thousand full desks, and a bare broadcast to as many sockets."""

    def __init__(self, open_: ExitStack, how: How) -> None:
        self.how = how
        self.stage = open_.enter_context(Stage())
        self.crowd = open_.enter_context(Child(clients.run, CLIENT_CORE))
        self.crowd.ask("begin")
        self.laid: Laid = self.stage.lay(scenario_data(script(how), 4, ROLES, PLAYERS // ROLES, HOUR))
        self.server = open_.enter_context(self.stage.serve())
        self.ceiling = open_.enter_context(Child(broadcast.run, SERVER_CORE))
        self.bare_port, _ = self.ceiling.ask("begin")
        self.led = Led(self.stage, self.laid, self.server, self.crowd)
        self.led.start()
        self.stage.lead(self.laid, "jump", to="T+5s", between="release")

    def one_more(self) -> Row:
        """CPU for each delivery of a message in a conversation, over that of a bare broadcast of the same bytes."""
        sockets = self.laid.sockets(self.stage.port)
        self.crowd.ask("connect", self.laid.slug, self.stage.port, sockets, clients.WHOLE)
        self.crowd.ask("connect", "bare", self.bare_port, [plain_socket(self.bare_port)] * PLAYERS)
        steal, pairs = Steal(), list[tuple[Window, Window]]()
        for run in range(self.how.runs + 1):
            ours = self.led.window(run, self.how.rounds)
            theirs = beside(self.ceiling, self.crowd, "bare", self.led.frame.decode(), self.how.rounds)
            if run:
                pairs.append((ours, theirs))
        for group in (self.laid.slug, "bare"):
            self.crowd.ask("drop", group)
        ceiling = [theirs.cpu_us for _, theirs in pairs]
        runs = tuple(ours.cpu_us / theirs.cpu_us for ours, theirs in pairs)
        told = f"{median(ours.cpu_us for ours, _ in pairs):.1f} us of CPU, theirs {median(ceiling):.1f} us"
        told += f"; {len(self.led.frame):,} bytes, {self.led.painted / self.how.rounds:.0f} regions painted a message"
        return Row(GOALS["C1"], runs, told, doubt_of(ceiling, steal.share()))

    def coming_back(self) -> Row:
        """From nothing until the last of all players has the whole desk again, over a bare accept of as many."""
        steal, pairs, painted = Steal(), list[tuple[int, int]](), 0
        for run in range(self.how.runs + 1):
            until_idle(self.server.pid)
            before = self.server.ask("painted")
            begin, _, shown = self.crowd.ask(
                "connect", "desks", self.stage.port, self.laid.sockets(self.stage.port), clients.WHOLE
            )
            painted = self.server.ask("painted") - before
            size = len(self.crowd.ask("last", "desks", 0))
            until_idle(self.ceiling.pid)
            begun, opened, _ = self.crowd.ask(
                "connect", "accepted", self.bare_port, [plain_socket(self.bare_port)] * PLAYERS
            )
            if run:
                pairs.append((shown - begin, opened - begun))
            for group in ("desks", "accepted"):
                self.crowd.ask("drop", group)
        runs = tuple(ours / bare for ours, bare in pairs)
        ours, bare = (median(side) / 1e9 for side in zip(*pairs, strict=True))
        told = f"{ours:.2f} s with {size // 1024:,} KB each, {painted:,} regions painted; accept {bare:.2f} s"
        return Row(GOALS["C2"], runs, told, doubt_of([other for _, other in pairs], steal.share()))
