"""How fast is a rehearsal, and does its clock stay true?"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from statistics import median

from app.engine import commands
from app.engine.calm import Reaction, calm_seats
from app.engine.events import InjectReleased
from app.engine.play import BEGIN, Rehearsal, rehearse
from app.scenario.model import Scenario
from app.scenario.read import examine, read
from bench.ceilings import simpy_timeouts
from bench.goals import GOALS
from bench.how import How
from bench.machine import SERVER_CORE, Steal, pin
from bench.measuring import Row, doubt_of
from bench.scenarios import inject, long_exercise, scenario_data, text_of

NAMES = ("D1", "D2", "T4")
BOTS = 1_000
INJECTS = 10_000
HOURS = 3_600


def measure(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The rows of this group that are wanted."""
    pin(SERVER_CORE)
    if "D1" in wanted:
        yield beside_simpy(how)
    if "D2" in wanted:
        yield four_hours(how)
    if "T4" in wanted:
        yield drift()


def beside_simpy(how: How) -> Row:
    """Lines a second of a rehearsal with scripted seats, over events a second of SimPy."""
    scenario = long_exercise(INJECTS, roles=BOTS // 5, seats=5, seconds=3 * HOURS)
    steal = Steal()
    runs, simpys, lines = [], [], 0
    for _ in range(how.runs):
        seconds, lines = _play(scenario)
        begin = time.perf_counter()
        events = simpy_timeouts.run(BOTS, lines)
        simpys.append(events / (time.perf_counter() - begin))
        runs.append(lines / seconds / simpys[-1])
    seconds, silent = _play(scenario, None)
    beside = (
        f"{lines:,} lines, {median(runs) * median(simpys):,.0f}/s, {silent / seconds:,.0f}/s when no seat answers; "
        f"SimPy {median(simpys):,.0f}/s"
    )
    return Row(GOALS["D1"], tuple(runs), beside, doubt_of(simpys, steal.share()))


def four_hours(how: How) -> Row:
    """Seconds from the text of a scenario to the last line of its rehearsal."""
    script = [inject(number, 60 + number * 70, f"rol{number % 10}") for number in range(200)]
    text = text_of(scenario_data(script, 4, 10, 5, 4 * HOURS)).encode()
    steal = Steal()
    runs, reading = [], []
    for _ in range(how.runs):
        examine.cache_clear()
        begin = time.perf_counter()
        scenario = read(text, "gemeten.yaml")
        reading.append(time.perf_counter() - begin)
        seconds, lines = _play(scenario)
        runs.append(reading[-1] + seconds)
    beside = f"{lines:,} lines; reading the file {median(reading) * 1000:.0f} ms of it"
    return Row(GOALS["D2"], tuple(runs), beside, doubt_of([], steal.share()))


def _play(scenario: Scenario, react: Reaction | None = calm_seats) -> tuple[float, int]:
    gc.collect()
    begin = time.perf_counter()
    lines = len(rehearse(scenario, react=react).log)
    return time.perf_counter() - begin, lines


def drift() -> Row:
    """The largest distance (ms) between a release and its moment, that is computed here from the tempos alone."""
    chance = random.Random(7)
    second = 1_000
    played = Rehearsal(long_exercise(INJECTS, roles=5, seats=1, seconds=3 * HOURS))
    played.ask(commands.StartExercise())
    tempos = [(BEGIN, 0, 1_000)]
    while played.state.clock.exercise_ms(played.at) < 3 * HOURS * second:
        played.pass_until(played.at + chance.randrange(1, 40_000))
        at, passed, rate = tempos[-1]
        passed += (played.at - at) * rate
        if chance.random() < 0.3:
            tempos.append((played.at, passed, 0))
            played.ask(commands.PauseExercise())
            played.pass_until(played.at + chance.randrange(1, 90_000))
            played.ask(commands.ResumeExercise())
        else:
            rate = chance.randrange(100, 60_001)
            played.ask(commands.ChangeRate(rate))
        tempos.append((played.at, passed, rate))
    played.pass_until(played.at + 24 * HOURS * second)
    times = [(line.at, line.t) for line in played.log if isinstance(line.event, InjectReleased)]
    far = max(abs(at - _real(tempos, t)) for at, t in times)
    beside = f"{len(times):,} injects, {len(tempos)} tempos and pauses"
    if len(times) != INJECTS:
        return Row(GOALS["T4"], beside=beside, missing="not every inject went out")
    return Row(GOALS["T4"], (float(far),), beside)


def _real(tempos: list[tuple[int, int, int]], t: int) -> int:
    """The first real ms at which these tempos (real ms, exercise us by then, thousandths) reach exercise time ``t``."""
    at, passed, rate = max(tempo for tempo in tempos if tempo[1] < t * 1000)
    return at - (passed - t * 1000) // rate
