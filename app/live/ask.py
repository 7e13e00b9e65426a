"""Who asks the room for what, and how is the answer given?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec

from app.engine.commands import AnyCommand, NoteReceipts, Refusal
from app.engine.events import Line


class Told(msgspec.Struct, frozen=True):
    """It is in the log: the lines of this wish (none when it was carried out before), and the newest line then."""

    seq: int
    lines: list[Line]


class Ask:
    """One command that waits in the room, and whoever waits for its answer."""

    __slots__ = ("answer", "by", "command", "waiting", "wish")

    def __init__(
        self, command: AnyCommand, by: str, wish: str, waiting: Sequence[asyncio.Future[Told | Refusal]]
    ) -> None:
        self.command = command
        self.by = by
        self.wish = wish
        self.waiting = waiting
        self.answer: Told | Refusal | Exception | None = None

    def give_answer(self) -> None:
        """Tell whoever still waits."""
        for asker in self.waiting:
            if asker.done():
                continue
            if isinstance(self.answer, Exception):
                asker.set_exception(self.answer)
            elif self.answer is not None:
                asker.set_result(self.answer)


def with_receipts_together(asks: list[Ask]) -> list[Ask]:
    """The same asks, with all reports of receipts as one: they come in floods, and one line can hold them all."""
    reports = [(ask, ask.command) for ask in asks if isinstance(ask.command, NoteReceipts)]
    if len(reports) < 2:
        return asks
    together = Ask(
        NoteReceipts(
            tuple(receipt for _, report in reports for receipt in report.arrived),
            tuple(receipt for _, report in reports for receipt in report.shown),
        ),
        "server",
        "",
        [asker for ask, _ in reports for asker in ask.waiting],
    )
    return [together, *(ask for ask in asks if not isinstance(ask.command, NoteReceipts))]
