"""How long after its due moment does the server wake up for an inject?"""

from __future__ import annotations

import asyncio
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import uvloop

from app.engine import commands
from app.engine.commands import Refusal
from app.engine.events import InjectReleased, Line
from app.engine.fold import new_state
from app.engine.play import seat_plans
from app.live.room import Room
from app.scenario.model import Scenario
from app.store.database import open_database
from app.store.event_log import EventLog
from bench import askers, clients
from bench.ceilings import call_at
from bench.goals import GOALS
from bench.how import How
from bench.machine import CLIENT_CORE, SERVER_CORE, Steal, pin, syncs_a_second
from bench.measuring import Row, doubt_of, percentile
from bench.processes import Child
from bench.rounds import RATE, Led, blocks
from bench.scenarios import inject, scenario_data
from bench.serving import NotedClock
from bench.stage import Laid, Stage
from bench.writer import TEXT

NAMES = ("T1", "T2")
PENDING = 10_000
FAST = 60
"""At 60x the injects of one exercise second apart are 16.7 ms apart."""

PLAYERS = 1_000
ANSWERS_A_SECOND = 300
HOUR = 3_600


def measure(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The rows of this group that are wanted."""
    if "T1" in wanted:
        pin(SERVER_CORE)
        yield idle(how)
    if "T2" in wanted:
        pin(CLIENT_CORE)
        with ExitStack() as open_:
            yield busy(open_, how)


def idle(how: How) -> Row:
    """A room with nothing else to do, over the loop's own timers; both with 10,000 more moments to come."""
    rings = 20 * how.rounds
    script = [inject(number, 10 + number if number < rings else 4 * HOUR) for number in range(rings + PENDING)]
    scenario = Scenario.model_validate(scenario_data(script, 4, 5, 1, 5 * HOUR))
    steal, pairs = Steal(), []
    for _ in range(how.runs):
        with tempfile.TemporaryDirectory(prefix="tegenspel-bench-") as folder:
            ours = uvloop.run(_rings_of_room(scenario, rings, Path(folder)))
        theirs = uvloop.run(call_at.lateness(rings, 1 / FAST, PENDING))
        pairs.append((percentile(ours, 0.99), percentile(theirs, 0.99)))
    told = "p99 {:.2f} ms, call_at {:.2f} ms".format(*map(median, zip(*pairs, strict=True)))
    runs = tuple(mine / other for mine, other in pairs)
    return Row(GOALS["T1"], runs, told, doubt_of([other for _, other in pairs], steal.share()))


async def _rings_of_room(scenario: Scenario, rings: int, folder: Path) -> list[float]:
    """How late (ms) a real room on a real log woke up for each of its injects."""
    database = open_database(f"sqlite:///{folder / 'log.sqlite3'}")
    database.migrate()
    log, clock = EventLog(database), NotedClock()
    room = Room(1, new_state(scenario), log, clock)
    done, due = asyncio.Event(), list[int]()

    def told(lines: list[Line]) -> None:
        due.extend(line.at for line in lines if isinstance(line.event, InjectReleased))
        if len(due) >= rings:
            done.set()

    room.listen(told)
    room.start()
    plan = commands.PrepareExercise(scenario.title, seat_plans(scenario))
    for command in (plan, commands.ChangeRate(FAST * 1000), commands.StartExercise()):
        answer = await room.submit(command, "facilitator:Eva")
        if isinstance(answer, Refusal):
            raise RuntimeError(answer.sentence)
    await done.wait()
    await room.close()
    log.close()
    database.close()
    return late_for(clock.rung, due)


def late_for(rung: array[int], due: list[int]) -> list[float]:
    """How late (ms) the clock rang for these moments (real ms)."""
    moments = set(due)
    return [late / 1e6 for at, late in zip(rung[::2], rung[1::2], strict=True) if at in moments]


def busy(open_: ExitStack, how: How) -> Row:
    """The real server with a thousand screens, while answers come in as well; p99 in ms."""
    stage = open_.enter_context(Stage())
    seconds = how.rounds // RATE + 1
    laid = stage.lay(scenario_data([inject(0, 1), *blocks(how.runs + 1, how.rounds)[1:]], 4, 20, PLAYERS // 20, HOUR))
    crowd = open_.enter_context(Child(clients.run, CLIENT_CORE))
    hall = open_.enter_context(Child(askers.run, CLIENT_CORE))
    for child in (crowd, hall):
        child.ask("begin")
    server = open_.enter_context(stage.serve())
    crowd.ask("connect", laid.slug, stage.port, laid.sockets(stage.port), clients.WHOLE)
    led = Led(stage, laid, server, crowd)
    led.start()
    stage.lead(laid, "jump", to="T+5s", between="release")
    hall.ask("open", stage.port, 50)
    steal, runs, disk = Steal(), [], []
    for run in range(how.runs + 1):
        disk.append(syncs_a_second(stage.home))
        seq = led.approach(run)
        server.ask("rung")
        hall.tell("send", _answers(laid, stage.port, run, seconds), ANSWERS_A_SECOND)
        _, done = hall.answer()
        stage.lead(laid, "pause")
        if refused := askers.refused(done):
            raise RuntimeError(f"answers were not taken: {refused}")
        late = late_for(array("q", server.ask("rung")), stage.due_after(laid, seq))
        if run:
            runs.append(percentile(late, 0.99))
    beside = f"{ANSWERS_A_SECOND} answers/s beside {PLAYERS:,} screens, disk {median(disk):,.0f} fdatasync/s"
    return Row(GOALS["T2"], tuple(runs), beside, doubt_of([], steal.share()))


def _answers(laid: Laid, port: int, run: int, seconds: int) -> list[list[bytes]]:
    """What 50 connections send in so many seconds, each time from other seats."""
    seats = list(laid.passes)
    each = ANSWERS_A_SECOND * seconds // 50
    places = [[(run * 50 * each + number * each + turn) % len(seats) for turn in range(each)] for number in range(50)]
    return [[laid.answer(seats[place], port, 1, f"{seats[place]} {TEXT}") for place in mine] for mine in places]
