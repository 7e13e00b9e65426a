"""How does what players did reach others as a message?"""

from __future__ import annotations

from app.engine import events
from app.engine.acts import ACTS
from app.engine.deeds import Deed
from app.engine.passing import recipients
from app.engine.state import State
from app.engine.turn import Turn


def follow(turn: Turn, deed: Deed) -> None:
    """Send what follows from an act to whom it concerns."""
    draft = turn.draft
    match ACTS[deed.act].follows:
        case "teams":
            awake = tuple(team for team in deed.fields.get("to", ()) if is_awake(draft, team))
            if awake:
                send_deed(turn, deed, awake)
        case "public":
            send_deed(turn, deed, ("all",), deed.first("channel"))
        case "council":
            if teams := gateways(draft, deed):
                send_deed(turn, deed, teams)
        case _:
            pass


def reached_by(state: State, deed: Deed) -> tuple[str, ...]:
    """The seats and actors that an act tells something: also of teams that a level has yet to wake.

    What is published reaches everybody, and so tells nobody in particular.
    """
    act = ACTS[deed.act]
    match act.follows:
        case "public":
            return ()
        case "teams":
            return recipients(state, deed.fields.get("to", ()))
        case "council":
            return recipients(state, gateways(state, deed))
        case _:
            named = (field.name for field in act.fields if field.takes == "actor")
            return tuple(actor for name in named for actor in deed.fields.get(name, ()))


def gateways(state: State, deed: Deed) -> tuple[str, ...]:
    """The teams of others that stand between the municipality and its council."""
    own = state.seats[deed.seat].team
    return tuple(team for team in state.scenario.teams if team != own and is_gateway(state, team))


def send_deed(turn: Turn, deed: Deed, to: tuple[str, ...], by: str = "document") -> None:
    """An act goes out as a message; screens show what was filled in."""
    draft = turn.draft
    number = len(draft.messages) + 1
    seats = tuple(seat for seat in recipients(draft, to) if seat != deed.seat or by != "document")
    turn.tell(
        events.MessageSent(
            number,
            number,
            deed.seat,
            to,
            by,
            deed.first("title"),
            deed.first("text"),
            seats,
            facts=deed.facts,
            deed=deed.number,
        ),
        deed.act,
    )


def is_awake(state: State, team: str) -> bool:
    """Whether this team plays from the start, or a level has woken it."""
    found = state.scenario.teams.get(team)
    return found is not None and (found.from_level is None or team in state.woken)


def is_gateway(state: State, team: str) -> bool:
    """Whether a team stands between the municipality and its council: the one with the role of council clerk."""
    return any(role.team == team and role.id in GATEWAY_ROLES for role in state.scenario.roles.values())


GATEWAY_ROLES = frozenset(("griffier", "council_clerk"))
"""The council clerk is the gateway to the council: domain study §3.3 and glossary."""
