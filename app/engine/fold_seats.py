"""Where do a seat and its messages stand after a line about them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from app.engine import events
from app.engine.fold_talk import answer_without_call, is_answered, learn
from app.engine.schedule import clear_alarm
from app.engine.state import State
from app.engine.talk import NOT_DELIVERED, Answer


def _taken(state: State, line: events.Line, event: events.SeatTaken) -> None:
    state.seats[event.seat] = replace(state.seats[event.seat], name=event.name, taken_at=line.at)
    state.covered.pop(event.seat, None)


def _left(state: State, line: events.Line, event: events.SeatLeft) -> None:
    state.seats[event.seat] = replace(state.seats[event.seat], name="", taken_at=0)


def _automated(state: State, line: events.Line, event: events.SeatAutomated) -> None:
    state.seats[event.seat] = replace(state.seats[event.seat], automatic=event.automatic)


def _covered(state: State, line: events.Line, event: events.SeatCovered) -> None:
    if event.by:
        state.covered[event.seat] = event.by
    else:
        state.covered.pop(event.seat, None)


def _receipts_noted(state: State, line: events.Line, event: events.ReceiptsNoted) -> None:
    counted: dict[int, list[int]] = {}
    for stage, receipts in enumerate((event.arrived, event.shown)):
        for receipt in receipts:
            deliveries = state.own_deliveries(receipt.number)
            was = deliveries.get(receipt.seat, NOT_DELIVERED)
            deliveries[receipt.seat] = replace(was, shown=receipt.at) if stage else replace(was, arrived=receipt.at)
            counted.setdefault(receipt.number, [0, 0])[stage] += 1
    for number, (arrived, shown) in counted.items():
        tally = state.tallies[number]
        state.tallies[number] = replace(tally, arrived=tally.arrived + arrived, shown=tally.shown + shown)


def _opened(state: State, line: events.Line, event: events.MessageOpened) -> None:
    number = event.number or state.injects[event.inject].number
    deliveries = state.own_deliveries(number)
    deliveries[event.seat] = replace(deliveries.get(event.seat, NOT_DELIVERED), opened=line.at)
    tally = state.tallies[number]
    state.tallies[number] = replace(tally, opened=tally.opened + 1)
    message = state.messages[number - 1]
    if message.facts and message.conversation not in state.calls:
        learn(state, event.seat, message, message.facts)


def _acknowledged(state: State, line: events.Line, event: events.MessageAcknowledged) -> None:
    number = event.number or state.injects[event.inject].number
    deliveries = state.own_deliveries(number)
    deliveries[event.seat] = replace(deliveries.get(event.seat, NOT_DELIVERED), acknowledged=line.at)
    tally = state.tallies[number]
    state.tallies[number] = replace(tally, acknowledged=tally.acknowledged + 1)


def _answered(state: State, line: events.Line, event: events.AnswerGiven) -> None:
    number = event.number or state.injects[event.inject].number
    deliveries = state.own_deliveries(number)
    was = deliveries.get(event.seat, NOT_DELIVERED)
    if not was.answers:
        tally = state.tallies[number]
        state.tallies[number] = replace(tally, answered=tally.answered + 1)
    message = state.messages[number - 1]
    answer = Answer(
        event.text,
        event.choice,
        line.at,
        line.t,
        event.written_at or line.at,
        line.seq,
        event.question,
        message.overdue,
        event.facts,
    )
    deliveries[event.seat] = replace(was, answers=(*was.answers, answer))
    if event.facts:
        learn(state, message.sender, message, event.facts)
    if not event.number:
        answer_without_call(state, message.conversation, event.seat)
    if message.deadline is not None and is_answered(state, message):
        clear_alarm(state, "remind", str(number))
        clear_alarm(state, "deadline", str(number))


SEAT_FOLDS: dict[type[events.Event], Callable[[State, events.Line, Any], None]] = {
    events.SeatTaken: _taken,
    events.SeatLeft: _left,
    events.SeatAutomated: _automated,
    events.SeatCovered: _covered,
    events.ReceiptsNoted: _receipts_noted,
    events.MessageOpened: _opened,
    events.MessageAcknowledged: _acknowledged,
    events.AnswerGiven: _answered,
}
