"""Do the rules of a scenario hold water? The words of moves, drift and expected actions, and what goes with them."""

from __future__ import annotations

import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from app.scenario.durations import parse_duration, parse_moment
from app.scenario.model import ASKS_NO_ANSWER, Channel, Inject, Scenario
from app.scenario.names import Names
from app.scenario.problems import N_, Findings, Path, Unreadable
from app.scenario.words import EVENTS, FLAGS, MET_BY, OUTCOMES, STARTS, THEN, WHEN, Word

_CHANNELS = typing.get_args(Channel)


class _Needs(NamedTuple):
    """What an act with an inject asks of that inject, and what to say when it is otherwise."""

    holds: Callable[[Inject], bool]
    not_met: str
    not_started: str


_NEEDS: Mapping[str, _Needs] = {
    "answered": _Needs(
        lambda inject: inject.reply not in ASKS_NO_ANSWER,
        N_("Nobody can meet {owner}: {inject} asks for no answer."),
        N_("Nobody can start {owner}: {inject} asks for no answer."),
    ),
    "acknowledged": _Needs(
        lambda inject: inject.reply == "acknowledge",
        N_("Nobody can meet {owner}: {inject} asks for no confirmation."),
        N_("Nobody can start {owner}: {inject} asks for no confirmation."),
    ),
    "call_taken": _Needs(
        lambda inject: inject.by == "phone",
        N_("Nobody can meet {owner}: {inject} is no telephone call."),
        N_("Nobody can start {owner}: {inject} is no telephone call."),
    ),
}


class Rules:
    """Checks rules; ``owner`` is always the part that the rule belongs to."""

    def __init__(self, scenario: Scenario, names: Names, findings: Findings) -> None:
        self.scenario = scenario
        self.findings = findings
        self._names: dict[str, tuple[Collection[str], str]] = {
            "inject": (names.injects, N_('{owner} names the inject "{name}", but there is no such inject.')),
            "fact": (names.facts, N_('{owner} names the fact "{name}", but there is no such fact.')),
            "level": (names.levels, N_('{owner} names the level "{name}", but there is no such level.')),
            "actor": (names.actors, N_('{owner} names the actor "{name}", but there is no such actor.')),
            "axis": (names.axes, N_('{owner} names the pressure "{name}", but there is no such axis.')),
            "expectation": (
                names.expectations,
                N_('{owner} waits for "{name}", but there is no such expected action.'),
            ),
            "event": (EVENTS, N_('{owner} waits for "{name}", but nothing of that kind can happen.')),
            "channel": (_CHANNELS, N_('{owner} names the channel "{name}", but there is no such channel.')),
            "flag": (FLAGS, N_('{owner} names the mark "{name}", but there is no such mark.')),
            "outcome": (OUTCOMES, N_('{owner} says "{name}", but it can only be met or missed.')),
        }
        self._others: dict[str, Callable[[Path, Any, str], None]] = {
            "conditions": self._conditions,
            "condition": self.condition,
            "duration": self._duration,
            "moment": self._moment,
            "filter": self._filter,
            "band": self._band,
            "change": self._change,
            "text": self._text,
            "yes": self._yes,
        }

    def condition(self, path: Path, value: Any, owner: str) -> None:
        """One condition of a ``when``."""
        self._rule(path, value, owner, WHEN, N_('{owner} uses "{name}", but no condition is called that.'))

    def effect(self, path: Path, value: Any, owner: str) -> None:
        """One effect of a ``then``."""
        self._rule(path, value, owner, THEN, N_('{owner} uses "{name}", but no effect is called that.'))

    def met_by(self, path: Path, value: Any, owner: str) -> None:
        """The act that meets an expected action or a clock."""
        self._rule(path, value, owner, MET_BY, N_('{owner} is met by "{name}", but no act is called that.'))
        for word, inject, needs in self._impossible(value):
            self.findings.error((*path, word), needs.not_met, owner=owner, inject=inject.id)

    def starts(self, path: Path, value: Any, owner: str) -> None:
        """The inject or act that starts a clock."""
        self._rule(path, value, owner, STARTS, N_('{owner} is started by "{name}", but nothing is called that.'))
        for word, inject, needs in self._impossible(value):
            self.findings.error((*path, word), needs.not_started, owner=owner, inject=inject.id)

    def _impossible(self, value: Any) -> Iterator[tuple[str, Inject, _Needs]]:
        """Acts with an inject that the inject does not allow."""
        for word, name in value.items() if isinstance(value, dict) else ():
            inject = self.scenario.inject_by_id.get(name) if isinstance(name, str) else None
            if inject is not None and word in _NEEDS and not _NEEDS[word].holds(inject):
                yield word, inject, _NEEDS[word]

    def _rule(self, path: Path, value: Any, owner: str, words: Mapping[str, Word], unknown: str) -> None:
        if not isinstance(value, dict) or len(value) != 1:
            hint = N_('Write one word and what goes with it; combine conditions with "all" or "any".')
            self.findings.error(path, N_("{owner} has a rule that is not one word."), hint, owner=owner)
            return
        name, argument = next(iter(value.items()))
        word = words.get(name)
        if word is None:
            self.findings.unknown((*path, name), name, words, unknown, owner=owner)
        elif word.takes:
            self._takes((*path, name), argument, owner, word.takes)
        else:
            self._arguments((*path, name), argument, owner, word)

    def _arguments(self, path: Path, given: Any, owner: str, word: Word) -> None:
        name = str(path[-1])
        if not isinstance(given, dict):
            listed = ", ".join(word.arguments)
            said = N_('"{name}" of {owner} needs a group of keys: {listed}.')
            self.findings.error(path, said, name=name, owner=owner, listed=listed)
            return
        for key, value in given.items():
            if key in word.arguments:
                self._takes((*path, key), value, owner, word.arguments[key])
            else:
                said = N_('"{word}" of {owner} has no key "{name}".')
                self.findings.unknown((*path, key), key, word.arguments, said, owner=owner, word=name)
        for key in sorted(word.needs - given.keys()):
            self.findings.error(path, N_('"{name}" of {owner} needs the key "{key}".'), name=name, owner=owner, key=key)
        if word.one_of and sum(key in given for key in word.one_of) != 1:
            said = N_('"{name}" of {owner} needs exactly one of: {listed}.')
            self.findings.error(path, said, name=name, owner=owner, listed=", ".join(word.one_of))
        if word is WHEN["answered"]:
            self._choice(path, given, owner)

    def _choice(self, path: Path, given: dict[str, Any], owner: str) -> None:
        name, choice = given.get("inject"), given.get("choice")
        inject = self.scenario.inject_by_id.get(name) if isinstance(name, str) else None
        if inject is not None and isinstance(choice, str) and choice not in inject.choices:
            said = N_('{owner} waits for the choice "{name}", which {inject} does not offer.')
            self.findings.unknown((*path, "choice"), choice, inject.choices, said, owner=owner, inject=inject.id)

    def _takes(self, path: Path, value: Any, owner: str, takes: str) -> None:
        if takes in self._others:
            self._others[takes](path, value, owner)
            return
        names, unknown = self._names[takes]
        if not isinstance(value, str):
            self._text(path, value, owner)
        elif value not in names:
            self.findings.unknown(path, value, names, unknown, owner=owner)

    def _conditions(self, path: Path, value: Any, owner: str) -> None:
        if not isinstance(value, list) or not value:
            said = N_('"{key}" of {owner} must be a list of conditions.')
            self.findings.error(path, said, key=str(path[-1]), owner=owner)
            return
        for place, condition in enumerate(value):
            self.condition((*path, place), condition, owner)

    def _duration(self, path: Path, value: Any, owner: str) -> None:  # noqa: ARG002
        self._time(path, value, parse_duration)

    def _moment(self, path: Path, value: Any, owner: str) -> None:  # noqa: ARG002
        self._time(path, value, parse_moment)

    def _time(self, path: Path, value: Any, parse: Callable[[object], int]) -> None:
        try:
            parse(value)
        except Unreadable as why:
            self.findings.add("error", path, why.said, why.advice)

    def _filter(self, path: Path, value: Any, owner: str) -> None:
        if not isinstance(value, dict):
            said = N_('"{key}" of {owner} must be a group of keys.')
            self.findings.error(path, said, key=str(path[-1]), owner=owner)

    def _band(self, path: Path, value: Any, owner: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
            said = N_('"{key}" of {owner} must be a number from 0 to 100.')
            self.findings.error(path, said, key=str(path[-1]), owner=owner)

    def _change(self, path: Path, value: Any, owner: str) -> None:
        if not isinstance(value, dict) or not value:
            said = N_('"{key}" of {owner} must say how much each axis changes.')
            self.findings.error(path, said, N_("For instance: {{ media: +10 }}."), key=str(path[-1]), owner=owner)
            return
        for axis, change in value.items():
            self._takes((*path, axis), axis, owner, "axis")
            if isinstance(change, bool) or not isinstance(change, int) or not -100 <= change <= 100:
                said = N_('"{key}" of {owner} must be a number from -100 to 100.')
                self.findings.error((*path, axis), said, key=axis, owner=owner)

    def _text(self, path: Path, value: Any, owner: str) -> None:
        if not isinstance(value, str) or not value.strip():
            self.findings.error(path, N_('"{key}" of {owner} must be a text.'), key=str(path[-1]), owner=owner)

    def _yes(self, path: Path, value: Any, owner: str) -> None:
        if value is not True:
            self.findings.error(path, N_('"{key}" of {owner} can only be true.'), key=str(path[-1]), owner=owner)
