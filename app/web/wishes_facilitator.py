"""What may somebody who leads the exercise ask, and which fields does each wish take?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast, get_args

from app.engine import commands
from app.engine.commands import AnyCommand
from app.engine.events import ImprovisedInject
from app.scenario.model import Channel
from app.web.forms import Fields


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


def _write(fields: Fields) -> AnyCommand:
    return commands.WriteMessage(
        fields.line("sender"),
        to=fields.many("to"),
        by=fields.choice("by", *get_args(Channel)),
        title=fields.line("title"),
        text=fields.text("text").strip(),
    )


def _say(fields: Fields) -> AnyCommand:
    return commands.WriteMessage(
        fields.line("sender"),
        fields.whole("conversation"),
        text=fields.text("text").strip(),
        after=fields.whole("after"),
    )


def _level(fields: Fields) -> AnyCommand:
    if fields.choice("verdict", "accept", "decline") == "decline":
        return commands.DeclineLevel(fields.whole("proposal"), fields.line("reason"))
    return commands.DecideLevel(fields.line("level"), fields.line("reason"), proposal=fields.whole("proposal"))


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
    "write": _write,
    "say": _say,
    "take-call": lambda fields: commands.TakeCall(fields.whole("conversation"), fields.line("who")),
    "decline-call": lambda fields: commands.DeclineCall(fields.whole("conversation"), fields.line("who")),
    "hang-up": lambda fields: commands.HangUp(fields.whole("conversation"), fields.line("who")),
    "level": _level,
    "grip": lambda fields: commands.ChangeGrip(fields.whole("grip")),
    "keep-promise": lambda fields: commands.KeepPromise(fields.whole("promise")),
    "free": lambda fields: commands.LeaveSeat(fields.line("seat"), "freed"),
    "cover": lambda fields: commands.CoverSeat(fields.line("seat"), fields.line("by")),
    "automate": lambda fields: commands.AutomateSeat(fields.line("seat"), fields.ticked("automatic")),
}
