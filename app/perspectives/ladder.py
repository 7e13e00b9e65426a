"""At which level does it play, who may decide on another, and what was proposed?"""

from __future__ import annotations

from datetime import datetime

from app.engine.deeds import LevelStep, Proposal
from app.engine.state import Seat, State
from app.perspectives.messages import moment_of, name_of
from app.perspectives.parts import Part


class Rung(Part, frozen=True):
    """One level; ``deciders`` empty when anybody may decide on it, ``mine`` when the role that looks may."""

    id: str
    title: str
    now: bool
    deciders: tuple[str, ...]
    grounds: tuple[str, ...]
    mine: bool


class Proposed(Part, frozen=True):
    """A proposal that the looker may see; ``mine`` when the role that looks may decide on it."""

    number: int
    level: str
    title: str
    by: str
    grounds: tuple[str, ...]
    reason: str
    moment: datetime
    status: str
    answer: str
    decided_by: str
    mine: bool


class Step(Part, frozen=True):
    """A change of the level; ``by`` is empty when exercise control decided, ``reason`` when it is not the looker's."""

    title: str
    was: str
    by: str
    reason: str
    moment: datetime


class Ladder(Part, frozen=True):
    """The levels from low to high, the open proposals, and what was decided, newest first."""

    rungs: tuple[Rung, ...]
    proposals: tuple[Proposed, ...]
    declined: tuple[Proposed, ...]
    steps: tuple[Step, ...]
    grip: int


def ladder(state: State, looker: Seat) -> Ladder:
    """The ladder as a role in a team sees it."""
    seen = [_proposed(state, one, looker) for one in state.proposals if _may_see(state, one, looker)]
    return Ladder(
        rungs=tuple(_rung(state, level, looker) for level in state.scenario.levels),
        proposals=tuple(one for one in seen if one.status == "open"),
        declined=tuple(one for one in reversed(seen) if one.status == "declined"),
        steps=tuple(_step(state, one, looker) for one in reversed(state.steps)),
        grip=state.grip,
    )


def named_on_ladder(state: State, seat: str) -> bool:
    """Whether the name of who sits here stands on somebody's ladder."""
    proposed = any(seat in (one.seat, one.decided_by) for one in state.proposals)
    return proposed or any(one.seat == seat for one in state.steps)


def _may_decide(state: State, level: str, looker: Seat) -> bool:
    decides = state.scenario.levels[level].decides
    return not decides or looker.role in decides


def _may_see(state: State, proposal: Proposal, looker: Seat) -> bool:
    """A proposal is read by the team that made it and by who may decide; where anybody may, by the team alone."""
    decides = state.scenario.levels[proposal.level].decides
    return state.seats[proposal.seat].team == looker.team or looker.role in decides


def _rung(state: State, level: str, looker: Seat) -> Rung:
    written = state.scenario.levels[level]
    return Rung(
        id=level,
        title=written.title,
        now=level == state.level,
        deciders=tuple(state.scenario.title_of(role) for role in written.decides),
        grounds=_grounds(state, written.criteria),
        mine=_may_decide(state, level, looker),
    )


def _grounds(state: State, names: tuple[str, ...]) -> tuple[str, ...]:
    known = state.scenario.criteria
    return tuple(known[name].text for name in names if name in known)


def _proposed(state: State, proposal: Proposal, looker: Seat) -> Proposed:
    return Proposed(
        number=proposal.number,
        level=proposal.level,
        title=state.scenario.levels[proposal.level].title,
        by=name_of(state, proposal.seat),
        grounds=_grounds(state, proposal.criteria),
        reason=proposal.reason,
        moment=moment_of(state, proposal.t),
        status=proposal.status,
        answer=proposal.answer,
        decided_by=name_of(state, proposal.decided_by) if proposal.decided_by else "",
        mine=_may_decide(state, proposal.level, looker),
    )


def _step(state: State, step: LevelStep, looker: Seat) -> Step:
    levels = state.scenario.levels
    return Step(
        title=levels[step.level].title,
        was=levels[step.was].title if step.was in levels else "",
        by=name_of(state, step.seat) if step.seat else "",
        reason=step.reason if looker.team in _concerned(state, step) else "",
        moment=moment_of(state, step.t),
    )


def _concerned(state: State, step: LevelStep) -> set[str]:
    """The teams that read why: of who decided, of who proposed it, and those that it woke."""
    teams = set(step.wakes)
    if step.seat:
        teams.add(state.seats[step.seat].team)
    if step.proposal:
        teams.add(state.seats[state.proposals[step.proposal - 1].seat].team)
    return teams
