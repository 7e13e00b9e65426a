"""What can be asked for? Every command, in the imperative; ``decide`` answers it with lines or a refusal."""

from app.engine.commands.acts import (
    AddTask as AddTask,
    ChangeGrip as ChangeGrip,
    ChangeTask as ChangeTask,
    DecideLevel as DecideLevel,
    DeclineLevel as DeclineLevel,
    DoAct as DoAct,
    KeepPromise as KeepPromise,
    MakePromise as MakePromise,
    ProposeLevel as ProposeLevel,
    SaveDraft as SaveDraft,
)
from app.engine.commands.base import (
    Command as Command,
    Refusal as Refusal,
)
from app.engine.commands.course import (
    AutomateSeat as AutomateSeat,
    BridgeOutage as BridgeOutage,
    ChangeRate as ChangeRate,
    CoverSeat as CoverSeat,
    EndExercise as EndExercise,
    JumpTo as JumpTo,
    LeaveSeat as LeaveSeat,
    LetTimePass as LetTimePass,
    PauseExercise as PauseExercise,
    PrepareExercise as PrepareExercise,
    ResumeExercise as ResumeExercise,
    ShiftRest as ShiftRest,
    StartExercise as StartExercise,
    TakeSeat as TakeSeat,
)
from app.engine.commands.script import (
    AddRecipient as AddRecipient,
    ChooseAlternative as ChooseAlternative,
    EditInject as EditInject,
    HoldInject as HoldInject,
    ImproviseInject as ImproviseInject,
    MarkExpectation as MarkExpectation,
    ReleaseInject as ReleaseInject,
    RescheduleInject as RescheduleInject,
    ReturnInject as ReturnInject,
    SendCorrection as SendCorrection,
    SkipInject as SkipInject,
    UndoRelease as UndoRelease,
)
from app.engine.commands.talk import (
    AcknowledgeMessage as AcknowledgeMessage,
    AddFile as AddFile,
    AssignMessage as AssignMessage,
    DeclineCall as DeclineCall,
    GiveAnswer as GiveAnswer,
    HangUp as HangUp,
    NoteLaptop as NoteLaptop,
    NoteReceipts as NoteReceipts,
    OpenMessage as OpenMessage,
    ParkMessage as ParkMessage,
    TakeCall as TakeCall,
    WriteMessage as WriteMessage,
)

AnyCommand = (
    LetTimePass | PrepareExercise | BridgeOutage | TakeSeat | LeaveSeat | AutomateSeat | StartExercise | PauseExercise
    | ResumeExercise | EndExercise | ChangeRate | JumpTo | ShiftRest | ReleaseInject | UndoRelease | HoldInject
    | SkipInject | ReturnInject | RescheduleInject | EditInject | ChooseAlternative | ImproviseInject | SendCorrection
    | AddRecipient | NoteReceipts | OpenMessage | AcknowledgeMessage | GiveAnswer | MarkExpectation
    | WriteMessage | TakeCall | DeclineCall | HangUp | NoteLaptop | AssignMessage | ParkMessage
    | DoAct | ProposeLevel | DecideLevel | DeclineLevel | ChangeGrip | AddTask | ChangeTask | MakePromise
    | KeepPromise | SaveDraft
    | AddFile | CoverSeat
)  # fmt: skip
