"""Does every name in a scenario name something? References between the parts of the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from app.scenario.model import Inject, Scenario
from app.scenario.names import EVERYBODY, Names
from app.scenario.problems import N_, Findings, Path

_TEAM = N_('{owner} names the team "{name}", but there is no such team.')
_ROLE = N_('{owner} names the role "{name}", but there is no such role.')
_LEVEL = N_('{owner} names the level "{name}", but there is no such level.')
_OBJECTIVE = N_('{owner} names the objective "{name}", but there is no such objective.')
_CRITERION = N_('{owner} names the criterion "{name}", but there is no such criterion.')
_DOCUMENT = N_('{owner} names the document "{name}", but there is no such document.')
_DUTY = N_('{owner} names "{name}", but there is no such team, role or level.')
_FACT = N_('{owner} names the fact "{name}", but there is no such fact.')
_ACTOR = N_('{owner} names the actor "{name}", but there is no such actor.')
_INJECT = N_('{owner} names the inject "{name}", but there is no such inject.')
_HOLDER = N_('{owner} names "{name}", but there is no such role, team, level or actor.')
_RECIPIENT = N_('{owner} goes to "{name}", but there is no such team, role or level.')
_SENDER = N_('{owner} comes from "{name}", but there is no such actor or role.')


class NameCheck:
    """Looks up every reference of a scenario."""

    def __init__(self, scenario: Scenario, names: Names, findings: Findings) -> None:
        self.scenario = scenario
        self.names = names
        self.findings = findings

    def run(self) -> None:
        """Note every name that names nothing, and every name that names two things."""
        self._one_meaning_each()
        self._people()
        self._story()
        for place, inject in enumerate(self.scenario.injects):
            self._inject(("injects", place), inject)
        self._rest()
        self._variants()

    def _each(self, path: Path, owner: str, given: Iterable[str], names: Collection[str], template: str) -> None:
        for place, name in enumerate(given):
            self._one((*path, place), owner, name, names, template)

    def _one(self, path: Path, owner: str, name: str | None, names: Collection[str], template: str) -> None:
        if name is not None and name not in names:
            self.findings.unknown(path, name, names, template, owner=owner)

    def _one_meaning_each(self) -> None:
        """A recipient must be one thing: a team, a role or a level."""
        said = N_('"{name}" is the name of two things that can be written to.')
        hint = N_("Give the team, role or level another name.")
        seen: set[str] = {EVERYBODY}
        for group in ("levels", "teams", "roles"):
            for name in getattr(self.scenario, group):
                if name in seen:
                    self.findings.error((group, name), said, hint, name=name)
                seen.add(name)
        for name in self.names.actors & self.names.roles:
            said = N_('"{name}" is the name of a role and of an actor.')
            self.findings.error(("actors", name), said, N_("Give the actor another name."), name=name)

    def _people(self) -> None:
        names, scenario = self.names, self.scenario
        self._one(("start_level",), scenario.id, scenario.start_level, names.levels, _LEVEL)
        for level in scenario.levels.values():
            self._each(("levels", level.id, "opens"), level.id, level.opens, names.teams, _TEAM)
            self._each(("levels", level.id, "decides"), level.id, level.decides, names.roles, _ROLE)
            if names.criteria:
                self._each(("levels", level.id, "criteria"), level.id, level.criteria, names.criteria, _CRITERION)
        for team in scenario.teams.values():
            self._one(("teams", team.id, "from"), team.id, team.from_level, names.levels, _LEVEL)
        for role in scenario.roles.values():
            self._one(("roles", role.id, "team"), role.id, role.team, names.teams, _TEAM)

    def _story(self) -> None:
        names = self.names
        for actor in self.scenario.actors.values():
            self._each(("actors", actor.id, "knows"), actor.id, actor.knows, names.facts, _FACT)
        for fact in self.scenario.facts.values():
            for key, given in (
                ("held_by", fact.held_by),
                ("needed_by", fact.needed_by),
                ("share_with", fact.share_with),
            ):
                self._each(("facts", fact.id, key), fact.id, given, names.holders, _HOLDER)
        for document in self.scenario.documents.values():
            self._each(("documents", document.id, "to"), document.id, document.to, names.recipients, _RECIPIENT)
            self._file(document.id, document.file)
        for clock in self.scenario.clocks.values():
            self._each(("clocks", clock.id, "who"), clock.id, clock.who, names.recipients, _DUTY)

    def _file(self, owner: str, file: str) -> None:
        path = PurePosixPath(file.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in file or not path.parts:
            said = N_('{owner} names the file "{name}", which is outside the folder of the scenario.')
            self.findings.error(("documents", owner, "file"), said, owner=owner, name=file[:60])

    def _inject(self, path: Path, inject: Inject) -> None:
        names = self.names
        self._one((*path, "from"), inject.id, inject.sender, names.senders, _SENDER)
        self._each((*path, "to"), inject.id, inject.to, names.recipients, _RECIPIENT)
        self._each((*path, "facts"), inject.id, inject.facts, names.facts, _FACT)
        self._each((*path, "objectives"), inject.id, inject.objectives, names.objectives, _OBJECTIVE)
        self._each((*path, "attachments"), inject.id, inject.attachments, names.documents, _DOCUMENT)
        self._one((*path, "continues"), inject.id, inject.continues, names.injects, _INJECT)
        if inject.after is not None:
            self._one((*path, "after", "inject"), inject.id, inject.after.inject, names.injects, _INJECT)
        for place, expected in enumerate(inject.expect):
            where = (*path, "expect", place, "objectives")
            self._each(where, expected.id, expected.objectives, names.objectives, _OBJECTIVE)

    def _rest(self) -> None:
        for place, move in enumerate(self.scenario.moves):
            self._one(("moves", place, "actor"), move.id, move.actor, self.names.actors, _ACTOR)
        for place, step in enumerate(self.scenario.steps):
            self._each(("steps", place, "injects"), step.id, step.injects, self.names.injects, _INJECT)

    def _variants(self) -> None:
        names = self.names
        for variant in self.scenario.variants.values():
            path: Path = ("variants", variant.id)
            self._one((*path, "start_level"), variant.id, variant.start_level, names.levels, _LEVEL)
            out, left = (*path, "leave_out"), variant.leave_out
            self._each((*out, "teams"), variant.id, left.teams, names.teams, _TEAM)
            self._each((*out, "roles"), variant.id, left.roles, names.roles, _ROLE)
            self._each((*out, "injects"), variant.id, left.injects, names.injects, _INJECT)
            for name, chosen in variant.choose.items():
                inject = self.scenario.inject_by_id.get(name)
                self._one((*path, "choose", name), variant.id, name, names.injects, _INJECT)
                if inject is not None:
                    texts = [text.id for text in inject.alternatives]
                    said = N_('{owner} chooses the text "{name}" of {inject}, but there is no such text.')
                    if chosen not in texts:
                        self.findings.unknown(
                            (*path, "choose", name), chosen, texts, said, owner=variant.id, inject=name
                        )
