"""The arithmetic of the bench: medians, shares, and what a figure is worth."""

import pytest

from bench.goals import GOALS, Goal
from bench.measuring import Row, doubt_of, judged, percentile

LESS = Goal("L", "less is better", "x", floor=1.0, stretch=0.8)
MORE = Goal("M", "more is better", "x", floor=0.5, stretch=0.75)
NONE = Goal("N", "none may be lost", "lines", floor=0, stretch=0)


@pytest.mark.parametrize(
    ("goal", "figure", "verdict"),
    [
        (LESS, 0.8, "stretch"),
        (LESS, 0.81, "floor"),
        (LESS, 1.0, "floor"),
        (LESS, 1.01, "missed"),
        (MORE, 0.75, "stretch"),
        (MORE, 0.74, "floor"),
        (MORE, 0.5, "floor"),
        (MORE, 0.49, "missed"),
        (NONE, 0, "stretch"),
        (NONE, 1, "missed"),
    ],
)
def test_a_figure_is_judged_by_its_own_goal(goal, figure, verdict):
    assert judged(goal, figure) == verdict


def test_the_ratio_of_a_row_is_the_median_of_its_runs():
    assert Row(LESS, (3.0, 0.7, 0.9)).ratio == 0.9
    assert Row(LESS, (0.7, 0.9)).ratio == pytest.approx(0.8)


def test_a_row_without_runs_says_why():
    row = Row(LESS, missing="no such server")
    assert (row.ratio, row.verdict, row.plain()["reason"]) == (None, "not measured", "no such server")


def test_a_row_in_doubt_is_not_judged_but_keeps_its_figure():
    row = Row(LESS, (5.0,), doubt=doubt_of([1.0, 1.6], steal=0.0))
    assert (row.ratio, row.verdict) == (5.0, "not judged")


@pytest.mark.parametrize(
    ("ceiling", "steal", "doubted"),
    [([1.0, 1.5], 0.0, False), ([1.0, 1.51], 0.0, True), ([2.0], 0.0, False), ([], 0.15, False), ([], 0.16, True)],
)
def test_doubt_comes_from_an_unsteady_ceiling_or_a_busy_host(ceiling, steal, doubted):
    assert bool(doubt_of(ceiling, steal)) is doubted


def test_a_percentile_is_one_of_the_values():
    values = list(range(100, 0, -1))
    assert [percentile(values, share) for share in (0.5, 0.99, 1.0)] == [50, 99, 100]
    assert percentile([7], 0.5) == 7


def test_every_goal_can_be_reached_in_one_direction():
    for goal in GOALS.values():
        assert judged(goal, goal.stretch) == "stretch"
        assert judged(goal, goal.floor) in ("floor", "stretch")


def test_the_file_holds_a_row_as_it_was_agreed():
    plain = Row(MORE, (0.6, 0.7, 0.8)).plain()
    agreed = {"name": "M", "ratio": 0.7, "floor": 0.5, "stretch": 0.75, "unit": "x", "runs": [0.6, 0.7, 0.8]}
    assert {key: plain[key] for key in agreed} == agreed
