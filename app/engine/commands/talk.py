"""What may somebody ask of messages and calls?"""

from app.engine.commands.base import Command
from app.engine.events import Receipt


class NoteReceipts(Command, frozen=True):
    """Laptops report what arrived and what was shown."""

    arrived: tuple[Receipt, ...] = ()
    shown: tuple[Receipt, ...] = ()


class OpenMessage(Command, frozen=True):
    """A player opens message ``number``."""

    number: int
    seat: str


class AcknowledgeMessage(Command, frozen=True):
    """A player confirms message ``number``."""

    number: int
    seat: str


class GiveAnswer(Command, frozen=True):
    """A player answers message ``number``, or its written ``question`` (from 1).

    ``written_at`` real ms when it was written, 0 for now; ``facts`` what the answer tells.
    """

    number: int
    seat: str
    text: str = ""
    choice: str = ""
    written_at: int = 0
    question: int = 0
    facts: tuple[str, ...] = ()


class WriteMessage(Command, frozen=True):
    """A player writes, calls or says something: ``sender`` their seat. Or a facilitator does, as an actor.

    ``conversation`` 0 begins one with ``to`` (names of seats, teams, roles and actors) over channel ``by``; otherwise
    it goes to the others in that conversation. With ``by`` phone a new conversation rings. ``after`` is the newest
    message that the writer has seen there, 0 for any: two people who play one actor don't talk through each other.
    """

    sender: str
    conversation: int = 0
    to: tuple[str, ...] = ()
    by: str = ""
    title: str = ""
    text: str = ""
    facts: tuple[str, ...] = ()
    written_at: int = 0
    attachments: tuple[str, ...] = ()
    after: int = 0


class TakeCall(Command, frozen=True):
    """Take a call that rings, or call back after missing it; ``who`` is a seat, or an actor that is played."""

    conversation: int
    who: str


class DeclineCall(Command, frozen=True):
    """Do not take a call that rings."""

    conversation: int
    who: str


class HangUp(Command, frozen=True):
    """End a call."""

    conversation: int
    who: str


class NoteLaptop(Command, frozen=True):
    """The laptop of a seat went, or is there again: a call that it was in waits for it."""

    seat: str
    there: bool


class AssignMessage(Command, frozen=True):
    """Let a colleague (a seat of the same team, or empty for nobody) see to a conversation."""

    conversation: int
    seat: str
    to: str


class ParkMessage(Command, frozen=True):
    """Put a conversation aside for so many exercise ms, 0 to take it up again."""

    conversation: int
    seat: str
    for_ms: int


class AddFile(Command, frozen=True):
    """Note a file that was kept on the server under the name ``file``; ``size`` in bytes."""

    file: str
    seat: str
    title: str
    media_type: str
    size: int
