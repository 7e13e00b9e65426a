"""Who knows a fact, who may come to know it, and is it shared by what somebody sends?"""

from __future__ import annotations

from collections.abc import Iterable

from app.engine.meeting import meet
from app.engine.state import State
from app.engine.turn import Turn


def facts_among(state: State, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these names that are facts of the scenario, each once."""
    return tuple(name for name in dict.fromkeys(names) if name in state.scenario.facts) if names else ()


def knows(state: State, seat: str, fact: str) -> bool:
    """Whether a seat knows a fact: its role or team holds it from the start, or somebody told it."""
    written = state.scenario.facts.get(fact)
    if written is None or seat not in state.seats:
        return False
    return _is_among(state, seat, written.held_by) or seat in state.known.get(fact, {})


def may_have(state: State, who: str, fact: str) -> bool:
    """Whether a fact may be shared with a seat or an actor; a fact that names nobody may be shared with nobody."""
    written = state.scenario.facts.get(fact)
    return written is not None and _is_among(state, who, written.share_with)


def share(turn: Turn, facts: Iterable[str], to: Iterable[str]) -> None:
    """Meet what was expected when these facts go to somebody who may have them."""
    receivers = tuple(dict.fromkeys(to))
    for fact in facts:
        if any(may_have(turn.draft, who, fact) for who in receivers):
            meet(turn, "fact_shared", fact)


def _is_among(state: State, who: str, names: tuple[str, ...]) -> bool:
    seat = state.seats.get(who)
    return who in names or (seat is not None and seat.role in state.scenario.roles_of(names))
