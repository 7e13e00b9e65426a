"""Moments that follow other moments, however long the chain."""

from __future__ import annotations

from app.scenario.read import read
from app.scenario.timing import circles, planned_moments
from tests.scenario.writing import RIGHT


def test_a_follower_comes_so_long_after_what_it_follows() -> None:
    assert planned_moments(read(RIGHT.encode(), "proef.yaml")) == {"A01": 60, "A02": 900}


def test_what_follows_the_reserve_has_no_moment() -> None:
    reserve = RIGHT.replace("    at: T+1m\n", "")
    assert planned_moments(read(reserve.encode(), "proef.yaml")) == {"A01": None, "A02": None}


def test_a_chain_may_be_written_in_any_order_and_be_long() -> None:
    head = RIGHT.partition("injects:\n")[0].replace("duration: 30m", "duration: 100h")
    links = [
        f"  - {{ id: I{number}, after: {{ inject: I{number - 1}, wait: 1s }},"
        " from: mentor, to: [all], by: chat, title: x, text: x }\n"
        for number in range(1, 3_000)
    ]
    first = "  - { id: I0, at: T+1m, from: mentor, to: [all], by: chat, title: x, text: x }\n"
    scenario = read((head + "injects:\n" + "".join(reversed(links)) + first).encode(), "proef.yaml")
    assert planned_moments(scenario) == {f"I{number}": 60 + number for number in range(3_000)}
    assert circles(scenario, lambda inject: inject.after.inject if inject.after else None) == []
