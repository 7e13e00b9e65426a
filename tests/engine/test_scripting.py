"""Holding, skipping, putting back, rescheduling and editing before an inject goes."""

import pytest

from app.engine import commands
from tests.engine.conftest import inject


def test_a_held_inject_waits_for_a_decision(play):
    play.start()
    assert play.ask(commands.HoldInject("A1")) == ""
    play.pass_time("2m")
    assert play.released() == []
    assert play.ask(commands.ReleaseInject("A1")) == ""
    assert play.released_at() == [("A1", 120)]


def test_an_inject_put_back_goes_at_its_moment_or_into_reserve(play):
    play.start()
    play.ask(commands.HoldInject("A1"))
    play.ask(commands.SkipInject("A2"))
    play.pass_time("2m")
    assert play.ask(commands.ReturnInject("A1")) == ""
    assert play.ask(commands.ReturnInject("A2")) == ""
    assert (play.status("A1"), play.status("A2")) == ("reserve", "waiting")
    play.pass_time("1m")
    assert play.released() == ["A2"]


def test_an_inject_gets_another_moment(play):
    assert play.ask(commands.RescheduleInject("B1", 30_000)) == ""
    assert play.ask(commands.RescheduleInject("A1", 90_000)) == ""
    play.start()
    play.pass_time("2m")
    assert play.released_at() == [("B1", 30), ("A1", 90)]


def test_an_inject_by_hand_asks_at_its_moment(new_play):
    play = new_play(injects=[inject("H", "T+1m", release="hand", condition="Alleen als …")])
    play.start()
    play.pass_time("1m")
    assert play.status("H") == "ready"
    assert play.ask(commands.ReleaseInject("H")) == ""
    assert play.released() == ["H"]


def test_an_inject_follows_another(new_play):
    play = new_play(injects=[inject("A", "T+1m"), inject("B", None, after={"inject": "A", "wait": "2m"})])
    play.start()
    play.pass_time("5m")
    assert play.released_at() == [("A", 60), ("B", 180)]


def test_a_written_text_is_chosen_before_it_goes(new_play):
    texts = [
        {"id": "a", "label": "rustig", "text": "Rustig"},
        {"id": "b", "label": "fel", "text": "Fel", "title": "Boos"},
    ]
    play = new_play(injects=[inject("V", "T+1m", alternatives=texts)])
    assert play.state.injects["V"].text == "Rustig"
    assert play.ask(commands.ChooseAlternative("V", "b")) == ""
    assert (play.state.injects["V"].title, play.state.injects["V"].text) == ("Boos", "Fel")
    assert play.ask(commands.ChooseAlternative("V", "c")) == "V has no such text."


def test_an_edit_keeps_count_of_its_versions(play):
    play.ask(commands.EditInject("A1", "Een", "…"))
    play.ask(commands.EditInject("A1", "Twee", "…"))
    assert play.state.injects["A1"].version == 3


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (commands.HoldInject("A1"), "A1 went out already. Send a correction instead."),
        (commands.EditInject("A1", "x", "y"), "A1 went out already. Send a correction instead."),
        (commands.EditInject("A2", "", "y"), "Give the inject a title of at most 300 characters."),
        (commands.EditInject("A2", "x", "y" * 20_001), "This text is longer than 20000 characters."),
        (commands.EditInject("A2", "A2", "…"), "Nothing has changed in this text."),
        (commands.ReturnInject("A2"), "A2 stands in the script already."),
        (
            commands.RescheduleInject("A2", 30_000),
            "That moment has passed. Choose a later one, or release the inject now.",
        ),
        (commands.RescheduleInject("A2", 10**12), "That moment is too far away."),
        (commands.SkipInject("??"), "There is no inject ?? in this exercise."),
    ],
)
def test_a_refusal_says_why(play, command, sentence):
    play.start()
    play.pass_time("1m")
    assert play.ask(command) == sentence


def test_holding_or_skipping_twice_says_so(play):
    play.ask(commands.HoldInject("A1"))
    assert play.ask(commands.HoldInject("A1")) == "A1 is held already."
    play.ask(commands.SkipInject("A1"))
    assert play.ask(commands.SkipInject("A1")) == "A1 is skipped already."
