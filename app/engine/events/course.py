"""What can happen to the course of an exercise, and to its seats?"""

from typing import Literal

import msgspec

from app.engine.events.base import Event

PauseKind = Literal["pause", "timeout", "no_play", "outage"]


Show = Literal["after_window", "at_once"]


class SeatPlan(msgspec.Struct, frozen=True, gc=False):
    """One place at the table as the exercise was prepared."""

    seat: str
    role: str
    title: str
    team: str
    automatic: bool = False


class Settings(msgspec.Struct, frozen=True, gc=False):
    """How this exercise is conducted.

    ``undo_window_ms`` real ms in which a release by hand can be undone; ``show`` when players see such a release;
    ``outage_grace_ms`` the longest outage after which the clock goes on by itself.
    """

    undo_window_ms: int = 5_000
    show: Show = "after_window"
    outage_grace_ms: int = 60_000


class ExercisePrepared(Event, frozen=True, tag="exercise_prepared"):
    """The first line of every log: who may sit where, and how the exercise is conducted. ``start_at`` exercise ms."""

    title: str
    seats: tuple[SeatPlan, ...]
    settings: Settings = Settings()
    start_at: int = 0


class SeatTaken(Event, frozen=True, tag="seat_taken"):
    """Somebody sat down; ``name`` is what they want to be called."""

    seat: str
    name: str


class SeatLeft(Event, frozen=True, tag="seat_left"):
    """A seat became free: its player left it, or a facilitator freed it."""

    seat: str
    why: Literal["left", "freed"]


class SeatAutomated(Event, frozen=True, tag="seat_automated"):
    """An empty seat plays by itself from now on, or no longer."""

    seat: str
    automatic: bool


class SeatCovered(Event, frozen=True, tag="seat_covered"):
    """Whoever sits on ``by`` plays this empty seat too, until somebody takes it; ``by`` empty: nobody any more."""

    seat: str
    by: str


class ExerciseStarted(Event, frozen=True, tag="exercise_started"):
    """StartEx."""


class ExercisePaused(Event, frozen=True, tag="exercise_paused"):
    """The clock stands: a pause, a time-out for all, NO PLAY (something real happened), or an outage."""

    kind: PauseKind
    reason: str = ""


class ExerciseResumed(Event, frozen=True, tag="exercise_resumed"):
    """The clock runs again."""


class ExerciseEnded(Event, frozen=True, tag="exercise_ended"):
    """EndEx."""

    reason: str = ""


class OutageBridged(Event, frozen=True, tag="outage_bridged"):
    """The server was away between two real moments; that time is not exercise time."""

    since: int
    until: int
    resumed: bool


class RateChanged(Event, frozen=True, tag="rate_changed"):
    """The tempo changed; thousandths of exercise time per real time."""

    rate: int


class TimeJumped(Event, frozen=True, tag="time_jumped"):
    """Exercise time went from one moment to a later one; what lay between was released or skipped."""

    start: int
    to: int
    between: Literal["release", "skip"]


class RestShifted(Event, frozen=True, tag="rest_shifted"):
    """Everything that was still to come on the clock moved by so many ms."""

    by_ms: int
