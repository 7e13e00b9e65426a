"""May somebody write, assign or put aside a message, and what follows?"""

from __future__ import annotations

from typing import get_args

from app.engine import commands, events
from app.engine.cards import CARDS, is_on_cards, spoken
from app.engine.commands import Refusal
from app.engine.filing import unfit_attachments
from app.engine.knowing import facts_among, share
from app.engine.passing import recipients
from app.engine.releasing import TITLE_LIMIT, nothing_goes_out, too_long
from app.engine.state import State
from app.engine.turn import Turn
from app.scenario.model import Channel

WRITTEN_BEFORE_MS = 5_000
"""What was sent within this time of writing it was not kept back by a lost connection."""

WRITABLE = frozenset(("phone", "email", "letter", "chat", "visitor", "document", "meeting", "social"))
"""The channels over which players write; on the others only the outside world speaks."""

MOST_RECIPIENTS = 50
LONGEST_PARKING_MS = 3_600_000


def write_message(turn: Turn, command: commands.WriteMessage) -> Refusal | None:
    """Write in a conversation, or begin one."""
    attached = command.attachments
    needed = command.by != "phone" and not attached
    refusal = nothing_goes_out(turn) or unfit_text(command.text, needed=needed)
    refusal = refusal or unfit_attachments(turn.draft, command.sender, attached)
    if refusal is not None:
        return refusal
    if command.conversation:
        return _go_on(turn, command)
    return _begin(turn, command)


def unfit_text(text: str, *, needed: bool = True) -> Refusal | None:
    """Why this text can't be sent, if so."""
    if needed and not text.strip():
        return Refusal("Write a text first.")
    if refusal := too_long(text):
        return refusal
    return None


def members(state: State, conversation: int) -> tuple[str, ...]:
    """The seats that take part in a conversation: who wrote in it and who got something of it, in order."""
    found: dict[str, None] = {}
    for number in state.conversations[conversation].numbers:
        sender = state.messages[number - 1].sender
        if sender in state.seats:
            found[sender] = None
        found.update(dict.fromkeys(state.deliveries[number]))
    call = state.calls.get(conversation)
    return tuple(found) if call is None else tuple(seat for seat in found if call.has(seat))


def written_before(turn: Turn, written_at: int) -> int:
    """The moment of writing when it lies clearly before the moment of sending, else 0."""
    return written_at if 0 < written_at < turn.at - WRITTEN_BEFORE_MS else 0


def speaking(turn: Turn, conversation: int, who: str) -> Refusal | None:
    """Why this side can't say anything in this conversation now, if it is a call."""
    call = turn.draft.calls.get(conversation)
    if call is None or (call.is_open and call.has(who)):
        return None
    if call.status == "ringing":
        return Refusal("Take the call first.")
    if call.status == "missed":
        return Refusal("Call back first.")
    return Refusal("This call is over. Your text was not sent, but it is still here.")


def _go_on(turn: Turn, command: commands.WriteMessage) -> Refusal | None:
    draft = turn.draft
    begun = draft.conversations.get(command.conversation)
    first = draft.message(command.conversation)
    if begun is None or first is None:
        return Refusal("There is no such conversation.")
    seats = members(draft, command.conversation)
    if command.sender in draft.seats and command.sender not in seats:
        return Refusal("This conversation is not on your seat.")
    refusal = speaking(turn, command.conversation, command.sender) or _spoke_already(draft, command, begun.numbers)
    if refusal is not None:
        return refusal
    others = tuple(seat for seat in seats if seat != command.sender)
    actors = tuple(name for name in dict.fromkeys((first.sender, *first.to)) if name in draft.scenario.actors)
    to = (*others, *(name for name in actors if name != command.sender)) or (first.sender,)
    if is_on_cards(draft, command.conversation) and command.sender not in draft.seats:
        # Somebody speaks for the actor after all.
        turn.tell(events.CallTaken(command.conversation, command.sender))
    _send(turn, command, command.conversation, to, begun.by, first.title, others)
    if is_on_cards(draft, command.conversation):
        turn.tell(spoken(draft, command.conversation, command.text), CARDS)
    return None


def _spoke_already(draft: State, command: commands.WriteMessage, numbers: tuple[int, ...]) -> Refusal | None:
    """Whether somebody else has just spoken for the same actor, unseen by this writer."""
    unseen = [draft.messages[number - 1] for number in numbers if number > command.after]
    if not command.after or all(message.sender != command.sender for message in unseen):
        return None
    title = draft.scenario.title_of(command.sender)
    return Refusal("Somebody else has just spoken as {name}. Read it first; your text is still here.", {"name": title})


def _begin(turn: Turn, command: commands.WriteMessage) -> Refusal | None:
    draft = turn.draft
    to = tuple(dict.fromkeys(command.to))
    refusal = _unfit(draft, command, to)
    if refusal is not None:
        return refusal
    seats = tuple(seat for seat in recipients(draft, to) if seat != command.sender)
    if not seats and not any(name in draft.scenario.actors for name in to):
        return Refusal("Nobody would get this: choose somebody else.")
    number = len(draft.messages) + 1
    title = command.title.strip() or command.text.strip().partition("\n")[0][:80]
    _send(turn, command, number, to, command.by, title, seats)
    return None


def _unfit(draft: State, command: commands.WriteMessage, to: tuple[str, ...]) -> Refusal | None:
    scenario = draft.scenario
    known = scenario.actors.keys() | scenario.roles.keys() | scenario.teams.keys() | draft.seats.keys() | {"all"}
    if not to:
        return Refusal("Choose who gets this.")
    if len(to) > MOST_RECIPIENTS:
        return Refusal("Choose at most {limit} recipients.", {"limit": MOST_RECIPIENTS})
    if unknown := next((name for name in to if name not in known), None):
        return Refusal("{name} is not in the directory.", {"name": unknown})
    by_player = command.sender in draft.seats
    if command.by not in (WRITABLE if by_player else get_args(Channel)):
        return Refusal("Choose how you send it.")
    if len(command.title) > TITLE_LIMIT:
        return Refusal("Give it a subject of at most {limit} characters.", {"limit": TITLE_LIMIT})
    if command.by == "phone":
        return _unfit_call(draft, command.sender, to)
    return None


def _unfit_call(draft: State, caller: str, to: tuple[str, ...]) -> Refusal | None:
    if len(to) > 1:
        return Refusal("Call one at a time.")
    busy = next((call for call in draft.calls.values() if call.is_open and call.has(caller)), None)
    return None if busy is None else Refusal("You are in another call. Hang up first.")


def _send(
    turn: Turn,
    command: commands.WriteMessage,
    conversation: int,
    to: tuple[str, ...],
    by: str,
    title: str,
    seats: tuple[str, ...],
) -> None:
    draft = turn.draft
    number = len(draft.messages) + 1
    facts = facts_among(draft, command.facts)
    written_at = written_before(turn, command.written_at)
    text = command.text.strip()
    turn.tell(
        events.MessageSent(
            number,
            conversation,
            command.sender,
            to,
            by,
            title,
            text,
            seats,
            facts=facts,
            written_at=written_at,
            attachments=command.attachments,
        )
    )
    if command.sender in draft.seats:
        share(turn, facts, (*seats, *to))


def assign(turn: Turn, command: commands.AssignMessage) -> Refusal | None:
    """Let a colleague see to a conversation."""
    draft = turn.draft
    if command.conversation not in draft.conversations or command.seat not in _readers(draft, command.conversation):
        return Refusal("This conversation is not on your seat.")
    if command.to and command.to not in _readers(draft, command.conversation):
        return Refusal("Only somebody who has this message too can see to it.")
    if command.to and draft.seats[command.to].team != draft.seats[command.seat].team:
        return Refusal("Only somebody of your own team can see to it.")
    if draft.assigned.get(command.conversation, "") != command.to:
        turn.tell(events.MessageAssigned(command.conversation, command.seat, command.to))
    return None


def park(turn: Turn, command: commands.ParkMessage) -> Refusal | None:
    """Put a conversation aside, or take it up again."""
    draft = turn.draft
    if command.conversation not in draft.conversations or command.seat not in _readers(draft, command.conversation):
        return Refusal("This conversation is not on your seat.")
    if not 0 <= command.for_ms <= LONGEST_PARKING_MS:
        return Refusal("Put it aside for at most an hour.")
    if draft.phase == "ended":
        return Refusal("The exercise is over.")
    if command.for_ms or (command.conversation, command.seat) in draft.parked:
        until = turn.t + command.for_ms if command.for_ms else 0
        turn.tell(events.MessageParked(command.conversation, command.seat, until))
    return None


def _readers(draft: State, conversation: int) -> set[str]:
    return {seat for number in draft.conversations[conversation].numbers for seat in draft.deliveries[number]}
