"""Whose seat does the pass in this cookie open? Asked on every request, so the answer is remembered."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from app.store.exercises import ExerciseRecord, Exercises

K = TypeVar("K")
V = TypeVar("V")
KEPT = 20_000
TOKEN_LIMIT = 200


class Passes:
    """The seats behind passes; what is remembered of a seat is dropped as soon as somebody leaves it."""

    def __init__(self, exercises: Exercises) -> None:
        self._exercises = exercises
        self._known: OrderedDict[tuple[int, str], tuple[str, int]] = OrderedDict()
        self._records: OrderedDict[str, ExerciseRecord] = OrderedDict()

    async def record(self, slug: str) -> ExerciseRecord | None:
        """The exercise of this address; what it is called and where it lives never changes."""
        record = self._records.get(slug)
        if record is None:
            record = await asyncio.to_thread(self._exercises.get, slug)
            if record is not None:
                _keep(self._records, slug, record)
        return record

    async def seat(self, exercise: int, token: str) -> tuple[str, int] | None:
        """The seat and the number of the pass, or None when this token opens nothing in this exercise."""
        if not token or len(token) > TOKEN_LIMIT:
            return None
        known = self._known.get((exercise, token))
        if known is None:
            known = await asyncio.to_thread(self._exercises.seat_of_pass, exercise, token)
            if known is not None:
                _keep(self._known, (exercise, token), known)
        return known

    async def give(self, exercise: int, seat: str, at: int) -> str:
        """A new pass for a seat, given at real time ``at`` (ms)."""
        return await asyncio.to_thread(self._exercises.give_pass, exercise, seat, at)

    async def withdraw(self, exercise: int, seat: str) -> None:
        """No pass of this seat opens anything any more."""
        await asyncio.to_thread(self._exercises.withdraw_passes, exercise, seat)
        self.forget(exercise, seat)

    def forget(self, exercise: int, seat: str) -> None:
        """Ask the database again about the passes of this seat."""
        for key in [key for key, known in self._known.items() if key[0] == exercise and known[0] == seat]:
            del self._known[key]


def _keep(shelf: OrderedDict[K, V], key: K, value: V) -> None:
    shelf[key] = value
    if len(shelf) > KEPT:
        shelf.popitem(last=False)
