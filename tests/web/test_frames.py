"""Does every seat get exactly its regions, and seats with the same news the same frame?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.perspectives.parts import EVERYONE, Region
from app.web.frames import SharedFrames, frame
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
        assert ready == (frame("change", 7, 1, html) if mine else b"")


def test_seats_with_the_same_news_share_one_frame() -> None:
    half = frozenset(f"a-{n}" for n in range(500))
    shared = SharedFrames(ToyPainter(), "toy", [Region("r", "newest", Word("x"), half)], 7, 1)  # type: ignore[arg-type]
    assert len({shared.by_seat[seat] for seat in half}) == 1
    assert shared.everyone == 0


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_frames_of_every_length_carry_what_was_put_in(size: int) -> None:
    payload = b"x" * size
    ready = text_frame(payload)
    assert payload_of(ready) == payload
    assert ready[0] == 0x81
    head = len(ready) - size
    told = {2: ready[1:2], 4: ready[2:4], 10: ready[2:10]}[head]
    assert int.from_bytes(told, "big") == size
