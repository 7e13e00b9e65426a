"""What do we want to reach? For every measured ratio its floor and its stretch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of the table.

    ``floor`` must hold on a noisy machine, ``stretch`` is the target. The stretch tells which way is better: a stretch
    that is not above the floor means that less is better.
    """

    name: str
    title: str
    unit: str
    floor: float
    stretch: float

    @property
    def less_is_better(self) -> bool:
        """Whether a smaller figure is a better one."""
        return self.stretch <= self.floor


GOALS = {
    goal.name: goal
    for goal in (
        Goal("D1", "rehearsal: events a second / SimPy, as many timeouts", "x", 0.3, 1.0),
        Goal("D2", "a 4-hour exercise, 200 injects, 50 scripted seats", "s", 0.5, 0.1),
        Goal("T4", "drift after 10,000 injects, pauses and other tempos", "ms", 0, 0),
        Goal("I1", "writer, 200 in flight: lines a second / raw grouped SQLite", "x", 0.5, 0.7),
        Goal("I5", "one line at a time: p50 / p50 of append + fdatasync", "x", 3.0, 1.7),
        Goal("I6", "PostgreSQL, one writer: lines a second / raw unnest", "x", 0.5, 0.65),
        Goal("F1", "inject to 1,000 players: CPU / websockets.broadcast", "x", 1.0, 0.8),
        Goal("F2", "the same: deliveries a second / websockets.broadcast", "x", 1.0, 1.25),
        Goal("F3", "the same: CPU / Starlette send_text to each", "x", 0.65, 0.5),
        Goal("F7", "10 teams x 2 languages: CPU / one view for all", "x", 1.25, 1.1),
        Goal("F8", "memory of a connected player", "KB", 40, 24),
        Goal("F9", "one stuck screen: p99 of the other 999 / without it", "x", 1.3, 1.05),
        Goal("F10", "1,000 come back to a whole screen: time / bare accept", "x", 2.5, 1.5),
        Goal("C1", "one more message, 30 conversations each: CPU / websockets.broadcast", "x", 1.25, 1.0),
        Goal("C2", "1,000 come back to 30 conversations: time / bare accept", "x", 2.5, 1.5),
        Goal("T1", "lateness p99, 10,000 pending / bare call_at", "x", 0.5, 0.2),
        Goal("T2", "lateness p99, 1,000 players, 300 answers a second", "ms", 10, 3),
        Goal("T3", "last of 1,000 players after due, p99 / websockets.broadcast", "x", 2.5, 1.5),
        Goal("I2", "answers a second, 200 players / form route that stores nothing", "x", 0.5, 0.75),
        Goal("I3", "the same / form route with a SQLModel session each", "x", 5, 10),
        Goal("I4", "1,000 answers at once: p99 / SQLModel session each", "x", 0.2, 0.1),
        Goal("I7", "killed while answering: answers lost or doubled", "lines", 0, 0),
        Goal("R1", "50 exercises, 100,000 lines: killed until playing / raw read", "x", 10, 5),
    )
}
