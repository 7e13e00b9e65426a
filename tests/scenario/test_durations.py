"""Durations and moments: what is written is what is counted, and nothing is guessed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from app.scenario.durations import format_duration, format_moment, parse_duration, parse_moment
from app.scenario.problems import Unreadable


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("10m", 600), ("1h30m", 5400), ("0s", 0), ("1.5m", 90), ("2h5s", 7205), (" 3m ", 180)],
)
def test_a_duration_is_a_number_with_its_unit(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


def test_a_number_without_a_unit_is_refused_with_what_to_write() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_duration(10)
    assert str(refused.value) == "10 has no unit. Write 10m for minutes, 10s for seconds."


@pytest.mark.parametrize(
    "text",
    ["", "m", "10 m", "m10", "1m1h", "-5m", "10:30", "0.1s", "T+5m", "NO", "9" * 400 + "h", "1m" * 300, "٣m", "1e3m"],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_duration(text)


@pytest.mark.parametrize("value", [None, True, [], {}, 1.5, float("nan"), b"10m"])
def test_other_values_are_no_durations(value: object) -> None:
    with pytest.raises(Unreadable):
        parse_duration(value)
    with pytest.raises(Unreadable):
        parse_moment(value)


@pytest.mark.parametrize(("text", "seconds"), [("T+0", 0), ("T+10m", 600), ("T+1h30m", 5400), (" T+90s", 90)])
def test_a_moment_counts_from_the_start(text: str, seconds: int) -> None:
    assert parse_moment(text) == seconds


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("10m", "Write T+10m."),
        (10, "Write T+10m for minutes, T+10s for seconds."),
        ("T+10", "Write T+10m for minutes, T+10s for seconds."),
        ("10:30", 'Write the time after the start, such as "T+10m" or "T+1h30m".'),
        ("T10m", 'Write the time after the start, such as "T+10m" or "T+1h30m".'),
        ("T+", 'Write the time after the start, such as "T+10m" or "T+1h30m".'),
    ],
)
def test_what_is_no_moment_gets_the_nearest_right_way_to_write_it(text: object, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_moment(text)
    assert str(refused.value.advice) == hint


@given(st.integers(0, 10_000_000))
def test_what_is_formatted_reads_back_as_the_same(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds
    assert parse_moment(format_moment(seconds)) == seconds


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_what_is_written_the_shortest_way_is_formatted_so_again(hours: int, minutes: int, seconds: int) -> None:
    parts = [f"{number}{unit}" for number, unit in ((hours, "h"), (minutes, "m"), (seconds, "s")) if number]
    text = "".join(parts) or "0s"
    assert format_duration(parse_duration(text)) == text


@given(st.text())
def test_any_text_is_a_duration_or_is_refused(text: str) -> None:
    for parse in (parse_duration, parse_moment):
        with suppress(Unreadable):
            assert parse(text) >= 0
