"""How does exercise time follow from real time, and story time from exercise time?

Units: real time is whole milliseconds since 1970 UTC; exercise time is whole milliseconds since StartEx; the rate is in
thousandths (1000 is 1x). Their product is a whole number of microseconds, so nothing is ever rounded away: exercise
time is the exact integral of the rate over real time that was not paused.
"""

from datetime import datetime, timedelta

import msgspec

NORMAL_RATE = 1000
SLOWEST_RATE = 100
FASTEST_RATE = 60_000


class PlayClock(msgspec.Struct, frozen=True, gc=False):
    """The clock of one exercise: where it stood at an anchor, and whether and how fast it runs from there.

    ``anchor_at`` real ms; ``anchor_us`` exercise microseconds then; ``rate`` thousandths.
    """

    anchor_at: int = 0
    anchor_us: int = 0
    rate: int = NORMAL_RATE
    running: bool = False

    def exercise_us(self, at: int) -> int:
        """Exercise time at real time ``at``, in microseconds; it never runs back before the anchor."""
        if not self.running or at <= self.anchor_at:
            return self.anchor_us
        return self.anchor_us + (at - self.anchor_at) * self.rate

    def exercise_ms(self, at: int) -> int:
        """Exercise time at real time ``at``, in whole milliseconds."""
        if not self.running or at <= self.anchor_at:
            return self.anchor_us // 1000
        return (self.anchor_us + (at - self.anchor_at) * self.rate) // 1000

    def real_at(self, t: int) -> int | None:
        """The first real ms at which exercise time is at least ``t`` ms; None while the clock stands before it."""
        ahead_us = t * 1000 - self.anchor_us
        if ahead_us <= 0:
            return self.anchor_at
        return self.anchor_at - (-ahead_us // self.rate) if self.running else None

    def start(self, at: int) -> "PlayClock":
        """Run from ``at`` on."""
        return PlayClock(at, self.exercise_us(at), self.rate, True)

    def stop(self, at: int) -> "PlayClock":
        """Stand still from ``at`` on."""
        return PlayClock(at, self.exercise_us(at), self.rate, False)

    def at_rate(self, rate: int, at: int) -> "PlayClock":
        """Run at another rate from ``at`` on; what has passed stays as it was."""
        return PlayClock(at, self.exercise_us(at), rate, self.running)

    def jumped(self, to: int, at: int) -> "PlayClock":
        """Stand at exercise time ``to`` ms from ``at`` on, running or not as before."""
        return PlayClock(at, to * 1000, self.rate, self.running)


def story_time(start: datetime, pace: float, t: int) -> datetime:
    """The time inside a story that began at ``start`` and runs ``pace`` to one, at exercise time ``t`` ms."""
    return start + timedelta(milliseconds=t * pace)
