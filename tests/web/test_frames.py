"""Does every seat get exactly its regions, and seats with the same news the same frame?"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, strategies as st

from app.perspectives.parts import EVERYONE, Region
from app.web.frames import PAINTED_AT_ONCE, SharedFrames, frame
from app.web.lane import Screen
from app.web.wire import payload_of, text_frame
from tests.web.toys import ToyPainter, Word

SEATS = ("a-1", "a-2", "b-1", "c-1")


@given(st.lists(st.frozensets(st.sampled_from(SEATS)), max_size=8))
def test_a_seat_gets_its_regions_and_those_of_everybody(audiences: list[frozenset[str]]) -> None:
    regions = [Region(f"r{n}", "newest", Word(str(n)), audience) for n, audience in enumerate(audiences)]
    shared = SharedFrames(ToyPainter(), "toy", regions, 7, 1)  # type: ignore[arg-type]
    for seat in (*SEATS, "", "nobody"):
        chosen = shared.by_seat.get(seat, shared.everyone)
        mine = [n for n, audience in enumerate(audiences) if audience == EVERYONE or seat in audience]
        assert [n for n in range(len(regions)) if chosen >> n & 1] == mine
        ready = shared.make(chosen, "nl")
        html = "\n".join(f'<p id="r{n}" lang="nl">{n}</p>' for n in mine)
        assert ready == (frame("change", 7, 1, html.encode()) if mine else b"")


def test_seats_with_the_same_news_share_one_frame() -> None:
    half = frozenset(f"a-{n}" for n in range(500))
    shared = SharedFrames(ToyPainter(), "toy", [Region("r", "newest", Word("x"), half)], 7, 1)  # type: ignore[arg-type]
    assert len({shared.by_seat[seat] for seat in half}) == 1
    assert shared.everyone == 0


def test_every_screen_that_is_behind_gets_its_frame_once() -> None:
    everybody = [Region("all", "newest", Word("x"))]
    shared = SharedFrames(ToyPainter(), "toy", [*everybody, Region("a", "newest", Word("y"), frozenset({"a-1"}))], 7, 1)  # type: ignore[arg-type]
    a, b, ahead = (_screen(seat, seq) for seat, seq in (("a-1", 6), ("b-1", 3), ("c-1", 7)))
    (found,) = shared.for_screens([a, b, ahead], 7, 7)
    assert found == [(a, shared.made[(3, "nl")]), (b, shared.made[(1, "nl")])]
    assert [screen.seq for screen in (a, b, ahead)] == [7, 7, 7]


def test_screens_without_news_show_the_newest_line_too() -> None:
    shared = SharedFrames(ToyPainter(), "toy", [Region("a", "newest", Word("y"), frozenset({"a-1"}))], 7, 1)  # type: ignore[arg-type]
    other = _screen("b-1", 6)
    assert list(shared.for_screens([other], 7, 7)) == [[]]
    assert other.seq == 7


def test_what_hangs_on_no_line_leaves_screens_at_theirs() -> None:
    shared = SharedFrames(ToyPainter(), "toy", [Region("all", "newest", Word("x"))], 7, 1)  # type: ignore[arg-type]
    rested, newest = _screen("a-1", 6), _screen("b-1", 7)
    (found,) = shared.for_screens([rested, newest], 8, 0)
    assert [screen for screen, _ in found] == [rested, newest]
    assert (rested.seq, newest.seq) == (6, 7)


def test_when_all_news_differs_no_more_is_painted_than_the_first_wait_for() -> None:
    seats = [f"a-{n}" for n in range(2 * PAINTED_AT_ONCE + 1)]
    painter = ToyPainter()
    regions = [Region(seat, "newest", Word(seat), frozenset({seat})) for seat in seats]
    shared = SharedFrames(painter, "toy", regions, 7, 1)  # type: ignore[arg-type]
    parcels = shared.for_screens([_screen(seat, 6) for seat in seats], 7, 7)
    sizes = []
    for found in parcels:
        sizes.append(len(found))
        assert painter.painted == sum(sizes)
    assert sizes == [PAINTED_AT_ONCE, PAINTED_AT_ONCE, 1]


def _screen(seat: str, seq: int) -> Screen:
    wire = SimpleNamespace(write=None, waiting=None)
    screen = Screen(f"screen of {seat}", wire, "nl", seat)
    screen.seq = seq
    return screen


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_frames_of_every_length_carry_what_was_put_in(size: int) -> None:
    payload = b"x" * size
    ready = text_frame(payload)
    assert payload_of(ready) == payload
    assert ready[0] == 0x81
    head = len(ready) - size
    told = {2: ready[1:2], 4: ready[2:4], 10: ready[2:10]}[head]
    assert int.from_bytes(told, "big") == size
