"""May a player attach this file, and which files may a message carry?"""

from __future__ import annotations

from app.engine import commands, events
from app.engine.commands import Refusal
from app.engine.releasing import TITLE_LIMIT
from app.engine.state import State
from app.engine.turn import Turn

MOST_OF_A_SEAT = 40
MOST_ATTACHMENTS = 10


def add_file(turn: Turn, command: commands.AddFile) -> Refusal | None:
    """Note a file that was kept on the server."""
    draft = turn.draft
    refusal = no_more_files(draft, command.seat)
    if refusal is not None:
        return refusal
    title = " ".join(command.title.split())[:TITLE_LIMIT] or command.file
    turn.tell(events.FileAdded(command.file, command.seat, title, command.media_type, command.size))
    return None


def no_more_files(state: State, seat: str) -> Refusal | None:
    """Why this seat can't add a file now, if so."""
    if state.phase == "ended":
        return Refusal("The exercise is over.")
    if sum(file.seat == seat for file in state.files.values()) >= MOST_OF_A_SEAT:
        return Refusal("You have attached {limit} files already; that is the most.", {"limit": MOST_OF_A_SEAT})
    return None


def unfit_attachments(state: State, sender: str, names: tuple[str, ...]) -> Refusal | None:
    """Why these files can't go with a message of this sender, if so: a seat sends files of its own team only."""
    if len(names) > MOST_ATTACHMENTS:
        return Refusal("Attach at most {limit} files.", {"limit": MOST_ATTACHMENTS})
    seat = state.seats.get(sender)
    for name in names:
        file = state.files.get(name)
        if seat is None:
            allowed = file is not None or name in state.scenario.documents
        else:
            allowed = file is not None and state.seats[file.seat].team == seat.team
        if not allowed:
            return Refusal("This file can't be attached.")
    return None
