"""How is a line of the log written in a row, and a row of any age read as a line?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

import msgspec

from app.engine.events import AnyEvent, Line
from app.store.errors import UNREADABLE, StoreUnavailable

Row = tuple[int, int, int, int, str, int, str, str, str, str]
"""exercise, seq, at, t, type, version, by, because, wish, payload: in the order of ``COLUMNS``."""

COLUMNS = ("exercise", "seq", "at", "t", "type", "version", "by", "because", "wish", "payload")

EVENT_TYPES: dict[type, str] = {event: str(event.__struct_config__.tag) for event in get_args(AnyEvent)}
"""The name under which each event is stored."""

VERSIONS: dict[str, int] = dict.fromkeys(EVENT_TYPES.values(), 1)
"""The version in which each type of event is written today. Old lines are never rewritten."""

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
UPCASTERS: dict[tuple[str, int], Upcaster] = {}
"""(type, version) -> how its payload becomes one of the next version."""

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def to_row(exercise: int, line: Line) -> Row:
    """The row of one line of this exercise."""
    name = EVENT_TYPES[type(line.event)]
    payload = _encoder.encode(line.event).decode()
    # PostgreSQL keeps no NUL in a text; in the payload JSON writes it as an escape.
    by, because, wish = line.by.replace("\0", ""), line.because.replace("\0", ""), line.wish.replace("\0", "")
    return exercise, line.seq, line.at, line.t, name, VERSIONS[name], by, because, wish, payload


def from_row(row: Sequence[Any]) -> Line:
    """The line in a row; StoreUnavailable when a newer version of Tegenspel wrote it."""
    _, seq, at, t, name, version, by, because, wish, payload = row
    try:
        event = _decoder.decode(payload) if version == VERSIONS[name] else brought_up(name, version, payload)
    except (KeyError, msgspec.DecodeError) as error:
        raise StoreUnavailable(UNREADABLE, {"seq": seq, "what": f"{name} {version}"}) from error
    return Line(seq, at, t, event, by, because, wish)


def brought_up(
    name: str, version: int, payload: str, upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS, to: int = 0
) -> AnyEvent:
    """The event in a payload of an older version, brought up step by step; KeyError when a step is missing."""
    data = msgspec.json.decode(payload)
    for step in range(version, to or VERSIONS[name]):
        data = upcasters[name, step](data)
    if version > (to or VERSIONS[name]):
        raise KeyError(version)
    event: AnyEvent = msgspec.convert({**data, "type": name}, AnyEvent)
    return event
