"""How does the exercise stand, as everybody in it may know?

Players and the wall share these regions: ``status`` (clock, phase, level) and ``banner`` (why the clock stands).
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from app.engine import events
from app.engine.clock import PlayClock
from app.engine.state import State
from app.perspectives.messages import moment_of
from app.perspectives.parts import Part, Region

Standing = Literal["planned", "running", "pause", "timeout", "no_play", "outage", "ended"]

_CONDUCT = (
    events.ExercisePrepared,
    events.ExerciseStarted,
    events.ExercisePaused,
    events.ExerciseResumed,
    events.ExerciseEnded,
    events.OutageBridged,
    events.RateChanged,
    events.TimeJumped,
    events.LevelChanged,
    events.GripChanged,
)


class Status(Part, frozen=True):
    """The story clock and how the exercise stands; ``moment`` is story time at the anchor of the clock.

    ``level`` is the title of the rung it plays on; ``grip`` that of the regional incident response, 0 for none.
    """

    title: str
    standing: Standing
    clock: PlayClock
    story_start: datetime
    story_pace: float
    moment: datetime
    level: str
    grip: int


class Banner(Part, frozen=True):
    """Why the clock stands; ``reason`` is what the exercise leader wrote for everybody."""

    standing: Standing
    reason: str


def standing_of(state: State) -> Standing:
    """How the exercise stands, in one word."""
    return state.pause if state.phase == "paused" else state.phase


def conduct_changed(event: events.AnyEvent) -> bool:
    """Whether the clock, the course or the level of the exercise changed."""
    return isinstance(event, _CONDUCT)


def conduct_regions(state: State) -> tuple[Region, Region]:
    """The regions that everybody shares."""
    scenario = state.scenario
    standing = standing_of(state)
    level = scenario.levels.get(state.level or scenario.start_level or "")
    status = Status(
        title=state.title,
        standing=standing,
        clock=state.clock,
        story_start=scenario.story.start,
        story_pace=scenario.story.pace,
        moment=moment_of(state, state.clock.anchor_us // 1000),
        level=level.title if level else "",
        grip=state.grip,
    )
    reason = state.pause_reason if standing in ("pause", "timeout", "no_play") else ""
    return Region("status", "status", status), Region("banner", "banner", Banner(standing, reason))
