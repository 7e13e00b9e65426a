"""What may a player do with a message, and what does that meet?"""

from __future__ import annotations

from app.engine import commands, events
from app.engine.calling import ask_next
from app.engine.commands import Refusal
from app.engine.knowing import facts_among, share
from app.engine.meeting import meet
from app.engine.releasing import too_long
from app.engine.talk import Delivery, Message
from app.engine.talking import speaking, written_before
from app.engine.turn import Turn

NO_WORDS = frozenset(("none", "acknowledge", "choice"))
"""What is asked of whoever gets a message but no text."""


def note_receipts(turn: Turn, command: commands.NoteReceipts) -> Refusal | None:
    """Note what arrived and what was shown, each seat and message once; anything else is left out."""
    draft = turn.draft
    if draft.phase == "ended":
        return None
    fresh: tuple[list[events.Receipt], list[events.Receipt]] = ([], [])
    noted: set[tuple[int, int, str]] = set()
    for stage, receipts in enumerate((command.arrived, command.shown)):
        for receipt in receipts:
            message = draft.message(receipt.number)
            key = (stage, receipt.number, receipt.seat)
            if message is None or message.recalled_at or key in noted:
                continue
            delivery = draft.deliveries[receipt.number].get(receipt.seat)
            if delivery is not None and not (delivery.shown if stage else delivery.arrived):
                noted.add(key)
                fresh[stage].append(events.Receipt(receipt.number, receipt.seat, min(receipt.at, turn.at)))
    if noted:
        turn.tell(events.ReceiptsNoted(tuple(fresh[0]), tuple(fresh[1])))
    return None


def open_inject(turn: Turn, command: commands.OpenMessage) -> Refusal | None:
    """A player opens a message; only the first time counts."""
    found = _on_seat(turn, command.number, command.seat)
    if isinstance(found, Refusal):
        return found
    message, delivery = found
    if not delivery.opened and not message.recalled_at and turn.draft.phase != "ended":
        turn.tell(events.MessageOpened(message.inject, command.seat, message.number))
        meet(turn, "opened", message.inject)
    return None


def acknowledge(turn: Turn, command: commands.AcknowledgeMessage) -> Refusal | None:
    """A player confirms a message; only the first time counts."""
    found = _on_seat(turn, command.number, command.seat)
    if isinstance(found, Refusal):
        return found
    if turn.draft.phase == "ended":
        return Refusal("The exercise is over.")
    message, delivery = found
    if not message.recalled_at and not delivery.acknowledged:
        turn.tell(events.MessageAcknowledged(message.inject, command.seat, message.number))
        meet(turn, "acknowledged", message.inject)
    return None


def give_answer(turn: Turn, command: commands.GiveAnswer) -> Refusal | None:
    """A player answers a message, or what was said last in its conversation; every answer of every seat is kept."""
    found = _on_seat(turn, _meant(turn, command), command.seat)
    if isinstance(found, Refusal):
        return found
    draft, (message, _) = turn.draft, found
    written_at = written_before(turn, command.written_at)
    if draft.phase == "ended" and not 0 < written_at <= draft.ended_at:
        return Refusal("The exercise is over. Your text was not sent, but it is still here.")
    refusal = _unfit(message, command) or speaking(turn, message.conversation, command.seat)
    if refusal:
        return refusal
    facts = facts_among(draft, command.facts)
    turn.tell(
        events.AnswerGiven(
            message.inject,
            command.seat,
            command.text,
            command.choice,
            written_at,
            message.number,
            command.question,
            facts,
        )
    )
    if draft.phase != "ended":
        # A question in a call belongs to the inject that began it; an inject that goes on is answered by itself.
        meet(turn, "answered", message.inject or draft.messages[message.conversation - 1].inject)
        if facts:
            share(turn, facts, (message.sender,))
        if message.conversation in draft.calls:
            ask_next(turn, message.conversation)
    return None


def _meant(turn: Turn, command: commands.GiveAnswer) -> int:
    """The message that is answered: a conversation has one form for words, meant for its latest message."""
    message = turn.draft.message(command.number)
    if message is None or command.question or message.reply == "choice":
        return command.number
    talk = turn.draft.conversations[message.conversation]
    if len(talk.numbers) == 1:
        return command.number
    asking = (number for number in reversed(talk.numbers) if _asks_words(turn, number, command.seat))
    return next(asking, command.number)


def _asks_words(turn: Turn, number: int, seat: str) -> bool:
    message = turn.draft.messages[number - 1]
    return turn.draft.has(seat, number) and message.reply not in NO_WORDS and not message.recalled_at


def _unfit(message: Message, command: commands.GiveAnswer) -> Refusal | None:
    if message.recalled_at:
        return Refusal("This message was taken back, so it needs no answer.")
    reply = message.reply
    if reply in ("none", "acknowledge"):
        return Refusal("This message asks for no answer.")
    if reply == "choice" and command.choice not in message.choices:
        return Refusal("Choose one of the answers first.")
    if reply != "choice" and not command.text.strip():
        return Refusal("Write an answer first.")
    if refusal := too_long(command.text):
        return refusal
    return None


def mark_expectation(turn: Turn, command: commands.MarkExpectation) -> Refusal | None:
    """A facilitator saw an expected action, or confirms that a reaction was the one expected."""
    expectation = turn.draft.expectations.get(command.expectation)
    if expectation is None:
        return Refusal("There is no such expected action in this exercise.")
    if expectation.by_hand:
        return Refusal("This expected action has been marked already.")
    if expectation.status == "idle":
        return Refusal("{inject} has not gone out yet.", {"inject": expectation.inject})
    late = expectation.status in ("missed", "met_late")
    turn.tell(events.ExpectationMet(expectation.id, expectation.inject, late), "hand")
    return None


def _on_seat(turn: Turn, number: int, seat: str) -> tuple[Message, Delivery] | Refusal:
    """What went out under this number, and how far it came on this seat."""
    message = turn.draft.message(number)
    delivery = turn.draft.deliveries.get(number, {}).get(seat)
    if message is None or delivery is None:
        return Refusal("This message is not on your seat.")
    return message, delivery
