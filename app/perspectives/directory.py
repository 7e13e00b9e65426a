"""To whom can the person on a seat write?"""

from __future__ import annotations

from app.engine.state import Seat, State
from app.perspectives.parts import Part

MOST_SEATS = 40
"""A role with more seats than this is offered as a role only."""


class Address(Part, frozen=True):
    """Somebody in the directory; ``who`` the name of the player on a seat, ``kind`` seat, role, team or actor."""

    name: str
    title: str
    who: str
    kind: str


class AddressGroup(Part, frozen=True):
    """Addresses that belong together; the group of the outside world has no title."""

    title: str
    addresses: tuple[Address, ...]


def directory(state: State, seat: str) -> tuple[AddressGroup, ...]:
    """Colleagues, other teams and the outside world: how they are called, and nothing of what they know or want."""
    own = state.seats[seat].team
    teams = sorted(state.scenario.teams.values(), key=lambda team: team.id != own)
    groups = [AddressGroup(team.title, _of_team(state, team.id, team.title, seat)) for team in teams]
    actors = sorted(state.scenario.actors.values(), key=lambda actor: actor.title.casefold())
    outside = tuple(Address(actor.id, actor.title, "", "actor") for actor in actors)
    return tuple(group for group in (*groups, AddressGroup("", outside)) if group.addresses)


def _of_team(state: State, team: str, title: str, own: str) -> tuple[Address, ...]:
    found = [Address(team, title, "", "team")]
    seats: dict[str, list[Seat]] = {}
    for seat in state.seats.values():
        if seat.team == team:
            seats.setdefault(seat.role, []).append(seat)
    for role, here in seats.items():
        if len(here) > MOST_SEATS:
            found.append(Address(role, state.scenario.title_of(role), "", "role"))
        else:
            found += [Address(seat.id, seat.title, seat.name, "seat") for seat in here if seat.id != own]
    return tuple(found)
