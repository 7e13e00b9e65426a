"""What can have happened? Every event of an exercise, in the past tense, and the line that carries it in the log.

Real times (``at``, ``written_at`` ...) are ms since 1970 UTC, exercise times (``t``, ``due`` ...) ms since StartEx.
"""

from typing import Literal

import msgspec

PauseKind = Literal["pause", "timeout", "no_play", "outage"]
Show = Literal["after_window", "at_once"]


class SeatPlan(msgspec.Struct, frozen=True, gc=False):
    """One place at the table as the exercise was prepared."""

    seat: str
    role: str
    title: str
    team: str
    automatic: bool = False


class Settings(msgspec.Struct, frozen=True, gc=False):
    """How this exercise is conducted.

    ``undo_window_ms`` real ms in which a release by hand can be undone; ``show`` when players see such a release;
    ``outage_grace_ms`` the longest outage after which the clock goes on by itself.
    """

    undo_window_ms: int = 5_000
    show: Show = "after_window"
    outage_grace_ms: int = 60_000


class ImprovisedInject(msgspec.Struct, frozen=True, gc=False):
    """An inject that a facilitator wrote during play."""

    id: str
    sender: str
    to: tuple[str, ...]
    by: str
    title: str
    text: str
    reply: str = "text"
    choices: tuple[str, ...] = ()


class Receipt(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The moment (real ms) at which one inject, by its number, reached a stage on one seat's screen."""

    number: int
    seat: str
    at: int


class Event(msgspec.Struct, frozen=True, gc=False, tag_field="type"):
    """Something that happened."""


class ExercisePrepared(Event, frozen=True, tag="exercise_prepared"):
    """The first line of every log: who may sit where, and how the exercise is conducted. ``start_at`` exercise ms."""

    title: str
    seats: tuple[SeatPlan, ...]
    settings: Settings = Settings()
    start_at: int = 0


class SeatTaken(Event, frozen=True, tag="seat_taken"):
    """Somebody sat down; ``name`` is what they want to be called."""

    seat: str
    name: str


class SeatLeft(Event, frozen=True, tag="seat_left"):
    """A seat became free: its player left it, or a facilitator freed it."""

    seat: str
    why: Literal["left", "freed"]


class SeatAutomated(Event, frozen=True, tag="seat_automated"):
    """An empty seat plays by itself from now on, or no longer."""

    seat: str
    automatic: bool


class ExerciseStarted(Event, frozen=True, tag="exercise_started"):
    """StartEx."""


class ExercisePaused(Event, frozen=True, tag="exercise_paused"):
    """The clock stands: a pause, a time-out for all, NO PLAY (something real happened), or an outage."""

    kind: PauseKind
    reason: str = ""


class ExerciseResumed(Event, frozen=True, tag="exercise_resumed"):
    """The clock runs again."""


class ExerciseEnded(Event, frozen=True, tag="exercise_ended"):
    """EndEx."""

    reason: str = ""


class OutageBridged(Event, frozen=True, tag="outage_bridged"):
    """The server was away between two real moments; that time is not exercise time."""

    since: int
    until: int
    resumed: bool


class RateChanged(Event, frozen=True, tag="rate_changed"):
    """The tempo changed; thousandths of exercise time per real time."""

    rate: int


class TimeJumped(Event, frozen=True, tag="time_jumped"):
    """Exercise time went from one moment to a later one; what lay between was released or skipped."""

    start: int
    to: int
    between: Literal["release", "skip"]


class RestShifted(Event, frozen=True, tag="rest_shifted"):
    """Everything that was still to come on the clock moved by so many ms."""

    by_ms: int


class InjectReadied(Event, frozen=True, tag="inject_readied"):
    """The moment of an inject came that a facilitator releases by hand."""

    inject: str


class InjectQueued(Event, frozen=True, tag="inject_queued"):
    """A facilitator released an inject; it goes out at real time ``goes_at`` unless that is undone."""

    inject: str
    goes_at: int


class InjectReleased(Event, frozen=True, tag="inject_released"):
    """An inject went out to these seats, as message ``number`` of the exercise."""

    inject: str
    number: int
    seats: tuple[str, ...]


class InjectRecalled(Event, frozen=True, tag="inject_recalled"):
    """A release was undone within its window; ``seen`` tells whether players may have seen it."""

    inject: str
    seen: bool


class InjectHeld(Event, frozen=True, tag="inject_held"):
    """An inject is kept back until a facilitator decides."""

    inject: str


class InjectSkipped(Event, frozen=True, tag="inject_skipped"):
    """An inject is left out."""

    inject: str


class InjectReturned(Event, frozen=True, tag="inject_returned"):
    """A held or skipped inject stands in the script again, at ``due`` or in reserve."""

    inject: str
    due: int | None


class InjectRescheduled(Event, frozen=True, tag="inject_rescheduled"):
    """An inject got another moment."""

    inject: str
    due: int


class InjectEdited(Event, frozen=True, tag="inject_edited"):
    """The text of an inject changed before it went; earlier versions stay in the log."""

    inject: str
    title: str
    text: str


class AlternativeChosen(Event, frozen=True, tag="alternative_chosen"):
    """One of the written texts of an inject was chosen before it went."""

    inject: str
    alternative: str


class InjectImprovised(Event, frozen=True, tag="inject_improvised"):
    """A facilitator wrote a new inject; it stands in reserve, or at ``due``."""

    inject: ImprovisedInject
    due: int | None = None


class CorrectionSent(Event, frozen=True, tag="correction_sent"):
    """A correction was added, visibly, to an inject that players already have."""

    inject: str
    text: str


class RecipientAdded(Event, frozen=True, tag="recipient_added"):
    """An inject that is out also went to one more seat."""

    inject: str
    seat: str


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


class ExpectationMet(Event, frozen=True, tag="expectation_met"):
    """An expected action was seen, by the machine or by a facilitator."""

    expectation: str
    inject: str
    late: bool = False


class ExpectationMissed(Event, frozen=True, tag="expectation_missed"):
    """An expected action was not seen within its time."""

    expectation: str
    inject: str


AnyEvent = (
    ExercisePrepared | SeatTaken | SeatLeft | SeatAutomated | ExerciseStarted | ExercisePaused | ExerciseResumed
    | ExerciseEnded | OutageBridged | RateChanged | TimeJumped | RestShifted | InjectReadied | InjectQueued
    | InjectReleased | InjectRecalled | InjectHeld | InjectSkipped | InjectReturned | InjectRescheduled | InjectEdited
    | AlternativeChosen | InjectImprovised | CorrectionSent | RecipientAdded | ReceiptsNoted | MessageOpened
    | MessageAcknowledged | AnswerGiven | ExpectationMet | ExpectationMissed
)  # fmt: skip


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line of the log.

    ``seq`` 1, 2, 3 ... without gaps; ``at`` real ms; ``t`` exercise ms; ``by`` who caused it ("clock", "server",
    "seat:<seat>", "facilitator:<name>"); ``because`` the inject, act or rule behind it; ``wish`` the id of the form it
    answers, so that the same form is never carried out twice.
    """

    seq: int
    at: int
    t: int
    event: AnyEvent
    by: str
    because: str = ""
    wish: str = ""
