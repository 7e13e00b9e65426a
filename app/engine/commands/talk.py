"""What may somebody ask of messages?"""

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
    """A player answers message ``number``; ``written_at`` real ms when it was written, 0 for now."""

    number: int
    seat: str
    text: str = ""
    choice: str = ""
    written_at: int = 0
