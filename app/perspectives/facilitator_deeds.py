"""What did players do, and what did they promise, in order of time?"""

from __future__ import annotations

from typing import Literal

from app.engine.acts import ACTS
from app.engine.deeds import Deed, Promise
from app.engine.state import State
from app.perspectives.facilitator_rows import title_of
from app.perspectives.parts import Part

DEEDS_AT_MOST = 60
"""The newest so many; the whole log is in the review."""
_EXCERPT = 140
_NAMES = ("actor", "actors", "teams", "roles")


class DeedPart(Part, frozen=True):
    """One act: who, what kind, about what, and the beginning of what was filled in."""

    number: int
    t: int
    seat: str
    act: str
    about: str
    text: str
    facts: int


class PromisePart(Part, frozen=True):
    """One promise; ``due`` exercise ms or None."""

    number: int
    t: int
    seat: str
    to: str
    text: str
    due: int | None
    status: Literal["open", "kept", "broken", "kept_late"]


class DeedsPart(Part, frozen=True):
    """Acts and promises together, newest first; ``broken`` promises of all there are; ``unlisted`` did not fit."""

    done: tuple[DeedPart | PromisePart, ...]
    unlisted: int
    broken: int


def deeds(state: State) -> DeedsPart:
    """The newest acts and promises."""
    found: list[DeedPart | PromisePart] = [
        *(_deed(state, each) for each in state.deeds[-DEEDS_AT_MOST:]),
        *(_promise(state, each) for each in state.promises[-DEEDS_AT_MOST:]),
    ]
    found.sort(key=lambda each: each.t, reverse=True)
    return DeedsPart(
        done=tuple(found[:DEEDS_AT_MOST]),
        unlisted=max(0, len(state.deeds) + len(state.promises) - DEEDS_AT_MOST),
        broken=sum(promise.status == "broken" for promise in state.promises),
    )


def _deed(state: State, deed: Deed) -> DeedPart:
    return DeedPart(
        deed.number, deed.t, title_of(state, deed.seat), deed.act, about(state, deed.act, deed.fields),
        text_of(deed.act, deed.fields), len(deed.facts),
    )  # fmt: skip


def about(state: State, act: str, fields: dict[str, tuple[str, ...]]) -> str:
    """Whom or what an act is about: the names in it, or the line that says its subject."""
    kind = ACTS[act]
    for field in kind.fields:
        if field.takes in _NAMES and fields.get(field.name):
            return ", ".join(title_of(state, name) for name in fields[field.name])
    return next(iter(fields.get(kind.about, ())), "")


def text_of(act: str, fields: dict[str, tuple[str, ...]]) -> str:
    """The beginning of what was written in an act, beside what it is about."""
    kind = ACTS[act]
    wanted = [field.name for field in kind.fields if field.takes in ("text", "line") and field.name != kind.about]
    written = (fields.get(name, ()) for name in wanted)
    line = " ".join(" · ".join(value for values in written for value in values).split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rstrip()}…"


def _promise(state: State, promise: Promise) -> PromisePart:
    return PromisePart(
        promise.number, promise.t, title_of(state, promise.seat), title_of(state, promise.to), promise.text,
        promise.due, promise.status,
    )  # fmt: skip
