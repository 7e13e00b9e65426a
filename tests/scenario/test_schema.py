"""Editors get the same language as the program: the schema is made from the model, and our scenarios fit it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.scenario.schema import scenario_schema, schema_text
from app.scenario.source import read_source
from tests.scenario.writing import RIGHT

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SCHEMA = scenario_schema()


def wrong(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_schema_in_the_folder_is_the_schema_of_the_model() -> None:
    written = (SCENARIOS / "scenario.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "write it again: python -m app.scenario.schema > scenarios/scenario.schema.json"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", ["gruttostraat", "zilverlinde"])
def test_our_scenarios_fit_it_and_name_it(name: str) -> None:
    text = (SCENARIOS / f"{name}.yaml").read_bytes()
    assert text.startswith(b"# yaml-language-server: $schema=./scenario.schema.json\n")
    assert wrong(read_source(text, name).data) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("titel",), "x"),
        (("duration",), 30),
        (("duration",), "30"),
        (("story", "start"), "08:30"),
        (("injects", 0, "at"), "1m"),
        (("injects", 0, "at"), "T+10"),
        (("injects", 0, "by"), "fax"),
        (("injects", 0, "to"), "all"),
        (("injects", 0, "id"), "1e"),
        (("roles", "gezinswerker", "id"), "gezinswerker"),
        (("roles", "de wethouder"), {"title": "x", "team": "bestuur"}),
        (("injects", 0, "expect", 0, "met_by"), {"answerd": "A01"}),
        (("injects", 0, "expect", 0, "met_by"), {}),
        (("moves",), [{"id": "M", "actor": "a", "title": "x", "when": {"on": 1}, "then": [], "reason": "x"}]),
    ],
)
def test_it_sees_what_the_program_refuses(path: tuple[str | int, ...], value: object) -> None:
    data: Any = copy.deepcopy(read_source(RIGHT.encode(), "proef.yaml").data)
    assert wrong(data) == []
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    assert wrong(data) != []


def test_it_demands_what_the_program_demands() -> None:
    for key in ("tegenspel", "id", "title", "duration", "story", "teams", "roles"):
        data = copy.deepcopy(read_source(RIGHT.encode(), "proef.yaml").data)
        del data[key]
        assert wrong(data) != []
