"""Which expected actions and statutory clocks does an act meet, and which clocks does it start?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.engine import events
from app.engine.terms import due_of
from app.engine.turn import Turn
from app.scenario.words import MET_BY, argument_of


def meet(turn: Turn, act: str, said: str = "true") -> None:
    """Mark every expectation that this act meets, once its own inject is out; and stop and start statutory clocks.

    ``act`` is a word of ``met_by``. ``said`` is what goes with it: an id, or for words that take a text what was
    written; there it is enough that one holds the other, whatever the capitals.
    """
    watched = turn.draft.watched.get(act)
    if watched:
        by_text = MET_BY[act].takes == "text"
        for argument in [one for one in watched if _is_meant(act, one, said)] if by_text else [said]:
            for name in watched.get(argument, ()):
                _mark(turn, name, f"{act} {argument}")
    for name, clock in turn.draft.scenario.clocks.items():
        running = turn.draft.clocks.get(name)
        if running is None:
            if _has(clock.starts, act, said):
                turn.tell(events.ClockStarted(name, due_of(turn.draft, name, turn.t)), act)
        elif running.status in ("running", "expired") and _has(clock.met_by, act, said):
            turn.tell(events.ClockMet(name, running.status == "expired"), act)


def _has(rule: Mapping[str, Any], act: str, said: str) -> bool:
    return act in rule and _is_meant(act, argument_of(rule[act]), said)


def _is_meant(act: str, argument: str, said: str) -> bool:
    if MET_BY[act].takes != "text":
        return argument == said
    said, argument = said.casefold(), argument.casefold()
    return argument in said or (len(said) > 2 and said in argument)


def _mark(turn: Turn, name: str, because: str) -> None:
    expectation = turn.draft.expectations[name]
    if expectation.status in ("open", "missed"):
        late = expectation.status == "missed"
        turn.tell(events.ExpectationMet(name, expectation.inject, late), because)
