"""What can have happened? Every event of an exercise, in the past tense, and the line that carries it in the log.

Real times (``at``, ``written_at`` ...) are ms since 1970 UTC, exercise times (``t``, ``due`` ...) ms since StartEx.
"""

import msgspec

from app.engine.events.acts import (
    ActDone as ActDone,
    ClockExpired as ClockExpired,
    ClockMet as ClockMet,
    ClockStarted as ClockStarted,
    DraftSaved as DraftSaved,
    GripChanged as GripChanged,
    LevelChanged as LevelChanged,
    LevelDeclined as LevelDeclined,
    LevelProposed as LevelProposed,
    PromiseBroken as PromiseBroken,
    PromiseKept as PromiseKept,
    PromiseMade as PromiseMade,
    TaskAdded as TaskAdded,
    TaskChanged as TaskChanged,
)
from app.engine.events.base import (
    Event as Event,
)
from app.engine.events.course import (
    ExerciseEnded as ExerciseEnded,
    ExercisePaused as ExercisePaused,
    ExercisePrepared as ExercisePrepared,
    ExerciseResumed as ExerciseResumed,
    ExerciseStarted as ExerciseStarted,
    OutageBridged as OutageBridged,
    PauseKind as PauseKind,
    RateChanged as RateChanged,
    RestShifted as RestShifted,
    SeatAutomated as SeatAutomated,
    SeatCovered as SeatCovered,
    SeatLeft as SeatLeft,
    SeatPlan as SeatPlan,
    SeatTaken as SeatTaken,
    Settings as Settings,
    Show as Show,
    TimeJumped as TimeJumped,
)
from app.engine.events.script import (
    AlternativeChosen as AlternativeChosen,
    CorrectionSent as CorrectionSent,
    ExpectationMet as ExpectationMet,
    ExpectationMissed as ExpectationMissed,
    ImprovisedInject as ImprovisedInject,
    InjectEdited as InjectEdited,
    InjectHeld as InjectHeld,
    InjectImprovised as InjectImprovised,
    InjectQueued as InjectQueued,
    InjectReadied as InjectReadied,
    InjectRecalled as InjectRecalled,
    InjectReleased as InjectReleased,
    InjectRescheduled as InjectRescheduled,
    InjectReturned as InjectReturned,
    InjectSkipped as InjectSkipped,
    RecipientAdded as RecipientAdded,
)
from app.engine.events.talk import (
    AnswerGiven as AnswerGiven,
    CallDeclined as CallDeclined,
    CallEnded as CallEnded,
    CallMissed as CallMissed,
    CallResumed as CallResumed,
    CallTaken as CallTaken,
    CallWaits as CallWaits,
    DeadlineNeared as DeadlineNeared,
    DeadlinePassed as DeadlinePassed,
    FileAdded as FileAdded,
    MessageAcknowledged as MessageAcknowledged,
    MessageAssigned as MessageAssigned,
    MessageOpened as MessageOpened,
    MessageParked as MessageParked,
    MessageReturned as MessageReturned,
    MessageSent as MessageSent,
    Receipt as Receipt,
    ReceiptsNoted as ReceiptsNoted,
)

AnyEvent = (
    ExercisePrepared | SeatTaken | SeatLeft | SeatAutomated | ExerciseStarted | ExercisePaused | ExerciseResumed
    | ExerciseEnded | OutageBridged | RateChanged | TimeJumped | RestShifted | InjectReadied | InjectQueued
    | InjectReleased | InjectRecalled | InjectHeld | InjectSkipped | InjectReturned | InjectRescheduled | InjectEdited
    | AlternativeChosen | InjectImprovised | CorrectionSent | RecipientAdded | ReceiptsNoted | MessageOpened
    | MessageAcknowledged | AnswerGiven | ExpectationMet | ExpectationMissed
    | MessageSent | CallTaken | CallDeclined | CallMissed | CallWaits | CallResumed | CallEnded | DeadlineNeared
    | DeadlinePassed | MessageAssigned | MessageParked | MessageReturned
    | ActDone | LevelProposed | LevelDeclined | LevelChanged | GripChanged | TaskAdded | TaskChanged | PromiseMade
    | PromiseKept | PromiseBroken | DraftSaved | ClockStarted | ClockMet | ClockExpired
    | FileAdded | SeatCovered
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
