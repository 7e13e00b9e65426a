"""Who is there, for how long silent, and what have they not read yet?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from app.engine.state import Seat, State
from app.perspectives.facilitator_parts import GroupPart, PeopleCountPart, SeatPart
from app.perspectives.facilitator_rows import title_of
from app.perspectives.parts import Region, Scene

SEATS_UP_TO = 40
"""More seats than this are shown as one line a role: a list nobody can take in is of no use."""


def people(scene: Scene, seats: Iterable[str]) -> Iterator[Region]:
    """The lines of these seats: one each, or one a role when the table is large."""
    state = scene.state
    if len(state.seats) <= SEATS_UP_TO:
        for name in seats:
            yield Region(f"seat-{name}", "seat", seat(scene, state.seats[name]), into="people")
        return
    wanted = {state.seats[name].role for name in seats}
    members: dict[str, list[Seat]] = {role: [] for role in state.scenario.roles if role in wanted}
    for each in state.seats.values():
        if each.role in members:
            members[each.role].append(each)
    for role, group in members.items():
        yield Region(f"people-{role}", "group", _group(scene, role, group), into="people")


def seat(scene: Scene, who: Seat) -> SeatPart:
    """How one seat stands."""
    unread, active_at = _reading(scene.state, who.id)
    connected = who.id in scene.connected
    return SeatPart(
        seat=who.id,
        title=who.title,
        name=who.name,
        automatic=who.automatic,
        connected=connected,
        away_since=0 if connected or not who.is_taken else scene.last_seen.get(who.id, who.taken_at),
        active_at=max(active_at, who.taken_at, scene.state.started_at) if who.is_taken else 0,
        unread=unread,
        covered_by=title_of(scene.state, scene.state.covered.get(who.id, "")),
    )


def _reading(state: State, name: str) -> tuple[int, int]:
    """How many messages this seat has not opened, and the real moment of its last act."""
    unread = 0
    active_at = max((deed.at for deed in state.deeds if deed.seat == name), default=0)
    for message in state.messages:
        if message.sender == name:
            active_at = max(active_at, message.at)
        delivery = state.deliveries[message.number].get(name)
        if delivery is None or message.recalled_at:
            continue
        unread += not delivery.opened
        answered = delivery.answers[-1].at if delivery.answers else 0
        active_at = max(active_at, delivery.opened, delivery.acknowledged, answered)
    return unread, active_at


def _group(scene: Scene, role: str, members: list[Seat]) -> GroupPart:
    return GroupPart(
        role=role,
        title=scene.state.scenario.roles[role].title,
        seats=len(members),
        taken=sum(each.is_taken for each in members),
        connected=sum(each.id in scene.connected for each in members),
        automatic=sum(each.plays_itself for each in members),
    )


def people_count(scene: Scene) -> PeopleCountPart:
    """How many people are there."""
    stand: Counter[str] = Counter()
    for each in scene.state.seats.values():
        stand["taken"] += each.is_taken
        stand["automatic"] += each.plays_itself
        stand["connected"] += each.id in scene.connected
    return PeopleCountPart(len(scene.state.seats), stand["taken"], stand["connected"], stand["automatic"])
