"""Who knows a fact is who holds it from the start, and who read or heard it; sharing counts with who may have it."""

import pytest

from app.engine import commands
from app.engine.commands import DoAct, TakeCall, WriteMessage
from app.engine.knowing import knows, may_have
from tests.engine.conftest import inject

ANN, BEN, CHIEF, ALDERMAN = "gezinswerker-1", "gezinswerker-2", "teamleider-1", "wethouder-1"
ACTORS = {"mentor": {"title": "Mentor"}, "inspecties": {"title": "Inspecties"}}
FACTS = {
    "F01": {"text": "Milan ligt in het ziekenhuis", "held_by": ["mentor"], "share_with": ["bestuur"]},
    "F10": {"text": "De melding bleef liggen", "held_by": ["wijkteam"], "share_with": ["N3", "inspecties"]},
    "F20": {"text": "De huisarts zag iets", "held_by": ["gezinswerker"]},
}
LEVELS = {"N0": {"title": "Regulier"}, "N3": {"title": "Bestuurlijk", "opens": ["bestuur"]}}


@pytest.fixture
def begun(new_play):
    expect = [{"id": f"{fact}-gedeeld", "text": "x", "met_by": {"fact_shared": fact}} for fact in ("F01", "F10", "F20")]
    injects = [
        inject("A1", "T+1m", by="phone", to=["teamleider"], facts=["F01"], expect=expect),
        {**inject("A2", "T+2m"), "from": "inspecties"},
    ]
    play = new_play(actors=ACTORS, facts=FACTS, levels=LEVELS, injects=injects)
    play.start()
    play.pass_time("1m")
    return play


def shared(play, fact):
    return play.state.expectations[f"{fact}-gedeeld"].status == "met"


def knowing(play, fact):
    return [seat for seat in play.state.seats if knows(play.state, seat, fact)]


def test_roles_and_teams_that_hold_a_fact_know_it_from_the_start(begun):
    assert knowing(begun, "F10") == [ANN, BEN, CHIEF]
    assert knowing(begun, "F20") == [ANN, BEN]
    assert knowing(begun, "F01") == []
    assert knowing(begun, "F99") == []
    assert not knows(begun.state, "mentor", "F01")


def test_who_takes_the_call_knows_what_the_caller_told(begun):
    begun.act(TakeCall(1, CHIEF), CHIEF)
    assert knowing(begun, "F01") == [CHIEF]
    assert begun.state.known["F01"][CHIEF] == 1


def test_a_fact_may_be_shared_with_whom_it_names_and_with_nobody_when_it_names_nobody(begun):
    may = [who for who in (*begun.state.seats, *ACTORS) if may_have(begun.state, who, "F10")]
    assert may == [ALDERMAN, "inspecties"]
    assert not any(may_have(begun.state, who, "F20") for who in (*begun.state.seats, *ACTORS))
    assert not may_have(begun.state, ALDERMAN, "F99")


def test_a_message_to_somebody_who_may_have_it_shares_a_fact(begun):
    begun.act(WriteMessage(ANN, to=(BEN,), by="email", text="Weet je het al?", facts=("F10",)), ANN)
    assert not shared(begun, "F10")
    begun.act(WriteMessage(ANN, to=(BEN, ALDERMAN), by="email", text="Dit moet u weten.", facts=("F10",)), ANN)
    assert shared(begun, "F10")
    begun.act(commands.OpenMessage(3, ALDERMAN), ALDERMAN)
    assert knows(begun.state, ALDERMAN, "F10")
    assert begun.state.known["F10"] == {ALDERMAN: 3}


def test_a_fact_that_may_be_shared_with_nobody_is_never_well_shared(begun):
    begun.act(WriteMessage(ANN, to=(ALDERMAN,), by="email", text="De huisarts…", facts=("F20",)), ANN)
    assert not shared(begun, "F20")
    begun.act(commands.OpenMessage(2, ALDERMAN), ALDERMAN)
    assert knows(begun.state, ALDERMAN, "F20")


def test_an_answer_to_an_actor_who_may_have_it_shares_a_fact(begun):
    begun.pass_time("1m")
    assert begun.answer(2, ANN, "De melding bleef liggen.", facts=("F10",)) == ""
    assert shared(begun, "F10")


def test_an_answer_to_an_actor_who_may_not_have_it_does_not(begun):
    begun.act(TakeCall(1, CHIEF), CHIEF)
    assert begun.answer(1, CHIEF, "Wij wisten het al.", facts=("F10",)) == ""
    assert not shared(begun, "F10")


def test_a_colleague_who_asked_learns_from_the_answer(begun):
    begun.act(WriteMessage(ALDERMAN, to=(ANN,), by="email", text="Wat weten wij?"), ALDERMAN)
    assert begun.answer(2, ANN, "De melding bleef liggen.", facts=("F10",)) == ""
    assert knows(begun.state, ALDERMAN, "F10")
    assert shared(begun, "F10")


def test_a_handover_to_a_team_that_still_sleeps_shares_its_facts(begun):
    begun.act(DoAct(CHIEF, "handover", {"to": ("bestuur",), "happened": ("x",)}, ("F10",)), CHIEF)
    assert shared(begun, "F10")


def test_an_authority_that_is_told_has_the_fact(begun):
    begun.act(DoAct(CHIEF, "statutory_notified", {"actor": ("mentor",)}, ("F10",)), CHIEF)
    assert not shared(begun, "F10")
    begun.act(DoAct(CHIEF, "statutory_notified", {"actor": ("inspecties",)}, ("F10",)), CHIEF)
    assert shared(begun, "F10")


def test_what_is_published_is_shared_with_nobody_in_particular(begun):
    begun.act(DoAct(CHIEF, "statement_published", {"channel": ("news",), "text": ("x",)}, ("F10",)), CHIEF)
    assert not shared(begun, "F10")


def test_what_an_actor_tells_is_not_shared_by_players(begun):
    begun.ask(WriteMessage("mentor", to=(ALDERMAN,), by="email", text="Milan ligt in het ziekenhuis", facts=("F01",)))
    assert not shared(begun, "F01")


def test_an_answer_goes_to_the_actor_too_when_colleagues_have_the_message(begun):
    begun.pass_time("1m")
    begun.act(WriteMessage(ANN, conversation=2, text="Wij zoeken het uit.", facts=("F10",)), ANN)
    assert begun.state.messages[-1].to == (BEN, CHIEF, "inspecties")
    assert shared(begun, "F10")
