"""May this seat open that file?"""

from __future__ import annotations

from app.engine.passing import recipients
from app.engine.state import State
from app.engine.talk import Message
from app.perspectives.talk_entries import hears


def may_see(state: State, seat: str, name: str) -> bool:
    """Whether this seat may open a file: a document for it, a file of its team, or one under a message that it has."""
    document = state.scenario.documents.get(name)
    if document is not None and name not in state.scenario.enclosed and seat in recipients(state, document.to):
        return True
    file = state.files.get(name)
    if file is not None and state.seats[file.seat].team == state.seats[seat].team:
        return True
    return any(
        name in message.attachments and not message.recalled_at and _has(state, message, seat)
        for message in state.messages
    )


def _has(state: State, message: Message, seat: str) -> bool:
    if message.sender == seat:
        return True
    return seat in state.deliveries[message.number] and hears(state, message, seat) == "all"
