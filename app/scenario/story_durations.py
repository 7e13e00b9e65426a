"""How long is a term in the story, such as three working days, and when is it over?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal, cast

from pydantic import BeforeValidator, WithJsonSchema

from app.scenario.problems import N_, Said, Unreadable

StoryUnit = Literal["m", "h", "d", "wd", "w"]

# Three digits: a term of 999 weeks ends, whatever the story, long before the calendar does.
_WRITTEN = re.compile(r"([1-9]\d{0,2})(m|h|d|wd|w)", re.ASCII)
_SATURDAY = 5
_STEPS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_HINT = Said(N_('Write a number with its unit, such as "30m", "72h", "10d", "3wd" for working days or "6w".'))

STORY_DURATION_PATTERN = r"^[1-9]\d{0,2}(m|h|d|wd|w)$"


@dataclass(frozen=True)
class StoryDuration:
    """A term in the story: so many minutes (``m``), hours, days, working days (``wd``) or weeks."""

    number: int
    unit: StoryUnit

    def deadline_of(self, start: datetime) -> datetime:
        """The story time at which a term that starts then is over.

        A term in days, working days or weeks ends at the same time of day. Days and weeks count every day; working
        days are those after the day of the start, without Saturdays and Sundays. So a term that starts in a weekend
        ends when one ends that started on the Friday before, at its own time of day. Public holidays count as
        working days.
        """
        if self.unit != "wd":
            return start + self.number * _STEPS[self.unit]
        # Counted from the Friday before when it starts in a weekend; five working days are a week.
        counted_from = start - timedelta(days=max(0, start.weekday() - _SATURDAY + 1))
        weeks, days = divmod(self.number, 5)
        over_a_weekend = counted_from.weekday() + days >= _SATURDAY
        return counted_from + timedelta(weeks=weeks, days=days + 2 * over_a_weekend)

    def __str__(self) -> str:
        """As it is written in the file."""
        return f"{self.number}{self.unit}"


def parse_story_duration(text: object) -> StoryDuration:
    """The term in a text such as ``3wd``, ``72h`` or ``6w``; Unreadable with a hint when it is anything else."""
    written = str(text).strip()
    found = _WRITTEN.fullmatch(written)
    if found:
        return StoryDuration(int(found[1]), cast(StoryUnit, found[2]))
    if re.fullmatch(r"\d{1,9}", written, re.ASCII):
        raise Unreadable(Said(N_("{value} has no unit."), {"value": written}), _HINT)
    raise Unreadable(Said(N_('"{value}" is not a term in the story.'), {"value": written[:40]}), _HINT)


StoryTerm = Annotated[
    StoryDuration,
    BeforeValidator(parse_story_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": STORY_DURATION_PATTERN,
            "description": "a term in the story with its unit, such as 30m, 72h, 10d, 3wd (working days) or 6w",
        }
    ),
]
