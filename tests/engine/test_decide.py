"""Every command has an answer, every event a fold, and a form that is sent twice counts once."""

from typing import get_args

from app.engine import commands, decide, fold
from app.engine.commands import AnyCommand
from app.engine.events import AnyEvent


def test_every_command_but_passing_time_has_an_answer():
    assert set(decide._ANSWERS) == set(get_args(AnyCommand)) - {commands.LetTimePass}


def test_every_event_has_a_fold():
    assert set(fold._FOLDS) == set(get_args(AnyEvent))


def test_the_same_form_sent_twice_is_carried_out_once(play):
    play.start()
    play.pass_time("1m")
    for _ in range(2):
        answer = commands.GiveAnswer(1, "teamleider-1", "Wij komen eraan")
        assert play.ask(answer, by="seat:teamleider-1", wish="form-1") == ""
    assert len(play.state.delivery(play.state.injects["A1"].number, "teamleider-1").answers) == 1


def test_a_refused_form_may_be_sent_again_under_its_own_id(play):
    play.start()
    play.pass_time("1m")
    empty = commands.GiveAnswer(1, "teamleider-1", "")
    assert play.ask(empty, by="seat:teamleider-1", wish="form-1") == "Write an answer first."
    full = commands.GiveAnswer(1, "teamleider-1", "Alsnog")
    assert play.ask(full, by="seat:teamleider-1", wish="form-1") == ""


def test_what_was_due_is_written_also_when_the_command_is_refused(play):
    play.start()
    play.at += 60_000
    assert play.ask(commands.StartExercise()) == "The exercise has started already."
    assert play.released() == ["A1"]


def test_a_draft_that_is_thrown_away_leaves_the_state_as_it_was(play):
    play.start()
    play.pass_time("1m")
    before = play.state.delivery(play.state.injects["A1"].number, "teamleider-1")
    draft = play.state.fork()
    decide.decide(draft, commands.OpenMessage(1, "teamleider-1"), play.at, "seat:teamleider-1")
    assert draft.delivery(draft.injects["A1"].number, "teamleider-1").opened == play.at
    assert play.state.delivery(play.state.injects["A1"].number, "teamleider-1") == before
