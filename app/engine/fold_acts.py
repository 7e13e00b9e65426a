"""Where do acts, levels, tasks, promises and statutory clocks stand after a line about them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from app.engine import events
from app.engine.deeds import ClockState, Deed, Draft, LevelStep, Promise, Proposal, Task
from app.engine.schedule import clear_alarm, put_alarm

if TYPE_CHECKING:
    from app.engine.state import State


def _done(state: State, line: events.Line, event: events.ActDone) -> None:
    state.deeds.append(Deed(event.deed, event.seat, event.act, event.fields, event.facts, line.at, line.t, line.seq))
    if event.draft:
        state.drafts[event.draft - 1] = replace(state.drafts[event.draft - 1], deed=event.deed)


def _proposed(state: State, line: events.Line, event: events.LevelProposed) -> None:
    state.proposals.append(Proposal(event.proposal, event.seat, event.level, event.criteria, event.reason, line.t))


def _declined(state: State, line: events.Line, event: events.LevelDeclined) -> None:
    proposal = state.proposals[event.proposal - 1]
    state.proposals[event.proposal - 1] = replace(
        proposal, status="declined", answer=event.reason, decided_by=event.seat
    )


def _level_changed(state: State, line: events.Line, event: events.LevelChanged) -> None:
    state.level = event.level
    state.steps.append(LevelStep(event.level, event.was, event.seat, event.reason, event.proposal, event.wakes, line.t))
    for team in event.wakes:
        state.woken[team] = line.t
    for proposal in state.proposals:
        if proposal.status != "open":
            continue
        if proposal.number == event.proposal:
            state.proposals[proposal.number - 1] = replace(
                proposal, status="accepted", answer=event.reason, decided_by=event.seat
            )
        elif proposal.level == event.level:
            state.proposals[proposal.number - 1] = replace(proposal, status="overtaken")


def _grip_changed(state: State, line: events.Line, event: events.GripChanged) -> None:
    state.grip = event.grip


def _task_added(state: State, line: events.Line, event: events.TaskAdded) -> None:
    team = state.seats[event.seat].team
    state.tasks.append(Task(event.task, team, event.seat, event.title, event.owner, line.t))


def _task_changed(state: State, line: events.Line, event: events.TaskChanged) -> None:
    task = state.tasks[event.task - 1]
    state.tasks[event.task - 1] = replace(task, owner=event.owner, status=event.status)


def _promised(state: State, line: events.Line, event: events.PromiseMade) -> None:
    state.promises.append(Promise(event.promise, event.seat, event.to, event.text, event.due, line.t))
    if event.due is not None:
        put_alarm(state, "promise", str(event.promise), event.due)


def _kept(state: State, line: events.Line, event: events.PromiseKept) -> None:
    status = "kept_late" if event.late else "kept"
    state.promises[event.promise - 1] = replace(state.promises[event.promise - 1], status=status)
    clear_alarm(state, "promise", str(event.promise))


def _broken(state: State, line: events.Line, event: events.PromiseBroken) -> None:
    state.promises[event.promise - 1] = replace(state.promises[event.promise - 1], status="broken")
    clear_alarm(state, "promise", str(event.promise))


def _draft_saved(state: State, line: events.Line, event: events.DraftSaved) -> None:
    draft = Draft(event.draft, state.seats[event.seat].team, event.seat, event.version, event.title, event.text, line.t)
    if event.draft > len(state.drafts):
        state.drafts.append(draft)
    else:
        state.drafts[event.draft - 1] = draft


def _clock_started(state: State, line: events.Line, event: events.ClockStarted) -> None:
    state.clocks[event.clock] = ClockState(event.clock, line.t, event.due)
    put_alarm(state, "clock", event.clock, event.due)


def _clock_met(state: State, line: events.Line, event: events.ClockMet) -> None:
    status = "met_late" if event.late else "met"
    state.clocks[event.clock] = replace(state.clocks[event.clock], status=status, t=line.t)
    clear_alarm(state, "clock", event.clock)


def _clock_expired(state: State, line: events.Line, event: events.ClockExpired) -> None:
    state.clocks[event.clock] = replace(state.clocks[event.clock], status="expired", t=line.t)
    clear_alarm(state, "clock", event.clock)


ACT_FOLDS: dict[type[events.Event], Callable[[State, events.Line, Any], None]] = {
    events.ActDone: _done,
    events.LevelProposed: _proposed,
    events.LevelDeclined: _declined,
    events.LevelChanged: _level_changed,
    events.GripChanged: _grip_changed,
    events.TaskAdded: _task_added,
    events.TaskChanged: _task_changed,
    events.PromiseMade: _promised,
    events.PromiseKept: _kept,
    events.PromiseBroken: _broken,
    events.DraftSaved: _draft_saved,
    events.ClockStarted: _clock_started,
    events.ClockMet: _clock_met,
    events.ClockExpired: _clock_expired,
}
