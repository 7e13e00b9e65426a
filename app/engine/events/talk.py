"""What can happen to a message, once it is out?"""

import msgspec

from app.engine.events.base import Event


class Receipt(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The moment (real ms) at which one inject, by its number, reached a stage on one seat's screen."""

    number: int
    seat: str
    at: int


class ReceiptsNoted(Event, frozen=True, tag="receipts_noted"):
    """Laptops reported what arrived and what was shown."""

    arrived: tuple[Receipt, ...] = ()
    shown: tuple[Receipt, ...] = ()


class MessageOpened(Event, frozen=True, tag="inject_opened"):
    """A player opened a message; ``number`` 0 in old lines means what the inject had become by then."""

    inject: str
    seat: str
    number: int = 0


class MessageAcknowledged(Event, frozen=True, tag="inject_acknowledged"):
    """A player confirmed a message; ``number`` as in MessageOpened."""

    inject: str
    seat: str
    number: int = 0


class AnswerGiven(Event, frozen=True, tag="answer_given"):
    """A player answered a message; ``number`` as in MessageOpened.

    ``written_at`` real ms when it was written, if that was earlier than it was sent.
    """

    inject: str
    seat: str
    text: str = ""
    choice: str = ""
    written_at: int = 0
    number: int = 0
