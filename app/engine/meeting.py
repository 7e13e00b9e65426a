"""Which expected actions does an act meet?"""

from __future__ import annotations

from app.engine import events
from app.engine.turn import Turn
from app.scenario.words import MET_BY


def meet(turn: Turn, act: str, said: str = "true") -> None:
    """Mark every expectation that this act meets, once its own inject is out.

    ``act`` is a word of ``met_by``. ``said`` is what goes with it: an id, or for words that take a text what was
    written; there it is enough that one holds the other, whatever the capitals.
    """
    watched = turn.draft.watched.get(act)
    if not watched:
        return
    by_text = MET_BY[act].takes == "text"
    for argument, names in watched.items():
        if argument == said or (by_text and _is_about(said, argument)):
            for name in names:
                _mark(turn, name, f"{act} {argument}")


def _is_about(said: str, argument: str) -> bool:
    said, argument = said.casefold(), argument.casefold()
    return argument in said or (len(said) > 2 and said in argument)


def _mark(turn: Turn, name: str, because: str) -> None:
    expectation = turn.draft.expectations[name]
    if expectation.status in ("open", "missed"):
        late = expectation.status == "missed"
        turn.tell(events.ExpectationMet(name, expectation.inject, late), because)
