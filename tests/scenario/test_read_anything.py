"""Whatever a file holds, reading it ends in a scenario or in clear lines, never in a traceback."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st

from app.scenario.read import Examined, examine
from app.scenario.variants import apply_variant
from tests.scenario.writing import RIGHT

REAL = [RIGHT.encode(), *(path.read_bytes() for path in (Path(__file__).parents[2] / "scenarios").glob("*.yaml"))]
PIECES = st.sampled_from(
    [
        "&a ", "*a", "!!python/object:os.system ", "{", "}", "[", "]", "- ", ": ", "? ", "|", ">", "'", '"', "\t", "\n",
        "#", "\\", "%", "@", "~", "null", "true", "10", "T+", "10:30", "é", "\0", "\ufeff", "<<: ", "id: ", "injects:",
        "all", "   ",
    ]
)  # fmt: skip
QUIET = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.sampled_from(["T+1m", "5m", "A01", "all"]) | st.text(max_size=8).filter(str.isprintable)
NAMES = st.sampled_from(["a", "b", "id", "to", "at", "title", "release"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(NAMES, inside, max_size=4),
    max_leaves=12,
)
KEYS = [
    "tegenspel", "id", "title", "duration", "story", "objectives", "criteria", "levels", "teams", "roles", "actors",
    "facts", "documents", "clocks", "injects", "moves", "pressure", "drift", "steps", "variants",
    "start_level", "start_at",
]  # fmt: skip


def holds(examined: Examined) -> None:
    """Either there is a scenario, or there are errors; and every problem can be shown and has a place."""
    assert (examined.scenario is None) == bool(examined.errors)
    for problem in examined.problems:
        assert "\n" not in str(problem)
        assert problem.line >= 1
        assert problem.column >= 1
    if examined.scenario is not None:
        for variant in examined.scenario.variants:
            assert apply_variant(examined.scenario, variant).duration == examined.scenario.duration


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes(text: bytes) -> None:
    holds(examine(text, "proef.yaml"))


@QUIET
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    holds(examine(text.encode("utf-8", "replace"), "proef.yaml"))


@QUIET
@given(st.sampled_from(REAL), st.integers(0), st.integers(0, 40), PIECES | st.text(max_size=6))
def test_real_files_with_a_piece_replaced(text: bytes, place: int, length: int, piece: str) -> None:
    start = place % len(text)
    holds(examine(text[:start] + piece.encode("utf-8", "replace") + text[start + length :], "proef.yaml"))


@QUIET
@given(st.sampled_from(REAL), st.data())
def test_real_files_with_lines_moved_about(text: bytes, data: st.DataObject) -> None:
    lines = text.split(b"\n")
    for _ in range(data.draw(st.integers(1, 4))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        lines.insert(data.draw(st.integers(0, len(lines))), b" " * data.draw(st.integers(0, 6)) + line.strip())
    holds(examine(b"\n".join(lines), "proef.yaml"))


@QUIET
@given(st.sampled_from(KEYS), VALUES)
def test_any_value_under_any_key(key: str, value: object) -> None:
    lines = [line for line in RIGHT.split("\n") if not line.startswith(f"{key}:")]
    holds(examine(("\n".join(lines) + f"\n{key}: {written(value)}\n").encode(), "proef.yaml"))


@QUIET
@given(st.sampled_from(["when", "then", "met_by", "starts", "filter"]), VALUES)
def test_any_value_in_a_rule(key: str, value: object) -> None:
    rules = {"when": "{ manual: true }", "then": "[ { release: A02 } ]", "met_by": "{ opened: A01 }", "filter": "{}"}
    rules["starts"] = "{ inject: A01 }"
    rules[key] = written(value)
    event = f"{{ event: {{ kind: answered, filter: {rules['filter']} }} }}"
    moves = [("M1", rules["when"], rules["then"]), ("M2", event, "[ { pressure: { media: +3 } } ]")]
    written_moves = ", ".join(
        f"{{ id: {name}, actor: mentor, title: x, when: {when}, then: {then}, reason: x }}"
        for name, when, then in moves
    )
    text = RIGHT.replace("{ answered: A01 }", rules["met_by"]).replace("moves: []", f"moves: [ {written_moves} ]")
    clock = f"title: x, within: 3wd, who: [all], starts: {rules['starts']}, met_by: {rules['met_by']}"
    text += f"clocks: {{ c: {{ {clock} }} }}\n"
    holds(examine(text.encode(), "proef.yaml"))


def written(value: object) -> str:
    """A value on one line; JSON is YAML too."""
    return json.dumps(value, ensure_ascii=False)
