"""What can still be checked when some of a file is beyond reading? All mistakes are to be told at once."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from app.scenario.model import KEYED, Scenario
from app.scenario.problems import Path
from app.scenario.values import ID_PATTERN

_LISTED = ("injects", "moves", "steps")
_STAND_INS: dict[str, dict[str, Any]] = {
    "objectives": {"text": "?"},
    "criteria": {"text": "?"},
    "levels": {"title": "?"},
    "teams": {"title": "?"},
    "roles": {"title": "?", "team": "x"},
    "actors": {"title": "?"},
    "facts": {"text": "?"},
    "documents": {"title": "?", "file": "x"},
    "clocks": {"title": "?", "within": "1d", "who": [], "starts": {}, "met_by": {}},
    "variants": {},
    "injects": {"from": "x", "to": [], "by": "system", "title": "?"},
    "moves": {"actor": "x", "title": "?", "when": {}, "then": [], "reason": "?"},
    "steps": {"title": "?"},
    "drift": {"change": {}, "when": {}},
    "pressure": {},
}
_TOP_STAND_INS: dict[str, Any] = {
    "tegenspel": 1,
    "id": "x",
    "title": "?",
    "duration": "168h",
    "story": {"start": "2026-01-01 00:00"},
    "teams": {},
    "roles": {},
}


def salvage(data: dict[str, Any]) -> tuple[Scenario | None, set[Path]]:
    """A scenario without what cannot be read, and the paths that were cut out or filled in; None when nothing helps.

    First single values go, then what holds them, then whole parts: for those a part that says nothing stands in, so
    that all others keep their place in the file.
    """
    data = copy.deepcopy(data)
    cut: set[Path] = set()
    for longest in (99, 3, 2, 1):
        try:
            return Scenario.model_validate(data), cut
        except ValidationError as wrong:
            for error in wrong.errors(include_url=False, include_context=False):
                path = tuple(step for step in error["loc"] if step != "[key]")[:longest]
                cut.add(_cut(data, path))
    try:
        return Scenario.model_validate(data), cut
    except ValidationError:
        return None, cut


def names_in(data: dict[str, Any]) -> Iterator[str]:
    """Every name that the file gives to something, readable or not."""
    for group in KEYED:
        if isinstance(data.get(group), dict):
            yield from data[group]
    for group in _LISTED:
        for part in data[group] if isinstance(data.get(group), list) else ():
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                yield part["id"]


def _cut(data: dict[str, Any], path: Path) -> Path:
    """Take one value out, and return the path that was really cut."""
    if len(path) < 2:
        return _fill_in_top(data, str(path[0]) if path else "")
    holder: Any = data
    for step in path[:-1]:
        holder = _step(holder, step)
    if len(path) == 2 and path[0] in _STAND_INS and isinstance(holder, dict | list):
        _fill_in(holder, path)
        return path
    if isinstance(holder, list):
        return _cut(data, path[:-1])
    if isinstance(holder, dict):
        needed = _STAND_INS.get(str(path[0]), {}) if len(path) == 3 else {}
        if path[-1] in needed:
            holder[path[-1]] = copy.deepcopy(needed[str(path[-1])])
        else:
            holder.pop(path[-1], None)
    return path


def _fill_in(holder: Any, path: Path) -> None:
    group, name = path
    part = copy.deepcopy(_STAND_INS[str(group)])
    if group in _LISTED:
        written = _step(_step(holder, name), "id")
        part["id"] = written if isinstance(written, str) and re.match(ID_PATTERN, written) else f"unreadable-{name}"
    if isinstance(holder, dict) and not re.match(ID_PATTERN, str(name)):
        holder.pop(name, None)
    else:
        holder[name] = part


def _fill_in_top(data: dict[str, Any], key: str) -> Path:
    if key in _TOP_STAND_INS:
        data[key] = copy.deepcopy(_TOP_STAND_INS[key])
    else:
        data.pop(key, None)
    return (key,)


def _step(holder: Any, step: str | int) -> Any:
    try:
        return holder[step]
    except (KeyError, IndexError, TypeError):
        return None
