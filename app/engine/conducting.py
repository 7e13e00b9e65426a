"""May the exercise be started, paused, sped up, moved or ended so, and what follows?"""

from __future__ import annotations

from app.engine import commands, events
from app.engine.clock import FASTEST_RATE, SLOWEST_RATE
from app.engine.commands import Refusal
from app.engine.passing import let_time_pass, released
from app.engine.terms import start_by_inject
from app.engine.turn import Turn

LATEST_MS = 7 * 24 * 3600 * 1000
"""No moment of an exercise lies further from its start than a week."""


def prepare(turn: Turn, command: commands.PrepareExercise) -> Refusal | None:
    """Lay the table."""
    if turn.draft.seq:
        return Refusal("This exercise has been prepared already.")
    turn.tell(events.ExercisePrepared(command.title, command.seats, command.settings, command.start_at))
    return None


def bridge_outage(turn: Turn, command: commands.BridgeOutage) -> Refusal | None:
    """Take the time that the server was away out of the exercise.

    What was due before the server was last seen alive still gets its own moment.
    """
    draft = turn.draft
    since = max(command.since, draft.last_at)
    before = Turn(draft, since, "clock")
    let_time_pass(before)
    turn.lines.extend(before.lines)
    if draft.phase == "running":
        until = max(turn.at, since)
        resumed = until - since <= draft.settings.outage_grace_ms
        bridged = events.OutageBridged(since, until, resumed)
        turn.tell_at(bridged, until, draft.clock.exercise_ms(since), turn.by, "outage")
    return None


def start(turn: Turn, command: commands.StartExercise) -> Refusal | None:
    """StartEx; what stands at the first moment goes out at once."""
    if turn.draft.phase == "ended":
        return Refusal("The exercise is over. Make a new exercise to play again.")
    if turn.draft.phase != "planned":
        return Refusal("The exercise has started already.")
    turn.tell(events.ExerciseStarted())
    let_time_pass(turn)
    return None


def pause(turn: Turn, command: commands.PauseExercise) -> Refusal | None:
    """Stop the clock. A time-out or NO PLAY also takes back releases that nobody has seen yet."""
    refusal = _not_under_way(turn)
    if refusal:
        return refusal
    if turn.draft.phase == "paused" and turn.draft.pause == command.kind:
        return Refusal("The exercise is paused already.")
    turn.tell(events.ExercisePaused(command.kind, command.reason[:500]))
    if command.kind != "pause":
        _recall_queued(turn, command.kind)
    return None


def resume(turn: Turn, command: commands.ResumeExercise) -> Refusal | None:
    """Let the clock run again, from where it stood."""
    refusal = _not_under_way(turn)
    if refusal:
        return refusal
    if turn.draft.phase != "paused":
        return Refusal("The exercise is running already.")
    turn.tell(events.ExerciseResumed())
    let_time_pass(turn)
    return None


def end(turn: Turn, command: commands.EndExercise) -> Refusal | None:
    """EndEx."""
    refusal = _not_under_way(turn)
    if refusal:
        return refusal
    _recall_queued(turn, "end")
    for call in list(turn.draft.calls.values()):
        if call.is_open or call.status == "ringing":
            turn.tell(events.CallEnded(call.conversation), "end")
    turn.tell(events.ExerciseEnded(command.reason[:500]))
    return None


def change_rate(turn: Turn, command: commands.ChangeRate) -> Refusal | None:
    """Play at another tempo from now on; before StartEx it is the tempo to start with."""
    if turn.draft.phase == "ended":
        return Refusal("The exercise is over.")
    if not SLOWEST_RATE <= command.rate <= FASTEST_RATE:
        return Refusal("The tempo can be anything from 0.1 to 60.")
    if command.rate == turn.draft.clock.rate:
        return Refusal("The tempo is {rate} already.", {"rate": f"{command.rate / 1000:g}"})
    turn.tell(events.RateChanged(command.rate))
    return None


def jump_to(turn: Turn, command: commands.JumpTo) -> Refusal | None:
    """Go to a later moment, or to the next inject; what lies strictly between is released now or skipped."""
    refusal = _not_under_way(turn)
    if refusal:
        return refusal
    draft = turn.draft
    ahead = sorted(
        (inject.due, draft.order[inject.id], inject.id)
        for inject in draft.injects.values()
        if inject.status == "waiting" and inject.due is not None
    )
    if command.to is None and not ahead:
        return Refusal("Nothing is waiting on the clock, so there is no next inject to jump to.")
    to = ahead[0][0] if command.to is None else command.to
    now = turn.t
    if to < now or (to == now and command.to is not None):
        return Refusal("The clock only goes forward: choose a later moment.")
    if to > LATEST_MS:
        return Refusal("That moment is too far away.")
    turn.tell(events.TimeJumped(now, to, command.between), "jump")
    for due, _, name in ahead:
        if due < to:
            _pass_by(turn, name, command.between)
    let_time_pass(turn)
    return None


def _pass_by(turn: Turn, name: str, between: str) -> None:
    if between == "skip":
        turn.tell(events.InjectSkipped(name), "jump")
    elif turn.draft.injects[name].by_hand:
        turn.tell(events.InjectReadied(name), "jump")
    else:
        turn.tell(released(turn.draft, name), "jump")
        start_by_inject(turn, name, turn.at, turn.t)


def shift_rest(turn: Turn, command: commands.ShiftRest) -> Refusal | None:
    """Move everything still to come, later or earlier; what would fall in the past goes out at once."""
    if turn.draft.phase == "ended":
        return Refusal("The exercise is over.")
    if not command.by_ms:
        return Refusal("Choose how many minutes to shift.")
    if abs(command.by_ms) > LATEST_MS:
        return Refusal("That is too far to shift.")
    turn.tell(events.RestShifted(command.by_ms), "shift")
    let_time_pass(turn)
    return None


def _recall_queued(turn: Turn, because: str) -> None:
    for name in sorted(turn.draft.queued, key=turn.draft.order.__getitem__):
        turn.tell(events.InjectRecalled(name, seen=False), because)


def _not_under_way(turn: Turn) -> Refusal | None:
    if turn.draft.phase == "planned":
        return Refusal("The exercise has not started yet.")
    if turn.draft.phase == "ended":
        return Refusal("The exercise is over.")
    return None
