"""A role that nobody took is played by somebody who sits elsewhere, until it is taken."""

import pytest

from app.engine import commands
from app.engine.commands import CoverSeat
from tests.engine.conftest import inject

ANN, CHIEF, ALDERMAN = "gezinswerker-1", "teamleider-1", "wethouder-1"


@pytest.fixture
def begun(new_play):
    play = new_play(injects=[inject("A1", "T+1m", to=["wethouder"]), inject("A2", "T+3m", to=["bestuur"])])
    play.start()
    play.take(CHIEF, "Noor")
    return play


def cover(play, seat, by):
    return play.ask(CoverSeat(seat, by))


def test_who_covers_a_seat_gets_its_messages_too(begun):
    assert cover(begun, ALDERMAN, CHIEF) == ""
    begun.pass_time("1m")
    assert tuple(begun.state.deliveries[1]) == (ALDERMAN, CHIEF)
    assert begun.state.roles_on(CHIEF) == {"teamleider", "wethouder"}


def test_when_somebody_takes_the_seat_it_is_theirs(begun):
    cover(begun, ALDERMAN, CHIEF)
    begun.pass_time("1m")
    begun.take(ALDERMAN, "Sam")
    begun.pass_time("2m")
    assert tuple(begun.state.deliveries[2]) == (ALDERMAN,)
    assert begun.state.roles_on(CHIEF) == {"teamleider"}


def test_covering_ends_when_a_facilitator_says_so(begun):
    cover(begun, ALDERMAN, CHIEF)
    assert cover(begun, ALDERMAN, "") == ""
    assert begun.state.covered == {}


@pytest.mark.parametrize(
    ("seat", "by", "sentence"),
    [
        ("paus", CHIEF, "There is no such seat in this exercise."),
        (ALDERMAN, "paus", "There is no such seat in this exercise."),
        (CHIEF, CHIEF, "Noor sits there. Only an empty seat can be played by somebody else."),
        (ALDERMAN, ANN, "Choose somebody who sits on another seat."),
    ],
)
def test_what_can_not_be_covered_is_told(begun, seat, by, sentence):
    assert cover(begun, seat, by) == sentence


def test_covering_twice_is_covering_once(begun):
    cover(begun, ALDERMAN, CHIEF)
    cover(begun, ALDERMAN, CHIEF)
    assert begun.told().count("SeatCovered") == 1


def test_nothing_is_covered_after_the_end(begun):
    begun.ask(commands.EndExercise())
    assert cover(begun, ALDERMAN, CHIEF) == "The exercise is over."
