"""What does a frame to a screen say? One line of JSON, then the HTML of regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from app.web.wire import text_frame

if TYPE_CHECKING:
    from app.perspectives.parts import Region
    from app.web.paint import Painter

Kind = Literal["hello", "whole", "change", "beat", "parked", "gone"]


def frame(kind: Kind, seq: int, now: int, html: str = "") -> bytes:
    """A ready frame; ``seq`` is the line of the log that the screen shows once it has this, ``now`` real ms."""
    head = f'{{"kind":"{kind}","seq":{seq},"now":{now}}}'
    return text_frame((f"{head}\n{html}" if html else head).encode())


class SharedFrames:
    """The frames of one change: one for each set of regions and each language, made when the first screen needs it."""

    def __init__(self, painter: Painter, perspective: str, regions: Sequence[Region], seq: int, now: int) -> None:
        self._painter = painter
        self._perspective = perspective
        self._regions = regions
        self._seq = seq
        self._now = now
        self._made: dict[tuple[int, str], bytes] = {}
        self.everyone = 0
        # Seat -> the regions it gets, as bits: seats with the same news share one frame.
        self.by_seat: dict[str, int] = {}
        for number, region in enumerate(regions):
            if not region.audience:
                self.everyone |= 1 << number
        for number, region in enumerate(regions):
            for seat in region.audience:
                self.by_seat[seat] = self.by_seat.get(seat, self.everyone) | 1 << number

    def of(self, seat: str, locale: str) -> bytes:
        """The frame for a screen on this seat, in this language; empty when nothing of it changed."""
        chosen = self.by_seat.get(seat, self.everyone)
        found = self._made.get((chosen, locale))
        return self._make(chosen, locale) if found is None else found

    def _make(self, chosen: int, locale: str) -> bytes:
        regions = [region for number, region in enumerate(self._regions) if chosen >> number & 1]
        html = self._painter.paint_all(self._perspective, regions, locale)
        made = frame("change", self._seq, self._now, html) if regions else b""
        self._made[(chosen, locale)] = made
        return made
