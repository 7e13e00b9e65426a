"""What may somebody ask of the script?"""

from typing import Literal

from app.engine.commands.base import Command
from app.engine.events import ImprovisedInject


class ReleaseInject(Command, frozen=True):
    """Send an inject now."""

    inject: str


class UndoRelease(Command, frozen=True):
    """Take back a release within its window."""

    inject: str


class HoldInject(Command, frozen=True):
    """Keep an inject back."""

    inject: str


class SkipInject(Command, frozen=True):
    """Leave an inject out."""

    inject: str


class ReturnInject(Command, frozen=True):
    """Put a held or skipped inject back at its moment, or in reserve when that is past."""

    inject: str


class RescheduleInject(Command, frozen=True):
    """Give an inject another moment (exercise ms)."""

    inject: str
    due: int


class EditInject(Command, frozen=True):
    """Change title and text of an inject before it goes."""

    inject: str
    title: str
    text: str


class ChooseAlternative(Command, frozen=True):
    """Choose one of the written texts of an inject before it goes."""

    inject: str
    alternative: str


class ImproviseInject(Command, frozen=True):
    """Add an inject that was not in the script.

    ``when`` "now" sends it at once, "reserve" keeps it, a number is its moment (exercise ms).
    """

    inject: ImprovisedInject
    when: int | Literal["now", "reserve"] = "now"


class SendCorrection(Command, frozen=True):
    """Add a visible correction to an inject that players already have."""

    inject: str
    text: str


class AddRecipient(Command, frozen=True):
    """Send an inject that is out to one more seat."""

    inject: str
    seat: str


class MarkExpectation(Command, frozen=True):
    """A facilitator saw an expected action."""

    expectation: str
