"""What can have happened? Every event of an exercise, in the past tense, and the line that carries it in the log.

Real times (``at``, ``written_at`` ...) are ms since 1970 UTC, exercise times (``t``, ``due`` ...) ms since StartEx.
"""

import msgspec

from app.engine.events.base import (
    Event as Event,
)
from app.engine.events.course import (
    ExerciseEnded as ExerciseEnded,
)
from app.engine.events.course import (
    ExercisePaused as ExercisePaused,
)
from app.engine.events.course import (
    ExercisePrepared as ExercisePrepared,
)
from app.engine.events.course import (
    ExerciseResumed as ExerciseResumed,
)
from app.engine.events.course import (
    ExerciseStarted as ExerciseStarted,
)
from app.engine.events.course import (
    OutageBridged as OutageBridged,
)
from app.engine.events.course import (
    PauseKind as PauseKind,
)
from app.engine.events.course import (
    RateChanged as RateChanged,
)
from app.engine.events.course import (
    RestShifted as RestShifted,
)
from app.engine.events.course import (
    SeatAutomated as SeatAutomated,
)
from app.engine.events.course import (
    SeatLeft as SeatLeft,
)
from app.engine.events.course import (
    SeatPlan as SeatPlan,
)
from app.engine.events.course import (
    SeatTaken as SeatTaken,
)
from app.engine.events.course import (
    Settings as Settings,
)
from app.engine.events.course import (
    Show as Show,
)
from app.engine.events.course import (
    TimeJumped as TimeJumped,
)
from app.engine.events.script import (
    AlternativeChosen as AlternativeChosen,
)
from app.engine.events.script import (
    CorrectionSent as CorrectionSent,
)
from app.engine.events.script import (
    ExpectationMet as ExpectationMet,
)
from app.engine.events.script import (
    ExpectationMissed as ExpectationMissed,
)
from app.engine.events.script import (
    ImprovisedInject as ImprovisedInject,
)
from app.engine.events.script import (
    InjectEdited as InjectEdited,
)
from app.engine.events.script import (
    InjectHeld as InjectHeld,
)
from app.engine.events.script import (
    InjectImprovised as InjectImprovised,
)
from app.engine.events.script import (
    InjectQueued as InjectQueued,
)
from app.engine.events.script import (
    InjectReadied as InjectReadied,
)
from app.engine.events.script import (
    InjectRecalled as InjectRecalled,
)
from app.engine.events.script import (
    InjectReleased as InjectReleased,
)
from app.engine.events.script import (
    InjectRescheduled as InjectRescheduled,
)
from app.engine.events.script import (
    InjectReturned as InjectReturned,
)
from app.engine.events.script import (
    InjectSkipped as InjectSkipped,
)
from app.engine.events.script import (
    RecipientAdded as RecipientAdded,
)
from app.engine.events.talk import (
    AnswerGiven as AnswerGiven,
)
from app.engine.events.talk import (
    MessageAcknowledged as MessageAcknowledged,
)
from app.engine.events.talk import (
    MessageOpened as MessageOpened,
)
from app.engine.events.talk import (
    Receipt as Receipt,
)
from app.engine.events.talk import (
    ReceiptsNoted as ReceiptsNoted,
)

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
