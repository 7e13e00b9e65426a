"""What does a frame to a screen say? One line of JSON, then the HTML of regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from app.perspectives.parts import EVERYONE
from app.web.wire import text_frame

if TYPE_CHECKING:
    from app.perspectives.parts import Region
    from app.web.lane import Screen
    from app.web.paint import Painter

# Painting right after writing takes three times as long, because a write drives the templates out of the processor's
# caches; and this many frames hold the loop for some ms.
PAINTED_AT_ONCE = 32

Kind = Literal["hello", "whole", "change", "beat", "parked", "gone"]


def frame(kind: Kind, seq: int, now: int, html: bytes = b"") -> bytes:
    """A ready frame; ``seq`` is the line of the log that the screen shows once it has this, ``now`` real ms."""
    head = b'{"kind":"%b","seq":%d,"now":%d}' % (kind.encode(), seq, now)
    return text_frame(b"%b\n%b" % (head, html) if html else head)


class SharedFrames:
    """The frames of one change: one for each set of regions and each language, made when the first screen needs it.

    ``everyone`` and the values of ``by_seat`` are sets of regions as bits: seats with the same news share one frame.
    """

    def __init__(self, painter: Painter, perspective: str, regions: Sequence[Region], seq: int, now: int) -> None:
        self._painter = painter
        self._perspective = perspective
        self.regions = regions
        self._seq = seq
        self._now = now
        self.made: dict[tuple[int, str], bytes] = {}
        of_audience: dict[frozenset[str], int] = {}
        for number, region in enumerate(regions):
            of_audience[region.audience] = of_audience.get(region.audience, 0) | 1 << number
        self.everyone = everyone = of_audience.pop(EVERYONE, 0)
        self.by_seat: dict[str, int] = {}
        # Most changes go to one audience, which is then gone through once, and in C.
        for audience, bits in of_audience.items():
            before = [(seat, self.by_seat[seat]) for seat in audience & self.by_seat.keys()]
            self.by_seat.update(dict.fromkeys(audience, bits | everyone))
            self.by_seat.update((seat, bits | others) for seat, others in before)

    def for_screens(self, screens: Iterable[Screen], before: int, shows: int) -> Iterator[list[tuple[Screen, bytes]]]:
        """Screens that show a line before this one, each with its frame, as many at a time as are painted at once.

        They show line ``shows`` from then on, 0 for as they did. Screens with nothing new are left out. This looks at
        every screen at every change: a microsecond here is a millisecond for a thousand players.
        """
        made, by_seat, everyone = self.made, self.by_seat, self.everyone
        found: list[tuple[Screen, bytes]] = []
        enough = PAINTED_AT_ONCE
        for screen in screens:
            if screen.seq >= before:
                continue
            if shows:
                screen.seq = shows
            chosen = by_seat.get(screen.seat, everyone)
            ready = made.get((chosen, screen.locale))
            if ready is None:
                if len(made) == enough:
                    yield found
                    found, enough = [], enough + PAINTED_AT_ONCE
                ready = self.make(chosen, screen.locale)
            if ready:
                found.append((screen, ready))
        yield found

    def make(self, chosen: int, locale: str) -> bytes:
        """The frame with these regions in this language, kept in ``made``; empty when there are none."""
        regions, left = [], chosen
        while left:  # from bit to bit: after a hall's answers a set has few of many
            lowest = left & -left
            regions.append(self.regions[lowest.bit_length() - 1])
            left ^= lowest
        html = self._painter.encode_all(self._perspective, regions, locale)
        ready = frame("change", self._seq, self._now, html) if regions else b""
        self.made[(chosen, locale)] = ready
        return ready
