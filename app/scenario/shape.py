"""Which keys may stand where in a scenario file? Answered from the model, so that there is one truth."""

from __future__ import annotations

import types
import typing
from typing import Any

from app.scenario.model import KEYED, Scenario
from app.scenario.problems import Path
from app.scenario.values import Part


def keys_of(part: type[Part], *, named_by_key: bool = False) -> list[str]:
    """The keys of a part as they are written; a part that stands under its id does not repeat it."""
    keys = [info.alias or name for name, info in part.model_fields.items()]
    return [key for key in keys if not (named_by_key and key == "id")]


def part_at(path: Path) -> type[Part] | None:
    """The part that is written at this path; None when something else stands there."""
    annotation: Any = Scenario
    for step in path:
        annotation = _inside(annotation, step)
    annotation = _bare(annotation)
    return annotation if isinstance(annotation, type) and issubclass(annotation, Part) else None


def keys_at(path: Path) -> list[str]:
    """The keys that may stand in the part at this path."""
    part = part_at(path)
    return keys_of(part, named_by_key=len(path) == 2 and path[0] in KEYED) if part else []


def _inside(annotation: Any, step: str | int) -> Any:
    """What stands under a key or a number."""
    annotation = _bare(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        for name, info in annotation.model_fields.items():
            if step == (info.alias or name):
                return info.annotation
        return None
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is dict:
        return arguments[1]
    return arguments[0] if typing.get_origin(annotation) is tuple else None


def _bare(annotation: Any) -> Any:
    """The annotation without ``| None``."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        return next(one for one in typing.get_args(annotation) if one is not type(None))
    return annotation
