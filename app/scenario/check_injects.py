"""Can every inject be played, and every expected action be met?"""

from __future__ import annotations

from collections import Counter

from app.scenario.check_rules import Rules
from app.scenario.durations import format_moment
from app.scenario.model import Inject, Scenario
from app.scenario.problems import N_, Findings, Path
from app.scenario.timing import circles, planned_moments


class InjectCheck:
    """Looks at the injects one by one, and at the order between them."""

    def __init__(self, scenario: Scenario, rules: Rules, findings: Findings) -> None:
        self.scenario = scenario
        self.rules = rules
        self.findings = findings
        self._released_by_moves = {str(effect.get("release")) for move in scenario.moves for effect in move.then}

    def run(self) -> None:
        """Note every inject that cannot go out, cannot be answered, or comes too late."""
        self._repeated(("injects",), [inject.id for inject in self.scenario.injects])
        seen: set[str] = set()
        for place, inject in enumerate(self.scenario.injects):
            path: Path = ("injects", place)
            self._recipients(path, inject)
            self._text(path, inject)
            self._reply(path, inject)
            self._timing(path, inject)
            self._expectations(path, inject, seen)
        if len(self.scenario.inject_by_id) == len(self.scenario.injects):
            self._circles()
            self._too_late()

    def _repeated(self, path: Path, ids: list[str]) -> None:
        first: dict[str, int] = {}
        for place, name in enumerate(ids):
            if name in first:
                line = self.findings.positions.of((*path, first[name], "id"))[0]
                said = N_('"{name}" is the name of two injects; the first is on line {line}.')
                self.findings.error((*path, place, "id"), said, name=name, line=line)
            first.setdefault(name, place)

    def _recipients(self, path: Path, inject: Inject) -> None:
        if not self.scenario.roles_of(inject.to) and self._all_known(inject.to):
            said = N_("Nobody gets {owner}: no role belongs to those it goes to.")
            self.findings.error((*path, "to"), said, owner=inject.id)

    def _all_known(self, names: tuple[str, ...]) -> bool:
        """Names that do not exist are told elsewhere; then it is not sure yet that nobody is meant."""
        known = self.scenario.teams.keys() | self.scenario.levels.keys() | {"all"}
        return all(name in known for name in names)

    def _text(self, path: Path, inject: Inject) -> None:
        if inject.text and inject.alternatives:
            said = N_("{owner} has a text and alternatives, so nobody would ever read the text.")
            hint = N_("Make it the first alternative: that one goes when nobody chooses.")
            self.findings.error((*path, "text"), said, hint, owner=inject.id)
        elif not inject.text and not inject.alternatives:
            self.findings.error((*path, "text"), N_("{owner} has no text."), owner=inject.id)
        for number, alternative in enumerate(inject.alternatives):
            if not alternative.text:
                said = N_('Alternative "{name}" of {owner} has no text.')
                self.findings.error((*path, "alternatives", number), said, owner=inject.id, name=alternative.id)
        for name, times in Counter(text.id for text in inject.alternatives).items():
            if times > 1:
                said = N_('{owner} has two alternatives that are called "{name}".')
                self.findings.error((*path, "alternatives"), said, owner=inject.id, name=name)
        if len(inject.alternatives) == 1:
            said = N_("{owner} has one alternative, so there is nothing to choose.")
            self.findings.warn((*path, "alternatives"), said, owner=inject.id)

    def _reply(self, path: Path, inject: Inject) -> None:
        if inject.reply == "choice" and len(inject.choices) < 2:
            said = N_("{owner} asks for a choice, but offers fewer than two.")
            self.findings.error((*path, "choices"), said, N_("List them under choices."), owner=inject.id)
        if inject.reply != "choice" and inject.choices:
            said = N_("{owner} lists choices, but nobody is asked to choose.")
            self.findings.warn((*path, "choices"), said, N_('Write "reply: choice".'), owner=inject.id)
        if len(set(inject.choices)) < len(inject.choices):
            self.findings.error((*path, "choices"), N_("{owner} offers the same choice twice."), owner=inject.id)

    def _timing(self, path: Path, inject: Inject) -> None:
        if inject.at is not None and inject.after is not None:
            said = N_('{owner} has both "at" and "after", and only one can count.')
            self.findings.error((*path, "after"), said, owner=inject.id)
        waits_for_somebody = inject.release == "hand" or inject.kind == "contingency"
        if waits_for_somebody and not inject.condition and inject.id not in self._released_by_moves:
            said = N_("{owner} waits for somebody to decide, but does not say on what grounds.")
            hint = N_('Write that under "condition"; the facilitator reads it.')
            self.findings.warn(path, said, hint, owner=inject.id)

    def _expectations(self, path: Path, inject: Inject, seen: set[str]) -> None:
        for place, expected in enumerate(inject.expect):
            where = (*path, "expect", place)
            if expected.id in seen:
                said = N_('"{name}" is the name of two expected actions.')
                self.findings.error((*where, "id"), said, name=expected.id)
            seen.add(expected.id)
            if expected.met_by is not None:
                self.rules.met_by((*where, "met_by"), expected.met_by, expected.id)

    def _circles(self) -> None:
        places = {inject.id: place for place, inject in enumerate(self.scenario.injects)}
        for circle in circles(self.scenario, lambda inject: inject.after.inject if inject.after else None):
            chain = " -> ".join((*circle, circle[0]))
            said = N_("These injects wait for one another, so none of them ever comes: {chain}.")
            self.findings.error(("injects", places[circle[0]], "after"), said, chain=chain[:200])

    def _too_late(self) -> None:
        moments = planned_moments(self.scenario)
        end = self.scenario.duration
        for place, inject in enumerate(self.scenario.injects):
            moment = moments[inject.id]
            if moment is not None and moment > end:
                said = N_("{owner} comes at {moment}, but the exercise ends at {end}.")
                words = {"moment": format_moment(moment), "end": format_moment(end)}
                self.findings.error(("injects", place, "at"), said, owner=inject.id, **words)
