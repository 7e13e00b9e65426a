"""Is every line read as it was written, today and by every earlier version?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as st

from app.engine.events import AnswerGiven, Line, SeatLeft
from app.store.codec import COLUMNS, EVENT_TYPES, VERSIONS, brought_up, from_row, to_row
from app.store.errors import StoreUnavailable

OLD_LOGS = Path(__file__).parent / "old_logs"


def old_rows() -> list[dict[str, Any]]:
    """Every line that an earlier version wrote, one of each type and version."""
    return [
        json.loads(text) for path in sorted(OLD_LOGS.glob("*.jsonl")) for text in path.read_text("utf-8").splitlines()
    ]


def test_every_version_of_every_type_of_event_has_an_old_line() -> None:
    kept = {(row["type"], row["version"]) for row in old_rows()}
    assert kept == {(name, version) for name, newest in VERSIONS.items() for version in range(1, newest + 1)}


@pytest.mark.parametrize("row", old_rows(), ids=lambda row: f"{row['type']}-{row['version']}")
def test_an_old_line_is_read_in_full(row: dict[str, Any]) -> None:
    line = from_row([row[name] for name in COLUMNS])
    assert EVENT_TYPES[type(line.event)] == row["type"]
    assert (line.seq, line.at, line.t, line.by, line.because, line.wish) == tuple(
        row[name] for name in ("seq", "at", "t", "by", "because", "wish")
    )
    if row["version"] == VERSIONS[row["type"]]:
        # Fields that came later may be added, but nothing that was written is lost.
        written, today = json.loads(row["payload"]), json.loads(msgspec.json.encode(line.event))
        assert today | written == today


@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    seq=st.integers(1, 2**62),
    at=st.integers(0, 2**62),
    by=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
def test_what_is_written_is_read_again(text: str, seq: int, at: int, by: str) -> None:
    line = Line(seq, at, at // 2, AnswerGiven("A1", "gezinswerker-1", text), by, "script", "wish")
    assert from_row(to_row(7, line)) == line


def test_an_older_payload_is_brought_up_step_by_step() -> None:
    steps = {
        ("seat_left", 1): lambda data: {**data, "reason": "freed"},
        ("seat_left", 2): lambda data: {"seat": data["seat"], "why": data["reason"]},
    }
    assert brought_up("seat_left", 1, '{"seat": "gezinswerker-1"}', steps, to=3) == SeatLeft("gezinswerker-1", "freed")
    assert brought_up("seat_left", 2, '{"seat": "g-1", "reason": "left"}', steps, to=3) == SeatLeft("g-1", "left")


@pytest.mark.parametrize(
    ("name", "version", "payload"),
    [
        ("flood_risen", 1, "{}"),
        ("seat_left", 99, '{"type": "seat_left", "seat": "a-1", "why": "left"}'),
        ("seat_left", 1, '{"type": "seat_left", "seat": "a-1", "why": "of another mind"}'),
    ],
)
def test_a_line_of_a_newer_version_is_one_clear_sentence(name: str, version: int, payload: str) -> None:
    with pytest.raises(StoreUnavailable) as trouble:
        from_row((1, 12, 0, 0, name, version, "server", "", "", payload))
    assert trouble.value.sentence == f"Line 12 of the log can't be read: this version does not know {name} {version}."
