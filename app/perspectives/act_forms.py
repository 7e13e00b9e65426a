"""What can somebody on this desk do that has a meaning of its own, and what may be chosen in its forms?"""

from __future__ import annotations

from app.engine.acts import ACTS, Field, Takes
from app.engine.state import State
from app.perspectives.parts import Part

Options = tuple[tuple[str, str], ...]
"""Values with how they are called; the name is empty when the template knows the word."""

MANY: tuple[Takes, ...] = ("actors", "teams", "roles")


class FormField(Part, frozen=True):
    """One field; with ``many`` more than one option may be ticked."""

    name: str
    takes: str
    needed: bool
    many: bool
    options: Options


class ActForm(Part, frozen=True):
    """The form of one act."""

    act: str
    fields: tuple[FormField, ...]


class ActForms(Part, frozen=True):
    """All forms of a role; ``role`` its id, ``people`` whom a task or a promise may name, ``to`` for promises only."""

    role: str
    acts: tuple[ActForm, ...]
    levels: Options
    grounds: Options
    teams: Options
    roles: Options
    actors: Options


def act_forms(state: State, seat: str) -> ActForms:
    """The forms of who sits here."""
    scenario, here = state.scenario, state.seats[seat]
    teams = tuple((team.id, team.title) for team in scenario.teams.values())
    roles = tuple((role.id, role.title) for role in scenario.roles.values())
    actors = tuple(sorted(((one.id, one.title) for one in scenario.actors.values()), key=_by_title))
    others = tuple(one for one in teams if one[0] != here.team)
    named: dict[str, Options] = {"teams": others, "roles": roles, "actors": actors, "actor": actors}
    return ActForms(
        role=here.role,
        acts=tuple(ActForm(act.name, tuple(_field(field, named) for field in act.fields)) for act in ACTS.values()),
        levels=tuple((level.id, level.title) for level in scenario.levels.values()),
        grounds=tuple((ground.id, ground.text) for ground in scenario.criteria.values()),
        teams=teams,
        roles=roles,
        actors=actors,
    )


def _field(field: Field, named: dict[str, Options]) -> FormField:
    options = tuple((choice, "") for choice in field.choices) or named.get(field.takes, ())
    # Which of the three criteria for the council hold: none, or several (domain study §3.6).
    many = field.takes in MANY or field.name == "criteria"
    return FormField(field.name, field.takes, field.needed, many, options)


def _by_title(option: tuple[str, str]) -> str:
    return option[1].casefold()
