"""May somebody propose or decide a level, and which teams does it wake?"""

from __future__ import annotations

from app.engine import commands, events
from app.engine.acts import ACTS
from app.engine.commands import Refusal
from app.engine.meeting import meet
from app.engine.releasing import too_long
from app.engine.sending import send_deed
from app.engine.state import State
from app.engine.turn import Turn

HIGHEST_GRIP = 5


def propose_level(turn: Turn, command: commands.ProposeLevel) -> Refusal | None:
    """Propose to scale up or down, on grounds of the scenario or in one's own words."""
    draft = turn.draft
    refusal = under_way(turn) or _unfit_level(draft, command.level) or too_long(command.reason)
    if refusal is not None:
        return refusal
    if not command.criteria and not command.reason.strip():
        return Refusal("Choose a ground, or write why.")
    criteria = tuple(name for name in dict.fromkeys(command.criteria) if name in draft.scenario.criteria)
    number = len(draft.proposals) + 1
    turn.tell(events.LevelProposed(number, command.seat, command.level, criteria, command.reason.strip()))
    meet(turn, "level_proposed", command.level)
    return None


def decide_level(turn: Turn, command: commands.DecideLevel) -> Refusal | None:
    """Decide on the level, with or without a proposal; levels may be skipped."""
    draft = turn.draft
    refusal = under_way(turn) or _unfit_level(draft, command.level) or too_long(command.reason)
    refusal = refusal or _may_not_decide(draft, command.seat, command.level)
    if refusal is not None:
        return refusal
    if command.proposal:
        if not 1 <= command.proposal <= len(draft.proposals):
            return Refusal("There is no such proposal.")
        if draft.proposals[command.proposal - 1].status != "open":
            return Refusal("This proposal has been decided already.")
    wakes = tuple(team for team in draft.scenario.opened(command.level) if team not in draft.woken)
    turn.tell(
        events.LevelChanged(command.level, draft.level, command.seat, command.reason.strip(), command.proposal, wakes)
    )
    for team in wakes:
        _hand_over(turn, team)
    meet(turn, "level_decided", command.level)
    return None


def decline_level(turn: Turn, command: commands.DeclineLevel) -> Refusal | None:
    """Say no to a proposal."""
    draft = turn.draft
    refusal = under_way(turn) or too_long(command.reason)
    if refusal is not None:
        return refusal
    if not 1 <= command.proposal <= len(draft.proposals):
        return Refusal("There is no such proposal.")
    proposal = draft.proposals[command.proposal - 1]
    refusal = _may_not_decide(draft, command.seat, proposal.level)
    if refusal is not None:
        return refusal
    if proposal.status != "open":
        return Refusal("This proposal has been decided already.")
    turn.tell(events.LevelDeclined(proposal.number, command.seat, command.reason.strip()))
    return None


def change_grip(turn: Turn, command: commands.ChangeGrip) -> Refusal | None:
    """Say at which level the regional incident response stands."""
    refusal = under_way(turn)
    if refusal is not None:
        return refusal
    if not 0 <= command.grip <= HIGHEST_GRIP:
        return Refusal("GRIP goes from 0 to {highest}.", {"highest": HIGHEST_GRIP})
    if command.grip != turn.draft.grip:
        turn.tell(events.GripChanged(command.grip, command.seat))
    return None


def under_way(turn: Turn) -> Refusal | None:
    """Why players can't act now, if so."""
    if turn.draft.phase == "planned":
        return Refusal("The exercise has not started yet.")
    return Refusal("The exercise is over.") if turn.draft.phase == "ended" else None


def may_decide(state: State, seat: str, level: str) -> bool:
    """Whether the role on this seat may decide this level; a level that names nobody is decided by anybody."""
    decides = state.scenario.levels[level].decides
    return not decides or bool(state.roles_on(seat) & set(decides))


def _may_not_decide(state: State, seat: str, level: str) -> Refusal | None:
    if not seat or may_decide(state, seat, level):
        return None
    titles = ", ".join(state.scenario.title_of(role) for role in state.scenario.levels[level].decides)
    return Refusal("Your role can't decide this. It is up to: {roles}.", {"roles": titles})


def _unfit_level(state: State, level: str) -> Refusal | None:
    if level not in state.scenario.levels:
        return Refusal("There is no such level.")
    if level == state.level:
        return Refusal("{level} is the level already.", {"level": state.scenario.levels[level].title})
    return None


def _hand_over(turn: Turn, team: str) -> None:
    """A team that wakes up gets what was handed or reported to it, exactly as it was typed."""
    for deed in turn.draft.deeds:
        if ACTS[deed.act].follows == "teams" and team in deed.fields.get("to", ()):
            send_deed(turn, deed, (team,))
