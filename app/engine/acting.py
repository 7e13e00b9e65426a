"""May a player do this act, promise, task or draft, and what follows?"""

from __future__ import annotations

from datetime import timedelta

from app.engine import commands, events
from app.engine.acts import ACTS, Act, Field
from app.engine.clock import story_time
from app.engine.commands import Refusal
from app.engine.deeds import Draft
from app.engine.knowing import facts_among, share
from app.engine.levelling import under_way
from app.engine.meeting import meet
from app.engine.releasing import TEXT_LIMIT, TITLE_LIMIT, too_long
from app.engine.sending import follow, reached_by
from app.engine.state import State
from app.engine.turn import Turn

MOST_NAMES = 50


def do_act(turn: Turn, command: commands.DoAct) -> Refusal | None:
    """Do an act: it is noted as it was typed, what follows goes out, and what it meets is met."""
    draft = turn.draft
    act = ACTS.get(command.act)
    if act is None:
        return Refusal("There is no such act.")
    fields = {name: tuple(given for given in values if given.strip()) for name, values in command.fields.items()}
    refusal = under_way(turn) or _unfit(draft, act, fields) or _unfit_draft(draft, command)
    if refusal is not None:
        return refusal
    facts = facts_among(draft, command.facts)
    number = len(draft.deeds) + 1
    turn.tell(events.ActDone(number, command.seat, act.name, fields, facts, command.draft))
    deed = draft.deeds[number - 1]
    follow(turn, deed)
    if act.name == "handover":
        # A team that plays from the start is no next level.
        further = set(deed.fields["to"]) - set(draft.scenario.opened(draft.scenario.start_level or ""))
        for level in draft.scenario.levels:
            if further & set(draft.scenario.opened(level)):
                meet(turn, "handover", level)
    elif act.name != "calamity_judged":
        meet(turn, act.name, deed.first(act.about) if act.about else "true")
    share(turn, facts, reached_by(draft, deed))
    return None


def _unfit(state: State, act: Act, fields: dict[str, tuple[str, ...]]) -> Refusal | None:
    for name, given in fields.items():
        field = act.field(name)
        if field is None:
            return Refusal("{field} does not belong to this form.", {"field": name})
        if refusal := _unfit_field(state, field, given):
            return refusal
    missing = next((field for field in act.fields if field.needed and not fields.get(field.name)), None)
    if missing is not None:
        return Refusal("Something that is needed is empty: {field}.", {"field": missing.name})
    if all(not given for name, given in fields.items() if name != "to"):
        return Refusal("Write something first.")
    return None


def _unfit_field(state: State, field: Field, given: tuple[str, ...]) -> Refusal | None:
    limit = TITLE_LIMIT if field.takes == "line" else TEXT_LIMIT
    if refusal := next(filter(None, (too_long(text, limit) for text in given)), None):
        return refusal
    if len(given) > MOST_NAMES:
        return Refusal("Choose at most {limit}.", {"limit": MOST_NAMES})
    names = _names(state, field)
    wrong = next((name for name in given if names is not None and name not in names), None)
    return None if wrong is None else Refusal("{value} is not one of the choices.", {"value": wrong[:60]})


def _names(state: State, field: Field) -> set[str] | None:
    """What may be chosen, None when anything may be written."""
    scenario = state.scenario
    match field.takes:
        case "choice":
            return set(field.choices)
        case "actor" | "actors":
            return set(scenario.actors)
        case "teams":
            return set(scenario.teams)
        case "roles":
            return set(scenario.roles)
        case _:
            return None


def _unfit_draft(state: State, command: commands.DoAct) -> Refusal | None:
    found = _open_draft(state, command.draft, command.seat) if command.draft else None
    return found if isinstance(found, Refusal) else None


def _open_draft(state: State, number: int, seat: str) -> Draft | Refusal:
    """A draft of the team of this seat that is not published yet, or why there is none."""
    if not 1 <= number <= len(state.drafts):
        return Refusal("There is no such draft.")
    found = state.drafts[number - 1]
    if found.team != state.seats[seat].team:
        return Refusal("This draft belongs to another team.")
    return Refusal("This text has been published already.") if found.deed else found


def save_draft(turn: Turn, command: commands.SaveDraft) -> Refusal | None:
    """Write a statement together: who changed an older version than the newest is told, and nothing is overwritten."""
    draft = turn.draft
    refusal = under_way(turn) or too_long(command.text) or too_long(command.title, TITLE_LIMIT)
    if refusal is not None:
        return refusal
    if not command.text.strip():
        return Refusal("Write a text first.")
    number, version = command.draft or len(draft.drafts) + 1, 1
    if command.draft:
        found = _open_draft(draft, command.draft, command.seat)
        if isinstance(found, Refusal):
            return found
        if command.based_on != found.version:
            seat = draft.seats[found.seat]
            said = "{name} changed this text while you were writing. Your version was not saved, but it is still here."
            return Refusal(said, {"name": seat.name or seat.title})
        version = found.version + 1
    turn.tell(events.DraftSaved(number, command.seat, version, command.title.strip(), command.text))
    return None


def add_task(turn: Turn, command: commands.AddTask) -> Refusal | None:
    """Put a task on the board of one's team."""
    refusal = under_way(turn) or _unfit_owner(turn.draft, command.owner)
    if refusal is not None:
        return refusal
    title = " ".join(command.title.split())
    if not title:
        return Refusal("Write what has to be done.")
    if refusal := too_long(title, TITLE_LIMIT):
        return refusal
    turn.tell(events.TaskAdded(len(turn.draft.tasks) + 1, command.seat, title, command.owner))
    return None


def change_task(turn: Turn, command: commands.ChangeTask) -> Refusal | None:
    """Give a task an owner, or say that it is done or given back."""
    draft = turn.draft
    refusal = under_way(turn) or _unfit_owner(draft, command.owner)
    if refusal is not None:
        return refusal
    if not 1 <= command.task <= len(draft.tasks):
        return Refusal("There is no such task.")
    task = draft.tasks[command.task - 1]
    if task.team != draft.seats[command.seat].team:
        return Refusal("This task stands on the board of another team.")
    if (task.owner, task.status) != (command.owner, command.status):
        turn.tell(events.TaskChanged(task.number, command.seat, command.owner, command.status))
    return None


def _unfit_owner(state: State, owner: str) -> Refusal | None:
    scenario = state.scenario
    if not owner or owner in scenario.roles or owner in scenario.teams or owner in scenario.actors:
        return None
    return Refusal("{name} is not in the directory.", {"name": owner[:60]})


def make_promise(turn: Turn, command: commands.MakePromise) -> Refusal | None:
    """Promise something; with a moment, the clock sees to it."""
    draft = turn.draft
    refusal = under_way(turn)
    if refusal is not None:
        return refusal
    text = command.text.strip()
    if not text:
        return Refusal("Write what you promise.")
    if refusal := too_long(text):
        return refusal
    if command.to not in draft.scenario.actors and command.to not in draft.scenario.roles:
        return Refusal("Choose to whom you promise it.")
    due = story_moment(turn, command.due)
    if isinstance(due, Refusal):
        return due
    turn.tell(events.PromiseMade(len(draft.promises) + 1, command.seat, command.to, text, due))
    return None


def keep_promise(turn: Turn, command: commands.KeepPromise) -> Refusal | None:
    """Say that a promise was kept, in time or too late."""
    draft = turn.draft
    refusal = under_way(turn)
    if refusal is not None:
        return refusal
    if not 1 <= command.promise <= len(draft.promises):
        return Refusal("There is no such promise.")
    promise = draft.promises[command.promise - 1]
    if command.seat and draft.seats[promise.seat].team != draft.seats[command.seat].team:
        return Refusal("This promise was made by another team.")
    if promise.status in ("open", "broken"):
        turn.tell(events.PromiseKept(promise.number, command.seat, late=promise.status == "broken"))
    return None


def story_moment(turn: Turn, written: str) -> int | Refusal | None:
    """The exercise time (ms) at which it is this late (HH:MM) in the story; None for an empty text."""
    if not written.strip():
        return None
    hours, _, minutes = written.strip().partition(":")
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        return Refusal("Write a time as 14:30.")
    if int(hours) > 23 or int(minutes) > 59:
        return Refusal("Write a time as 14:30.")
    story = turn.draft.scenario.story
    now = story_time(story.start, story.pace, turn.t)
    then = now.replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)
    if then <= now:
        then += timedelta(days=1)
    return turn.t + round((then - now).total_seconds() * 1000 / story.pace)
