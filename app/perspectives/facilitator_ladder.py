"""At which level does the exercise stand, who proposes another, and on what grounds?"""

from __future__ import annotations

from typing import Literal

from app.engine.commands import ChangeGrip
from app.engine.decide import decide
from app.engine.deeds import Proposal
from app.engine.levelling import HIGHEST_GRIP
from app.engine.state import State
from app.perspectives.facilitator_parts import Action, Reason
from app.perspectives.facilitator_rows import title_of
from app.perspectives.parts import Part

DECIDED_SHOWN = 5
"""So many proposals that were decided stay in sight."""


class LevelPart(Part, frozen=True):
    """One rung of the ladder, with the grounds for it, the teams that it opens and who may decide it."""

    id: str
    title: str
    criteria: tuple[str, ...]
    opens: tuple[str, ...]
    decides: tuple[str, ...]


class ProposalPart(Part, frozen=True):
    """Somebody wants to scale up or down; ``t`` exercise ms, ``answer`` what was said when it was decided."""

    number: int
    seat: str
    level: str
    title: str
    criteria: tuple[str, ...]
    reason: str
    t: int
    status: Literal["open", "accepted", "declined", "overtaken"]
    answer: str


class LadderPart(Part, frozen=True):
    """The ladder, the level now, GRIP beside it, the proposals, and why nothing can be decided now."""

    levels: tuple[LevelPart, ...]
    now: str
    grip: int
    highest_grip: int
    proposals: tuple[ProposalPart, ...]
    action: Action

    @property
    def open(self) -> int:
        """How many proposals wait for a decision."""
        return sum(proposal.status == "open" for proposal in self.proposals)


def ladder(state: State) -> LadderPart:
    """How scaling up stands: open proposals first, oldest first; then the last that were decided."""
    waiting = [each for each in state.proposals if each.status == "open"]
    decided = [each for each in reversed(state.proposals) if each.status != "open"][:DECIDED_SHOWN]
    return LadderPart(
        levels=tuple(_level(state, name) for name in state.scenario.levels),
        now=state.level,
        grip=state.grip,
        highest_grip=HIGHEST_GRIP,
        proposals=tuple(_proposal(state, each) for each in (*waiting, *decided)),
        action=_action(state),
    )


def _action(state: State) -> Action:
    """Whether a level can be decided now; the same holds for GRIP, and that needs no level to try."""
    wish = ChangeGrip((state.grip + 1) % HIGHEST_GRIP)
    return Action("level", Reason.of(decide(state.fork(), wish, state.last_at, "server").refusal))


def _level(state: State, name: str) -> LevelPart:
    level = state.scenario.levels[name]
    return LevelPart(
        id=name,
        title=level.title,
        criteria=tuple(_criterion(state, each) for each in level.criteria),
        opens=tuple(state.scenario.title_of(team) for team in level.opens),
        decides=tuple(state.scenario.title_of(role) for role in level.decides),
    )


def _criterion(state: State, name: str) -> str:
    found = state.scenario.criteria.get(name)
    return name if found is None else found.text


def _proposal(state: State, proposal: Proposal) -> ProposalPart:
    return ProposalPart(
        number=proposal.number,
        seat=title_of(state, proposal.seat),
        level=proposal.level,
        title=state.scenario.levels[proposal.level].title,
        criteria=tuple(_criterion(state, each) for each in proposal.criteria),
        reason=proposal.reason,
        t=proposal.t,
        status=proposal.status,
        answer=proposal.answer,
    )
