"""What happens when somebody asks this now: which lines, or why not?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.engine import (
    acting,
    answering,
    calling,
    commands,
    conducting,
    filing,
    levelling,
    releasing,
    scripting,
    seating,
    talking,
)
from app.engine.commands import AnyCommand, Refusal
from app.engine.passing import let_time_pass
from app.engine.state import State
from app.engine.turn import Decision, Turn

_Answer = Callable[[Turn, Any], Refusal | None]
_ANSWERS: dict[type[commands.Command], _Answer] = {
    commands.PrepareExercise: conducting.prepare,
    commands.BridgeOutage: conducting.bridge_outage,
    commands.StartExercise: conducting.start,
    commands.PauseExercise: conducting.pause,
    commands.ResumeExercise: conducting.resume,
    commands.EndExercise: conducting.end,
    commands.ChangeRate: conducting.change_rate,
    commands.JumpTo: conducting.jump_to,
    commands.ShiftRest: conducting.shift_rest,
    commands.TakeSeat: seating.take_seat,
    commands.LeaveSeat: seating.leave_seat,
    commands.AutomateSeat: seating.automate_seat,
    commands.CoverSeat: seating.cover_seat,
    commands.ReleaseInject: releasing.release,
    commands.UndoRelease: releasing.undo_release,
    commands.ImproviseInject: releasing.improvise,
    commands.SendCorrection: releasing.send_correction,
    commands.AddRecipient: releasing.add_recipient,
    commands.HoldInject: scripting.hold,
    commands.SkipInject: scripting.skip,
    commands.ReturnInject: scripting.put_back,
    commands.RescheduleInject: scripting.reschedule,
    commands.EditInject: scripting.edit,
    commands.ChooseAlternative: scripting.choose_alternative,
    commands.NoteReceipts: answering.note_receipts,
    commands.OpenMessage: answering.open_inject,
    commands.AcknowledgeMessage: answering.acknowledge,
    commands.GiveAnswer: answering.give_answer,
    commands.MarkExpectation: answering.mark_expectation,
    commands.WriteMessage: talking.write_message,
    commands.AssignMessage: talking.assign,
    commands.ParkMessage: talking.park,
    commands.AddFile: filing.add_file,
    commands.TakeCall: calling.take_call,
    commands.DeclineCall: calling.decline_call,
    commands.HangUp: calling.hang_up,
    commands.NoteLaptop: calling.note_laptop,
    commands.DoAct: acting.do_act,
    commands.SaveDraft: acting.save_draft,
    commands.AddTask: acting.add_task,
    commands.ChangeTask: acting.change_task,
    commands.MakePromise: acting.make_promise,
    commands.KeepPromise: acting.keep_promise,
    commands.ProposeLevel: levelling.propose_level,
    commands.DecideLevel: levelling.decide_level,
    commands.DeclineLevel: levelling.decline_level,
    commands.ChangeGrip: levelling.change_grip,
}


def decide(draft: State, command: AnyCommand, at: int, by: str, wish: str = "") -> Decision:
    """Decide on ``command`` of ``by`` at real time ``at`` (ms), on a draft of the caller's own.

    What was due until ``at`` is written first, each at its own moment, so that it does not matter how often the clock
    looked. Afterwards the draft holds all lines of the decision. The same ``wish`` is carried out once: asking again
    gives no lines and no refusal.
    """
    turn = Turn(draft, at if at > draft.last_at else draft.last_at, by, wish)
    return Decision(turn.lines, carry_out(turn, command))


def carry_out(turn: Turn, command: AnyCommand) -> Refusal | None:
    """Add what was due and then what this command brings to a turn; why not, when it is refused."""
    kind = type(command)
    if kind is not commands.BridgeOutage:
        let_time_pass(turn)
    if kind is commands.LetTimePass or (turn.wish and turn.wish in turn.draft.wishes):
        return None
    return _ANSWERS[kind](turn, command)
