"""What will the clock bring, and when next?"""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from msgspec.structs import replace

from app.engine.state import State

EXPECTATIONS_AFTER = 1_000_000
"""At one and the same moment injects go before deadlines: no scenario has a million injects."""
ALARMS_AFTER = 2_000_000
OF_THE_STORY = frozenset(("clock", "promise"))
"""Alarms of terms in the story: a jump brings them nearer, while it gives players back the time for all others."""


def put_on_agenda(state: State, inject: str, due: int) -> None:
    """The clock will bring this inject at exercise time ``due``."""
    heappush(state.agenda, (due, state.order[inject], "inject", inject))


def put_deadline(state: State, expectation: str, due: int) -> None:
    """The clock will look at this expectation at exercise time ``due``."""
    place = EXPECTATIONS_AFTER + state.order[state.expectations[expectation].inject]
    heappush(state.agenda, (due, place, "expectation", expectation))


def put_alarm(state: State, kind: str, name: str, due: int) -> None:
    """The clock will look at something else than an inject or expectation; a later alarm takes the place of this."""
    state.alarms[kind, name] = due
    state.is_deadline_known = False
    heappush(state.agenda, (due, ALARMS_AFTER, kind, name))


def clear_alarm(state: State, kind: str, name: str) -> None:
    """The clock need not look at this any more."""
    if state.alarms.pop((kind, name), None) is not None:
        state.is_deadline_known = False


def next_on_agenda(state: State) -> tuple[int, int, str, str] | None:
    """The first entry that still holds; entries that were overtaken are dropped on the way."""
    agenda = state.agenda
    while agenda:
        due, _, kind, name = agenda[0]
        if kind == "inject":
            inject = state.injects[name]
            holds = inject.status == "waiting" and inject.due == due
        elif kind == "expectation":
            expectation = state.expectations[name]
            holds = expectation.status == "open" and expectation.due == due
        else:
            holds = state.alarms.get((kind, name)) == due
        if holds:
            return agenda[0]
        heappop(agenda)
    return None


def next_deadline(state: State) -> int | None:
    """The real moment (ms) at which the clock next brings something; None when nothing comes while it stands so."""
    if not state.is_deadline_known:
        state.deadline = _first_moment(state)
        state.is_deadline_known = True
    return state.deadline


def _first_moment(state: State) -> int | None:
    entry = next_on_agenda(state) if state.phase == "running" else None
    on_clock = None if entry is None else state.clock.real_at(entry[0])
    if not state.queued:
        return on_clock
    queued = min(state.queued.values())
    return queued if on_clock is None else min(queued, on_clock)


def rebuild_agenda(state: State, by_ms: int, now: int) -> None:
    """Move what is still to come by ``by_ms``; what would fall before ``now`` (exercise ms) is due now."""
    for inject in list(state.injects.values()):
        if inject.due is not None and inject.status in ("waiting", "held"):
            moved = max(inject.due + by_ms, now if inject.status == "waiting" else 0)
            state.injects[inject.id] = replace(inject, due=moved)
    waiting = [i for i in state.injects.values() if i.status == "waiting" and i.due is not None]
    # Injects that are clamped to the same moment keep the order they had before the shift.
    waiting.sort(key=lambda i: (i.due, i.planned if i.planned is not None else i.due, state.order[i.id]))
    deadlines = [entry for entry in state.agenda if entry[2] != "inject"]
    state.agenda = [(i.due or 0, place, "inject", i.id) for place, i in enumerate(waiting)]
    state.agenda.extend(deadlines)
    heapify(state.agenda)


def reopen_deadlines(state: State, by_ms: int) -> None:
    """Give open expectations, calls and deadlines the time that a jump took from the players."""
    for (kind, name), due in list(state.alarms.items()):
        if kind not in OF_THE_STORY:
            put_alarm(state, kind, name, due + by_ms)
    for expectation in list(state.expectations.values()):
        if expectation.status == "open" and expectation.due is not None:
            due = expectation.due + by_ms
            state.expectations[expectation.id] = replace(expectation, due=due)
            put_deadline(state, expectation.id, due)
