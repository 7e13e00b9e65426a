"""What does this form ask for? Fields become a command; a field that can't be read becomes a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from app.engine.commands import Refusal
from app.scenario.durations import parse_moment
from app.scenario.problems import Unreadable

TEXT_LIMIT = 20_000
LINE_LIMIT = 300
WISH_LIMIT = 64


class FieldWrong(Exception):
    """A field that can't be read, with the sentence for whoever filled it in."""

    def __init__(self, template: str, **words: str | int) -> None:
        super().__init__(template)
        self.refusal = Refusal(template, words)


class Fields:
    """The fields of one form; a field that is not there is empty."""

    def __init__(self, values: Mapping[str, Any], lists: Callable[[str], list[Any]] | None = None) -> None:
        self._values = values
        self._lists = lists

    @property
    def wish(self) -> str:
        """The id that the page gave to this form, so that sending it twice is the same as sending it once."""
        return self.line("wish", WISH_LIMIT)

    def text(self, name: str, limit: int = TEXT_LIMIT) -> str:
        """A text as it was typed, with plain line ends."""
        value = self._values.get(name, "")
        text = value.replace("\r\n", "\n").replace("\x00", "") if isinstance(value, str) else ""
        if len(text) > limit:
            raise FieldWrong("This text is longer than {limit} characters.", limit=limit)
        return text

    def line(self, name: str, limit: int = LINE_LIMIT) -> str:
        """A text on one line, without spaces around it."""
        return " ".join(self.text(name, limit).split())

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a text that are not empty."""
        return tuple(line.strip() for line in self.text(name).splitlines() if line.strip())

    def many(self, name: str) -> tuple[str, ...]:
        """Every value of a field that may be filled in several times, such as a row of tick boxes."""
        values = self._lists(name) if self._lists else [self._values[name]] if name in self._values else []
        return tuple(value for value in values if isinstance(value, str) and value and len(value) <= LINE_LIMIT)

    def choice(self, name: str, *allowed: str) -> str:
        """One of these; the first when the field is empty."""
        value = self.line(name) or allowed[0]
        if value not in allowed:
            raise FieldWrong("{value} is not one of the choices.", value=value)
        return value

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.line(name) in ("on", "true", "1", "yes")

    def whole(self, name: str) -> int:
        """A whole number."""
        try:
            return int(self.line(name, 20) or 0)
        except ValueError:
            raise FieldWrong("Write a whole number.") from None

    def number(self, name: str) -> float:
        """A number, with a point or a comma."""
        try:
            value = float(self.line(name, 20).replace(",", "."))
        except ValueError:
            raise FieldWrong("Write a number, such as 2 or 0.5.") from None
        if not -1e6 < value < 1e6:
            raise FieldWrong("Write a number, such as 2 or 0.5.")
        return value

    def moment(self, name: str) -> int:
        """A moment after StartEx in exercise ms, written as T+12m, T+31:12, 31:12 or 1:31:12."""
        written = self.line(name, 40)
        clock = re.fullmatch(r"(?:T\+)?(?:(\d{1,3}):)?(\d{1,3}):(\d{2})", written)
        if clock:
            hours, minutes, seconds = (int(part or 0) for part in clock.groups())
            return ((hours * 60 + minutes) * 60 + seconds) * 1000
        try:
            return int(parse_moment(written if written.startswith("T+") else f"T+{written}")) * 1000
        except Unreadable:
            raise FieldWrong("Write a moment as T+12m or T+31:12.") from None
