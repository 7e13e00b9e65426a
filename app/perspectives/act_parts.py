"""How do acts, tasks, promises, drafts and statutory clocks of a team look to those who share them?"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from app.engine.deeds import ClockState, Deed, Draft, Promise, Task
from app.engine.events.acts import TaskStatus
from app.engine.sending import is_awake
from app.engine.state import State
from app.perspectives.messages import DeedPart, deed_part, moment_of, name_of
from app.perspectives.parts import Part

Whose = Literal["own", "other", "nobody"]


class DeedEntry(Part, frozen=True):
    """An act in the log of the team; ``waits`` are teams that get it as soon as they are called together."""

    number: int
    deed: DeedPart
    waits: tuple[str, ...]


class TaskEntry(Part, frozen=True):
    """A task on the board; ``whose`` by the team that looks at it, ``owner`` a name of the scenario."""

    number: int
    title: str
    by: str
    owner: str
    owner_title: str
    whose: Whose
    status: TaskStatus
    moment: datetime


class PromiseEntry(Part, frozen=True):
    """A promise; ``due`` is story time, None without a moment."""

    number: int
    to: str
    text: str
    by: str
    due: datetime | None
    status: str
    moment: datetime


class DraftEntry(Part, frozen=True):
    """A public statement that the team is writing."""

    number: int
    version: int
    title: str
    text: str
    by: str
    published: bool
    moment: datetime


class ClockEntry(Part, frozen=True):
    """A statutory clock; ``due_ms`` exercise ms, ``due`` and ``started`` story time, ``pace`` story over exercise."""

    title: str
    about: str
    status: str
    who: tuple[str, ...]
    started: datetime
    due: datetime
    due_ms: int
    pace: float


def deed_entry(state: State, deed: Deed) -> DeedEntry:
    """An act as its own team sees it."""
    to = deed.fields.get("to", ()) if deed.act == "handover" else ()
    waits = tuple(state.scenario.title_of(team) for team in to if not is_awake(state, team))
    return DeedEntry(deed.number, deed_part(state, deed.number), waits)


def task_entry(state: State, task: Task) -> TaskEntry:
    """A task as its own team sees it."""
    role = state.scenario.roles.get(task.owner)
    own = task.owner == task.team or (role is not None and role.team == task.team)
    return TaskEntry(
        number=task.number,
        title=task.title,
        by=name_of(state, task.seat),
        owner=task.owner,
        owner_title=state.scenario.title_of(task.owner) if task.owner else "",
        whose=("own" if own else "other") if task.owner else "nobody",
        status=task.status,
        moment=moment_of(state, task.t),
    )


def promise_entry(state: State, promise: Promise) -> PromiseEntry:
    """A promise as the team of who gave it sees it."""
    return PromiseEntry(
        number=promise.number,
        to=state.scenario.title_of(promise.to),
        text=promise.text,
        by=name_of(state, promise.seat),
        due=None if promise.due is None else moment_of(state, promise.due),
        status=promise.status,
        moment=moment_of(state, promise.t),
    )


def draft_entry(state: State, draft: Draft) -> DraftEntry:
    """The newest version of a statement."""
    return DraftEntry(
        number=draft.number,
        version=draft.version,
        title=draft.title,
        text=draft.text,
        by=name_of(state, draft.seat),
        published=draft.deed > 0,
        moment=moment_of(state, draft.t),
    )


def clock_entry(state: State, clock: ClockState) -> ClockEntry:
    """A statutory clock as those see it who must see to it."""
    written = state.scenario.clocks[clock.id]
    return ClockEntry(
        title=written.title,
        about=written.about,
        status=clock.status,
        who=tuple(state.scenario.title_of(name) for name in written.who),
        started=moment_of(state, clock.started),
        due=moment_of(state, clock.due),
        due_ms=clock.due,
        pace=state.scenario.story.pace,
    )
