"""May the script be changed so, before an inject goes out, and what follows?"""

from __future__ import annotations

from app.engine import commands, events
from app.engine.commands import Refusal
from app.engine.conducting import LATEST_MS
from app.engine.releasing import TITLE_LIMIT, too_long
from app.engine.state import InjectState
from app.engine.turn import Turn


def hold(turn: Turn, command: commands.HoldInject) -> Refusal | None:
    """Keep an inject back."""
    inject = _still_in_script(turn, command.inject)
    if isinstance(inject, Refusal):
        return inject
    if inject.status == "held":
        return Refusal("{inject} is held already.", {"inject": inject.id})
    turn.tell(events.InjectHeld(inject.id))
    return None


def skip(turn: Turn, command: commands.SkipInject) -> Refusal | None:
    """Leave an inject out."""
    inject = _still_in_script(turn, command.inject)
    if isinstance(inject, Refusal):
        return inject
    if inject.status == "skipped":
        return Refusal("{inject} is skipped already.", {"inject": inject.id})
    turn.tell(events.InjectSkipped(inject.id))
    return None


def put_back(turn: Turn, command: commands.ReturnInject) -> Refusal | None:
    """Put an inject back at its moment, or in reserve when that has passed."""
    inject = _still_in_script(turn, command.inject)
    if isinstance(inject, Refusal):
        return inject
    if inject.status not in ("held", "skipped", "recalled"):
        return Refusal("{inject} stands in the script already.", {"inject": inject.id})
    ahead = inject.due is not None and inject.due > turn.t
    turn.tell(events.InjectReturned(inject.id, inject.due if ahead else None))
    return None


def reschedule(turn: Turn, command: commands.RescheduleInject) -> Refusal | None:
    """Give an inject another moment."""
    inject = _still_in_script(turn, command.inject)
    if isinstance(inject, Refusal):
        return inject
    if command.due <= turn.t and turn.draft.phase != "planned":
        return Refusal("That moment has passed. Choose a later one, or release the inject now.")
    if not 0 <= command.due <= LATEST_MS:
        return Refusal("That moment is too far away.")
    turn.tell(events.InjectRescheduled(inject.id, command.due))
    return None


def edit(turn: Turn, command: commands.EditInject) -> Refusal | None:
    """Change the text of an inject; the earlier version stays in the log."""
    inject = _still_in_script(turn, command.inject)
    if isinstance(inject, Refusal):
        return inject
    title = command.title.strip()
    if not title or len(title) > TITLE_LIMIT:
        return Refusal("Give the inject a title of at most {limit} characters.", {"limit": TITLE_LIMIT})
    if refusal := too_long(command.text):
        return refusal
    if (title, command.text) == (inject.title, inject.text):
        return Refusal("Nothing has changed in this text.")
    turn.tell(events.InjectEdited(inject.id, title, command.text))
    return None


def choose_alternative(turn: Turn, command: commands.ChooseAlternative) -> Refusal | None:
    """Choose one of the written texts of an inject."""
    inject = _still_in_script(turn, command.inject)
    if isinstance(inject, Refusal):
        return inject
    written = turn.draft.scenario.inject_by_id.get(inject.id)
    if written is None or command.alternative not in {alternative.id for alternative in written.alternatives}:
        return Refusal("{inject} has no such text.", {"inject": inject.id})
    turn.tell(events.AlternativeChosen(inject.id, command.alternative))
    return None


def _still_in_script(turn: Turn, name: str) -> InjectState | Refusal:
    inject = turn.inject(name)
    if isinstance(inject, Refusal):
        return inject
    if turn.draft.phase == "ended":
        return Refusal("The exercise is over.")
    if inject.status == "released":
        return Refusal("{inject} went out already. Send a correction instead.", {"inject": name})
    if inject.status == "queued":
        return Refusal("{inject} is going out now. Undo that first.", {"inject": name})
    return inject
