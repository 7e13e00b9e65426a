"""What stands beside the messages of a desk: who sits here, with whom, and what they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.engine.knowing import knows
from app.engine.state import State
from app.engine.talk import Message
from app.perspectives import messages
from app.perspectives.parts import Part, Region

MOST_COLLEAGUES = 40
"""So many people of a team are named; others are counted, so that an arrival does not repaint a thousand names."""

SHORT = 140
"""So many characters of an answer stand in the timeline."""


class Me(Part, frozen=True):
    """Who sits here."""

    name: str
    role: str
    team: str


class Brief(Part, frozen=True):
    """What somebody in this role should know beforehand."""

    text: str


class Colleague(Part, frozen=True):
    """One seat of the team; ``name`` is empty while it is free."""

    seat: str
    role: str
    name: str


class Team(Part, frozen=True):
    """Who is in the team; ``others`` counts the people that are not named."""

    title: str
    colleagues: tuple[Colleague, ...]
    others: int


class KnownFact(Part, frozen=True):
    """Something that this seat knows and may tell."""

    id: str
    text: str


class Facts(Part, frozen=True):
    """All that this seat knows: from the start, or because it read or heard it."""

    facts: tuple[KnownFact, ...]


class Act(Part, frozen=True):
    """Something this seat did: an answer at story time ``moment``, or a confirmation (its real moment is ``at`` ms)."""

    number: int
    conversation: int
    title: str
    what: str
    text: str
    at: int
    moment: datetime | None


def me_region(state: State, seat: str) -> Region:
    """Who sits here."""
    here = state.seats[seat]
    return Region("me", "me", Me(here.name, here.title, _team_title(state, here.team)), frozenset((seat,)))


def brief_region(state: State, seat: str) -> Region:
    """What somebody in this role should know beforehand."""
    role = state.scenario.roles.get(state.seats[seat].role)
    return Region("brief", "brief", Brief(role.brief if role else ""), frozenset((seat,)))


def team_region(state: State, team: str) -> Region:
    """Who is in this team, for everybody in it."""
    seats = [seat for seat in state.seats.values() if seat.team == team]
    named = tuple(Colleague(seat.id, seat.title, seat.name) for seat in seats[:MOST_COLLEAGUES])
    others = sum(seat.is_taken for seat in seats[MOST_COLLEAGUES:])
    part = Team(_team_title(state, team), named, others)
    return Region("team", "team", part, frozenset(seat.id for seat in seats))


def facts_region(state: State, seat: str) -> Region:
    """What this seat knows, and nothing else that is true in the story."""
    known = tuple(KnownFact(name, fact.text) for name, fact in state.scenario.facts.items() if knows(state, seat, name))
    return Region("facts", "facts", Facts(known), frozenset((seat,)))


def _team_title(state: State, team: str) -> str:
    known = state.scenario.teams.get(team)
    return known.title if known else ""


def timeline_regions(state: State, seat: str) -> list[Region]:
    """What this seat did, oldest first; each is put above the others."""
    return _in_order(region for message in state.messages for region in _acts(state, seat, message))


def act_regions(state: State, seat: str, numbers: Iterable[int]) -> list[Region]:
    """What this seat did with these messages, oldest first."""
    return _in_order(region for number in numbers for region in _acts(state, seat, state.messages[number - 1]))


def _in_order(regions: Iterable[Region]) -> list[Region]:
    return sorted(regions, key=lambda region: region.order)


def _acts(state: State, seat: str, message: Message) -> Iterator[Region]:
    number, talk = message.number, message.conversation
    delivery = state.deliveries[number].get(seat)
    if delivery is None:
        return
    title = "" if message.recalled_at else message.title
    if delivery.acknowledged:
        yield _act(seat, 0, Act(number, talk, title, "acknowledged", "", delivery.acknowledged, None))
    for place, answer in enumerate(delivery.answers, start=1):
        text = _short(answer.choice or answer.text)
        moment = messages.moment_of(state, answer.t)
        yield _act(seat, place, Act(number, talk, title, "answered", text, answer.at, moment))


def _act(seat: str, place: int, act: Act) -> Region:
    """Each act has a region of its own, so that an answer does not paint all earlier ones again."""
    name = f"act-{act.number}-{place}"
    return Region(name, "act", act, frozenset((seat,)), into="acts", at="start", order=_place_in_time(act))


def _place_in_time(act: Act) -> int:
    """By the real moment, and within one by the message."""
    return act.at * 1000 + act.number % 1000


def _short(text: str) -> str:
    """The beginning of a text: the whole of it stands under its message."""
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()} …"
