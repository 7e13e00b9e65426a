"""Which particulars do the sentences of the log need about talk and acts, and which conversation do they point at?"""

from __future__ import annotations

from app.engine import events
from app.engine.events import Event
from app.engine.state import State
from app.perspectives.facilitator_deeds import about, text_of
from app.perspectives.facilitator_rows import audience_name, title_of

EXCERPT = 160
Found = dict[str, str | int]
_CALLS = (
    events.CallTaken, events.CallDeclined, events.CallMissed, events.CallWaits, events.CallResumed, events.CallEnded,
    events.MessageAssigned, events.MessageParked, events.MessageReturned, events.MessageSent,
)  # fmt: skip
_NUMBERED = (
    events.DeadlineNeared, events.DeadlinePassed, events.AnswerGiven, events.MessageOpened, events.MessageAcknowledged,
)  # fmt: skip
GROUPS: dict[type[Event], str] = {
    **dict.fromkeys(_CALLS, "talk"),
    **dict.fromkeys((events.DeadlineNeared, events.DeadlinePassed), "clock"),
    **dict.fromkeys((events.ClockStarted, events.ClockMet, events.ClockExpired), "clock"),
    **dict.fromkeys(
        (events.LevelProposed, events.LevelDeclined, events.LevelChanged, events.GripChanged), "level"
    ),
    **dict.fromkeys(
        (
            events.ActDone, events.TaskAdded, events.TaskChanged, events.PromiseMade, events.PromiseKept,
            events.PromiseBroken, events.DraftSaved, events.FileAdded,
        ),
        "act",
    ),
}  # fmt: skip


def conversation_of(state: State, event: Event) -> int:
    """The conversation that an event is about, 0 for none."""
    if isinstance(event, _CALLS):
        return event.conversation
    if isinstance(event, _NUMBERED):
        number = event.number or state.injects[getattr(event, "inject", "")].number
        return state.messages[number - 1].conversation
    return 0


def inject_of(state: State, event: Event) -> str:
    """The inject that an event is about, "" for what nobody scripted."""
    inject = getattr(event, "inject", "")
    if isinstance(inject, events.ImprovisedInject):
        return inject.id
    conversation = 0 if inject or isinstance(event, events.MessageSent) else conversation_of(state, event)
    return str(inject) if not conversation else state.messages[conversation - 1].inject


def excerpt(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT].rstrip()}…"


def words_about_talk(state: State, event: Event) -> Found:
    """The words for messages, calls and deadlines."""
    conversation = conversation_of(state, event)
    found: Found = {"title": _title(state, conversation)} if conversation else {}
    match event:
        case events.MessageSent():
            begins = event.conversation == event.number
            found |= {"sender": title_of(state, event.sender), "to": _to(state, event.to), "by": event.by}
            found |= {"text": excerpt(event.text or event.title), "begins": int(begins), "deed": event.deed}
        case events.CallTaken() | events.CallDeclined() | events.CallWaits() | events.CallResumed():
            found |= {"whom": title_of(state, event.who), "caller": _caller(state, conversation)}
        case events.CallMissed():
            found |= {"caller": _caller(state, conversation)}
        case events.CallEnded(_, who):
            found |= {"whom": title_of(state, who), "caller": _caller(state, conversation)}
        case events.MessageAssigned(_, seat, to):
            found |= {"seat": title_of(state, seat), "to": title_of(state, to)}
        case events.MessageParked(_, seat, until):
            found |= {"seat": title_of(state, seat), "until": until}
        case events.MessageReturned(_, seat):
            found |= {"seat": title_of(state, seat)}
        case events.AnswerGiven(_, _, text, choice, written_at):
            found |= {"text": excerpt(" · ".join(filter(None, (choice, text)))), "written_at": written_at}
            found |= {"question": event.question}
    return found


def words_about_acts(state: State, event: Event) -> Found:
    """The words for acts, levels, tasks, promises and statutory clocks."""
    match event:
        case events.ActDone(_, _, act, fields):
            return {"act": act, "about": about(state, act, fields), "text": text_of(act, fields)}
        case events.LevelProposed(_, _, level, criteria, reason):
            grounds = "; ".join(state.scenario.criteria[name].text for name in criteria)
            why = excerpt("; ".join(filter(None, (grounds, reason))))
            return {"level": state.scenario.levels[level].title, "text": why}
        case events.LevelDeclined(proposal, _, reason):
            level = state.proposals[proposal - 1].level
            return {"level": state.scenario.levels[level].title, "text": excerpt(reason)}
        case events.LevelChanged(level, _, _, reason, _, wakes):
            woken = ", ".join(title_of(state, team) for team in wakes)
            return {"level": state.scenario.levels[level].title, "text": excerpt(reason), "woken": woken}
        case events.GripChanged(grip):
            return {"grip": grip}
        case events.TaskAdded(_, _, title, owner):
            return {"text": excerpt(title), "owner": title_of(state, owner)}
        case events.TaskChanged(task, _, owner, status):
            text = excerpt(state.tasks[task - 1].title)
            return {"text": text, "owner": title_of(state, owner), "status": status}
        case events.FileAdded(_, _, title):
            return {"text": excerpt(title)}
        case events.DraftSaved():
            return {"version": event.version, "text": excerpt(event.title or event.text)}
        case _:
            return _words_about_terms(state, event)


def _words_about_terms(state: State, event: Event) -> Found:
    match event:
        case events.PromiseMade(_, _, to, text, due):
            found: Found = {"to": title_of(state, to), "text": excerpt(text)}
            return found if due is None else {**found, "due": due}
        case events.PromiseKept(promise, _, late):
            return {"text": excerpt(state.promises[promise - 1].text), "late": int(late)}
        case events.PromiseBroken(promise):
            promised = state.promises[promise - 1]
            return {"text": excerpt(promised.text), "seat": title_of(state, promised.seat)}
        case events.ClockStarted(clock, due):
            return {"clock": state.scenario.clocks[clock].title, "due": due}
        case events.ClockMet(clock, late):
            return {"clock": state.scenario.clocks[clock].title, "late": int(late)}
        case events.ClockExpired(clock):
            return {"clock": state.scenario.clocks[clock].title}
        case _:
            return {}


def _to(state: State, to: tuple[str, ...]) -> str:
    return ", ".join(audience_name(state, name) for name in to)


def _title(state: State, conversation: int) -> str:
    """What a conversation is called: by its subject, or by its two sides."""
    first = state.messages[conversation - 1]
    return excerpt(first.title) or f"{title_of(state, first.sender)} → {_to(state, first.to)}"


def _caller(state: State, conversation: int) -> str:
    return title_of(state, state.calls[conversation].caller)
