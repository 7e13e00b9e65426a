"""What is wrong with a scenario file, where, and what would help?"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
Place = tuple[int, int]

MAX_PROBLEMS = 200
"""So many errors are kept, and so many warnings. Nobody reads further; whoever mends these sees the rest."""
MAX_GUESSES = 30
MAX_NAMES = 2_000
"""Each guess compares with every name: more guesses, or guesses among more names, would take longer than they help."""


def N_(template: str) -> str:  # noqa: N802
    """Mark an English template for the catalogues; screens translate it when they show it."""
    return template


@dataclass(frozen=True)
class Said:
    """A sentence: an English template that screens translate, and the words that go into it."""

    template: str
    words: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.words)


class Unreadable(ValueError):
    """A value that cannot be read; ``said`` is the reason, ``advice`` what to write instead."""

    def __init__(self, said: Said, advice: Said) -> None:
        super().__init__(f"{said} {advice}")
        self.said = said
        self.advice = advice


@dataclass(frozen=True)
class Problem:
    """One mistake (``error``: the scenario cannot be played) or piece of advice (``warning``), with its place.

    Lines and columns count from 1.
    """

    file: str
    line: int
    column: int
    severity: Severity
    said: Said
    advice: Said | None = None

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return str(self.said)

    @property
    def hint(self) -> str:
        """What would help, in English; empty when there is nothing to add."""
        return str(self.advice) if self.advice else ""

    def __str__(self) -> str:
        """The problem on one line."""
        told = f"{self.message} {self.hint}".rstrip().replace("\n", " ")
        return f"{self.file}:{self.line}:{self.column}  {told}"


class ScenarioMistakes(Exception):
    """A scenario that cannot be played; ``problems`` in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Positions:
    """Where each value, and each key, of a file stands."""

    file: str
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def of(self, path: Path) -> Place:
        """The line and column of a value; of what holds it when the value itself is not in the file."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def of_key(self, path: Path) -> Place:
        """The line and column of the key of a value."""
        return self.keys.get(path) or self.of(path)


class Findings:
    """Collects problems of one file.

    ``forgiven`` are names whose own mistake has been told already; None forgives every name.
    """

    def __init__(self, positions: Positions, forgiven: Collection[str] | None = ()) -> None:
        self.positions = positions
        self.forgiven = forgiven
        self.found: list[tuple[Path, Problem]] = []
        self._guesses = 0
        self._kept: Counter[Severity] = Counter()

    def note(self, path: Path, problem: Problem) -> None:
        """Keep a problem about the value at this path."""
        self._kept[problem.severity] += 1
        if self._kept[problem.severity] <= MAX_PROBLEMS:
            self.found.append((path, problem))

    def add(
        self, severity: Severity, path: Path, said: Said, advice: Said | None = None, *, at_key: bool = False
    ) -> None:
        """Note a problem with the value at this path, or with its key."""
        line, column = self.positions.of_key(path) if at_key else self.positions.of(path)
        self.note(path, Problem(self.positions.file, line, column, severity, said, advice))

    def error(self, path: Path, template: str, hint: str = "", **words: str | int) -> None:
        """Note what stops the scenario; template and hint share their words."""
        self.add("error", path, Said(template, words), Said(hint, words) if hint else None)

    def warn(self, path: Path, template: str, hint: str = "", **words: str | int) -> None:
        """Note what the trainer may want to look at."""
        self.add("warning", path, Said(template, words), Said(hint, words) if hint else None)

    def unknown(self, path: Path, name: str, names: Collection[str], template: str, **words: str | int) -> None:
        """Note a name that does not exist, with the nearest one that does."""
        if self.forgiven is not None and name not in self.forgiven:
            self.add("error", path, Said(template, {"name": name, **words}), self.guess(name, names))

    def guess(self, name: str, names: Collection[str]) -> Said | None:
        """``Did you mean …?``, or None when no name comes near."""
        self._guesses += 1
        near = nearest(name, names) if self._guesses <= MAX_GUESSES and len(names) <= MAX_NAMES else None
        return Said(N_('Did you mean "{near}"?'), {"near": near}) if near else None


def nearest(name: str, names: Collection[str]) -> str | None:
    """The name that was probably meant, or None."""
    plain = {other.lower(): other for other in names}
    if len(name) < 4:  # A9 is as near to A1 as to A7: a guess would only mislead
        return plain.get(name.lower())
    found = difflib.get_close_matches(name.lower(), plain, n=1, cutoff=0.6)
    return plain[found[0]] if found else None
