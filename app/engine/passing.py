"""What fell due, and in which order is it written?"""

from __future__ import annotations

from heapq import heappop

from app.engine.events import ExpectationMissed, InjectReadied, InjectReleased
from app.engine.schedule import next_on_agenda
from app.engine.state import State
from app.engine.turn import Turn


def let_time_pass(turn: Turn) -> None:
    """Write all that fell due until the turn's moment, each line at its own moment.

    Releases that wait for their undo window go by real time, everything else by exercise time.
    """
    draft = turn.draft
    while True:
        queued = _first_queued(draft, turn.at)
        moment, entry = _first_on_clock(draft)
        if queued is not None and (entry is None or queued[0] <= moment):
            at, name = queued
            t = draft.clock.exercise_ms(at)
            turn.tell_at(released(draft, name), max(at, draft.last_at), t, "clock", "window")
        elif entry is not None and moment <= turn.at:
            heappop(draft.agenda)
            _bring(turn, entry, moment)
        else:
            return


def _first_queued(draft: State, until: int) -> tuple[int, str] | None:
    if not draft.queued:
        return None
    goes_at, _, name = min((goes_at, draft.order[name], name) for name, goes_at in draft.queued.items())
    return (goes_at, name) if goes_at <= until else None


def _first_on_clock(draft: State) -> tuple[int, tuple[int, int, str, str] | None]:
    if draft.phase != "running":
        return 0, None
    entry = next_on_agenda(draft)
    moment = None if entry is None else draft.clock.real_at(entry[0])
    return (0, None) if moment is None else (moment, entry)


def _bring(turn: Turn, entry: tuple[int, int, str, str], moment: int) -> None:
    due, _, kind, name = entry
    draft = turn.draft
    at = max(moment, draft.last_at)
    t = max(due, draft.clock.anchor_us // 1000)
    if kind == "expectation":
        expectation = draft.expectations[name]
        turn.tell_at(ExpectationMissed(name, expectation.inject), at, t, "clock", expectation.inject)
    elif draft.injects[name].by_hand:
        turn.tell_at(InjectReadied(name), at, t, "clock", "script")
    else:
        turn.tell_at(released(draft, name), at, t, "clock", "script")


def released(draft: State, name: str) -> InjectReleased:
    """The event that this inject goes out now, to the seats it is meant for."""
    inject = draft.injects[name]
    return InjectReleased(name, len(draft.numbers) + 1, recipients(draft, inject.to))


def recipients(draft: State, to: tuple[str, ...]) -> tuple[str, ...]:
    """The seats that names of teams, roles, levels or seats, or ``all``, reach; in the order of the table."""
    reach = draft.reach.get(to)
    if reach is None:
        roles = set(draft.scenario.roles_of(to))
        reach = tuple(seat.id for seat in draft.seats.values() if seat.role in roles or seat.id in to)
        draft.reach[to] = reach
    return reach
