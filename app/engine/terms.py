"""When does a statutory clock start, and when is it over? Terms run in story time."""

from __future__ import annotations

from app.engine import events
from app.engine.clock import story_time
from app.engine.state import State
from app.engine.turn import Turn


def start_by_inject(turn: Turn, inject: str, at: int, t: int) -> None:
    """Start the clocks that this inject starts, at the moment at which it went out."""
    for clock in turn.draft.scenario.clocks.values():
        if clock.starts.get("inject") == inject and clock.id not in turn.draft.clocks:
            turn.tell_at(events.ClockStarted(clock.id, due_of(turn.draft, clock.id, t)), at, t, "clock", inject)


def due_of(state: State, clock: str, t: int) -> int:
    """The exercise time (ms) at which a clock runs out that starts at exercise time ``t`` (ms)."""
    story = state.scenario.story
    now = story_time(story.start, story.pace, t)
    over = state.scenario.clocks[clock].within.deadline_of(now)
    return t + round((over - now).total_seconds() * 1000 / story.pace)
