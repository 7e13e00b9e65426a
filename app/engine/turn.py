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


class Turn(msgspec.Struct, gc=False):
    """One decision in the making: every line that is told is folded into the draft at once."""

    draft: State
    at: int
    by: str
    wish: str = ""
    lines: list[Line] = []

    @property
    def t(self) -> int:
        """Exercise time now, in ms."""
        return self.draft.clock.exercise_ms(self.at)

    def tell(self, event: AnyEvent, because: str = "") -> None:
        """This happened, because of the asker's wish."""
        draft = self.draft
        line = Line(draft.seq + 1, self.at, draft.clock.exercise_ms(self.at), event, self.by, because, self.wish)
        self.wish = ""
        self.lines.append(line)
        fold(draft, line)

    def tell_at(self, event: AnyEvent, at: int, t: int, by: str, because: str) -> None:
        """This happened at a moment of its own: real ``at`` and exercise ``t``."""
        line = Line(self.draft.seq + 1, at, t, event, by, because)
        self.lines.append(line)
        fold(self.draft, line)

    def inject(self, name: str) -> InjectState | Refusal:
        """The inject of this id, or a refusal that it does not exist."""
        inject = self.draft.injects.get(name)
        return (
            inject if inject is not None else Refusal("There is no inject {inject} in this exercise.", {"inject": name})
        )
