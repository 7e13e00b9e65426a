"""The faults that other exercise systems have with their clock, one test each: ours must not have them."""

import pytest

from app.engine import commands
from app.engine.fold import replay
from app.engine.schedule import next_deadline


def test_crisis_lab_pause_keeps_the_clock_where_it_was(play):
    play.start()
    play.pass_time("2m")
    play.pause()
    play.pass_time("30m")
    play.resume()
    assert play.exercise_ms == 120_000
    assert play.released() == ["A1"]


def test_crisis_lab_nothing_bursts_out_after_a_long_pause(play):
    play.start()
    play.pass_time("30s")
    play.pause()
    play.pass_time("2h")
    play.resume()
    assert play.released() == []
    play.pass_time("30s")
    assert play.released_at() == [("A1", 60)]


def test_crisis_lab_a_new_tempo_never_moves_the_past(play):
    play.start()
    play.pass_time("2m")
    play.rate(4)
    assert play.exercise_ms == 120_000
    assert play.released() == ["A1"]


@pytest.mark.parametrize(("times", "seconds"), [(0.5, 30), (2, 120), (4, 240)])
def test_crisis_lab_a_higher_tempo_is_faster_everywhere(play, times, seconds):
    play.rate(times)
    play.start()
    play.pass_time("1m")
    assert play.exercise_ms == seconds * 1000
    assert next_deadline(play.state) == play.state.clock.real_at(
        next(due for due in (60_000, 180_000, 420_000) if due > seconds * 1000)
    )


def test_crisis_lab_an_edit_before_release_is_what_players_get(play):
    assert play.ask(commands.EditInject("A1", "Nieuwe titel", "Nieuwe tekst")) == ""
    play.start()
    play.pass_time("1m")
    assert (play.state.injects["A1"].title, play.state.injects["A1"].text) == ("Nieuwe titel", "Nieuwe tekst")
    assert play.state.scenario.inject_by_id["A1"].title == "A1"


def test_crisis_lab_timed_injects_go_on_after_a_restart(play):
    play.start()
    play.pass_time("2m")
    play.state = replay(play.scenario, play.log)
    play.at += 3_000
    assert play.ask(commands.BridgeOutage(play.at - 3_000), by="server") == ""
    play.pass_time("1m")
    assert play.released_at() == [("A1", 60), ("A2", 180)]


def test_openaev_an_inject_goes_at_its_own_second_not_at_the_whole_minute(new_play):
    play = new_play(injects=[{"id": "Z", "at": "T+61s", "from": "m", "to": ["all"], "by": "email", "title": "Z"}])
    play.start()
    play.pass_time("5m")
    assert play.released_at() == [("Z", 61)]


def test_openaev_an_inject_that_is_late_is_still_delivered(play):
    play.start()
    play.pass_time("40m")
    assert play.released() == ["A1", "A2", "A3"]


def test_openaev_1395_release_now_after_a_long_pause_is_immediate(play):
    play.start()
    play.pass_time("90s")
    play.pause()
    play.pass_time("30m")
    play.resume()
    assert play.ask(commands.ReleaseInject("A3")) == ""
    assert play.released_at() == [("A1", 60), ("A3", 90)]


def test_openaev_2282_the_first_inject_after_a_pause_goes_out(play):
    play.start()
    play.pass_time("179s")
    play.pause()
    play.pass_time("10m")
    play.resume()
    play.pass_time("1s")
    assert play.released() == ["A1", "A2"]


def test_openaev_44_shifting_the_rest_keeps_the_intervals(play):
    play.start()
    play.pass_time("2m")
    assert play.ask(commands.ShiftRest(15 * 60_000)) == ""
    play.pass_time("60m")
    assert play.released_at() == [("A1", 60), ("A2", 18 * 60), ("A3", 25 * 60)]


def test_openaev_897_any_inject_can_be_released_by_hand(play):
    play.start()
    for name in ("B1", "A3", "A1", "A2"):
        assert play.ask(commands.ReleaseInject(name)) == ""
    play.pass_time("30m")
    assert play.released() == ["B1", "A3", "A1", "A2"]


def test_openaev_1637_what_was_due_in_a_pause_never_goes_to_error(play):
    play.start()
    play.pass_time("59s")
    play.pause()
    play.pass_time("48h")
    play.resume()
    play.pass_time("1s")
    assert play.status("A1") == "released"


def test_openaev_5608_an_exercise_that_ended_stays_ended(play):
    play.start()
    play.pass_time("2m")
    assert play.ask(commands.EndExercise()) == ""
    play.pass_time("2h")
    assert play.released() == ["A1"]
    assert next_deadline(play.state) is None
    assert play.ask(commands.ReleaseInject("A2")) == "The exercise is over."
    assert play.ask(commands.StartExercise()) == "The exercise is over. Make a new exercise to play again."


def test_openaev_67_every_inject_on_the_clock_is_processed(play):
    play.start()
    play.pass_time("60m")
    assert {play.status(name) for name in ("A1", "A2", "A3")} == {"released"}
    assert play.status("B1") == "reserve"


def test_iceberg_218_a_late_team_still_gets_what_was_released(play):
    play.start()
    play.pass_time("2m")
    play.take("gezinswerker-1", "Sam")
    assert play.state.has("gezinswerker-1", play.state.injects["A1"].number)
