"""What a jump, a shift or another tempo would change is shown before it is confirmed, and changes nothing."""

from app.engine import commands
from app.engine.commands import Refusal
from app.engine.preview import preview


def test_a_jump_shows_what_it_would_skip_and_release(play):
    play.start()
    play.pass_time("30s")
    shown = preview(play.state, commands.JumpTo(10 * 60_000, "skip"), play.at)
    assert [item.id for item in shown.skipped] == ["A1", "A2"]
    assert [item.id for item in shown.released] == ["A3"]
    assert play.released() == []
    assert play.exercise_ms == 30_000


def test_a_shift_shows_every_moment_before_and_after(play):
    play.start()
    play.pass_time("90s")
    shown = preview(play.state, commands.ShiftRest(10 * 60_000), play.at)
    assert [(item.id, item.due_before, item.due_after) for item in shown.moved] == [
        ("A2", 180_000, 780_000),
        ("A3", 600_000, 1_200_000),
    ]


def test_a_shift_into_the_past_shows_what_would_go_at_once(play):
    play.start()
    shown = preview(play.state, commands.ShiftRest(-5 * 60_000), play.at)
    assert [item.id for item in shown.released] == ["A1", "A2"]


def test_another_tempo_shows_the_real_moments(play):
    play.start()
    shown = preview(play.state, commands.ChangeRate(2000), play.at)
    assert [(item.id, item.real_after - play.at) for item in shown.moved] == [
        ("A1", 30_000),
        ("A2", 90_000),
        ("A3", 300_000),
    ]


def test_what_would_be_refused_says_so(play):
    shown = preview(play.state, commands.JumpTo(60_000), play.at)
    assert isinstance(shown, Refusal)
    assert shown.sentence == "The exercise has not started yet."


def test_the_preview_is_what_happens(play):
    play.start()
    shown = preview(play.state, commands.JumpTo(10 * 60_000, "release"), play.at)
    play.ask(commands.JumpTo(10 * 60_000, "release"))
    assert [item.id for item in shown.released] == play.released()
