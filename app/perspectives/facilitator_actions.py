"""Which buttons can a facilitator use now, and why not the others? Answered by asking ``decide`` itself."""

from __future__ import annotations

from app.engine import commands
from app.engine.commands import AnyCommand
from app.engine.decide import decide
from app.engine.state import State
from app.perspectives.facilitator_parts import Action, Reason

_LATER_MS = 60_000


def course_actions(state: State) -> tuple[Action, ...]:
    """The buttons of the top bar."""
    wishes: dict[str, AnyCommand] = {
        "start": commands.StartExercise(),
        "pause": commands.PauseExercise("pause"),
        "resume": commands.ResumeExercise(),
        "rate": commands.ChangeRate(1001 if state.clock.rate == 1000 else 1000),
        "jump": commands.JumpTo(),
        "shift": commands.ShiftRest(_LATER_MS),
        "timeout": commands.PauseExercise("timeout"),
        "no-play": commands.PauseExercise("no_play"),
        "end": commands.EndExercise(),
    }
    return tuple(_action(state, name, wish, state.last_at) for name, wish in wishes.items())


def inject_actions(state: State, name: str, at: int) -> tuple[Action, ...]:
    """The buttons of one inject at real time ``at``."""
    inject = state.injects[name]
    moment = state.clock.exercise_ms(at) + _LATER_MS
    free = next((seat for seat in state.seats if not state.has(seat, inject.number)), next(iter(state.seats), ""))
    wishes: dict[str, AnyCommand] = {
        "release": commands.ReleaseInject(name),
        "undo": commands.UndoRelease(name),
        "hold": commands.HoldInject(name),
        "skip": commands.SkipInject(name),
        "return": commands.ReturnInject(name),
        "reschedule": commands.RescheduleInject(name, moment),
        "edit": commands.EditInject(name, f"{inject.title[:200]}…", inject.text),
        "correct": commands.SendCorrection(name, "…"),
        "also": commands.AddRecipient(name, free),
    }
    return tuple(_action(state, button, wish, at) for button, wish in wishes.items())


def _action(state: State, name: str, wish: AnyCommand, at: int) -> Action:
    return Action(name, Reason.of(decide(state.fork(), wish, at, "server").refusal))
