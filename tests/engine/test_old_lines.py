"""A log that was written before calls rang is still an exercise: it folds, and it goes on."""

import json

from app.engine import commands
from app.engine.commands import LetTimePass
from app.engine.decide import decide
from app.engine.fold import replay
from app.store.codec import from_row
from tests.engine.conftest import BEGIN, inject, small_scenario

ANN, BEN, CHIEF = "gezinswerker-1", "gezinswerker-2", "teamleider-1"
SEATS = [
    {"seat": ANN, "role": "gezinswerker", "title": "Ann", "team": "wijkteam"},
    {"seat": BEN, "role": "gezinswerker", "title": "Ben", "team": "wijkteam"},
    {"seat": CHIEF, "role": "teamleider", "title": "Teamleider", "team": "wijkteam"},
]
WRITTEN = [
    (0, "exercise_prepared", {"title": "Klein", "seats": SEATS}),
    (0, "exercise_started", {}),
    (60, "inject_released", {"inject": "A1", "number": 1, "seats": [ANN, BEN]}),
    (70, "inject_opened", {"inject": "A1", "seat": ANN}),
    (71, "inject_acknowledged", {"inject": "A1", "seat": ANN}),
    (80, "answer_given", {"inject": "A1", "seat": ANN, "text": "Wij komen."}),
    (90, "answer_given", {"inject": "A1", "seat": BEN, "text": "Ik ook."}),
    (95, "expectation_met", {"expectation": "A1-terug", "inject": "A1", "late": False}),
    (120, "inject_released", {"inject": "A2", "number": 2, "seats": [ANN, BEN]}),
]


def written_before_calls():
    """The scenario, and its log as it was written when a phone did not ring yet."""
    expect = [{"id": "A1-terug", "text": "x", "within": "6m", "met_by": {"answered": "A1"}}]
    injects = [inject("A1", "T+1m", by="phone", expect=expect), inject("A2", "T+2m", by="phone")]
    lines = [
        from_row(
            (1, seq, BEGIN + second * 1000, second * 1000, name, 1, "clock", "", "", json.dumps({"type": name, **data}))
        )
        for seq, (second, name, data) in enumerate(WRITTEN, start=1)
    ]
    return small_scenario(injects=injects), lines


def test_a_call_that_was_answered_without_ringing_keeps_every_answer_and_is_over():
    state = replay(*written_before_calls())
    assert [answer.text for seat in (ANN, BEN) for answer in state.delivery(1, seat).answers] == [
        "Wij komen.",
        "Ik ook.",
    ]
    assert (state.tallies[1].answered, state.expectations["A1-terug"].status) == (2, "met")
    assert (state.calls[1].status, state.calls[1].taken_by) == ("over", ANN)
    assert state.delivery(1, ANN).opened
    assert state.delivery(1, ANN).acknowledged


def test_a_call_that_nobody_had_answered_yet_still_rings_and_can_be_taken():
    state = replay(*written_before_calls())
    assert state.calls[2].status == "ringing"
    assert decide(state, commands.TakeCall(2, BEN), BEGIN + 130_000, f"seat:{BEN}").refusal is None
    assert state.calls[2].taken_by == BEN


def test_an_exercise_that_began_so_goes_on_to_its_end():
    state = replay(*written_before_calls())
    lines = decide(state, LetTimePass(), BEGIN + 3_600_000, "clock").lines
    assert [type(line.event).__name__ for line in lines] == ["CallMissed"]
    assert lines[0].t == 180_000
