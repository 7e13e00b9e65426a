"""What does this form ask for? Fields become a command; a field that can't be read becomes a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from app.engine import commands
from app.engine.commands import AnyCommand, Refusal
from app.engine.events import ImprovisedInject
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


def _jump(fields: Fields) -> AnyCommand:
    between = cast("Any", fields.choice("between", "skip", "release"))
    return commands.JumpTo(fields.moment("to") if fields.line("to") else None, between)


def _improvise(fields: Fields) -> AnyCommand:
    inject = ImprovisedInject(
        id="",
        sender=fields.line("sender"),
        to=fields.many("to"),
        by=fields.line("by"),
        title=fields.line("title"),
        text=fields.text("text"),
        reply=fields.line("reply") or "text",
        choices=fields.lines("choices"),
    )
    when = fields.choice("when", "now", "reserve", "at")
    return commands.ImproviseInject(inject, fields.moment("due") if when == "at" else cast("Any", when))


def _about(command: Callable[[str], AnyCommand]) -> Callable[[Fields], AnyCommand]:
    return lambda fields: command(fields.line("inject"))


FACILITATOR: dict[str, Callable[[Fields], AnyCommand]] = {
    "start": lambda _: commands.StartExercise(),
    "pause": lambda fields: commands.PauseExercise(
        cast("Any", fields.choice("kind", "pause", "timeout", "no_play")), fields.line("reason")
    ),
    "resume": lambda _: commands.ResumeExercise(),
    "end": lambda fields: commands.EndExercise(fields.line("reason")),
    "rate": lambda fields: commands.ChangeRate(round(fields.number("rate") * 1000)),
    "jump": _jump,
    "shift": lambda fields: commands.ShiftRest(round(fields.number("minutes") * 60_000)),
    "release": _about(commands.ReleaseInject),
    "undo": _about(commands.UndoRelease),
    "hold": _about(commands.HoldInject),
    "skip": _about(commands.SkipInject),
    "return": _about(commands.ReturnInject),
    "reschedule": lambda fields: commands.RescheduleInject(fields.line("inject"), fields.moment("due")),
    "edit": lambda fields: commands.EditInject(fields.line("inject"), fields.line("title"), fields.text("text")),
    "choose": lambda fields: commands.ChooseAlternative(fields.line("inject"), fields.line("alternative")),
    "improvise": _improvise,
    "correct": lambda fields: commands.SendCorrection(fields.line("inject"), fields.text("text")),
    "recipient": lambda fields: commands.AddRecipient(fields.line("inject"), fields.line("seat")),
    "expectation": lambda fields: commands.MarkExpectation(fields.line("expectation")),
    "free": lambda fields: commands.LeaveSeat(fields.line("seat"), "freed"),
    "automate": lambda fields: commands.AutomateSeat(fields.line("seat"), fields.ticked("automatic")),
}

PLAYER: dict[str, Callable[[Fields, str], AnyCommand]] = {
    "open": lambda fields, seat: commands.OpenMessage(fields.whole("number"), seat),
    "acknowledge": lambda fields, seat: commands.AcknowledgeMessage(fields.whole("number"), seat),
    "answer": lambda fields, seat: commands.GiveAnswer(
        fields.whole("number"), seat, fields.text("text").strip(), fields.line("choice"), fields.whole("written_at")
    ),
    "leave": lambda _, seat: commands.LeaveSeat(seat, "left"),
}
