"""What would a jump, a shift or another tempo change, before it is confirmed?"""

from __future__ import annotations

import msgspec

from app.engine import commands
from app.engine.commands import AnyCommand, Refusal
from app.engine.decide import decide
from app.engine.events import InjectReadied, InjectReleased, InjectSkipped
from app.engine.state import State


class PreviewItem(msgspec.Struct, frozen=True):
    """One inject that would change. ``due_*`` exercise ms; ``real_*`` real ms, None while the clock stands or past."""

    id: str
    title: str
    due_before: int | None
    due_after: int | None
    real_before: int | None
    real_after: int | None


class Preview(msgspec.Struct, frozen=True):
    """The injects that would go out, ask for a decision, be skipped, or come at another moment."""

    released: tuple[PreviewItem, ...]
    readied: tuple[PreviewItem, ...]
    skipped: tuple[PreviewItem, ...]
    moved: tuple[PreviewItem, ...]


def preview(state: State, command: AnyCommand, at: int) -> Preview | Refusal:
    """What ``command`` would change at real time ``at``, decided as in earnest; ``state`` stays as it is."""
    now = state.fork()
    decide(now, commands.LetTimePass(), at, "clock")
    then = now.fork()
    decision = decide(then, command, at, "preview")
    if decision.refusal is not None:
        return decision.refusal

    def told(kind: type[InjectReleased | InjectReadied | InjectSkipped]) -> tuple[PreviewItem, ...]:
        return tuple(_item(now, then, line.event.inject) for line in decision.lines if isinstance(line.event, kind))

    waiting = [inject for inject in then.injects.values() if inject.status == "waiting" and inject.due is not None]
    moved = (_item(now, then, i.id) for i in sorted(waiting, key=lambda i: (i.due or 0, then.order[i.id])))
    return Preview(
        released=told(InjectReleased),
        readied=told(InjectReadied),
        skipped=told(InjectSkipped),
        moved=tuple(item for item in moved if (item.due_before, item.real_before) != (item.due_after, item.real_after)),
    )


def _item(now: State, then: State, name: str) -> PreviewItem:
    before, after = now.injects[name], then.injects[name]
    return PreviewItem(name, after.title, before.due, after.due, _real_at(now, before.due), _real_at(then, after.due))


def _real_at(state: State, due: int | None) -> int | None:
    return None if due is None or state.phase != "running" else state.clock.real_at(due)
