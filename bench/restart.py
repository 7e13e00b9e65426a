"""What does a sudden death of the server cost: time, and answers that were confirmed?"""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from statistics import median

from msgspec.structs import replace

from app.engine import commands
from app.engine.calm import calm_seats
from app.engine.events import AnswerGiven
from app.engine.play import Rehearsal, seat_plans
from app.scenario.model import Scenario
from app.store.codec import COLUMNS, from_row, to_row
from app.store.writer import insert_lines
from bench import askers
from bench.askers import Done
from bench.goals import GOALS
from bench.how import How
from bench.killed import PATIENCE, Program
from bench.machine import CLIENT_CORE, Steal, pin, syncs_a_second
from bench.measuring import Row, doubt_of
from bench.processes import Child
from bench.scenarios import inject, scenario_data, text_of
from bench.stage import Laid, Stage
from bench.writer import TEXT

NAMES = ("I7", "R1")
EXERCISES, LINES = 50, 100_000
SCRIPTS = 5
HOUR = 3_600
SEATS, MESSAGES = 50, 60
SENT_AGAIN = 5


def measure(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The rows of this group that are wanted."""
    pin(CLIENT_CORE)
    rows = {"I7": answers_kept, "R1": clocks_again}
    for name in NAMES:
        if name in wanted:
            with Stage() as stage:
                yield rows[name](stage, how)


def answers_kept(stage: Stage, how: How) -> Row:
    """Answers that are not in the log exactly once, although each was sent until it was confirmed."""
    data = scenario_data([inject(number, 1) for number in range(MESSAGES)], 4, 10, SEATS // 10, HOUR)
    exercises = [stage.lay(data) for _ in range(how.runs)]
    chance = random.Random(11)
    runs, confirmed = [], 0
    with Child(askers.run, CLIENT_CORE) as hall:
        hall.ask("begin")
        for laid in exercises:
            with Program(stage.home) as program:
                stage.port = program.port
                stage.lead(laid, "start")
                stage.lead(laid, "jump", to="T+5s", between="release")
                hall.ask("open", program.port, SEATS)
                hall.tell("send", _requests(laid, program.port))
                time.sleep(chance.uniform(0.2, 0.9))
                program.kill()
            _, done = hall.answer()
            with Program(stage.home) as program:
                _send_again(hall, program.port, laid, done)
            confirmed += sum(status == 200 for _, _, status, _ in done)
            runs.append(float(_wrong(stage, laid, done)))
    beside = f"{how.runs} kills, {confirmed:,} confirmed answers; disk {syncs_a_second(stage.home):,.0f} fdatasync/s"
    return Row(GOALS["I7"], tuple(runs), beside)


def _wish(number: int, place: int) -> str:
    return f"seat-{number}-{place}"


def _requests(laid: Laid, port: int) -> list[list[bytes]]:
    return [
        [laid.answer(seat, port, place + 1, TEXT, _wish(number, place)) for place in range(MESSAGES)]
        for number, seat in enumerate(laid.passes)
    ]


def _send_again(hall: Child, port: int, laid: Laid, done: list[Done]) -> None:
    """Send what was not confirmed once more, and some of what was."""
    requests = _requests(laid, port)
    asked = [max((place for number, place, *_ in done if number == seat), default=-1) for seat in range(SEATS)]
    again = [mine[max(0, last - SENT_AGAIN) : last + 1] for mine, last in zip(requests, asked, strict=True)]
    hall.ask("open", port, SEATS)
    _, answered = hall.ask("send", again)
    if wrong := askers.refused(answered):
        raise RuntimeError(f"answers that were sent again were not taken: {wrong}")


def _wrong(stage: Stage, laid: Laid, done: list[Done]) -> int:
    """How many of the answers that were sent are not in the log exactly once."""
    lines = stage.log.read(laid.number)
    found = Counter(line.wish for line in lines if isinstance(line.event, AnswerGiven))
    return sum(found[_wish(number, place)] != 1 for number, place, *_ in done)


def clocks_again(stage: Stage, how: How) -> Row:
    """From the kill until the last clock runs, over reading and decoding the same lines and no more."""
    for number in range(EXERCISES):
        _lay_history(stage, number)
    steal, pairs = Steal(), []
    with Program(stage.home) as program, closing(sqlite3.connect(stage.home / "tegenspel.sqlite3")) as log:
        _all_running(log, 0)
        for _ in range(how.runs):
            raw = _read_raw(log)
            newest = _newest(log)
            begin = time.perf_counter()
            program.kill()
            program.start()
            _all_running(log, newest)
            pairs.append((time.perf_counter() - begin, raw))
    ours, raw = (median(side) for side in zip(*pairs, strict=True))
    told = f"{ours:.2f} s, raw read {raw:.2f} s; {EXERCISES} exercises, {LINES:,} lines"
    runs = tuple(mine / other for mine, other in pairs)
    return Row(GOALS["R1"], runs, told, doubt_of([other for _, other in pairs], steal.share()))


def _lay_history(stage: Stage, number: int) -> None:
    """An exercise under way, whose last line is as old as a blink."""
    script = [inject(place, 10 + place * 40, f"rol{place % 5}") for place in range(300)]
    data = scenario_data(script, 4, 5, 4, 4 * HOUR)
    data["title"] = f"Oefening {number % SCRIPTS}"
    scenario = Scenario.model_validate(data)
    played = Rehearsal(scenario, react=calm_seats)
    played.ask(commands.StartExercise())
    while len(played.log) < LINES // EXERCISES:
        played.pass_until(played.at + 60_000)
    lines = played.log[: LINES // EXERCISES]
    now = stage.clock.now()
    record = stage.exercises.create(
        scenario_text=text_of(data),
        scenario_id=scenario.id,
        variant="",
        title=scenario.title,
        seats=seat_plans(scenario),
        at=now - lines[-1].at,
    )
    rows = [to_row(record.id, replace(line, at=line.at + now - lines[-1].at)) for line in lines[1:]]
    with stage.database.connection() as connection:
        insert_lines(connection, rows)
        connection.commit()


def _read_raw(log: sqlite3.Connection) -> float:
    """Seconds to read and decode every line there is."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    begin = time.perf_counter()
    for row in log.execute(f"SELECT {names} FROM line ORDER BY exercise, seq"):
        from_row(row)
    return time.perf_counter() - begin


def _newest(log: sqlite3.Connection) -> int:
    return int(log.execute("SELECT max(rowid) FROM line").fetchone()[0])


def _all_running(log: sqlite3.Connection, after: int) -> None:
    """Wait until the log says of every exercise that its clock runs again."""
    give_up = time.monotonic() + PATIENCE
    bridged = "SELECT count(*) FROM line WHERE rowid > ? AND type = 'outage_bridged' AND payload LIKE '%true%'"
    while time.monotonic() < give_up:
        if log.execute(bridged, (after,)).fetchone()[0] >= EXERCISES:
            return
        time.sleep(0.01)
    raise TimeoutError(f"not every exercise was running again within {PATIENCE:g} s")
