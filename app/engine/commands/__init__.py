"""What can be asked for? Every command, in the imperative; ``decide`` answers it with lines or a refusal."""

from app.engine.commands.base import (
    Command as Command,
)
from app.engine.commands.base import (
    Refusal as Refusal,
)
from app.engine.commands.course import (
    AutomateSeat as AutomateSeat,
)
from app.engine.commands.course import (
    BridgeOutage as BridgeOutage,
)
from app.engine.commands.course import (
    ChangeRate as ChangeRate,
)
from app.engine.commands.course import (
    EndExercise as EndExercise,
)
from app.engine.commands.course import (
    JumpTo as JumpTo,
)
from app.engine.commands.course import (
    LeaveSeat as LeaveSeat,
)
from app.engine.commands.course import (
    LetTimePass as LetTimePass,
)
from app.engine.commands.course import (
    PauseExercise as PauseExercise,
)
from app.engine.commands.course import (
    PrepareExercise as PrepareExercise,
)
from app.engine.commands.course import (
    ResumeExercise as ResumeExercise,
)
from app.engine.commands.course import (
    ShiftRest as ShiftRest,
)
from app.engine.commands.course import (
    StartExercise as StartExercise,
)
from app.engine.commands.course import (
    TakeSeat as TakeSeat,
)
from app.engine.commands.script import (
    AddRecipient as AddRecipient,
)
from app.engine.commands.script import (
    ChooseAlternative as ChooseAlternative,
)
from app.engine.commands.script import (
    EditInject as EditInject,
)
from app.engine.commands.script import (
    HoldInject as HoldInject,
)
from app.engine.commands.script import (
    ImproviseInject as ImproviseInject,
)
from app.engine.commands.script import (
    MarkExpectation as MarkExpectation,
)
from app.engine.commands.script import (
    ReleaseInject as ReleaseInject,
)
from app.engine.commands.script import (
    RescheduleInject as RescheduleInject,
)
from app.engine.commands.script import (
    ReturnInject as ReturnInject,
)
from app.engine.commands.script import (
    SendCorrection as SendCorrection,
)
from app.engine.commands.script import (
    SkipInject as SkipInject,
)
from app.engine.commands.script import (
    UndoRelease as UndoRelease,
)
from app.engine.commands.talk import (
    AcknowledgeMessage as AcknowledgeMessage,
)
from app.engine.commands.talk import (
    GiveAnswer as GiveAnswer,
)
from app.engine.commands.talk import (
    NoteReceipts as NoteReceipts,
)
from app.engine.commands.talk import (
    OpenMessage as OpenMessage,
)

AnyCommand = (
    LetTimePass | PrepareExercise | BridgeOutage | TakeSeat | LeaveSeat | AutomateSeat | StartExercise | PauseExercise
    | ResumeExercise | EndExercise | ChangeRate | JumpTo | ShiftRest | ReleaseInject | UndoRelease | HoldInject
    | SkipInject | ReturnInject | RescheduleInject | EditInject | ChooseAlternative | ImproviseInject | SendCorrection
    | AddRecipient | NoteReceipts | OpenMessage | AcknowledgeMessage | GiveAnswer | MarkExpectation
)  # fmt: skip
