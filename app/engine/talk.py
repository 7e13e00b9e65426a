"""How do messages, conversations and calls stand?"""

from __future__ import annotations

from typing import Literal

import msgspec


class Answer(msgspec.Struct, frozen=True, gc=False):
    """One answer of one seat; ``written_at`` (real ms) is before ``at`` when it was written without a connection.

    ``seq`` its line in the log; ``question`` the written question it answers, from 1; ``late`` after the deadline.
    """

    text: str
    choice: str
    at: int
    t: int
    written_at: int
    seq: int = 0
    question: int = 0
    late: bool = False
    facts: tuple[str, ...] = ()


class Delivery(msgspec.Struct, frozen=True, gc=False):
    """How far one inject came on one seat; real ms, 0 for not yet."""

    arrived: int = 0
    shown: int = 0
    opened: int = 0
    acknowledged: int = 0
    answers: tuple[Answer, ...] = ()


class Tally(msgspec.Struct, frozen=True, gc=False):
    """How many seats have an inject at least so far."""

    sent: int = 0
    arrived: int = 0
    shown: int = 0
    opened: int = 0
    acknowledged: int = 0
    answered: int = 0


class Correction(msgspec.Struct, frozen=True, gc=False):
    """A visible correction, with its real and exercise time."""

    text: str
    at: int
    t: int


class Message(msgspec.Struct, frozen=True, gc=False):
    """What passed from a sender to seats over a channel, scripted or not.

    ``conversation`` the number of the message it began with; ``inject`` the inject it came from, empty when nobody
    scripted it; ``sender`` an actor, role or seat; ``to`` whom it is addressed to; ``at`` real ms, ``t`` exercise ms;
    ``recalled_at`` real ms once it was taken back; ``seq`` its line in the log; ``question`` which of the written
    questions it asks, from 1; ``deed`` the act that it passes on; ``deadline`` exercise ms until which an answer is
    wanted; ``near`` and ``overdue`` once that was told.
    """

    number: int
    conversation: int
    inject: str
    sender: str
    to: tuple[str, ...]
    by: str
    title: str
    text: str
    reply: str
    choices: tuple[str, ...] = ()
    at: int = 0
    t: int = 0
    recalled_at: int = 0
    corrections: tuple[Correction, ...] = ()
    seq: int = 0
    question: int = 0
    facts: tuple[str, ...] = ()
    written_at: int = 0
    deadline: int | None = None
    deed: int = 0
    attachments: tuple[str, ...] = ()
    near: bool = False
    overdue: bool = False


class File(msgspec.Struct, frozen=True, gc=False):
    """A file that a player put on the server; ``size`` in bytes."""

    name: str
    seat: str
    title: str
    media_type: str
    size: int


class Conversation(msgspec.Struct, frozen=True, gc=False):
    """Messages that belong together: ``number`` of the first, ``numbers`` of all, and the channel."""

    number: int
    by: str
    numbers: tuple[int, ...]


class Call(msgspec.Struct, frozen=True, gc=False):
    """How a conversation over the phone stands.

    ``caller`` and ``rung`` are seats or actors; ``declined`` those who did not take it; ``taken_by`` who did; ``since``
    the exercise ms of the last change; ``until`` the exercise ms of the voicemail, or until which a gone laptop is
    waited for; ``left_message`` once the caller spoke to the voicemail; ``by_cards`` while the machine speaks for the
    actor who took it.
    """

    conversation: int
    caller: str
    rung: tuple[str, ...]
    status: Literal["ringing", "live", "waiting", "missed", "over"]
    since: int
    until: int = 0
    declined: tuple[str, ...] = ()
    taken_by: str = ""
    left_message: bool = False
    by_cards: bool = False

    @property
    def is_open(self) -> bool:
        """Whether two sides are in it now."""
        return self.status in ("live", "waiting")

    def has(self, who: str) -> bool:
        """Whether this seat or actor is one of the two sides."""
        return bool(who) and who in (self.caller, self.taken_by)


NOT_DELIVERED = Delivery()
