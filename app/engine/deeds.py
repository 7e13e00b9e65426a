"""How do acts, levels, tasks, promises and statutory clocks stand?"""

from __future__ import annotations

from typing import Literal

import msgspec

from app.engine.events.acts import TaskStatus


class Deed(msgspec.Struct, frozen=True):
    """One act that was done, with its moments: ``at`` real ms, ``t`` exercise ms; ``seq`` its line in the log."""

    number: int
    seat: str
    act: str
    fields: dict[str, tuple[str, ...]]
    facts: tuple[str, ...]
    at: int
    t: int
    seq: int

    def first(self, name: str) -> str:
        """What was filled in for a field, the first of it when there are more; empty for nothing."""
        return next(iter(self.fields.get(name, ())), "")


class Proposal(msgspec.Struct, frozen=True):
    """A proposal to scale up or down; ``t`` exercise ms; ``decided_by`` a seat, empty for a facilitator."""

    number: int
    seat: str
    level: str
    criteria: tuple[str, ...]
    reason: str
    t: int
    status: Literal["open", "accepted", "declined", "overtaken"] = "open"
    answer: str = ""
    decided_by: str = ""


class LevelStep(msgspec.Struct, frozen=True):
    """One change of the level; ``seat`` is empty when a facilitator decided, ``t`` exercise ms."""

    level: str
    was: str
    seat: str
    reason: str
    proposal: int
    wakes: tuple[str, ...]
    t: int


class Task(msgspec.Struct, frozen=True):
    """A task on the board of a team."""

    number: int
    team: str
    seat: str
    title: str
    owner: str
    t: int
    status: TaskStatus = "open"


class Promise(msgspec.Struct, frozen=True):
    """Something that was promised; ``due`` exercise ms or None."""

    number: int
    seat: str
    to: str
    text: str
    due: int | None
    t: int
    status: Literal["open", "kept", "broken", "kept_late"] = "open"


class Draft(msgspec.Struct, frozen=True):
    """A public statement that a team is writing; ``seat`` who changed it last; ``deed`` once it is published."""

    number: int
    team: str
    seat: str
    version: int
    title: str
    text: str
    t: int
    deed: int = 0


class ClockState(msgspec.Struct, frozen=True):
    """A statutory clock that runs or ran; exercise ms."""

    id: str
    started: int
    due: int
    status: Literal["running", "met", "met_late", "expired"] = "running"
    t: int = 0
