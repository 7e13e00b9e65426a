"""The laws of the clock and the log, for any exercise and any sequence of acts."""

from fractions import Fraction

from hypothesis import given, settings, strategies as st

from app.engine.clock import PlayClock
from app.engine.events import InjectRecalled, InjectReleased
from app.engine.fold import fold, new_state, replay
from app.engine.schedule import next_deadline
from tests.engine.conftest import BEGIN, Play
from tests.engine.stories import conduct, perform, rates, scenarios, stories


@given(scenarios, stories, conduct)
def test_no_inject_is_lost_or_delivered_twice(scenario, story, how):
    play = Play(scenario, how)
    perform(play, story)
    out: set[str] = set()
    for line in play.log:
        if isinstance(line.event, InjectReleased):
            assert line.event.inject not in out
            out.add(line.event.inject)
        elif isinstance(line.event, InjectRecalled) and line.event.seen:
            out.discard(line.event.inject)
    for state in play.state.injects.values():
        assert (state.status == "released") == (state.id in out)
        if play.state.phase == "running" and state.status == "waiting":
            assert state.due > play.exercise_ms
    play.compare_with_replay()


@given(scenarios, stories, conduct)
def test_what_the_clock_brings_next_is_never_remembered_too_long(scenario, story, how):
    play = Play(scenario, how)
    perform(play, story)
    state = new_state(scenario)
    for line in play.log:
        remembered = next_deadline(fold(state, line))
        state.is_deadline_known = False
        assert remembered == next_deadline(state)


@given(scenarios, stories, conduct, st.sampled_from([1_000, 7_000, 60_000, 5_000_000]))
@settings(max_examples=150)
def test_the_log_does_not_depend_on_how_often_the_alarm_looks(scenario, story, how, every):
    seldom, often = Play(scenario, how), Play(scenario, how)
    perform(seldom, story)
    perform(often, story, look_every_ms=every)
    assert often.log == seldom.log


@given(scenarios, stories, conduct)
def test_every_line_of_the_clock_stands_at_its_own_moment(scenario, story, how):
    play = Play(scenario, how)
    perform(play, story)
    state = None
    for number, line in enumerate(play.log):
        if line.by == "clock" and line.because == "script" and isinstance(line.event, InjectReleased):
            state = replay(scenario, play.log[:number])
            due = state.injects[line.event.inject].due
            assert line.t >= due
            if line.t > due:  # only a jump or a shift can bring an inject to a moment that has passed
                assert any(
                    type(before.event).__name__ in ("TimeJumped", "RestShifted", "OutageBridged")
                    for before in play.log[:number]
                )


@given(st.lists(st.tuples(st.integers(0, 100_000), st.sampled_from(["start", "stop"]) | rates), max_size=30))
def test_exercise_time_is_the_integral_of_the_rate_over_time_that_was_not_paused(steps):
    clock, at, rate, running, integral = PlayClock(BEGIN), BEGIN, 1000, False, Fraction(0)
    for wait, what in steps:
        integral += Fraction(wait * rate, 1000) if running else 0
        at += wait
        assert clock.exercise_us(at) == integral * 1000
        if what == "start":
            clock, running = clock.start(at), True
        elif what == "stop":
            clock, running = clock.stop(at), False
        else:
            clock, rate = clock.at_rate(what, at), what
        assert clock.exercise_us(at) == integral * 1000


@given(rates, st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_real_moment_of_a_due_moment_is_the_first_at_which_it_is_reached(rate, anchor_us, ahead_ms):
    clock = PlayClock(BEGIN, anchor_us, rate, True)
    due = anchor_us // 1000 + ahead_ms
    moment = clock.real_at(due)
    assert clock.exercise_us(moment) >= due * 1000 or moment == BEGIN
    assert moment == BEGIN or clock.exercise_us(moment - 1) < due * 1000


@given(rates, st.integers(1, 200))
def test_ten_thousand_changes_bring_no_drift(rate, every):
    clock, integral = PlayClock(BEGIN), 0
    at = BEGIN
    for step in range(10_000):
        clock = clock.start(at).at_rate(rate + step % 7, at)
        at += every
        integral += every * (rate + step % 7)
        clock = clock.stop(at)
        at += 3
    assert clock.exercise_us(at) == integral


test_ten_thousand_changes_bring_no_drift = settings(max_examples=5)(test_ten_thousand_changes_bring_no_drift)
