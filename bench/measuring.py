"""How do repeated measurements become one figure, and what is that figure worth?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from bench.goals import Goal

MOST_SPREAD = 1.5
"""A ceiling that differs by more than this between repetitions says that the machine was not ours alone."""

MOST_STEAL = 0.15
LONGEST_REASON = 160

Verdict = Literal["stretch", "floor", "missed", "not judged", "not measured"]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured goal: a figure for each repetition, and in words what stood beside it.

    ``doubt`` says why it can't be judged, ``missing`` why it could not be measured, ``broken`` which promise without a
    figure did not hold.
    """

    goal: Goal
    runs: tuple[float, ...] = ()
    beside: str = ""
    doubt: str = ""
    missing: str = ""
    broken: str = ""

    @property
    def ratio(self) -> float | None:
        """The median over the repetitions, None when there are none."""
        return median(self.runs) if self.runs else None

    @property
    def verdict(self) -> Verdict:
        """What came of it."""
        if self.ratio is None:
            return "not measured"
        if self.broken:
            return "missed"
        return "not judged" if self.doubt else judged(self.goal, self.ratio)

    @property
    def reason(self) -> str:
        """Why there is no better verdict, as far as the figure does not say it."""
        return self.missing or self.broken or self.doubt

    def plain(self) -> dict[str, Any]:
        """The row as it is written to the file."""
        goal = self.goal
        return {
            "name": goal.name,
            "ratio": self.ratio,
            "floor": goal.floor,
            "stretch": goal.stretch,
            "unit": goal.unit,
            "runs": list(self.runs),
            "title": goal.title,
            "verdict": self.verdict,
            "beside": self.beside,
            "reason": self.reason,
        }


def judged(goal: Goal, figure: float) -> Literal["stretch", "floor", "missed"]:
    """Whether a figure reaches the stretch, only the floor, or neither."""
    sign = 1 if goal.less_is_better else -1
    if sign * figure <= sign * goal.stretch:
        return "stretch"
    return "floor" if sign * figure <= sign * goal.floor else "missed"


def reason_of(trouble: Exception) -> str:
    """What went wrong, on one line."""
    return f"{type(trouble).__name__}: {trouble}".splitlines()[0][:LONGEST_REASON]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of all values do not exceed; ``values`` must not be empty."""
    ordered = sorted(values)
    place = -(-len(ordered) * share // 1)
    return ordered[max(0, int(place) - 1)]


def spread(values: Sequence[float]) -> float:
    """How many times the largest is the smallest."""
    return max(values) / min(values)


def doubt_of(ceiling: Sequence[float], steal: float) -> str:
    """Why these repetitions can't be judged, empty when they can: ``ceiling`` is the same work every time."""
    if steal > MOST_STEAL:
        return f"the machine took {steal:.0%} of the time away"
    if len(ceiling) > 1 and spread(ceiling) > MOST_SPREAD:
        return f"the ceiling itself differed {spread(ceiling):.1f}-fold between repetitions"
    return ""
