"""Who sees that it is too much for this level proposes another; who may decide decides."""

import pytest

from app.engine import commands
from app.engine.commands import ChangeGrip, DecideLevel, DeclineLevel, ProposeLevel
from tests.engine.conftest import inject
from tests.engine.test_acting import ACTORS, ALDERMAN, ANN, CHIEF, LEVELS, ROLES, TEAMS, expecting

CRITERIA = {"C1": {"text": "Ernstige schade"}, "C5": {"text": "Pers"}}


@pytest.fixture
def begun(new_play):
    expect = [expecting("voor", level_proposed="N3"), expecting("besloten", level_decided="N3")]
    levels = {**LEVELS, "N3": {**LEVELS["N3"], "criteria": ["C1", "C5"]}}
    play = new_play(
        teams=TEAMS, roles=ROLES, levels=levels, criteria=CRITERIA, actors=ACTORS,
        injects=[inject("A1", "T+0", expect=expect)],
    )  # fmt: skip
    play.start()
    return play


def test_an_exercise_begins_at_the_lowest_level(begun):
    assert (begun.state.level, begun.state.woken) == ("N0", {})


def test_a_proposal_carries_its_grounds_and_changes_nothing_yet(begun):
    assert begun.act(ProposeLevel(ANN, "N3", ("C1", "C9"), " Levensgevaar "), ANN) == ""
    proposal = begun.state.proposals[0]
    assert (proposal.level, proposal.criteria, proposal.reason, proposal.status) == (
        "N3",
        ("C1",),
        "Levensgevaar",
        "open",
    )
    assert begun.state.level == "N0"
    assert begun.state.expectations["voor"].status == "met"


def test_a_deciding_role_accepts_and_the_team_wakes_up_levels_may_be_skipped(begun):
    begun.act(ProposeLevel(ANN, "N3", ("C1",), ""), ANN)
    assert begun.act(DecideLevel("N3", "Eens", ALDERMAN, 1), ALDERMAN) == ""
    assert (begun.state.level, begun.state.woken) == ("N3", {"bestuur": 0})
    assert begun.state.proposals[0].status == "accepted"
    assert begun.state.expectations["besloten"].status == "met"


def test_a_role_that_may_not_decide_is_told_who_may(begun):
    assert begun.act(DecideLevel("N3", "", CHIEF), CHIEF) == "Your role can't decide this. It is up to: Wethouder."


def test_a_facilitator_may_always_decide(begun):
    assert begun.ask(DecideLevel("N3")) == ""


def test_a_level_that_names_nobody_is_decided_by_anybody(begun):
    assert begun.act(DecideLevel("N2", "", CHIEF), CHIEF) == ""


def test_a_team_that_says_from_which_level_it_plays_wakes_with_that_level(new_play):
    teams = {**TEAMS, "wijkteam": {"title": "Wijkteam", "from": "N0"}, "griffie": {"title": "Griffie", "from": "N2"}}
    play = new_play(teams=teams, roles=ROLES, levels=LEVELS, actors=ACTORS, injects=[])
    play.start()
    assert play.state.woken == {"wijkteam": 0}
    play.ask(DecideLevel("N3"))
    assert set(play.state.woken) == {"wijkteam", "bestuur", "griffie"}


def test_the_changes_of_the_level_are_remembered_with_who_decided(begun):
    begun.act(ProposeLevel(ANN, "N3", ("C1",), ""), ANN)
    begun.act(DecideLevel("N3", "Eens", ALDERMAN, 1), ALDERMAN)
    begun.pass_time("1m")
    begun.ask(DecideLevel("N0"))
    steps = [(step.was, step.level, step.seat, step.reason, step.t) for step in begun.state.steps]
    assert steps == [("N0", "N3", ALDERMAN, "Eens", 0), ("N3", "N0", "", "", 60_000)]
    assert begun.state.proposals[0].decided_by == ALDERMAN


def test_a_proposal_is_declined_with_a_reason_and_only_once(begun):
    begun.act(ProposeLevel(ANN, "N3", ("C1",), ""), ANN)
    assert begun.act(DeclineLevel(1, "Nog niet", ALDERMAN), ALDERMAN) == ""
    assert (begun.state.proposals[0].status, begun.state.proposals[0].answer) == ("declined", "Nog niet")
    assert begun.act(DeclineLevel(1, "", ALDERMAN), ALDERMAN) == "This proposal has been decided already."


def test_a_proposal_that_was_declined_can_not_be_accepted_any_more(begun):
    begun.act(ProposeLevel(ANN, "N3", ("C1",), ""), ANN)
    begun.act(DeclineLevel(1, "Nog niet", ALDERMAN), ALDERMAN)
    assert begun.act(DecideLevel("N3", "", ALDERMAN, 1), ALDERMAN) == "This proposal has been decided already."


def test_another_proposal_for_the_same_level_is_overtaken(begun):
    begun.act(ProposeLevel(ANN, "N3", ("C1",), ""), ANN)
    begun.act(ProposeLevel(CHIEF, "N3", ("C5",), ""), CHIEF)
    begun.act(DecideLevel("N3", "", ALDERMAN, 2), ALDERMAN)
    assert [proposal.status for proposal in begun.state.proposals] == ["overtaken", "accepted"]


def test_scaling_down_leaves_a_team_awake_and_up_again_wakes_it_once(begun):
    begun.ask(DecideLevel("N3"))
    begun.pass_time("5m")
    begun.ask(DecideLevel("N0", "Rustig"))
    begun.ask(DecideLevel("N3"))
    assert (begun.state.level, begun.state.woken) == ("N3", {"bestuur": 0})


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (ProposeLevel(ANN, "N9", ("C1",), ""), "There is no such level."),
        (ProposeLevel(ANN, "N0", ("C1",), ""), "Regulier is the level already."),
        (ProposeLevel(ANN, "N3", (), " "), "Choose a ground, or write why."),
        (ProposeLevel(ANN, "N3", (), "x" * 20_001), "This text is longer than 20000 characters."),
        (DecideLevel("N2", "", ANN, 4), "There is no such proposal."),
        (DeclineLevel(4, "", ANN), "There is no such proposal."),
        (ChangeGrip(6, ANN), "GRIP goes from 0 to 5."),
    ],
)
def test_what_can_not_be_is_told(begun, command, sentence):
    assert begun.act(command, ANN) == sentence


def test_grip_stands_apart_from_the_ladder(begun):
    assert begun.ask(ChangeGrip(1)) == ""
    assert (begun.state.grip, begun.state.level) == (1, "N0")
    lines = len(begun.log)
    begun.ask(ChangeGrip(1))
    assert len(begun.log) == lines


def test_nobody_decides_after_the_end(begun):
    begun.ask(commands.EndExercise())
    assert begun.ask(DecideLevel("N3")) == "The exercise is over."
