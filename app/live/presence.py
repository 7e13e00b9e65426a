"""Which seats have a screen that is connected, since when, and when was the last sign of life?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.live.clock import Clock


class Presence:
    """The connected screens of one exercise. Real times in ms."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._screens: dict[str, set[str]] = {}
        self._connected: dict[str, int] = {}
        self._last_seen: dict[str, int] = {}

    @property
    def connected(self) -> Mapping[str, int]:
        """seat -> since when it has had a screen without a gap."""
        return MappingProxyType(self._connected)

    @property
    def last_seen(self) -> Mapping[str, int]:
        """seat -> when its screens last gave a sign of life."""
        return MappingProxyType(self._last_seen)

    def arrive(self, seat: str, screen_id: str) -> None:
        """A screen of this seat connected."""
        self._screens.setdefault(seat, set()).add(screen_id)
        self._connected.setdefault(seat, self._clock.now())
        self.sign_of_life(seat)

    def leave(self, seat: str, screen_id: str) -> None:
        """A screen of this seat is gone; without a screen the seat is not connected."""
        screens = self._screens.get(seat, set())
        if screen_id not in screens:
            return
        screens.discard(screen_id)
        self.sign_of_life(seat)
        if not screens:
            del self._screens[seat]
            del self._connected[seat]

    def sign_of_life(self, seat: str) -> None:
        """A screen of this seat let hear of itself."""
        self._last_seen[seat] = self._clock.now()
