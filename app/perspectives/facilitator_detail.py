"""What does a facilitator want to know about one inject?"""

from __future__ import annotations

from typing import Literal

from app.engine.state import InjectState, State
from app.engine.talk import Answer, Correction, Delivery
from app.perspectives.facilitator_actions import inject_actions
from app.perspectives.facilitator_parts import Action, Mark, RowPart, mark
from app.perspectives.facilitator_rows import row
from app.perspectives.files import FilePart, attached
from app.perspectives.parts import Part, Scene
from app.scenario.model import Inject

SEATS_LISTED = 60
"""The table of receipts shows so many seats, those who are furthest behind first when there are more."""


class ExpectedPart(Part, frozen=True):
    """One expected action; ``due`` and ``t`` exercise ms."""

    id: str
    text: str
    status: Literal["idle", "open", "met", "met_late", "missed"]
    within: int | None
    due: int | None
    t: int
    by_hand: bool
    objectives: tuple[str, ...]


class ReceivedPart(Part, frozen=True):
    """How far an inject came on one seat; real ms, 0 for not yet."""

    seat: str
    title: str
    name: str
    automatic: bool
    connected: bool
    arrived: int
    shown: int
    opened: int
    acknowledged: int
    answers: tuple[Answer, ...]

    @property
    def last(self) -> Mark:
        """The farthest it came."""
        return mark(self.arrived, self.shown, self.opened, bool(self.answers) or self.acknowledged > 0)


class AlternativePart(Part, frozen=True):
    """One of the written texts of an inject."""

    id: str
    label: str
    text: str
    chosen: bool


class DetailPart(Part, frozen=True):
    """All that a facilitator may want to know about one inject; ``unlisted`` seats did not fit in the table.

    ``talk`` is the conversation that it went into, 0 while it has not gone out; ``within`` how soon (exercise s) an
    answer is wanted.
    """

    row: RowPart
    text: str
    written: tuple[str, str] | None
    alternatives: tuple[AlternativePart, ...]
    choices: tuple[str, ...]
    questions: tuple[str, ...]
    voicemail: str
    within: int | None
    attachments: tuple[FilePart, ...]
    condition: str
    hook: str
    facts: tuple[str, ...]
    expected: tuple[ExpectedPart, ...]
    received: tuple[ReceivedPart, ...]
    unlisted: int
    corrections: tuple[Correction, ...]
    others: tuple[tuple[str, str], ...]
    undo_until: int
    talk: int
    actions: tuple[Action, ...]

    @property
    def by_name(self) -> dict[str, Action]:
        """The buttons under their names."""
        return {action.name: action for action in self.actions}


def detail(scene: Scene, name: str, at: int) -> DetailPart | None:
    """Everything about this inject at real time ``at`` (ms), or None when the exercise has no such inject."""
    state = scene.state
    inject = state.injects.get(name)
    if inject is None:
        return None
    written = state.scenario.inject_by_id.get(name)
    message = state.message(inject.number)
    received, unlisted = _received(scene, inject.number)
    return DetailPart(
        row=row(state, name),
        text=inject.text,
        written=None if inject.version == 1 or written is None else _first_version(inject, written),
        alternatives=() if written is None else _alternatives(inject, written),
        choices=inject.choices,
        questions=() if written is None else written.questions,
        voicemail="" if written is None else written.voicemail,
        within=None if written is None else written.deadline,
        attachments=() if written is None else attached(state, written.attachments),
        condition="" if written is None else written.condition,
        hook="" if written is None else written.hook,
        facts=() if written is None else tuple(state.scenario.facts[f].text for f in written.facts),
        expected=() if written is None else _expected(state, written),
        received=received,
        unlisted=unlisted,
        corrections=message.corrections if message else (),
        others=_others(state, inject),
        undo_until=_undo_until(state, inject),
        talk=message.conversation if message else 0,
        actions=inject_actions(state, name, at),
    )


def _first_version(inject: InjectState, written: Inject) -> tuple[str, str]:
    chosen = next((a for a in written.alternatives if a.id == inject.alternative), None)
    if chosen is None:
        return written.title, written.text
    return chosen.title or written.title, chosen.text


def _alternatives(inject: InjectState, written: Inject) -> tuple[AlternativePart, ...]:
    return tuple(AlternativePart(a.id, a.label, a.text, a.id == inject.alternative) for a in written.alternatives)


def _expected(state: State, written: Inject) -> tuple[ExpectedPart, ...]:
    return tuple(
        ExpectedPart(
            id=each.id,
            text=each.text,
            status=state.expectations[each.id].status,
            within=each.within,
            due=state.expectations[each.id].due,
            t=state.expectations[each.id].t,
            by_hand=state.expectations[each.id].by_hand,
            objectives=each.objectives,
        )
        for each in written.expect
    )


def _received(scene: Scene, number: int) -> tuple[tuple[ReceivedPart, ...], int]:
    """The seats that have it; of a large audience those who are furthest behind."""
    got = scene.state.deliveries.get(number, {})
    seats = list(got)
    if len(seats) > SEATS_LISTED:
        seats = sorted(seats, key=lambda seat: _progress(got[seat]))[:SEATS_LISTED]
    rows = tuple(_on_seat(scene, seat, got[seat]) for seat in seats)
    return rows, len(got) - len(rows)


def _progress(delivery: Delivery) -> int:
    return sum((delivery.arrived > 0, delivery.opened > 0, bool(delivery.answers) or delivery.acknowledged > 0))


def _on_seat(scene: Scene, name: str, found: Delivery) -> ReceivedPart:
    seat = scene.state.seats[name]
    return ReceivedPart(
        seat=name,
        title=seat.title,
        name=seat.name,
        automatic=seat.plays_itself,
        connected=name in scene.connected,
        arrived=found.arrived,
        shown=found.shown,
        opened=found.opened,
        acknowledged=found.acknowledged,
        answers=found.answers,
    )


def _others(state: State, inject: InjectState) -> tuple[tuple[str, str], ...]:
    """The seats that do not have it yet: id and what they are called."""
    if inject.status != "released":
        return ()
    return tuple((seat.id, seat.title) for seat in state.seats.values() if not state.has(seat.id, inject.number))


def _undo_until(state: State, inject: InjectState) -> int:
    """The real moment until which a release can be undone, 0 when there is nothing to undo."""
    if inject.status == "queued":
        return inject.goes_at
    message = state.message(inject.number)
    return message.at + state.settings.undo_window_ms if message and inject.status == "released" else 0
