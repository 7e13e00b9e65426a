"""What can happen between people: messages, answers and calls?"""

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

    ``written_at`` real ms when it was written, if that was earlier than it was sent; ``question`` which of the written
    questions it answers, from 1; ``facts`` what it tells.
    """

    inject: str
    seat: str
    text: str = ""
    choice: str = ""
    written_at: int = 0
    number: int = 0
    question: int = 0
    facts: tuple[str, ...] = ()


class MessageSent(Event, frozen=True, tag="message_sent"):
    """Somebody wrote or said something that no script releases: a player, or an actor who is played.

    ``conversation`` is its own ``number`` when it begins one; ``sender`` a seat or an actor; ``to`` names of seats,
    teams, roles and actors; ``seats`` whose desks get it; ``question`` which of the written questions it asks, from 1;
    ``facts`` what it tells; ``written_at`` as in AnswerGiven; ``deed`` the act that it passes on;
    ``attachments`` names of files.
    """

    number: int
    conversation: int
    sender: str
    to: tuple[str, ...]
    by: str
    title: str
    text: str
    seats: tuple[str, ...] = ()
    question: int = 0
    facts: tuple[str, ...] = ()
    written_at: int = 0
    deed: int = 0
    attachments: tuple[str, ...] = ()


class CallTaken(Event, frozen=True, tag="call_taken"):
    """Somebody took a call that rang, or called back after missing it; ``who`` is a seat or an actor.

    ``by_cards`` while nobody plays the actor and the machine answers from its cards.
    """

    conversation: int
    who: str
    by_cards: bool = False


class CallDeclined(Event, frozen=True, tag="call_declined"):
    """One of those at whom a call rings does not take it."""

    conversation: int
    who: str


class CallMissed(Event, frozen=True, tag="call_missed"):
    """Nobody took a call, so the caller left a message."""

    conversation: int


class CallWaits(Event, frozen=True, tag="call_waits"):
    """The laptop of somebody in a call is gone; the other side waits until exercise time ``until`` (ms)."""

    conversation: int
    who: str
    until: int


class CallResumed(Event, frozen=True, tag="call_resumed"):
    """The laptop of somebody in a call is back in time."""

    conversation: int
    who: str


class CallEnded(Event, frozen=True, tag="call_ended"):
    """Somebody hung up; ``who`` is empty when the line was given up after waiting, or with the end of the exercise."""

    conversation: int
    who: str = ""


class DeadlineNeared(Event, frozen=True, tag="deadline_neared"):
    """The time for an answer is almost over, and nobody has answered yet."""

    number: int


class DeadlinePassed(Event, frozen=True, tag="deadline_passed"):
    """The time for an answer is over, and nobody has answered."""

    number: int


class MessageAssigned(Event, frozen=True, tag="message_assigned"):
    """Somebody of the team will see to this conversation; ``to`` is a seat, empty when nobody is to any more."""

    conversation: int
    seat: str
    to: str


class MessageParked(Event, frozen=True, tag="message_parked"):
    """A seat puts a conversation aside until exercise time ``until`` (ms); 0 takes it up again."""

    conversation: int
    seat: str
    until: int


class MessageReturned(Event, frozen=True, tag="message_returned"):
    """The time for which a seat had put a conversation aside is over."""

    conversation: int
    seat: str


class FileAdded(Event, frozen=True, tag="file_added"):
    """A player put a file on the server, to attach it to a message; ``file`` is its name there, ``title`` theirs."""

    file: str
    seat: str
    title: str
    media_type: str
    size: int
