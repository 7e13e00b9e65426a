"""What may a player do that has a meaning of its own, and which fields does each wish take?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from app.engine import commands
from app.engine.acts import ACTS, Act, Field
from app.engine.commands import AnyCommand
from app.scenario.problems import N_
from app.web.forms import Fields, FieldWrong

_NEEDED = {
    "to": N_("Choose to which team this goes."),
    "audience": N_("Choose who of the council gets it."),
    "channel": N_("Choose where you publish it."),
    "text": N_("Write the text first."),
    "subject": N_("Write what the decision is about."),
    "decision": N_("Write the decision itself."),
    "role": N_("Write what the role of the municipality is."),
    "whom": N_("Write for whom this is."),
    "how": N_("Write how it was arranged."),
    "actor": N_("Choose who this is about."),
    "what": N_("Write which files, and how."),
    "event": N_("Answer all three questions. “We do not know” is an answer too."),
    "quality": N_("Answer all three questions. “We do not know” is an answer too."),
    "harm": N_("Answer all three questions. “We do not know” is an answer too."),
}
"""What to say when a field that is needed is empty: its own name means nothing to a player."""


def _do_act(fields: Fields, seat: str) -> AnyCommand:
    act = ACTS.get(fields.line("act"))
    if act is None:
        raise FieldWrong("There is no such act.")
    given = {field.name: _given(field, fields) for field in act.fields}
    _refuse_empty(act, given)
    if "form" in given and "closed" not in given["audience"]:
        given["form"] = ()  # ticked before another audience was chosen
    filled = {name: values for name, values in given.items() if values}
    return commands.DoAct(seat, act.name, filled, fields.many("facts"), fields.whole("draft"))


def _given(field: Field, fields: Fields) -> tuple[str, ...]:
    """What was filled in, exactly as it was typed; nothing when it is blank."""
    if field.takes in ("text", "line", "story_time"):
        text = fields.text(field.name) if field.takes == "text" else fields.line(field.name)
        return (text,) if text.strip() else ()
    return fields.many(field.name)


def _refuse_empty(act: Act, given: dict[str, tuple[str, ...]]) -> None:
    for field in act.fields:
        if field.needed and not given[field.name]:
            raise FieldWrong(_NEEDED[field.name])


def _change_task(fields: Fields, seat: str) -> AnyCommand:
    status = cast("Any", fields.choice("status", "open", "done", "returned"))
    return commands.ChangeTask(seat, fields.whole("task"), fields.line("owner"), status)


ACT_WISHES: dict[str, Callable[[Fields, str], AnyCommand]] = {
    "act": _do_act,
    "propose-level": lambda fields, seat: commands.ProposeLevel(
        seat, fields.line("level"), fields.many("criteria"), fields.text("reason")
    ),
    "decide-level": lambda fields, seat: commands.DecideLevel(
        fields.line("level"), fields.text("reason"), seat, fields.whole("proposal")
    ),
    "decline-level": lambda fields, seat: commands.DeclineLevel(fields.whole("proposal"), fields.text("reason"), seat),
    "add-task": lambda fields, seat: commands.AddTask(seat, fields.line("title"), fields.line("owner")),
    "change-task": _change_task,
    "make-promise": lambda fields, seat: commands.MakePromise(
        seat, fields.line("to"), fields.text("text"), fields.line("due")
    ),
    "keep-promise": lambda fields, seat: commands.KeepPromise(fields.whole("promise"), seat),
    "save-draft": lambda fields, seat: commands.SaveDraft(
        seat, fields.whole("draft"), fields.whole("based_on"), fields.line("title"), fields.text("text")
    ),
}
