"""What may somebody ask of the course of an exercise, and of its seats?"""

from typing import Literal

from app.engine.commands.base import Command
from app.engine.events import SeatPlan, Settings


class LetTimePass(Command, frozen=True):
    """Write down all that fell due until now."""


class PrepareExercise(Command, frozen=True):
    """Lay the table: the first command of every exercise."""

    title: str
    seats: tuple[SeatPlan, ...]
    settings: Settings = Settings()
    start_at: int = 0


class BridgeOutage(Command, frozen=True):
    """The server was last seen alive at real time ``since``; go on, or stand paused when it was away too long."""

    since: int


class TakeSeat(Command, frozen=True):
    """Sit down on a free seat, or sit down again under the same or another name."""

    seat: str
    name: str


class LeaveSeat(Command, frozen=True):
    """Free a seat."""

    seat: str
    why: Literal["left", "freed"] = "left"


class AutomateSeat(Command, frozen=True):
    """Let an empty seat play by itself, or no longer."""

    seat: str
    automatic: bool


class CoverSeat(Command, frozen=True):
    """Let whoever sits on ``by`` play an empty seat too; ``by`` empty for nobody any more."""

    seat: str
    by: str


class StartExercise(Command, frozen=True):
    """StartEx."""


class PauseExercise(Command, frozen=True):
    """Stop the clock: pause, time-out for all, or NO PLAY."""

    kind: Literal["pause", "timeout", "no_play"] = "pause"
    reason: str = ""


class ResumeExercise(Command, frozen=True):
    """Let the clock run again."""


class EndExercise(Command, frozen=True):
    """EndEx."""

    reason: str = ""


class ChangeRate(Command, frozen=True):
    """Play at another tempo; ``rate`` in thousandths, 100 to 60000."""

    rate: int


class JumpTo(Command, frozen=True):
    """Go to exercise time ``to`` (ms), None for the next inject; what lies between is released or skipped."""

    to: int | None = None
    between: Literal["release", "skip"] = "skip"


class ShiftRest(Command, frozen=True):
    """Move everything still to come by so many ms, later or earlier."""

    by_ms: int
