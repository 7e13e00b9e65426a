"""The laws of calls, alarms and drafts, for any exercise and whatever people say and do."""

from copy import deepcopy
from dataclasses import fields

from hypothesis import given, settings, strategies as st

from app.engine.decide import decide
from app.engine.events import InjectRecalled
from app.engine.fold import fold, new_state
from app.engine.state import State
from tests.engine.conftest import REMEMBERED, Play
from tests.engine.stories import conduct, meant, perform, quick, talks


@given(quick, talks, conduct, st.sampled_from([1_000, 7_000, 60_000, 5_000_000]))
@settings(max_examples=150)
def test_what_people_say_and_do_stands_in_the_same_log_however_often_the_alarm_looks(scenario, story, how, every):
    seldom, often = Play(scenario, how), Play(scenario, how)
    perform(seldom, story)
    perform(often, story, look_every_ms=every)
    assert often.log == seldom.log
    seldom.compare_with_replay()


NEXT_STATUS = {
    "ringing": {"CallTaken": "live", "CallMissed": "missed", "CallEnded": "over", "CallDeclined": "ringing"},
    "missed": {"CallTaken": "live"},
    "live": {"CallWaits": "waiting", "CallEnded": "over"},
    "waiting": {"CallResumed": "live", "CallEnded": "over"},
    "over": {},
}


@given(quick, talks, conduct)
@settings(max_examples=150)
def test_no_call_is_lost_or_taken_twice(scenario, story, how):
    play = Play(scenario, how)
    perform(play, story)
    state, stands = new_state(scenario), {}
    for line in play.log:
        event, name = line.event, type(line.event).__name__
        number = getattr(event, "conversation", 0)
        if name.startswith("Call"):
            call = state.calls[number]
            after_all = name == "CallTaken" and call.is_open and call.by_cards and event.who == call.taken_by
            stands[number] = stands[number] if after_all else NEXT_STATUS[stands[number]][name]
            assert name != "CallTaken" or event.who in call.rung
        fold(state, line)
        for begun in state.calls.keys() - stands.keys():
            stands[begun] = "ringing"
        if isinstance(event, InjectRecalled) and event.seen:
            stands.update({n: "over" for n in stands if state.messages[n - 1].inject == event.inject})
    assert stands == {number: call.status for number, call in play.state.calls.items()}
    if play.state.phase == "running":
        assert not {"ringing", "waiting"} & set(stands.values())
    phones = [m for m in play.state.messages if m.by == "phone" and m.number == m.conversation]
    assert {message.number for message in phones} == set(stands)


@given(quick, talks, conduct)
@settings(max_examples=150)
def test_every_alarm_rings_at_its_own_moment(scenario, story, how):
    play = Play(scenario, how)
    perform(play, story)
    state, may_be_late = new_state(scenario), False
    kinds = {
        "CallMissed": "voicemail", "CallTaken": "voicemail", "CallEnded": "waits", "DeadlineNeared": "remind",
        "DeadlinePassed": "deadline", "PromiseBroken": "promise", "ClockExpired": "clock", "MessageReturned": "parked",
    }  # fmt: skip
    for line in play.log:
        event, kind = line.event, kinds.get(type(line.event).__name__)
        may_be_late |= type(event).__name__ in ("TimeJumped", "OutageBridged")
        if kind and line.by == "clock":
            number = getattr(event, "conversation", 0) or getattr(event, "number", 0)
            name = getattr(event, "clock", "") or str(getattr(event, "promise", 0) or number)
            name = f"{name} {event.seat}" if kind == "parked" else name
            due = state.alarms[kind, name]
            assert line.t == due or (may_be_late and line.t > due)
        fold(state, line)
    if state.phase == "running":
        assert all(due > play.exercise_ms for due in state.alarms.values())


@given(quick, talks, conduct)
def test_a_decision_changes_nothing_but_its_own_draft(scenario, story, how):
    play = Play(scenario, how)
    play.start()
    told = {field.name for field in fields(State)} - REMEMBERED - {"scenario"}
    for wait, act in story:
        if act == "restart":
            continue
        play.pass_time(f"{wait // 1000}s" if wait >= 1000 else "1s")
        before = {name: deepcopy(getattr(play.state, name)) for name in told}
        act = meant(play, act)
        decide(play.state.fork(), act, play.at, "facilitator:Eva")
        for name, value in before.items():
            assert getattr(play.state, name) == value, name
        play.ask(act)
    play.compare_with_replay()
