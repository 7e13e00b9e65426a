"""What do scripted seats do? A calm team reads, takes its calls and answers everything, each in its own time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from app.engine import commands, events
from app.engine.events import Line
from app.engine.state import InjectState, State
from app.engine.talk import Message

SeatCommand = (
    commands.OpenMessage
    | commands.AcknowledgeMessage
    | commands.GiveAnswer
    | commands.TakeCall
    | commands.HangUp
)  # fmt: skip


class Act(msgspec.Struct, frozen=True, gc=False):
    """What scripted seats will do at one moment, one after another, so many real ms after what they react to."""

    after_ms: int
    commands: Sequence[SeatCommand]


Reaction = Callable[[State, Line], Sequence[Act]]
"""How scripted seats react to a line of the log."""

CALM_ANSWER = "We pakken dit op en bellen terug."
OPENS_MS, CONFIRMS_MS, ANSWERS_MS, NEXT_ANSWER_MS = 20_000, 40_000, 90_000, 30_000
TAKES_MS, NEXT_HAND_MS, CALLS_BACK_MS = 8_000, 4_000, 60_000
SPEAKS_MS, HANGS_UP_MS = 15_000, 5_000
HANDS = 3
"""So many seats reach for a phone that rings, one after another: the first may be in a call."""


def calm_seats(state: State, line: Line) -> Sequence[Act]:
    """Scripted seats that open every message after 20 seconds and answer it after a minute and a half.

    They take calls after 8 seconds and call back what they missed; of a letter with questions each is answered.
    """
    react = _REACTIONS.get(type(line.event))
    return () if react is None else react(state, line.event)


def seat_of(command: SeatCommand) -> str:
    """The seat that does this."""
    return command.who if isinstance(command, commands.TakeCall | commands.HangUp) else command.seat


def _released(state: State, event: events.InjectReleased) -> Sequence[Act]:
    inject, number, seats = state.injects[event.inject], event.number, event.seats
    if number in state.calls:
        hands = enumerate(seats[:HANDS])
        return [Act(TAKES_MS + NEXT_HAND_MS * n, [commands.TakeCall(number, seat)]) for n, seat in hands]
    opened = Act(OPENS_MS, [commands.OpenMessage(number, seat) for seat in seats])
    match inject.reply:
        case "none":
            return (opened,)
        case "acknowledge":
            return opened, Act(CONFIRMS_MS, [commands.AcknowledgeMessage(number, seat) for seat in seats])
    written = state.scenario.inject_by_id.get(event.inject)
    if written is not None and written.questions and seats:
        asked = range(1, len(written.questions) + 1)
        answers = [(n, commands.GiveAnswer(number, seats[0], CALM_ANSWER, question=n)) for n in asked]
        return [opened, *(Act(ANSWERS_MS + NEXT_ANSWER_MS * (n - 1), [answer]) for n, answer in answers)]
    return opened, Act(ANSWERS_MS, [_answer(inject, number, seat) for seat in seats])


def _answer(said: InjectState | Message, number: int, seat: str) -> commands.GiveAnswer:
    if said.reply == "choice":
        return commands.GiveAnswer(number, seat, choice=said.choices[0])
    return commands.GiveAnswer(number, seat, CALM_ANSWER)


def _taken(state: State, event: events.CallTaken) -> Sequence[Act]:
    number, seat = event.conversation, event.who
    opened = Act(0, [commands.OpenMessage(number, seat)])
    return opened, Act(SPEAKS_MS, [_answer(state.messages[number - 1], number, seat)])


def _asked(state: State, event: events.MessageSent) -> Sequence[Act]:
    if not event.question:
        return ()
    heard = Act(0, [commands.OpenMessage(event.number, seat) for seat in event.seats])
    return heard, Act(
        SPEAKS_MS, [_answer(state.messages[event.number - 1], event.number, seat) for seat in event.seats]
    )


def _answered(state: State, event: events.AnswerGiven) -> Sequence[Act]:
    """Hang up when that was the last thing that was asked."""
    if not state.calls:
        return ()
    talk = state.messages[event.number - 1].conversation
    call = state.calls.get(talk)
    if call is None or not call.is_open or state.conversations[talk].numbers[-1] != event.number:
        return ()
    return (Act(HANGS_UP_MS, [commands.HangUp(talk, event.seat)]),)


def _missed(state: State, event: events.CallMissed) -> Sequence[Act]:
    rung = state.calls[event.conversation].rung
    return (Act(CALLS_BACK_MS, [commands.TakeCall(event.conversation, rung[0])]),) if rung[0] in state.seats else ()


_REACTIONS: dict[type[events.Event], Callable[[State, Any], Sequence[Act]]] = {
    events.InjectReleased: _released,
    events.CallTaken: _taken,
    events.MessageSent: _asked,
    events.AnswerGiven: _answered,
    events.CallMissed: _missed,
}
