"""What arrived on which laptop, and what was shown? Many small reports become few lines of the log."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.engine.commands import NoteReceipts, Refusal
from app.engine.events import Receipt

if TYPE_CHECKING:
    from app.live.clock import Clock
    from app.live.room import Room

GATHER_MS = 250
RETRY_MS = 2_000


class Receipts:
    """The reports of one room that are not in the log yet."""

    def __init__(self, room: Room, clock: Clock) -> None:
        self._room = room
        self._clock = clock
        self._arrived: list[Receipt] = []
        self._shown: list[Receipt] = []
        self._writing: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._arrived) + len(self._shown)

    def add(self, seat: str, arrived: list[int], shown: list[int]) -> None:
        """A laptop on this seat reports these messages, by number."""
        now = self._clock.now()
        self._arrived += [Receipt(number, seat, now) for number in arrived]
        self._shown += [Receipt(number, seat, now) for number in shown]
        if len(self) and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write())

    def close(self) -> None:
        """Nothing more is written."""
        if self._writing is not None:
            self._writing.cancel()

    async def _write(self) -> None:
        while len(self):
            await self._clock.wait_until(self._clock.now() + GATHER_MS)
            arrived, self._arrived = self._arrived, []
            shown, self._shown = self._shown, []
            answer = await self._room.submit(NoteReceipts(tuple(arrived), tuple(shown)), "server")
            if isinstance(answer, Refusal):  # the log can't be written now
                self._arrived, self._shown = arrived + self._arrived, shown + self._shown
                await self._clock.wait_until(self._clock.now() + RETRY_MS)
