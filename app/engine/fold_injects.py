"""Where does an inject stand after a line about it?"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from app.engine import events
from app.engine.fold_talk import release_message, take_back
from app.engine.schedule import put_deadline, put_on_agenda
from app.engine.state import ExpectationState, InjectState, InjectStatus, State
from app.engine.talk import NOT_DELIVERED, Correction
from app.scenario.words import argument_of

if TYPE_CHECKING:
    from app.scenario.model import Inject, Scenario


def beginning_of(scenario: Scenario) -> State:
    """The script as it was written, before the first line."""
    state = State(scenario)
    followers: dict[str, tuple[str, ...]] = {}
    for place, inject in enumerate(scenario.injects):
        state.injects[inject.id] = _as_written(inject)
        state.order[inject.id] = place
        if inject.at is not None:
            state.agenda.append((inject.at * 1000, place, "inject", inject.id))
        if inject.after is not None:
            followers[inject.after.inject] = (*followers.get(inject.after.inject, ()), inject.id)
        for expectation in inject.expect:
            state.expectations[expectation.id] = ExpectationState(expectation.id, inject.id)
            for word, argument in (expectation.met_by or {}).items():
                about = argument_of(argument)
                watching = state.watched.setdefault(word, {})
                watching[about] = (*watching.get(about, ()), expectation.id)
    state.followers = followers
    state.level = scenario.start_level or next(iter(scenario.levels), "")
    state.woken = dict.fromkeys(scenario.opened(state.level), 0)
    heapify(state.agenda)
    return state


def _as_written(inject: Inject) -> InjectState:
    chosen = inject.alternatives[0] if inject.alternatives else None
    return InjectState(
        id=inject.id,
        sender=inject.sender,
        to=inject.to,
        by=inject.by,
        title=(chosen.title if chosen else None) or inject.title,
        text=chosen.text if chosen else inject.text,
        reply=inject.reply,
        choices=inject.choices,
        kind=inject.kind,
        by_hand=inject.release == "hand",
        status="waiting" if inject.at is not None else "reserve",
        due=None if inject.at is None else inject.at * 1000,
        planned=None if inject.at is None else inject.at * 1000,
        alternative=chosen.id if chosen else "",
    )


def _stands(status: InjectStatus) -> Callable[[State, events.Line, Any], None]:
    def fold_status(state: State, line: events.Line, event: Any) -> None:
        state.injects[event.inject] = replace(state.injects[event.inject], status=status)

    return fold_status


def _queued(state: State, line: events.Line, event: events.InjectQueued) -> None:
    inject = state.injects[event.inject]
    state.injects[event.inject] = replace(inject, status="queued", before=inject.status, goes_at=event.goes_at)
    state.queued[event.inject] = event.goes_at


def _released(state: State, line: events.Line, event: events.InjectReleased) -> None:
    name = event.inject
    inject = state.injects[name]
    state.injects[name] = replace(inject, status="released", number=event.number, goes_at=0)
    state.queued.pop(name, None)
    release_message(state, line, event, inject)
    written = state.scenario.inject_by_id.get(name)
    if written is None:
        return
    for expectation in written.expect:
        due = None if expectation.within is None else line.t + expectation.within * 1000
        state.expectations[expectation.id] = ExpectationState(expectation.id, name, "open", due)
        if due is not None:
            put_deadline(state, expectation.id, due)
    for follower in state.followers.get(name, ()):
        _follow(state, follower, line.t)


def _follow(state: State, follower: str, t: int) -> None:
    inject = state.injects[follower]
    written = state.scenario.inject_by_id[follower]
    if inject.status == "reserve" and written.after is not None:
        due = t + written.after.wait * 1000
        state.injects[follower] = replace(inject, status="waiting", due=due, planned=due)
        put_on_agenda(state, follower, due)


def _recalled(state: State, line: events.Line, event: events.InjectRecalled) -> None:
    inject = state.injects[event.inject]
    state.queued.pop(event.inject, None)
    if event.seen:
        state.injects[event.inject] = replace(inject, status="recalled")
        take_back(state, line, state.messages[inject.number - 1])
        for expectation in state.expectations.values():
            if expectation.inject == event.inject:
                state.expectations[expectation.id] = ExpectationState(expectation.id, event.inject)
        return
    overtaken = inject.before == "waiting" and inject.due is not None and inject.due <= line.t
    status: InjectStatus = "held" if overtaken else inject.before
    state.injects[event.inject] = replace(inject, status=status, goes_at=0)
    if status == "waiting" and inject.due is not None:
        put_on_agenda(state, event.inject, inject.due)


def _returned(state: State, line: events.Line, event: events.InjectReturned) -> None:
    _schedule(state, event.inject, event.due)


def _rescheduled(state: State, line: events.Line, event: events.InjectRescheduled) -> None:
    _schedule(state, event.inject, event.due)


def _schedule(state: State, name: str, due: int | None) -> None:
    inject = state.injects[name]
    status: InjectStatus = "reserve" if due is None else "waiting"
    state.injects[name] = replace(inject, status=status, due=due if due is not None else inject.due)
    if due is not None:
        put_on_agenda(state, name, due)


def _edited(state: State, line: events.Line, event: events.InjectEdited) -> None:
    inject = state.injects[event.inject]
    state.injects[event.inject] = replace(inject, title=event.title, text=event.text, version=inject.version + 1)


def _alternative_chosen(state: State, line: events.Line, event: events.AlternativeChosen) -> None:
    written = state.scenario.inject_by_id[event.inject]
    chosen = next(a for a in written.alternatives if a.id == event.alternative)
    state.injects[event.inject] = replace(
        state.injects[event.inject],
        alternative=chosen.id,
        title=chosen.title or written.title,
        text=chosen.text,
    )


def _improvised(state: State, line: events.Line, event: events.InjectImprovised) -> None:
    new = event.inject
    state.order[new.id] = len(state.order)
    state.injects[new.id] = InjectState(
        id=new.id,
        sender=new.sender,
        to=new.to,
        by=new.by,
        title=new.title,
        text=new.text,
        reply=new.reply,
        choices=new.choices,
        improvised=True,
        planned=event.due,
    )
    _schedule(state, new.id, event.due)


def _corrected(state: State, line: events.Line, event: events.CorrectionSent) -> None:
    message = state.messages[state.injects[event.inject].number - 1]
    correction = Correction(event.text, line.at, line.t)
    state.put_message(replace(message, corrections=(*message.corrections, correction)))


def _recipient_added(state: State, line: events.Line, event: events.RecipientAdded) -> None:
    number = state.injects[event.inject].number
    state.own_deliveries(number)[event.seat] = NOT_DELIVERED
    tally = state.tallies[number]
    state.tallies[number] = replace(tally, sent=tally.sent + 1)


def _expectation_met(state: State, line: events.Line, event: events.ExpectationMet) -> None:
    state.expectations[event.expectation] = replace(
        state.expectations[event.expectation],
        status="met_late" if event.late else "met",
        t=line.t,
        by_hand=line.because == "hand",
    )


def _expectation_missed(state: State, line: events.Line, event: events.ExpectationMissed) -> None:
    state.expectations[event.expectation] = replace(state.expectations[event.expectation], status="missed", t=line.t)


INJECT_FOLDS: dict[type[events.Event], Callable[[State, events.Line, Any], None]] = {
    events.InjectReadied: _stands("ready"),
    events.InjectQueued: _queued,
    events.InjectReleased: _released,
    events.InjectRecalled: _recalled,
    events.InjectHeld: _stands("held"),
    events.InjectSkipped: _stands("skipped"),
    events.InjectReturned: _returned,
    events.InjectRescheduled: _rescheduled,
    events.InjectEdited: _edited,
    events.AlternativeChosen: _alternative_chosen,
    events.InjectImprovised: _improvised,
    events.CorrectionSent: _corrected,
    events.RecipientAdded: _recipient_added,
    events.ExpectationMet: _expectation_met,
    events.ExpectationMissed: _expectation_missed,
}
