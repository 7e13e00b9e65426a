"""What does it cost to bring one inject to a thousand players at once, and how soon does the last one have it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

from bench import clients
from bench.ceilings import broadcast, starlette_loop
from bench.goals import GOALS
from bench.how import How
from bench.machine import CLIENT_CORE, SERVER_CORE, Steal, memory_kb, pin
from bench.measuring import Row, doubt_of, percentile
from bench.processes import Child, Pipe
from bench.rounds import Led, Window, beside, blocks, plain_socket
from bench.scenarios import scenario_data
from bench.stage import Stage

NAMES = ("F1", "F2", "F3", "F8", "T3")
PLAYERS = 1_000
ROLES = 20
HOUR = 3_600


def measure(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The rows of this group that are wanted."""
    pin(CLIENT_CORE)
    with ExitStack() as open_:
        fan = Fan(open_, how)
        if wanted != {"F8"}:
            fan.play()
        rows = {"F1": fan.cpu, "F2": fan.pace, "F3": fan.cpu_of_each, "F8": fan.memory, "T3": fan.last}
        yield from (rows[name]() for name in NAMES if name in wanted)


class Fan:
    """The real server, the two ceilings and a thousand screens on each."""

    def __init__(self, open_: ExitStack, how: How) -> None:
        self.how = how
        stage = open_.enter_context(Stage())
        script = blocks(how.runs + 1, how.rounds)
        laid = stage.lay(scenario_data(script, 4, ROLES, PLAYERS // ROLES, HOUR))
        self.crowd = open_.enter_context(Child(clients.run, CLIENT_CORE))
        self.crowd.ask("begin")
        server = open_.enter_context(stage.serve())
        requests = laid.sockets(stage.port)
        self.crowd.ask("connect", laid.slug, stage.port, requests[:20], clients.WHOLE)
        self.crowd.ask("drop", laid.slug)
        self.crowd.ask("quiet", laid.slug, 1_500)
        bare = memory_kb(server.pid)
        self.crowd.ask("connect", laid.slug, stage.port, requests, clients.WHOLE)
        self.crowd.ask("quiet", laid.slug, 1_500)
        self.kilobytes = (memory_kb(server.pid) - bare) / PLAYERS
        self.led = Led(stage, laid, server, self.crowd)
        self.ceilings = {
            "broadcast": self._ceiling(open_, broadcast.run),
            "each": self._ceiling(open_, starlette_loop.run),
        }
        self.ours: list[Window] = []
        self.theirs: dict[str, list[Window]] = {name: [] for name in self.ceilings}
        self.steal = Steal()

    def _ceiling(self, open_: ExitStack, target: Callable[[Pipe], None]) -> Child:
        child = open_.enter_context(Child(target, SERVER_CORE))
        port, _ = child.ask("begin")
        self.crowd.ask("connect", str(child.pid), port, [plain_socket(port)] * PLAYERS)
        return child

    def play(self) -> None:
        """Window after window, ours and theirs in turn; a first one, that warms everything up, does not count."""
        self.led.start()
        for run in range(self.how.runs + 1):
            ours = self.led.window(run, self.how.rounds)
            frame = self.led.frame.decode()
            for name, child in self.ceilings.items():
                window = beside(child, self.crowd, str(child.pid), frame, self.how.rounds)
                if run:
                    self.theirs[name].append(window)
            if run:
                self.ours.append(ours)
        self.bytes = len(self.led.frame)

    def _doubt(self, name: str) -> str:
        return doubt_of([window.cpu_us for window in self.theirs[name]], self.steal.share())

    def _cpu(self, name: str, goal: str) -> Row:
        pairs = list(zip(self.ours, self.theirs[name], strict=True))
        ours, theirs = (median(window.cpu_us for window in side) for side in zip(*pairs, strict=True))
        runs = tuple(mine.cpu_us / other.cpu_us for mine, other in pairs)
        return Row(
            GOALS[goal], runs, f"{ours:.1f} us of CPU, theirs {theirs:.1f} us; {self.bytes:,} bytes", self._doubt(name)
        )

    def cpu(self) -> Row:
        """CPU for each delivery over that of a bare broadcast."""
        return self._cpu("broadcast", "F1")

    def cpu_of_each(self) -> Row:
        """CPU for each delivery over that of a loop that sends to each."""
        return self._cpu("each", "F3")

    def pace(self) -> Row:
        """Deliveries a second, from the moment an inject is due until the last player has it."""
        paces = [
            [PLAYERS * len(window.lasts) / sum(window.lasts) * 1000 for window in side]
            for side in (self.ours, self.theirs["broadcast"])
        ]
        runs = tuple(mine / other for mine, other in zip(*paces, strict=True))
        told = "{:,.0f}/s, theirs {:,.0f}/s".format(*map(median, paces))
        return Row(GOALS["F2"], runs, told, self._doubt("broadcast"))

    def last(self) -> Row:
        """How long after its due moment the last player has an inject."""
        sides = [[percentile(w.lasts, 0.99) for w in side] for side in (self.ours, self.theirs["broadcast"])]
        runs = tuple(mine / other for mine, other in zip(*sides, strict=True))
        told = "p99 {:.1f} ms, theirs {:.1f} ms".format(*map(median, sides))
        return Row(GOALS["T3"], runs, told, self._doubt("broadcast"))

    def memory(self) -> Row:
        """What the server keeps for each player that is connected."""
        return Row(GOALS["F8"], (self.kilobytes,), f"{PLAYERS:,} players on one fresh server")
