"""Releasing, undoing, improvising, correcting and adding a seat."""

import pytest

from app.engine import commands
from app.engine.events import Settings


@pytest.fixture
def windowed(new_play):
    """A running exercise in which players see a release by hand after its window of five seconds."""
    play = new_play(Settings())
    play.start()
    return play


def test_a_release_by_hand_goes_out_after_its_window(windowed):
    assert windowed.ask(commands.ReleaseInject("B1")) == ""
    windowed.pass_time("4s")
    assert windowed.status("B1") == "queued"
    windowed.pass_time("1s")
    assert windowed.released() == ["B1"]


def test_undo_within_the_window_shows_players_nothing(windowed):
    windowed.ask(commands.ReleaseInject("B1"))
    windowed.pass_time("4s")
    assert windowed.ask(commands.UndoRelease("B1")) == ""
    windowed.pass_time("10s")
    assert (windowed.released(), windowed.status("B1")) == ([], "reserve")


def test_undoing_an_early_release_lets_the_clock_bring_it_still(windowed):
    windowed.ask(commands.ReleaseInject("A1"))
    windowed.ask(commands.UndoRelease("A1"))
    windowed.pass_time("1m")
    assert windowed.released_at() == [("A1", 60)]


def test_an_inject_whose_moment_passed_in_the_window_is_held_after_undo(windowed):
    windowed.pass_time("58s")
    windowed.ask(commands.ReleaseInject("A1"))
    windowed.pass_time("3s")
    windowed.ask(commands.UndoRelease("A1"))
    assert windowed.status("A1") == "held"


def test_a_release_that_players_saw_is_recalled_within_the_window_and_not_after(play):
    play.start()
    play.ask(commands.ReleaseInject("B1"))
    play.pass_time("5s")
    assert play.ask(commands.UndoRelease("B1")) == ""
    assert play.status("B1") == "recalled"
    play.ask(commands.ReleaseInject("B1"))
    play.pass_time("6s")
    sentence = "B1 has been out for more than 5 seconds. Send a correction instead."
    assert play.ask(commands.UndoRelease("B1")) == sentence
    assert play.state.injects["B1"].number == 2


def test_what_players_did_with_a_message_that_was_taken_back_is_kept_when_it_goes_out_again(play):
    play.start()
    play.pass_time("1m")
    play.answer(1, "teamleider-1", "Ik kom eraan")
    play.ask(commands.AddRecipient("A1", "wethouder-1"))
    play.ask(commands.UndoRelease("A1"))
    play.ask(commands.ReleaseInject("A1"))
    former = play.state.message(1)
    assert former.recalled_at
    assert [answer.text for answer in play.state.deliveries[1]["teamleider-1"].answers] == ["Ik kom eraan"]
    assert "wethouder-1" in play.state.deliveries[1]
    assert play.state.delivery(play.state.injects["A1"].number, "teamleider-1").answers == ()
    assert play.answer(1, "teamleider-1", "Nog iets") == "This message was taken back, so it needs no answer."
    assert play.ask(commands.OpenMessage(1, "teamleider-1"), by="seat:teamleider-1") == ""
    assert play.state.delivery(play.state.injects["A1"].number, "teamleider-1").opened == 0


def test_a_recalled_inject_expects_nothing(play):
    play.start()
    play.pass_time("1m")
    play.ask(commands.UndoRelease("A1"))
    play.pass_time("30m")
    assert play.state.expectations["A1-terug"].status == "idle"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (commands.ReleaseInject("A1"), "A1 went out already."),
        (commands.ReleaseInject("ZZ"), "There is no inject ZZ in this exercise."),
        (commands.UndoRelease("B1"), "B1 has not gone out, so there is nothing to undo."),
        (commands.SendCorrection("B1", "x"), "B1 has not gone out: edit its text instead."),
        (commands.SendCorrection("A1", " "), "Write what has to be corrected."),
        (commands.SendCorrection("A1", "x" * 20_001), "This text is longer than 20000 characters."),
        (commands.AddRecipient("A1", "nobody-1"), "There is no such seat in this exercise."),
        (commands.AddRecipient("A1", "teamleider-1"), "Teamleider has A1 already."),
        (commands.AddRecipient("B1", "wethouder-1"), "B1 has not gone out yet."),
    ],
)
def test_a_refusal_says_why(play, command, sentence):
    play.start()
    play.pass_time("1m")
    assert play.ask(command) == sentence


def test_two_leaders_who_release_the_same_inject_send_it_once(windowed):
    assert windowed.ask(commands.ReleaseInject("B1"), by="facilitator:Eva") == ""
    assert windowed.ask(commands.ReleaseInject("B1"), by="facilitator:Ali") == "B1 is going out already."
    windowed.pass_time("5s")
    assert windowed.released() == ["B1"]


def test_no_play_lets_nothing_out(play):
    play.start()
    play.ask(commands.PauseExercise("no_play"))
    assert play.ask(commands.ReleaseInject("B1")) == "NO PLAY: nothing goes out until you resume."
    assert play.improvise("Nieuw") == "NO PLAY: nothing goes out until you resume."


def test_an_improvised_inject_reaches_its_seats(play):
    play.start()
    assert play.improvise("Brand", to=("bestuur",)) == ""
    assert tuple(play.state.deliveries[1]) == ("wethouder-1",)
    assert play.improvise("Later", when=600_000) == ""
    assert play.improvise("Ooit", when="reserve") == ""
    play.pass_time("10m")
    assert play.status("X02") == "released"
    assert play.status("X03") == "reserve"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Give the inject a title of at most 300 characters."),
        ({"to": ("maan",)}, "Choose who gets this inject: nobody would receive it now."),
        ({"by": "duif"}, "duif is not a channel."),
        ({"reply": "raad"}, "raad is not a way to answer."),
        ({"reply": "choice"}, "Write the choices that players can pick from."),
        ({"when": 1}, "That moment has passed. Choose a later one."),
    ],
)
def test_an_improvised_inject_that_cannot_be_is_refused(play, changes, sentence):
    play.start()
    play.pass_time("1m")
    assert play.improvise(**{"title": "Nieuw", **changes}) == sentence


def test_a_correction_stays_beside_the_first_text(play):
    play.start()
    play.pass_time("1m")
    assert play.ask(commands.SendCorrection("A1", "Het is de Merelstraat.")) == ""
    assert [c.text for c in play.state.sent("A1").corrections] == ["Het is de Merelstraat."]
    assert play.state.injects["A1"].text == "…"


def test_one_seat_more_gets_the_inject(play):
    play.start()
    play.pass_time("1m")
    assert play.ask(commands.AddRecipient("A1", "wethouder-1")) == ""
    assert play.state.has("wethouder-1", play.state.injects["A1"].number)
    assert play.state.tallies[play.state.injects["A1"].number].sent == 4
