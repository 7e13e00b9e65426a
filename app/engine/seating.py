"""May somebody sit here, or leave, and what follows?"""

from __future__ import annotations

from app.engine import commands, events
from app.engine.commands import Refusal
from app.engine.turn import Turn

NAME_LIMIT = 60


def take_seat(turn: Turn, command: commands.TakeSeat) -> Refusal | None:
    """Sit down on a free seat; whoever sits there already may change their name."""
    seat = turn.draft.seats.get(command.seat)
    if seat is None:
        return Refusal("There is no such seat in this exercise.")
    name = " ".join(command.name.split())
    if not name:
        return Refusal("Write what you want to be called.")
    if len(name) > NAME_LIMIT:
        return Refusal("Use a name of at most {limit} characters.", {"limit": NAME_LIMIT})
    if seat.is_taken and turn.by != f"seat:{seat.id}":
        return Refusal(
            "{seat} has just been taken by {name}. Choose another seat.", {"seat": seat.title, "name": seat.name}
        )
    if turn.draft.phase == "ended":
        return Refusal("The exercise is over, so seats can't be taken any more.")
    if seat.name != name:
        turn.tell(events.SeatTaken(seat.id, name))
    return None


def leave_seat(turn: Turn, command: commands.LeaveSeat) -> Refusal | None:
    """Free a seat."""
    seat = turn.draft.seats.get(command.seat)
    if seat is None:
        return Refusal("There is no such seat in this exercise.")
    if not seat.is_taken:
        return Refusal("{seat} is free already.", {"seat": seat.title})
    turn.tell(events.SeatLeft(seat.id, command.why))
    return None


def automate_seat(turn: Turn, command: commands.AutomateSeat) -> Refusal | None:
    """Let a seat play by itself while it is empty, or no longer."""
    seat = turn.draft.seats.get(command.seat)
    if seat is None:
        return Refusal("There is no such seat in this exercise.")
    if seat.automatic != command.automatic:
        turn.tell(events.SeatAutomated(seat.id, command.automatic))
    return None


def cover_seat(turn: Turn, command: commands.CoverSeat) -> Refusal | None:
    """Let somebody play an empty seat beside their own, or end that."""
    draft = turn.draft
    seat, by = draft.seats.get(command.seat), draft.seats.get(command.by)
    if seat is None or (command.by and by is None):
        return Refusal("There is no such seat in this exercise.")
    if by is not None and seat.is_taken:
        return Refusal("{name} sits there. Only an empty seat can be played by somebody else.", {"name": seat.name})
    if by is not None and (not by.is_taken or by.id == seat.id):
        return Refusal("Choose somebody who sits on another seat.")
    if draft.phase == "ended":
        return Refusal("The exercise is over.")
    if draft.covered.get(seat.id, "") != command.by:
        turn.tell(events.SeatCovered(seat.id, command.by))
    return None
