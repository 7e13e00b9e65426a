"""What do many views, a stuck screen or a thousand screens that come back cost the others?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

from bench import clients
from bench.ceilings import broadcast
from bench.goals import GOALS
from bench.how import How
from bench.machine import CLIENT_CORE, SERVER_CORE, Steal, pin, until_idle
from bench.measuring import Row, doubt_of, percentile, reason_of
from bench.processes import Child
from bench.rounds import Led, blocks, plain_socket
from bench.scenarios import inject, scenario_data
from bench.stage import Stage

NAMES = ("F7", "F9", "F10")
PLAYERS = 1_000
TEAMS = 10
LOCALES = ("nl", "en")
REGIONS = 3
"""An inject is an entry in the list, a message and a form."""

HOUR = 3_600
HEAVY = 60
MESSAGES = 20
"""With 20 messages a whole desk is about 100 KB: as much as a hundred events."""


def measure(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The rows of this group that are wanted."""
    pin(CLIENT_CORE)
    rows = {"F7": many_views, "F9": stuck_screen, "F10": coming_back}
    for name in NAMES:
        if name in wanted:
            yield _on_its_own(name, rows[name], how)


def _on_its_own(name: str, row: Callable[[ExitStack, How], Row], how: How) -> Row:
    """One row on servers of its own: what goes wrong here does not keep the others from being measured."""
    try:
        with ExitStack() as open_:
            return row(open_, how)
    except Exception as trouble:
        return Row(GOALS[name], missing=reason_of(trouble))


def _crowd(open_: ExitStack) -> Child:
    crowd = open_.enter_context(Child(clients.run, CLIENT_CORE))
    crowd.ask("begin")
    return crowd


def many_views(open_: ExitStack, how: How) -> Row:
    """Each team its own inject in two languages, over one inject for all in one language."""
    stage, crowd = open_.enter_context(Stage()), _crowd(open_)
    teams = tuple(f"team{number}" for number in range(TEAMS))
    scripts = [blocks(how.runs + 1, how.rounds), blocks(how.runs + 1, how.rounds, teams)]
    one, many = (stage.lay(scenario_data(script, TEAMS, 20, PLAYERS // 20, HOUR)) for script in scripts)
    server = open_.enter_context(stage.serve())
    crowd.ask("connect", one.slug, stage.port, one.sockets(stage.port), clients.WHOLE)
    crowd.ask("connect", many.slug, stage.port, many.sockets(stage.port, LOCALES), clients.WHOLE)
    leds = [Led(stage, laid, server, crowd) for laid in (one, many)]
    for led in leds:
        led.start()
    steal, runs, ceiling, painted = Steal(), [], [], set()
    for run in range(how.runs + 1):
        first = leds[0].window(run, how.rounds)
        second = leds[1].window(run, how.rounds)
        if run:  # forms of both exercises look alike, so a first window finds some painted already
            painted.add(leds[1].painted)
            ceiling.append(first.cpu_us)
            runs.append(second.cpu_us / first.cpu_us)
    views = TEAMS * len(LOCALES) * REGIONS * how.rounds
    beside = f"one view {median(ceiling):.1f} us of CPU; {views} regions painted once each"
    broken = "" if painted == {views} else f"painted {sorted(painted)} regions a window instead of {views}"
    return Row(GOALS["F7"], tuple(runs), beside, doubt_of(ceiling, steal.share()), broken=broken)


def stuck_screen(open_: ExitStack, how: How) -> Row:
    """The wait of all others while one screen takes nothing at all, over their wait without it."""
    stage, crowd = open_.enter_context(Stage()), _crowd(open_)
    script = blocks(2 * how.runs + 1, how.rounds)
    text = "Zo gaat het al de hele ochtend. " * 300
    heavy = [{**inject(len(script) + number, 1, "stil"), "text": text} for number in range(HEAVY)]
    data = scenario_data(script + heavy, 4, 20, PLAYERS // 20, HOUR)
    data["roles"]["stil"] = {"title": "Stil", "team": "team0"}
    laid = stage.lay(data)
    server = open_.enter_context(stage.serve())
    others = [laid.socket(seat, stage.port) for seat in laid.passes if seat != "stil-1"][: PLAYERS - 1]
    crowd.ask("connect", laid.slug, stage.port, others, clients.WHOLE)
    led = Led(stage, laid, server, crowd)
    led.start()
    stage.lead(laid, "jump", to="T+5s", between="release")
    led.window(0, how.rounds)
    steal, runs, ceiling, p99s = Steal(), [], [], []
    for run in range(how.runs):
        without = led.window(2 * run + 1, how.rounds)
        crowd.ask("connect", laid.slug, stage.port, [laid.socket("stil-1", stage.port)], 0, True)
        crowd.ask("quiet", laid.slug, 500)
        with_it = led.window(2 * run + 2, how.rounds)
        crowd.ask("drop", laid.slug, True)
        ceiling.append(without.cpu_us)
        p99s.append((percentile(with_it.waits, 0.99), percentile(without.waits, 0.99)))
        runs.append(p99s[-1][0] / p99s[-1][1])
    told = "p99 {:.1f} ms with it, {:.1f} ms without".format(*map(median, zip(*p99s, strict=True)))
    return Row(GOALS["F9"], tuple(runs), told, doubt_of(ceiling, steal.share()))


def coming_back(open_: ExitStack, how: How) -> Row:
    """From nothing until the last of all players has the whole screen again, over a bare accept of as many."""
    stage, crowd = open_.enter_context(Stage()), _crowd(open_)
    laid = stage.lay(scenario_data([inject(n, 1) for n in range(MESSAGES)], 4, 20, PLAYERS // 20, HOUR))
    server = open_.enter_context(stage.serve())
    ceiling = open_.enter_context(Child(broadcast.run, SERVER_CORE))
    port, _ = ceiling.ask("begin")
    stage.lead(laid, "start")
    stage.lead(laid, "jump", to="T+5s", between="release")
    steal, pairs = Steal(), []
    for run in range(how.runs + 1):
        begin, _, shown = crowd.ask("connect", "ours", stage.port, laid.sockets(stage.port), clients.WHOLE)
        size = len(crowd.ask("last", "ours", 0))
        bare_begin, opened, _ = crowd.ask("connect", "bare", port, [plain_socket(port)] * PLAYERS)
        if run:
            pairs.append((shown - begin, opened - bare_begin))
        for name, pid in (("ours", server.pid), ("bare", ceiling.pid)):
            crowd.ask("drop", name)
            until_idle(pid)
    runs = tuple(mine / other for mine, other in pairs)
    ours, bare = (median(side) / 1e9 for side in zip(*pairs, strict=True))
    told = f"{ours:.2f} s with {size // 1024:,} KB each, accept {bare:.2f} s"
    return Row(GOALS["F10"], runs, told, doubt_of([other for _, other in pairs], steal.share()))
