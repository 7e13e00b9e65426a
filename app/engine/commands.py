"""What can be asked for? Every command, in the imperative; ``decide`` answers it with lines or a refusal."""

from typing import Literal

import msgspec

from app.engine.events import ImprovisedInject, Receipt, SeatPlan, Settings


class Command(msgspec.Struct, frozen=True, gc=False):
    """A wish of somebody, or of the clock."""


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


class MarkExpectation(Command, frozen=True):
    """A facilitator saw an expected action."""

    expectation: str


AnyCommand = (
    LetTimePass | PrepareExercise | BridgeOutage | TakeSeat | LeaveSeat | AutomateSeat | StartExercise | PauseExercise
    | ResumeExercise | EndExercise | ChangeRate | JumpTo | ShiftRest | ReleaseInject | UndoRelease | HoldInject
    | SkipInject | ReturnInject | RescheduleInject | EditInject | ChooseAlternative | ImproviseInject | SendCorrection
    | AddRecipient | NoteReceipts | OpenMessage | AcknowledgeMessage | GiveAnswer | MarkExpectation
)  # fmt: skip


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """Why not, in one sentence: an English template that screens translate, and the words that go into it."""

    template: str
    words: dict[str, str | int] = {}

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return self.template.format(**self.words)
