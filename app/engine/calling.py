"""May somebody take, decline or end a call, and what is said next?"""

from __future__ import annotations

from app.engine import commands, events
from app.engine.commands import Refusal
from app.engine.meeting import meet
from app.engine.releasing import nothing_goes_out
from app.engine.state import State
from app.engine.talk import Call
from app.engine.turn import Turn

WAITS_MS = 30_000
"""So long (exercise ms) the other side waits for a laptop that is gone."""


def take_call(turn: Turn, command: commands.TakeCall) -> Refusal | None:
    """Take a call, or call back after missing it; the first who does has it."""
    draft = turn.draft
    call = _ringing_at(turn, command.conversation, command.who)
    if isinstance(call, Refusal):
        return call
    if call.is_open and call.taken_by == command.who:
        if call.by_cards:
            turn.tell(events.CallTaken(call.conversation, command.who))
        return None
    if call.is_open or call.status == "over":
        return _too_late(draft, call)
    if any(other.is_open and other.has(command.who) for other in draft.calls.values()):
        return Refusal("You are in another call. Hang up first.")
    refusal = nothing_goes_out(turn)
    if refusal is not None:
        return refusal
    turn.tell(events.CallTaken(call.conversation, command.who))
    meet(turn, "call_taken", draft.messages[call.conversation - 1].inject)
    if call.left_message or call.caller in draft.seats:
        # A player reached somebody: by calling, or by calling back.
        meet(turn, "contact_made", call.caller if call.left_message else command.who)
    return None


def decline_call(turn: Turn, command: commands.DeclineCall) -> Refusal | None:
    """Do not take a call; when nobody is left who could, the caller leaves a message."""
    call = _ringing_at(turn, command.conversation, command.who)
    if isinstance(call, Refusal):
        return call
    if call.status != "ringing" or command.who in call.declined:
        return None
    turn.tell(events.CallDeclined(call.conversation, command.who))
    if set(call.rung) <= {*call.declined, command.who}:
        turn.tell(events.CallMissed(call.conversation), "declined")
    return None


def hang_up(turn: Turn, command: commands.HangUp) -> Refusal | None:
    """End a call, or stop ringing."""
    call = turn.draft.calls.get(command.conversation)
    if call is None or not call.has(command.who):
        return Refusal("You are not in this call.")
    if call.is_open or (call.status == "ringing" and command.who == call.caller):
        turn.tell(events.CallEnded(call.conversation, command.who))
    return None


def note_laptop(turn: Turn, command: commands.NoteLaptop) -> Refusal | None:
    """A laptop is gone or back: the call that its seat is in waits, or goes on."""
    draft = turn.draft
    for call in list(draft.calls.values()):
        if not call.has(command.seat) or draft.phase == "ended":
            continue
        if call.status == "live" and not command.there:
            turn.tell(events.CallWaits(call.conversation, command.seat, turn.t + WAITS_MS), "laptop")
        elif call.status == "waiting" and command.there:
            turn.tell(events.CallResumed(call.conversation, command.seat), "laptop")
    return None


def ask_next(turn: Turn, conversation: int) -> None:
    """In a call that the script makes, the caller asks the next written question once the last was answered."""
    draft = turn.draft
    call = draft.calls.get(conversation)
    first = draft.messages[conversation - 1]
    written = draft.scenario.inject_by_id.get(first.inject)
    if call is None or not call.is_open or written is None:
        return
    asked = max(draft.messages[number - 1].question for number in draft.conversations[conversation].numbers)
    if asked < len(written.questions):
        question = events.MessageSent(
            len(draft.messages) + 1,
            conversation,
            first.sender,
            (call.taken_by,),
            first.by,
            first.title,
            written.questions[asked],
            (call.taken_by,),
            question=asked + 1,
        )
        turn.tell(question, "script")


def _ringing_at(turn: Turn, conversation: int, who: str) -> Call | Refusal:
    call = turn.draft.calls.get(conversation)
    if call is None or who not in call.rung:
        return Refusal("This call is not for you.")
    return call


def _too_late(draft: State, call: Call) -> Refusal:
    seat = draft.seats.get(call.taken_by)
    if seat is None:
        return Refusal("This call is over.")
    if call.is_open:
        return Refusal("{name} has this call already.", {"name": seat.name or seat.title})
    return Refusal("{name} had this call; it is over.", {"name": seat.name or seat.title})
