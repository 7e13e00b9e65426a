"""Where do messages, conversations and calls stand after a line about them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from app.engine import events
from app.engine.schedule import clear_alarm, put_alarm
from app.engine.talk import NOT_DELIVERED, Call, Conversation, File, Message, Tally

if TYPE_CHECKING:
    from app.engine.state import InjectState, State

HANDOVER_PLACE = "{{overdrachtsbericht}}"
"""Where an inject shows the newest handover exactly as it was typed."""
RINGS_MS = 60_000
"""So long (exercise ms) a phone rings before the voicemail, unless the scenario says otherwise."""


def release_message(state: State, line: events.Line, event: events.InjectReleased, inject: InjectState) -> None:
    """What an inject says goes out, in a conversation of its own or in the one it continues."""
    written = state.scenario.inject_by_id.get(inject.id)
    before = state.sent(written.continues) if written is not None and written.continues else None
    continues = before is not None and not (before.conversation in state.calls and inject.by == "phone")
    deadline = line.t + written.deadline * 1000 if written is not None and written.deadline else None
    message = Message(
        number=event.number,
        conversation=before.conversation if before is not None and continues else event.number,
        inject=inject.id,
        sender=inject.sender,
        to=inject.to,
        by=inject.by,
        title=inject.title,
        text=inject.text,
        reply=inject.reply,
        choices=inject.choices,
        at=line.at,
        t=line.t,
        seq=line.seq,
        facts=written.facts if written is not None else (),
        deed=_handed_over(state) if HANDOVER_PLACE in inject.text else 0,
        attachments=written.attachments if written is not None else (),
        deadline=deadline,
    )
    deliver(state, message, event.seats)
    if message.by == "phone" and message.reply not in ("none", "acknowledge"):
        rings = written.rings * 1000 if written is not None and written.rings else RINGS_MS
        _ring(state, message, event.seats, rings)
    if deadline is not None:
        put_alarm(state, "deadline", str(event.number), deadline)
        if written is not None and written.remind:
            put_alarm(state, "remind", str(event.number), deadline - written.remind * 1000)


def take_back(state: State, line: events.Line, message: Message) -> None:
    """A message was taken back: it rings no longer, and no answer is waited for."""
    state.put_message(replace(message, recalled_at=line.at))
    for kind in ("remind", "deadline"):
        clear_alarm(state, kind, str(message.number))
    call = state.calls.get(message.number)
    if call is not None:
        _put_call(state, replace(call, status="over", since=line.t, until=0))


def _handed_over(state: State) -> int:
    return max((deed.number for deed in state.deeds if deed.act == "handover"), default=0)


def deliver(state: State, message: Message, seats: tuple[str, ...]) -> None:
    """A message goes out to these seats."""
    number, begun = message.number, state.conversations.get(message.conversation)
    state.messages.append(message)
    numbers = () if begun is None else begun.numbers
    state.conversations[message.conversation] = Conversation(message.conversation, message.by, (*numbers, number))
    state.deliveries[number] = dict.fromkeys(seats, NOT_DELIVERED)
    state.owned.add(number)
    state.tallies[number] = Tally(sent=len(seats))


def is_answered(state: State, message: Message) -> bool:
    """Whether every written question of a message has an answer by now, or the message itself when it has none."""
    written = state.scenario.inject_by_id.get(message.inject)
    answers = [answer for delivery in state.deliveries[message.number].values() for answer in delivery.answers]
    asked = len(written.questions) if written is not None and message.conversation not in state.calls else 0
    given = {answer.question for answer in answers}
    return bool(answers) and (0 in given or given >= set(range(1, asked + 1)))


def learn(state: State, who: str, message: Message, facts: tuple[str, ...]) -> None:
    """A seat reads or hears these facts in a message or in an answer to it; actors know what they know."""
    for fact in facts if who in state.seats else ():
        knowing = state.known.get(fact, {})
        if who not in knowing:
            state.known[fact] = {**knowing, who: message.number}


def _ring(state: State, message: Message, rung: tuple[str, ...], rings_ms: int) -> None:
    until = message.t + rings_ms
    _put_call(state, Call(message.conversation, message.sender, rung, "ringing", message.t, until))


def _sent(state: State, line: events.Line, event: events.MessageSent) -> None:
    message = Message(
        number=event.number,
        conversation=event.conversation,
        inject="",
        sender=event.sender,
        to=event.to,
        by=event.by,
        title=event.title,
        text=event.text,
        reply="none" if event.deed else "text",
        at=line.at,
        t=line.t,
        seq=line.seq,
        question=event.question,
        facts=event.facts,
        deed=event.deed,
        attachments=event.attachments,
        written_at=event.written_at or line.at,
    )
    deliver(state, message, event.seats)
    begins = event.number == event.conversation
    if begins and event.by == "phone":
        actors = tuple(name for name in event.to if name in state.scenario.actors)
        _ring(state, message, event.seats or actors, RINGS_MS)
    elif event.conversation in state.calls:
        for seat in event.seats:
            learn(state, seat, message, message.facts)


def _put_call(state: State, call: Call) -> None:
    """A call stands so now; the clock looks at it while it rings or waits, and only then."""
    name = str(call.conversation)
    state.calls[call.conversation] = call
    for status, kind in (("ringing", "voicemail"), ("waiting", "waits")):
        if call.status == status:
            put_alarm(state, kind, name, call.until)
        else:
            clear_alarm(state, kind, name)


def _call_taken(state: State, line: events.Line, event: events.CallTaken) -> None:
    call = state.calls[event.conversation]
    since = call.since if call.is_open else line.t
    now = replace(call, status="live", taken_by=event.who, since=since, until=0, by_cards=event.by_cards)
    _put_call(state, now)
    for number in state.conversations[event.conversation].numbers:
        if state.has(event.who, number):
            said = state.messages[number - 1]
            learn(state, event.who, said, said.facts)


def _call_declined(state: State, line: events.Line, event: events.CallDeclined) -> None:
    call = state.calls[event.conversation]
    state.calls[event.conversation] = replace(call, declined=(*call.declined, event.who))


def _call_waits(state: State, line: events.Line, event: events.CallWaits) -> None:
    call = state.calls[event.conversation]
    _put_call(state, replace(call, status="waiting", until=event.until))


def _call_resumed(state: State, line: events.Line, event: events.CallResumed) -> None:
    _put_call(state, replace(state.calls[event.conversation], status="live", until=0))


def _call_missed(state: State, line: events.Line, event: events.CallMissed) -> None:
    _put_call(
        state, replace(state.calls[event.conversation], status="missed", since=line.t, until=0, left_message=True)
    )


def _call_ended(state: State, line: events.Line, event: events.CallEnded) -> None:
    _put_call(state, replace(state.calls[event.conversation], status="over", since=line.t, until=0))


def answer_without_call(state: State, conversation: int, seat: str) -> None:
    """Lines from before calls rang answer them at once: with the first answer such a call is over."""
    call = state.calls.get(conversation)
    if call is not None and call.status == "ringing":
        _put_call(state, replace(call, status="over", taken_by=seat, until=0))


def _neared(state: State, line: events.Line, event: events.DeadlineNeared) -> None:
    state.put_message(replace(state.messages[event.number - 1], near=True))
    clear_alarm(state, "remind", str(event.number))


def _passed(state: State, line: events.Line, event: events.DeadlinePassed) -> None:
    state.put_message(replace(state.messages[event.number - 1], overdue=True))
    clear_alarm(state, "deadline", str(event.number))


def _assigned(state: State, line: events.Line, event: events.MessageAssigned) -> None:
    if event.to:
        state.assigned[event.conversation] = event.to
    else:
        state.assigned.pop(event.conversation, None)


def _parked(state: State, line: events.Line, event: events.MessageParked) -> None:
    key = event.conversation, event.seat
    if event.until:
        state.parked[key] = event.until
        put_alarm(state, "parked", f"{event.conversation} {event.seat}", event.until)
    else:
        state.parked.pop(key, None)
        clear_alarm(state, "parked", f"{event.conversation} {event.seat}")


def _returned(state: State, line: events.Line, event: events.MessageReturned) -> None:
    state.parked.pop((event.conversation, event.seat), None)
    clear_alarm(state, "parked", f"{event.conversation} {event.seat}")


def _file_added(state: State, line: events.Line, event: events.FileAdded) -> None:
    state.files[event.file] = File(event.file, event.seat, event.title, event.media_type, event.size)


TALK_FOLDS: dict[type[events.Event], Callable[[State, events.Line, Any], None]] = {
    events.MessageSent: _sent,
    events.CallTaken: _call_taken,
    events.CallDeclined: _call_declined,
    events.CallMissed: _call_missed,
    events.CallWaits: _call_waits,
    events.CallResumed: _call_resumed,
    events.CallEnded: _call_ended,
    events.DeadlineNeared: _neared,
    events.DeadlinePassed: _passed,
    events.MessageAssigned: _assigned,
    events.MessageParked: _parked,
    events.MessageReturned: _returned,
    events.FileAdded: _file_added,
}
