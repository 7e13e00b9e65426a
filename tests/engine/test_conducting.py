"""Start, pause, tempo, jump, shift, end and outage, as an exercise leader asks them."""

import pytest

from app.engine import commands
from app.engine.events import Settings
from app.engine.schedule import next_deadline
from tests.engine.conftest import inject


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (commands.PauseExercise(), "The exercise has not started yet."),
        (commands.ResumeExercise(), "The exercise has not started yet."),
        (commands.EndExercise(), "The exercise has not started yet."),
        (commands.JumpTo(60_000), "The exercise has not started yet."),
        (commands.ReleaseInject("A1"), "The exercise has not started yet, so nothing can go out."),
        (commands.ChangeRate(99), "The tempo can be anything from 0.1 to 60."),
        (commands.ChangeRate(60_001), "The tempo can be anything from 0.1 to 60."),
        (commands.ChangeRate(1000), "The tempo is 1 already."),
        (commands.ShiftRest(0), "Choose how many minutes to shift."),
        (commands.ShiftRest(10**12), "That is too far to shift."),
    ],
)
def test_before_the_start_a_refusal_says_why(play, command, sentence):
    assert play.ask(command) == sentence
    assert play.told() == ["ExercisePrepared"]


def test_an_exercise_is_prepared_once(play):
    assert play.ask(commands.PrepareExercise("x", ())) == "This exercise has been prepared already."


def test_what_stands_at_the_first_moment_goes_out_with_the_start(new_play):
    play = new_play(injects=[inject("A0", "T+0")])
    play.start()
    assert play.released_at() == [("A0", 0)]


def test_pause_and_resume_twice_say_so(play):
    play.start()
    assert play.ask(commands.ResumeExercise()) == "The exercise is running already."
    play.pause()
    assert play.ask(commands.PauseExercise()) == "The exercise is paused already."
    assert play.ask(commands.PauseExercise("no_play", "ambulance")) == ""
    assert play.state.pause == "no_play"


def test_a_time_out_takes_back_what_is_about_to_go(new_play):
    play = new_play(Settings())
    play.start()
    play.ask(commands.ReleaseInject("B1"))
    assert play.ask(commands.PauseExercise("timeout")) == ""
    assert play.status("B1") == "reserve"
    assert play.ask(commands.ReleaseInject("B1")) == "Time-out: nothing goes out until you resume."


def test_a_plain_pause_lets_a_release_by_hand_go(new_play):
    play = new_play(Settings())
    play.start()
    play.pause()
    assert play.ask(commands.ReleaseInject("B1")) == ""
    play.pass_time("5s")
    assert play.released() == ["B1"]


def test_jumping_to_the_next_inject_lands_on_it(play):
    play.start()
    assert play.ask(commands.JumpTo()) == ""
    assert play.exercise_ms == 60_000
    assert play.released() == ["A1"]


def test_a_jump_skips_or_releases_what_lies_between(new_play):
    for between, statuses in (("skip", ["skipped", "skipped"]), ("release", ["released", "released"])):
        play = new_play()
        play.start()
        assert play.ask(commands.JumpTo(9 * 60_000, between)) == ""
        assert [play.status("A1"), play.status("A2"), play.status("A3")] == [*statuses, "waiting"]
        assert play.exercise_ms == 9 * 60_000


def test_a_jump_over_an_inject_by_hand_asks_for_it(new_play):
    play = new_play(injects=[inject("H", "T+1m", release="hand"), inject("Z", "T+9m")])
    play.start()
    play.ask(commands.JumpTo(5 * 60_000, "release"))
    assert play.status("H") == "ready"


def test_a_jump_takes_no_time_from_an_open_expectation(play):
    play.start()
    play.pass_time("1m")
    play.ask(commands.JumpTo(9 * 60_000))
    assert play.state.expectations["A1-terug"].status == "open"
    play.pass_time("6m")
    assert play.state.expectations["A1-terug"].status == "missed"


def test_the_clock_only_goes_forward(play):
    play.start()
    play.pass_time("5m")
    assert play.ask(commands.JumpTo(60_000)) == "The clock only goes forward: choose a later moment."
    assert play.ask(commands.JumpTo(10**12)) == "That moment is too far away."
    play.pass_time("20m")
    assert play.ask(commands.JumpTo()).startswith("Nothing is waiting on the clock")


def test_shifting_earlier_than_now_sends_what_would_be_past_in_its_old_order(play):
    play.start()
    play.pass_time("30s")
    assert play.ask(commands.ShiftRest(-5 * 60_000)) == ""
    assert play.released_at() == [("A1", 30), ("A2", 30)]
    play.pass_time("5m")
    assert play.released_at()[-1] == ("A3", 300)


def test_a_shift_moves_held_injects_too_and_leaves_reserve_alone(play):
    play.ask(commands.HoldInject("A2"))
    play.ask(commands.ShiftRest(60_000))
    assert play.state.injects["A2"].due == 240_000
    assert play.state.injects["B1"].due is None


def test_a_variant_that_starts_later_starts_its_clock_there(new_play):
    play = new_play(start_at="T+2m")
    play.start()
    assert play.exercise_ms == 120_000


def test_a_short_outage_goes_on_by_itself_and_is_not_exercise_time(play):
    play.start()
    play.pass_time("50s")
    seen = play.at
    play.at += 30_000
    assert play.ask(commands.BridgeOutage(seen), by="server") == ""
    assert play.exercise_ms == 50_000
    assert play.state.phase == "running"
    play.pass_time("10s")
    assert play.released() == ["A1"]


def test_a_long_outage_stands_paused_until_somebody_resumes(play):
    play.start()
    play.pass_time("50s")
    seen = play.at
    play.at += 61_000
    assert play.ask(commands.BridgeOutage(seen), by="server") == ""
    assert (play.state.phase, play.state.pause, play.exercise_ms) == ("paused", "outage", 50_000)
    assert next_deadline(play.state) is None


def test_what_fell_due_before_the_outage_gets_its_own_moment(play):
    play.start()
    started = play.at
    play.at += 90_000
    assert play.ask(commands.BridgeOutage(started + 70_000), by="server") == ""
    released = next(line for line in play.log if line.event.__class__.__name__ == "InjectReleased")
    assert (released.at, released.t) == (started + 60_000, 60_000)


def test_an_outage_of_a_paused_exercise_leaves_it_paused(play):
    play.start()
    play.pause()
    play.at += 10_000
    assert play.ask(commands.BridgeOutage(play.at - 10_000), by="server") == ""
    assert play.state.pause == "pause"
