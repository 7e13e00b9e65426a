"""Is every exercise found by its address and code, in its phase, with its seats kept apart?"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from sqlalchemy import text

from app.engine.events import (
    AnyEvent,
    ExerciseEnded,
    ExercisePaused,
    ExercisePrepared,
    ExerciseResumed,
    ExerciseStarted,
    InjectHeld,
    Line,
    OutageBridged,
    SeatPlan,
    Settings,
)
from app.store import exercises as module
from app.store.database import Database
from app.store.errors import StoreUnavailable
from app.store.event_log import EventLog
from app.store.exercises import CODE_LETTERS, ExerciseRecord, Exercises
from app.store.keys import Keys
from tests.store.lines import BEGIN

SEATS = (SeatPlan("gezinswerker-1", "gezinswerker", "Gezinswerker", "wijkteam"),)


@pytest.fixture
def exercises(database: Database) -> Exercises:
    return Exercises(database, Keys(database))


def made(exercises: Exercises, title: str = "Oefening Klein") -> ExerciseRecord:
    return exercises.create(
        scenario_text="tegenspel: 1\n",
        scenario_id="klein",
        variant="kort",
        title=title,
        seats=SEATS,
        settings=Settings(show="at_once"),
        start_at=60_000,
        planned_start=BEGIN + 3_600_000,
        at=BEGIN,
        by="facilitator:Kim",
    )


def test_an_exercise_begins_with_the_first_line_of_its_log(exercises: Exercises, log: EventLog) -> None:
    record = made(exercises)
    event = ExercisePrepared("Oefening Klein", SEATS, Settings(show="at_once"), 60_000)
    assert log.read(record.id) == [Line(1, BEGIN, 0, event, "facilitator:Kim")]
    assert (record.phase, record.scenario_text, record.variant) == ("planned", "tegenspel: 1\n", "kort")
    assert record.planned_start == BEGIN + 3_600_000


def test_an_exercise_is_found_by_its_address_and_by_its_code(exercises: Exercises) -> None:
    first, second = made(exercises), made(exercises, "Oefening Groot")
    assert exercises.get(first.slug) == first
    assert exercises.by_code(second.join_code) == second
    assert exercises.by_code(f" {second.join_code[:3].lower()} - {second.join_code[3:]} ") == second
    assert exercises.list() == [second, first]
    assert exercises.get("nowhere") is None
    assert exercises.by_code("") is None


def test_codes_have_six_letters_that_nobody_confuses(exercises: Exercises) -> None:
    record = made(exercises)
    assert len(record.join_code) == 6
    assert len(record.slug) == 8
    assert set(record.join_code) <= set(CODE_LETTERS)
    assert not set("0O1IL") & set(CODE_LETTERS)


def test_a_code_that_somebody_has_is_not_given_again(exercises: Exercises, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["aaaa", "BBBB", "cccc", "BBBB", "dddd", "EEEE"])
    monkeypatch.setattr(module, "_letters", lambda *_: next(drawn))
    first, second = made(exercises), made(exercises)
    assert (first.slug, first.join_code, second.slug, second.join_code) == ("aaaa", "BBBB", "dddd", "EEEE")
    assert len(exercises.list()) == 2


def test_an_exercise_of_an_unknown_maker_is_not_half_made(exercises: Exercises) -> None:
    with pytest.raises(StoreUnavailable):
        exercises.create(scenario_text="", scenario_id="", variant="", title="", seats=SEATS, at=BEGIN, created_by=404)
    assert exercises.list() == []


@pytest.mark.parametrize(
    ("events", "phase"),
    [
        ((), "planned"),
        ((ExerciseStarted(),), "running"),
        ((ExerciseStarted(), ExercisePaused("timeout")), "paused"),
        ((ExerciseStarted(), ExercisePaused("pause"), ExerciseResumed(), InjectHeld("A1")), "running"),
        ((ExerciseStarted(), OutageBridged(BEGIN, BEGIN + 9_000, True)), "running"),
        ((ExerciseStarted(), OutageBridged(BEGIN, BEGIN + 99_000, False)), "paused"),
        ((ExerciseStarted(), ExerciseEnded(), InjectHeld("A1")), "ended"),
    ],
)
async def test_the_phase_is_what_the_log_says(
    exercises: Exercises, log: EventLog, events: Sequence[AnyEvent], phase: str
) -> None:
    record, other = made(exercises), made(exercises)
    lines = [Line(seq, BEGIN + seq, seq, event, "server") for seq, event in enumerate(events, 2)]
    await log.append(record.id, lines, after=1)
    found = {each.slug: each.phase for each in exercises.list()}
    assert found == {record.slug: phase, other.slug: "planned"}


def test_a_pass_opens_one_seat_of_one_exercise(exercises: Exercises) -> None:
    first, second = made(exercises), made(exercises)
    token = exercises.give_pass(first.id, "gezinswerker-1", BEGIN)
    again = exercises.give_pass(first.id, "gezinswerker-1", BEGIN)
    found, other = exercises.seat_of_pass(first.id, token), exercises.seat_of_pass(first.id, again)
    assert found is not None
    assert other is not None
    assert (found[0], other[0]) == ("gezinswerker-1", "gezinswerker-1")
    assert found[1] != other[1]
    assert exercises.seat_of_pass(second.id, token) is None
    assert exercises.seat_of_pass(first.id, token[:-1]) is None


def test_a_withdrawn_pass_opens_nothing(exercises: Exercises) -> None:
    record = made(exercises)
    gone, kept = (exercises.give_pass(record.id, seat, BEGIN) for seat in ("gezinswerker-1", "teamleider-1"))
    exercises.withdraw_passes(record.id, "gezinswerker-1")
    assert exercises.seat_of_pass(record.id, gone) is None
    assert exercises.seat_of_pass(record.id, kept) is not None


def test_the_database_holds_no_pass(exercises: Exercises, database: Database) -> None:
    token = exercises.give_pass(made(exercises).id, "gezinswerker-1", BEGIN)
    with database.connection() as connection:
        kept = connection.scalar(text("SELECT token_hash FROM seat_pass"))
    assert kept == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) >= 32


def test_a_seat_card_can_be_printed_again(exercises: Exercises, database: Database) -> None:
    record, other = made(exercises), made(exercises)
    token = exercises.card_token(record.id, "gezinswerker-1")
    assert Exercises(database, Keys(database)).card_token(record.id, "gezinswerker-1") == token
    assert exercises.card_fits(record.id, "gezinswerker-1", token)
    assert not exercises.card_fits(record.id, "gezinswerker-2", token)
    assert not exercises.card_fits(other.id, "gezinswerker-1", token)
    assert not exercises.card_fits(record.id, "gezinswerker-1", "é")
