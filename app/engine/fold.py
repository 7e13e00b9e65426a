"""Where does the exercise stand after this line?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from app.engine import events
from app.engine.clock import PlayClock
from app.engine.fold_acts import ACT_FOLDS
from app.engine.fold_injects import INJECT_FOLDS, beginning_of
from app.engine.fold_seats import SEAT_FOLDS
from app.engine.fold_talk import TALK_FOLDS
from app.engine.schedule import rebuild_agenda, reopen_deadlines
from app.engine.state import Seat, State

if TYPE_CHECKING:
    from app.scenario.model import Scenario


def new_state(scenario: Scenario) -> State:
    """The state before the first line: the script as it was written, nobody seated, the clock at zero."""
    return beginning_of(scenario)


def replay(scenario: Scenario, lines: Iterable[events.Line]) -> State:
    """The state after all these lines."""
    state = new_state(scenario)
    for line in lines:
        fold(state, line)
    return state


def fold(state: State, line: events.Line) -> State:
    """Change ``state`` to what it is after ``line``, and give it back. It never judges: what is in the log happened."""
    state.seq = line.seq
    if line.at > state.last_at:
        state.last_at = line.at
    if line.wish:
        state.wishes.add(line.wish)
    event = line.event
    kind = type(event)
    if kind not in SEAT_FOLDS:
        # Only what happens on a seat leaves alone what the clock will bring.
        state.is_deadline_known = False
    _FOLDS[kind](state, line, event)
    return state


def _prepared(state: State, line: events.Line, event: events.ExercisePrepared) -> None:
    state.title = event.title
    state.settings = event.settings
    state.seats = {plan.seat: Seat(plan.seat, plan.role, plan.title, plan.team, plan.automatic) for plan in event.seats}
    state.clock = PlayClock(line.at, event.start_at * 1000)


def _started(state: State, line: events.Line, event: events.ExerciseStarted) -> None:
    state.phase = "running"
    state.started_at = line.at
    state.clock = state.clock.start(line.at)


def _paused(state: State, line: events.Line, event: events.ExercisePaused) -> None:
    if state.phase == "running":
        state.paused_at = line.at
    state.phase = "paused"
    state.pause = event.kind
    state.pause_reason = event.reason
    state.clock = state.clock.stop(line.at)


def _resumed(state: State, line: events.Line, event: events.ExerciseResumed) -> None:
    state.phase = "running"
    state.clock = state.clock.start(line.at)


def _ended(state: State, line: events.Line, event: events.ExerciseEnded) -> None:
    state.phase = "ended"
    state.pause_reason = event.reason
    state.ended_at = line.at
    state.clock = state.clock.stop(line.at)


def _outage_bridged(state: State, line: events.Line, event: events.OutageBridged) -> None:
    stopped = state.clock.stop(event.since)
    if event.resumed:
        state.clock = stopped.start(event.until)
        return
    state.clock = stopped
    state.phase = "paused"
    state.pause = "outage"
    state.pause_reason = ""
    state.paused_at = event.since


def _rate_changed(state: State, line: events.Line, event: events.RateChanged) -> None:
    state.clock = state.clock.at_rate(event.rate, line.at)


def _time_jumped(state: State, line: events.Line, event: events.TimeJumped) -> None:
    state.clock = state.clock.jumped(event.to, line.at)
    reopen_deadlines(state, event.to - event.start)


def _rest_shifted(state: State, line: events.Line, event: events.RestShifted) -> None:
    state.shifted += event.by_ms
    rebuild_agenda(state, event.by_ms, line.t)


_Fold = Callable[[State, events.Line, Any], None]
_FOLDS: dict[type[events.Event], _Fold] = {
    events.ExercisePrepared: _prepared,
    events.ExerciseStarted: _started,
    events.ExercisePaused: _paused,
    events.ExerciseResumed: _resumed,
    events.ExerciseEnded: _ended,
    events.OutageBridged: _outage_bridged,
    events.RateChanged: _rate_changed,
    events.TimeJumped: _time_jumped,
    events.RestShifted: _rest_shifted,
    **INJECT_FOLDS,
    **SEAT_FOLDS,
    **TALK_FOLDS,
    **ACT_FOLDS,
}
