"""What may a player ask, and which fields does each wish take? Always on their own seat."""

from __future__ import annotations

from collections.abc import Callable

from app.engine import commands
from app.engine.commands import AnyCommand
from app.web.forms import Fields
from app.web.wishes_acts import ACT_WISHES

PLAYER: dict[str, Callable[[Fields, str], AnyCommand]] = {
    "open": lambda fields, seat: commands.OpenMessage(fields.whole("number"), seat),
    "acknowledge": lambda fields, seat: commands.AcknowledgeMessage(fields.whole("number"), seat),
    "answer": lambda fields, seat: commands.GiveAnswer(
        fields.whole("number"),
        seat,
        fields.text("text").strip(),
        fields.line("choice"),
        fields.whole("written_at"),
        fields.whole("question"),
        fields.many("facts"),
    ),
    "write": lambda fields, seat: commands.WriteMessage(
        seat,
        fields.whole("conversation"),
        fields.many("to"),
        fields.line("by"),
        fields.line("title"),
        fields.text("text").strip(),
        fields.many("facts"),
        fields.whole("written_at"),
        fields.many("attachments"),
    ),
    "take-call": lambda fields, seat: commands.TakeCall(fields.whole("conversation"), seat),
    "decline-call": lambda fields, seat: commands.DeclineCall(fields.whole("conversation"), seat),
    "hang-up": lambda fields, seat: commands.HangUp(fields.whole("conversation"), seat),
    "assign": lambda fields, seat: commands.AssignMessage(fields.whole("conversation"), seat, fields.line("to")),
    "park": lambda fields, seat: commands.ParkMessage(
        fields.whole("conversation"), seat, fields.whole("minutes") * 60_000
    ),
    **ACT_WISHES,
    "leave": lambda _, seat: commands.LeaveSeat(seat, "left"),
}
