"""Terms in the story: how they are written, and when they are over."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from app.scenario.problems import Unreadable
from app.scenario.story_durations import StoryDuration, StoryUnit, parse_story_duration

MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(8999, 12, 31))  # noqa: DTZ001
NUMBERS = st.integers(1, 999)
UNITS: list[StoryUnit] = ["m", "h", "d", "wd", "w"]


def works(moment: datetime) -> bool:
    return moment.weekday() < 5


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        ("30m", "2026-03-10 08:30", "2026-03-10 09:00"),
        ("72h", "2026-03-13 08:30", "2026-03-16 08:30"),
        ("10d", "2026-03-10 08:30", "2026-03-20 08:30"),
        ("6w", "2026-03-10 08:30", "2026-04-21 08:30"),
        ("3wd", "2026-03-10 08:54", "2026-03-13 08:54"),  # from Tuesday to Friday
        ("3wd", "2026-03-12 08:54", "2026-03-17 08:54"),  # over a weekend
        ("10wd", "2026-03-10 13:54", "2026-03-24 13:54"),
        ("5wd", "2026-03-13 23:59", "2026-03-20 23:59"),
        ("1wd", "2026-03-14 10:00", "2026-03-16 10:00"),  # a Saturday
        ("3wd", "2026-03-15 10:00", "2026-03-18 10:00"),  # a Sunday
    ],
)
def test_a_term_is_over_at(term: str, start: str, end: str) -> None:
    assert parse_story_duration(term).deadline_of(datetime.fromisoformat(start)) == datetime.fromisoformat(end)


@given(MOMENTS, NUMBERS)
def test_a_term_in_working_days_ends_on_the_working_day_that_one_counts_to(start: datetime, number: int) -> None:
    counted = start
    left = number
    while left:
        counted += timedelta(days=1)
        left -= works(counted)
    assert StoryDuration(number, "wd").deadline_of(start) == counted


@given(MOMENTS, NUMBERS, st.sampled_from(["d", "wd", "w"]))
def test_a_term_in_days_ends_at_the_same_time_of_day(start: datetime, number: int, unit: StoryUnit) -> None:
    end = StoryDuration(number, unit).deadline_of(start)
    assert end.time() == start.time()
    assert end > start


@given(MOMENTS, NUMBERS, st.sampled_from(UNITS))
def test_a_longer_term_ends_later(start: datetime, number: int, unit: StoryUnit) -> None:
    assert StoryDuration(number, unit).deadline_of(start) < StoryDuration(number + 1, unit).deadline_of(start)


@given(NUMBERS, st.sampled_from(UNITS))
def test_what_is_written_reads_back_as_the_same(number: int, unit: StoryUnit) -> None:
    term = StoryDuration(number, unit)
    assert parse_story_duration(str(term)) == term


@given(st.text())
def test_any_text_is_a_term_or_is_refused(text: str) -> None:
    with suppress(Unreadable):
        assert parse_story_duration(text).number > 0


@pytest.mark.parametrize(
    "value", ["", "3", "0d", "wd", "1h30m", "1.5h", "3 wd", "1000w", "-3d", "3WD", "٣d", None, 3.0, True]
)
def test_what_is_no_term_is_refused_with_what_to_write(value: object) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_story_duration(value)
    assert str(refused.value.advice) == (
        'Write a number with its unit, such as "30m", "72h", "10d", "3wd" for working days or "6w".'
    )
