"""What can a seat fill in under the messages of a conversation? People type there, so nothing in it ever changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from app.engine.answering import NO_WORDS
from app.engine.state import State
from app.engine.talk import Message
from app.perspectives.parts import Part, Region

FormKind = Literal["acknowledge", "choice", "question", "answer", "write"]


class AnswerForm(Part, frozen=True):
    """A form: ``question`` (from 1, which ``asks`` this) of message ``number``, or for the whole conversation.

    ``write`` is for who began the conversation, ``answer`` for all others.
    """

    number: int
    conversation: int
    channel: str
    kind: FormKind
    choices: tuple[str, ...] = ()
    question: int = 0
    asks: str = ""


def questions_on_paper(state: State, message: Message) -> tuple[str, ...]:
    """The numbered questions of a letter or another paper; in a call they are asked one by one."""
    written = state.scenario.inject_by_id.get(message.inject)
    asks = written is not None and message.reply not in NO_WORDS and message.conversation not in state.calls
    return written.questions if written is not None and asks else ()


def form_regions(state: State, message: Message, seats: frozenset[str]) -> Iterator[Region]:
    """What belongs under this one message, for those of these seats that got it."""
    having = seats & state.deliveries[message.number].keys() - {message.sender}
    if not having:
        return
    thread, number = f"thread-{message.conversation}", message.number
    if message.reply in ("acknowledge", "choice"):
        kind: FormKind = "acknowledge" if message.reply == "acknowledge" else "choice"
        form = AnswerForm(number, message.conversation, message.by, kind, message.choices)
        yield Region(f"answer-{number}", "answer", form, having, thread, once=True, order=message.seq)
    for place, asks in enumerate(questions_on_paper(state, message), start=1):
        form = AnswerForm(number, message.conversation, message.by, "question", (), place, asks)
        yield Region(f"answer-{number}-{place}", "question", form, having, thread, once=True, order=message.seq)


def words_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """The one form of a conversation to write in: none when nothing in it asks for words."""
    here = set(seats)
    first = state.messages[number - 1]
    if first.sender in here and first.reply not in NO_WORDS:
        yield _words(number, first.by, "write", frozenset((first.sender,)))
    having: set[str] = set()
    for name in state.conversations[number].numbers:
        message = state.messages[name - 1]
        if _asks_words(state, message):
            having |= here & state.deliveries[name].keys()
    having.discard(first.sender)
    if having:
        yield _words(number, first.by, "answer", frozenset(having))


def wordless(state: State, message: Message, seats: Iterable[str]) -> set[str]:
    """Those of these seats that could not write in the conversation before this message."""
    numbers = [number for number in state.conversations[message.conversation].numbers if number < message.number]
    asking = [number for number in numbers if _asks_words(state, state.messages[number - 1])]
    first = state.messages[message.conversation - 1]
    return {one for one in seats if one != first.sender and not any(state.has(one, number) for number in asking)}


def _asks_words(state: State, message: Message) -> bool:
    return message.reply not in NO_WORDS and not questions_on_paper(state, message)


def _words(number: int, channel: str, kind: FormKind, seats: frozenset[str]) -> Region:
    form = AnswerForm(number, number, channel, kind)
    return Region(f"words-{number}", "answer", form, seats, f"reply-{number}", once=True)
