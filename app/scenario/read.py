"""What does a scenario file say, and what is wrong with it? Everything that is wrong, at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from app.scenario.check import look_over
from app.scenario.model import KEYED, Scenario
from app.scenario.problems import MAX_PROBLEMS, Findings, Path, Problem, ScenarioMistakes
from app.scenario.salvage import names_in, salvage
from app.scenario.sentences import tell
from app.scenario.source import Source, read_source


@dataclass(frozen=True)
class Examined:
    """What came of a file: the scenario when it can be played, and all its problems in the order of the file."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops the scenario."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the trainer may want to look at."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def read(text: bytes, name: str) -> Scenario:
    """The scenario in a file that problems call ``name``; ScenarioMistakes when it cannot be played."""
    examined = examine(text, name)
    if examined.scenario is None:
        raise ScenarioMistakes(examined.errors)
    return examined.scenario


@lru_cache(maxsize=16)
def examine(text: bytes, name: str) -> Examined:
    """The scenario in a file and everything that is wrong with it; it never raises. The last few are remembered."""
    try:
        source = read_source(text, name)
    except ScenarioMistakes as mistakes:
        return Examined(None, mistakes.problems)
    findings = Findings(source.positions)
    scenario = _shaped(source, findings)
    more: list[Problem] = []
    if scenario is not None:
        look_over(scenario, findings)
    elif len(findings.found) < MAX_PROBLEMS:
        more = _still_to_say(source)
    problems = [*source.problems, *(problem for _, problem in findings.found), *more]
    problems.sort(key=lambda problem: (problem.line, problem.column))
    stopped = any(problem.severity == "error" for problem in problems)
    return Examined(None if stopped else scenario, tuple(problems))


def _shaped(source: Source, findings: Findings) -> Scenario | None:
    """The scenario as the model sees it, or None after noting why not."""
    for repeated in _repeated_names(source.data):
        tell(findings, repeated, source.data)
    try:
        scenario = Scenario.model_validate(source.data)
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False):
            if not _echoes(error["loc"]):
                tell(findings, error, source.data)
        return None
    return scenario if not findings.found else None


def _echoes(path: Path) -> bool:
    """Whether an error repeats another: a part under an impossible name has that name as an impossible id too."""
    return len(path) == 3 and path[0] in KEYED and path[2] == "id"


def _repeated_names(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Parts that stand under their name and tell it again; the model cannot see that."""
    groups = [(group, data[group]) for group in KEYED if isinstance(data.get(group), dict)]
    return [
        {"loc": (group, name, "id"), "type": "extra_forbidden", "input": part["id"]}
        for group, parts in groups
        for name, part in parts.items()
        if isinstance(part, dict) and "id" in part
    ]


def _still_to_say(source: Source) -> list[Problem]:
    """The wrong names and times in what is left when all that is unreadable has been cut out."""
    scenario, cut = salvage(source.data)
    if scenario is None:
        return []
    lost_a_group = any((group,) in cut for group in (*KEYED, "injects"))
    findings = Findings(source.positions, None if lost_a_group else frozenset(names_in(source.data)))
    look_over(scenario, findings)
    return [
        problem
        for path, problem in findings.found
        if problem.severity == "error" and not any(path[: len(gone)] == gone for gone in cut)
    ]
