"""What does an actor whom nobody plays say on the phone? The answer on one of its cards, or that it can't say.

These lines belong to the story, so they are in the language of the scenario and not in that of a screen.
"""

from __future__ import annotations

import re

from app.engine import events
from app.engine.state import State
from app.engine.talk import Call

CARDS = "cards"
"""Because of what the machine speaks."""
SHORTEST = 4
"""Shorter words, such as "wat" and "the", do not tell one card from another."""
GREETING = {"nl": "Met {name}. Zegt u het maar.", "en": "{name} speaking. What is it about?"}
CAN_NOT_SAY = {"nl": "Daar kan ik niets over zeggen.", "en": "I can't say anything about that."}


def has_cards(state: State, call: Call) -> bool:
    """Whether a player's call rings at an actor who can answer from cards."""
    if call.caller not in state.seats:
        return False
    actor = state.scenario.actors.get(call.rung[0]) if len(call.rung) == 1 else None
    return actor is not None and bool(actor.answers)


def is_on_cards(state: State, conversation: int) -> bool:
    """Whether the machine speaks for the other side of a conversation now."""
    call = state.calls.get(conversation)
    return call is not None and call.is_open and call.by_cards


def spoken(state: State, conversation: int, said: str) -> events.MessageSent:
    """What the machine says for the actor of this call, after somebody said this; a greeting after nothing."""
    call = state.calls[conversation]
    first = state.messages[conversation - 1]
    text = answer_of(state, call.taken_by, said)
    number = len(state.messages) + 1
    seats = (call.caller,)
    return events.MessageSent(number, conversation, call.taken_by, seats, first.by, first.title, text, seats)


def answer_of(state: State, name: str, said: str) -> str:
    """What this actor answers: the card that shares the most words with what was said, the first of those."""
    actor, language = state.scenario.actors[name], state.scenario.language
    if not said.strip():
        return GREETING[language].format(name=actor.title)
    heard = _words(said)
    shared = {card: len(_words(card) & heard) for card in actor.answers}
    best = max(shared, key=shared.__getitem__, default="")
    return actor.answers[best] if shared.get(best) else CAN_NOT_SAY[language]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= SHORTEST}
