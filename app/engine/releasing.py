"""May this inject go out, be taken back or be added to, and what follows?"""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from app.engine import commands, events
from app.engine.commands import Refusal
from app.engine.conducting import LATEST_MS
from app.engine.passing import recipients, released
from app.engine.terms import start_by_inject
from app.engine.turn import Turn
from app.scenario.model import Channel, ReplyKind

TEXT_LIMIT = 20_000
TITLE_LIMIT = 300


def release(turn: Turn, command: commands.ReleaseInject) -> Refusal | None:
    """Send an inject: at once, or after the undo window, as the exercise is set."""
    inject = turn.inject(command.inject)
    if isinstance(inject, Refusal):
        return inject
    refusal = nothing_goes_out(turn)
    if refusal:
        return refusal
    if inject.status == "released":
        return Refusal("{inject} went out already.", {"inject": inject.id})
    if inject.status == "queued":
        return Refusal("{inject} is going out already.", {"inject": inject.id})
    _send(turn, inject.id, "hand")
    return None


def _send(turn: Turn, name: str, because: str) -> None:
    settings = turn.draft.settings
    if settings.show == "after_window" and settings.undo_window_ms > 0:
        turn.tell(events.InjectQueued(name, turn.at + settings.undo_window_ms), because)
    else:
        turn.tell(released(turn.draft, name), because)
        start_by_inject(turn, name, turn.at, turn.t)


def undo_release(turn: Turn, command: commands.UndoRelease) -> Refusal | None:
    """Take a release back, as long as its window is open."""
    inject = turn.inject(command.inject)
    if isinstance(inject, Refusal):
        return inject
    if inject.status == "queued":
        turn.tell(events.InjectRecalled(inject.id, seen=False), "undo")
        return None
    message = turn.draft.sent(inject.id)
    if message is None or inject.status != "released":
        return Refusal("{inject} has not gone out, so there is nothing to undo.", {"inject": inject.id})
    window = turn.draft.settings.undo_window_ms
    if turn.at - message.at > window:
        return Refusal(
            "{inject} has been out for more than {seconds} seconds. Send a correction instead.",
            {"inject": inject.id, "seconds": f"{window / 1000:g}"},
        )
    turn.tell(events.InjectRecalled(inject.id, seen=True), "undo")
    return None


def improvise(turn: Turn, command: commands.ImproviseInject) -> Refusal | None:
    """Add an inject that was not in the script, and send it, schedule it or keep it in reserve."""
    draft = turn.draft
    refusal = nothing_goes_out(turn) if command.when == "now" else _is_over(turn)
    refusal = refusal or _unfit(turn, command.inject)
    if refusal:
        return refusal
    due = command.when if isinstance(command.when, int) else None
    if due is not None and not turn.t <= due <= LATEST_MS:
        return Refusal("That moment has passed. Choose a later one.")
    number = 1 + sum(inject.improvised for inject in draft.injects.values())
    while f"X{number:02}" in draft.injects:
        number += 1
    new = replace(command.inject, id=f"X{number:02}", title=command.inject.title.strip())
    turn.tell(events.InjectImprovised(new, due), "improvised")
    if command.when == "now":
        _send(turn, new.id, "improvised")
    return None


def _unfit(turn: Turn, inject: events.ImprovisedInject) -> Refusal | None:
    if not inject.title.strip() or len(inject.title) > TITLE_LIMIT:
        return Refusal("Give the inject a title of at most {limit} characters.", {"limit": TITLE_LIMIT})
    if not inject.sender.strip() or len(inject.sender) > TITLE_LIMIT:
        return Refusal("Say who the inject comes from.")
    if refusal := too_long(inject.text):
        return refusal
    if inject.by not in get_args(Channel):
        return Refusal("{channel} is not a channel.", {"channel": inject.by})
    if inject.reply not in get_args(ReplyKind):
        return Refusal("{reply} is not a way to answer.", {"reply": inject.reply})
    if inject.reply == "choice" and not inject.choices:
        return Refusal("Write the choices that players can pick from.")
    if not recipients(turn.draft, inject.to):
        return Refusal("Choose who gets this inject: nobody would receive it now.")
    return None


def send_correction(turn: Turn, command: commands.SendCorrection) -> Refusal | None:
    """Add a correction that everybody who has the inject can see."""
    inject = turn.inject(command.inject)
    if isinstance(inject, Refusal):
        return inject
    refusal = nothing_goes_out(turn)
    if refusal:
        return refusal
    if inject.status != "released":
        return Refusal("{inject} has not gone out: edit its text instead.", {"inject": inject.id})
    if not command.text.strip():
        return Refusal("Write what has to be corrected.")
    if refusal := too_long(command.text):
        return refusal
    turn.tell(events.CorrectionSent(inject.id, command.text.strip()))
    return None


def add_recipient(turn: Turn, command: commands.AddRecipient) -> Refusal | None:
    """Send an inject that is out to one more seat."""
    inject = turn.inject(command.inject)
    if isinstance(inject, Refusal):
        return inject
    refusal = nothing_goes_out(turn)
    if refusal:
        return refusal
    seat = turn.draft.seats.get(command.seat)
    if seat is None:
        return Refusal("There is no such seat in this exercise.")
    if inject.status != "released":
        return Refusal("{inject} has not gone out yet.", {"inject": inject.id})
    if turn.draft.has(seat.id, inject.number):
        return Refusal("{seat} has {inject} already.", {"seat": seat.title, "inject": inject.id})
    turn.tell(events.RecipientAdded(inject.id, seat.id))
    return None


def too_long(text: str, limit: int = TEXT_LIMIT) -> Refusal | None:
    """Why a text of so many characters is not taken, if so."""
    return Refusal("This text is longer than {limit} characters.", {"limit": limit}) if len(text) > limit else None


def nothing_goes_out(turn: Turn) -> Refusal | None:
    """Why nothing new can reach players now, if so."""
    draft = turn.draft
    if draft.phase == "planned":
        return Refusal("The exercise has not started yet, so nothing can go out.")
    if draft.phase == "paused" and draft.pause == "no_play":
        return Refusal("NO PLAY: nothing goes out until you resume.")
    if draft.phase == "paused" and draft.pause == "timeout":
        return Refusal("Time-out: nothing goes out until you resume.")
    return _is_over(turn)


def _is_over(turn: Turn) -> Refusal | None:
    return Refusal("The exercise is over.") if turn.draft.phase == "ended" else None
