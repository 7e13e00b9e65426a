"""Which seats are connected, whatever screens come and go?"""

from __future__ import annotations

from app.live.clock import MovedClock
from app.live.presence import Presence


def test_a_seat_is_connected_as_long_as_it_has_a_screen() -> None:
    clock = MovedClock(1_000)
    presence = Presence(clock)
    presence.arrive("gezinswerker-1", "laptop")
    clock.move(500)
    presence.arrive("gezinswerker-1", "phone")
    presence.leave("gezinswerker-1", "laptop")
    assert dict(presence.connected) == {"gezinswerker-1": 1_000}
    presence.leave("gezinswerker-1", "phone")
    assert dict(presence.connected) == {}
    assert dict(presence.last_seen) == {"gezinswerker-1": 1_500}


def test_a_screen_that_leaves_twice_leaves_once() -> None:
    presence = Presence(MovedClock(1_000))
    presence.arrive("gezinswerker-1", "laptop")
    presence.arrive("gezinswerker-1", "phone")
    presence.leave("gezinswerker-1", "laptop")
    presence.leave("gezinswerker-1", "laptop")
    presence.leave("teamleider-1", "laptop")
    assert list(presence.connected) == ["gezinswerker-1"]
    assert list(presence.last_seen) == ["gezinswerker-1"]


def test_the_last_sign_of_life_is_kept() -> None:
    clock = MovedClock(1_000)
    presence = Presence(clock)
    presence.arrive("gezinswerker-1", "laptop")
    clock.move(9_000)
    presence.sign_of_life("gezinswerker-1")
    assert dict(presence.last_seen) == {"gezinswerker-1": 10_000}
    assert dict(presence.connected) == {"gezinswerker-1": 1_000}
