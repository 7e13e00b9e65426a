"""How do we write moments and durations?"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.engine.clock import story_time

if TYPE_CHECKING:
    from app.scenario.model import Story


def exercise_time(ms: int) -> str:
    """Exercise time as T+31:12, or T+1:31:12 from an hour on."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"T+{hours}:{minutes:02}:{seconds:02}" if hours else f"T+{minutes:02}:{seconds:02}"


def story_clock(story: Story, ms: int) -> str:
    """The time inside the story at exercise time ``ms``, as 11:04."""
    return story_time(story.start, story.pace, ms).strftime("%H:%M")


def real_clock(ms: int, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """Real time on the wall clock of the place of the exercise, as 14:05 or 14:05:09."""
    clock = _clock(ms // 1000, zone)
    return clock if seconds else clock[:5]


@lru_cache(1_024)
def _clock(second: int, zone: ZoneInfo) -> str:
    """14:05:09; remembered, because much happens in the same second."""
    return datetime.fromtimestamp(second, UTC).astimezone(zone).strftime("%H:%M:%S")


def real_day(ms: int, zone: ZoneInfo, locale: str) -> str:
    """The day of a real moment, as 10 mrt 2026."""
    from babel.dates import format_date

    return format_date(datetime.fromtimestamp(ms / 1000, UTC).astimezone(zone).date(), "d MMM y", locale)


def short_duration(ms: int) -> str:
    """A duration as 0:42, 12:05 or 1:02:05."""
    minutes, seconds = divmod(abs(ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if ms < 0 else ""
    return f"{sign}{hours}:{minutes:02}:{seconds:02}" if hours else f"{sign}{minutes}:{seconds:02}"
