"""How are the single values of a scenario file written: names, texts, durations, moments?"""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from app.scenario.durations import DURATION_PATTERN, MOMENT_PATTERN, parse_duration, parse_moment
from app.scenario.problems import N_, Said, Unreadable

ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_-]{0,39}$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(max_length=20_000, strip_whitespace=True)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Seconds = Annotated[
    int,
    BeforeValidator(parse_duration),
    Field(ge=0, le=7 * 86_400),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": DURATION_PATTERN,
            "description": "a duration with its unit, such as 90s, 10m or 1h30m",
        }
    ),
]
SomeSeconds = Annotated[Seconds, Field(gt=0)]
Moment = Annotated[
    int,
    BeforeValidator(parse_moment),
    Field(ge=0, le=7 * 86_400),
    WithJsonSchema(
        {"type": "string", "pattern": MOMENT_PATTERN, "description": "a moment after StartEx, such as T+10m"}
    ),
]

# Up to the year 8999, so that what comes so long after the start is still in the calendar.
STORY_TIME_PATTERN = r"^[0-8]\d{3}-\d{2}-\d{2}[ T]\d{2}:\d{2}$"


def parse_story_time(text: object) -> datetime:
    """The story time in a text such as ``2026-03-10 08:30``; Unreadable with a hint when it is anything else.

    A bare number is refused, because it would count seconds since 1970.
    """
    written = str(text).strip()
    if re.fullmatch(STORY_TIME_PATTERN, written, re.ASCII):
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(written)
    hint = Said(N_('Write a day and a time in quotes, such as "2026-03-10 08:30".'))
    raise Unreadable(Said(N_('"{value}" is not a day and a time.'), {"value": written[:40]}), hint)


StoryTime = Annotated[
    datetime,
    BeforeValidator(parse_story_time),
    WithJsonSchema(
        {"type": "string", "pattern": STORY_TIME_PATTERN, "description": "a day and a time, such as 2026-03-10 08:30"}
    ),
]


class Part(BaseModel):
    """Anything a scenario file may contain: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))
