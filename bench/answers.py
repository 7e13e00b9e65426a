"""How many answers a second does the whole stack take, each durable before it is confirmed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median
from typing import Any

from bench import askers, clients
from bench.askers import Done
from bench.ceilings import form_routes
from bench.goals import GOALS
from bench.how import How
from bench.machine import CLIENT_CORE, SERVER_CORE, Steal, cpu_ns, pin, syncs_a_second, until_idle
from bench.measuring import Row, doubt_of, percentile
from bench.processes import Child
from bench.scenarios import inject, scenario_data
from bench.stage import Laid, Stage
from bench.writer import TEXT

NAMES = ("I2", "I3", "I4")
PLAYERS, ALL = 200, 1_000
MESSAGES = 15
FEWER = 3
"""A session for each answer is so slow that so many answers of each player will do."""

HOUR = 3_600
Pace = tuple[float, float]
"""Answers a second, and us of CPU for each."""


def measure(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The rows of this group that are wanted."""
    pin(CLIENT_CORE)
    if wanted & {"I2", "I3"}:
        with ExitStack() as open_:
            yield from (row for row in steady(open_, how) if row.goal.name in wanted)
    if "I4" in wanted:
        with ExitStack() as open_:
            yield at_once(open_, how)


class Sides:
    """The real server, the route that stores nothing and the route with a session, and laptops for each in turn."""

    def __init__(self, open_: ExitStack) -> None:
        self.open = open_
        self.stage = open_.enter_context(Stage())
        self.crowd = open_.enter_context(Child(clients.run, CLIENT_CORE))
        self.hall = open_.enter_context(Child(askers.run, CLIENT_CORE))
        for child in (self.crowd, self.hall):
            child.ask("begin")

    def serve(self) -> None:
        """Start all servers."""
        self.ours = self.open.enter_context(self.stage.serve())
        self.bare, self.bare_port = self._ceiling(form_routes.run_bare)
        self.session, self.session_port = self._ceiling(form_routes.run_session, str(self.stage.home))

    def _ceiling(self, target: Callable[..., None], *arguments: Any) -> tuple[Child, int]:
        child = self.open.enter_context(Child(target, SERVER_CORE, *arguments))
        return child, child.ask("begin")[0]

    def begin(self, laid: Laid) -> None:
        """StartEx with everybody at their desk, and the clock stands after the messages have gone out."""
        self.crowd.ask("connect", laid.slug, self.stage.port, laid.sockets(self.stage.port), clients.WHOLE)
        self.stage.lead(laid, "start")
        self.stage.lead(laid, "jump", to="T+5s", between="release")
        self.stage.lead(laid, "pause")
        self.crowd.ask("quiet", laid.slug)

    def send(self, child: Child, port: int, requests: list[list[bytes]]) -> tuple[Pace, list[Done]]:
        """Let every laptop send its answers on a connection that is open already, on both sides."""
        self.hall.ask("open", port, len(requests))
        until_idle(child.pid)  # a server goes on taking connections in after the last laptop has its own
        before = cpu_ns(child.pid)
        seconds, done = self.hall.ask("send", requests)
        if wrong := askers.refused(done):
            raise RuntimeError(f"answers were not taken: {wrong}")
        return (len(done) / seconds, (cpu_ns(child.pid) - before) / 1000 / len(done)), done


def steady(open_: ExitStack, how: How) -> Iterator[Row]:
    """Answer after answer from every player, in an exercise of its own for each repetition."""
    sides = Sides(open_)
    stage = sides.stage
    data = scenario_data([inject(number, 1) for number in range(MESSAGES)], 4, 10, PLAYERS // 10, HOUR)
    exercises = [stage.lay(data) for _ in range(how.runs + 1)]
    sides.serve()
    steal, ours, bare, session, disk = Steal(), list[Pace](), list[Pace](), list[Pace](), list[float]()
    for run, laid in enumerate(exercises):
        sides.begin(laid)
        disk.append(syncs_a_second(stage.home))
        mine, _ = sides.send(sides.ours, stage.port, _answers(laid, stage.port, MESSAGES))
        nothing, _ = sides.send(sides.bare, sides.bare_port, _answers(laid, sides.bare_port, MESSAGES))
        tutorial, _ = sides.send(sides.session, sides.session_port, _answers(laid, sides.session_port, FEWER))
        if run:
            ours.append(mine)
            bare.append(nothing)
            session.append(tutorial)
    told = f"{_told(ours)}; disk {median(disk):,.0f} fdatasync/s"
    for name, theirs in (("I2", bare), ("I3", session)):
        runs = tuple(mine[0] / other[0] for mine, other in zip(ours, theirs, strict=True))
        doubt = doubt_of([cpu for _, cpu in theirs], steal.share())
        yield Row(GOALS[name], runs, f"{told}; theirs {_told(theirs)}", doubt)


def _told(paces: list[Pace]) -> str:
    return "{:,.0f} answers/s, {:.0f} us of CPU".format(*map(median, zip(*paces, strict=True)))


def _answers(laid: Laid, port: int, each: int) -> list[list[bytes]]:
    return [
        [laid.answer(seat, port, number, f"{seat} {TEXT}") for number in range(1, each + 1)] for seat in laid.passes
    ]


def at_once(open_: ExitStack, how: How) -> Row:
    """One answer of every player at the same moment: how long all but the last hundredth wait at most."""
    sides = Sides(open_)
    stage = sides.stage
    data = scenario_data([inject(number, 1) for number in range(how.runs + 1)], 4, 20, ALL // 20, HOUR)
    laid = stage.lay(data)
    sides.serve()
    sides.begin(laid)
    steal, pairs, disk = Steal(), [], []
    for run in range(how.runs + 1):
        disk.append(syncs_a_second(stage.home))
        waits = []
        for child, port in ((sides.ours, stage.port), (sides.session, sides.session_port)):
            burst = [[laid.answer(seat, port, run + 1, f"{seat} {TEXT}")] for seat in laid.passes]
            _, done = sides.send(child, port, burst)
            waits.append(percentile([seconds * 1000 for *_, seconds in done], 0.99))
        if run:
            pairs.append(waits)
    runs = tuple(mine / other for mine, other in pairs)
    told = "p99 {:.0f} ms, theirs {:.0f} ms".format(*map(median, zip(*pairs, strict=True)))
    told += f"; disk {median(disk):,.0f} fdatasync/s"
    return Row(GOALS["I4"], runs, told, doubt_of([other for _, other in pairs], steal.share()))
