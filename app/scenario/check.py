"""What is wrong with a scenario that only shows in the whole? Errors stop it, warnings advise."""

from __future__ import annotations

import re

from app.scenario.check_conversations import check_conversations
from app.scenario.check_injects import InjectCheck
from app.scenario.check_load import check_load
from app.scenario.check_names import NameCheck
from app.scenario.check_rules import Rules
from app.scenario.model import Scenario
from app.scenario.names import Names
from app.scenario.problems import N_, Findings, Path, Positions, Problem

_DRIFT = re.compile(r"[+-]\d{1,3}(\.\d{1,3})?/m", re.ASCII)


def check(scenario: Scenario, positions: Positions) -> tuple[Problem, ...]:
    """Everything that is wrong with a scenario whose parts can each be read, in the order of the file."""
    findings = Findings(positions)
    look_over(scenario, findings)
    return tuple(sorted((problem for _, problem in findings.found), key=lambda found: (found.line, found.column)))


def look_over(scenario: Scenario, findings: Findings) -> None:
    """Note everything that is wrong with the whole of a scenario."""
    names = Names(scenario)
    rules = Rules(scenario, names, findings)
    NameCheck(scenario, names, findings).run()
    InjectCheck(scenario, rules, findings).run()
    check_conversations(scenario, findings)
    _clocks(scenario, names, rules, findings)
    _moves(scenario, rules, findings)
    _drift(scenario, names, rules, findings)
    _steps(scenario, findings)
    _levels(scenario, findings)
    _facts(scenario, findings)
    _variants(scenario, findings)
    check_load(scenario, findings)


def _clocks(scenario: Scenario, names: Names, rules: Rules, findings: Findings) -> None:
    for clock in scenario.clocks.values():
        path: Path = ("clocks", clock.id)
        rules.starts((*path, "starts"), clock.starts, clock.id)
        rules.met_by((*path, "met_by"), clock.met_by, clock.id)
        if not scenario.roles_of(clock.who) and names.recipients.issuperset(clock.who):
            said = N_("Nobody sees to {owner}: no role belongs to those it names.")
            findings.error((*path, "who"), said, owner=clock.id)


def _moves(scenario: Scenario, rules: Rules, findings: Findings) -> None:
    _twice(findings, "moves", [move.id for move in scenario.moves])
    for place, move in enumerate(scenario.moves):
        path: Path = ("moves", place)
        rules.condition((*path, "when"), move.when, move.id)
        for number, effect in enumerate(move.then):
            rules.effect((*path, "then", number), effect, move.id)
        if not move.then:
            findings.error((*path, "then"), N_("{owner} does nothing."), owner=move.id)
        if move.at_most > 1 and move.cooldown is None:
            said = N_("{owner} may come {count} times, but does not say how long it rests in between.")
            findings.warn(path, said, N_('Write a time under "cooldown".'), owner=move.id, count=move.at_most)


def _drift(scenario: Scenario, names: Names, rules: Rules, findings: Findings) -> None:
    for place, drift in enumerate(scenario.drift):
        path: Path = ("drift", place)
        rules.condition((*path, "when"), drift.when, "drift")
        for axis, change in drift.change.items():
            if axis not in names.axes:
                said = N_('The drift names the pressure "{name}", but there is no such axis.')
                findings.unknown((*path, "change", axis), axis, names.axes, said)
            if not _DRIFT.fullmatch(change):
                said = N_('"{value}" is not a change per minute.')
                findings.error((*path, "change", axis), said, N_('Write for instance "+0.3/m".'), value=change[:40])
    for axis, pressure in scenario.pressure.items():
        if pressure.start > pressure.ceiling:
            said = N_("The pressure {axis} starts above its ceiling.")
            findings.error(("pressure", axis), said, axis=axis)


def _steps(scenario: Scenario, findings: Findings) -> None:
    _twice(findings, "steps", [step.id for step in scenario.steps])
    for place, step in enumerate(scenario.steps):
        for number, question in enumerate(step.questions):
            if question.kind == "choice" and len(question.choices) < 2:
                said = N_("A question of {owner} asks for a choice, but offers fewer than two.")
                findings.error(("steps", place, "questions", number), said, owner=step.id)


def _twice(findings: Findings, group: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            said = N_('"{name}" stands twice in {group}.')
            findings.error((group, place, "id"), said, name=name, group=group)
        seen.add(name)


def _levels(scenario: Scenario, findings: Findings) -> None:
    """A level is reached by a decision; somebody must be able to take it."""
    first = scenario.start_level or next(iter(scenario.levels), None)
    for level in scenario.levels.values():
        if level.id != first and not level.decides:
            said = N_("{owner} cannot be reached: nobody can decide it.")
            findings.warn(("levels", level.id), said, N_('Name the roles under "decides".'), owner=level.id)


def _facts(scenario: Scenario, findings: Findings) -> None:
    told = {fact for inject in scenario.injects for fact in inject.facts}
    for fact in scenario.facts.values():
        if not fact.held_by and fact.id not in told:
            said = N_("Nobody holds {owner}, and no inject tells it.")
            findings.warn(("facts", fact.id), said, N_('Name who knows it under "held_by".'), owner=fact.id)


def _variants(scenario: Scenario, findings: Findings) -> None:
    if not scenario.roles:
        findings.error(("roles",), N_("There is no role to play."))
    for variant in scenario.variants.values():
        left = variant.leave_out
        if all(role.id in left.roles or role.team in left.teams for role in scenario.roles.values()) and scenario.roles:
            said = N_("{owner} leaves out every role, so there is nobody to play it.")
            findings.error(("variants", variant.id, "leave_out"), said, owner=variant.id)
        if variant.start_at >= scenario.duration:
            said = N_("{owner} starts when the exercise is over.")
            findings.error(("variants", variant.id, "start_at"), said, owner=variant.id)
    if scenario.start_at >= scenario.duration:
        findings.error(("start_at",), N_("{owner} starts when the exercise is over."), owner=scenario.id)
