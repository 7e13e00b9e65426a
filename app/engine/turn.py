"""What does one wish change? The lines that are being decided, on a draft that already holds them."""

from __future__ import annotations

import msgspec

from app.engine.commands import Refusal
from app.engine.events import AnyEvent, Line
from app.engine.fold import fold
from app.engine.state import InjectState, State


class Decision(msgspec.Struct, frozen=True, gc=False):
    """The answer to a command: the lines to write, and why not when it was refused.

    ``lines`` holds what was already due, also when the command itself was refused.
    """

    lines: list[Line]
    refusal: Refusal | None = None


class Turn:
    """One decision in the making: every line that is told is folded into the draft at once."""

    __slots__ = ("at", "by", "draft", "lines", "wish")

    def __init__(self, draft: State, at: int, by: str, wish: str = "") -> None:
        self.draft = draft
        self.at = at if at > draft.last_at else draft.last_at
        self.by = by
        self.wish = wish
        self.lines: list[Line] = []

    @property
    def t(self) -> int:
        """Exercise time now, in ms."""
        return self.draft.clock.exercise_ms(self.at)

    def tell(self, event: AnyEvent, because: str = "") -> None:
        """This happened, because of the asker's wish."""
        self._write(Line(self.draft.seq + 1, self.at, self.t, event, self.by, because, self.wish))
        self.wish = ""

    def tell_at(self, event: AnyEvent, at: int, t: int, by: str, because: str) -> None:
        """This happened at a moment of its own: real ``at`` and exercise ``t``."""
        self._write(Line(self.draft.seq + 1, at, t, event, by, because))

    def _write(self, line: Line) -> None:
        self.lines.append(line)
        fold(self.draft, line)

    def inject(self, name: str) -> InjectState | Refusal:
        """The inject of this id, or a refusal that it does not exist."""
        inject = self.draft.injects.get(name)
        return (
            inject if inject is not None else Refusal("There is no inject {inject} in this exercise.", {"inject": name})
        )
