"""How do a message and what was answered to it look to those who may read them?

A message has a number, and nothing of the script clings to it.
"""

from __future__ import annotations

from datetime import datetime

from app.engine.acts import ACTS, Field
from app.engine.clock import story_time
from app.engine.fold_talk import HANDOVER_PLACE
from app.engine.state import State
from app.engine.talk import Answer, Message
from app.perspectives.files import FilePart, attachments_of
from app.perspectives.parts import Part


class Correction(Part, frozen=True):
    """A correction under a message; ``moment`` is story time."""

    text: str
    moment: datetime


class DeedPart(Part, frozen=True):
    """An act that a message passes on: what was filled in, exactly as it was typed, in the order of its form."""

    act: str
    by: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    moment: datetime


class Shown(Part, frozen=True):
    """A message to all who may read it so, painted once for them; ``moment`` and ``deadline`` are story time.

    ``first`` when the conversation begins with it. After a recall it has no title and text any more. ``voicemail``
    tells that this is what a caller left behind; ``by_seat`` that a player said or wrote it; ``text`` and ``after``
    stand around the act that it passes on. ``read_by`` (so many, of so many) is told to who sent it, else None.
    """

    number: int
    conversation: int
    first: bool
    channel: str
    sender: str
    to: tuple[str, ...]
    to_all: bool
    title: str
    text: str
    moment: datetime
    reply: str
    recalled: bool
    voicemail: bool
    by_seat: bool
    own: bool
    corrections: tuple[Correction, ...]
    reference: str
    deadline: datetime | None
    attachments: tuple[FilePart, ...]
    after: str
    deed: DeedPart | None
    read_by: tuple[int, int] | None
    written_at: int
    sent_at: int


class Said(Part, frozen=True):
    """One answer; ``moment`` story time, ``written_at`` and ``sent_at`` real ms, equal when it was sent at once."""

    number: int
    who: str
    own: bool
    question: int
    text: str
    choice: str
    moment: datetime
    written_at: int
    sent_at: int
    late: bool


def moment_of(state: State, t: int) -> datetime:
    """Story time at exercise time ``t`` ms."""
    story = state.scenario.story
    return story_time(story.start, story.pace, t)


def name_of(state: State, who: str) -> str:
    """How a seat, role, team or actor is called; a seat by the name of its player too."""
    seat = state.seats.get(who)
    if seat is None:
        return state.scenario.title_of(who)
    return f"{seat.name}, {seat.title}" if seat.name else seat.title


def recipients_of(state: State, message: Message) -> tuple[str, ...]:
    """Titles of the teams, roles, actors and seats that a message is addressed to; unknown names are left out."""
    scenario = state.scenario
    titles: list[str] = []
    for name in message.to:
        if name in scenario.levels:
            titles.extend(scenario.teams[team].title for team in scenario.levels[name].opens if team in scenario.teams)
        elif name in scenario.teams or name in scenario.roles or name in scenario.actors or name in state.seats:
            titles.append(name_of(state, name))
    return tuple(dict.fromkeys(titles))


def shown(state: State, message: Message, *, own: bool = False, voicemail: bool = False) -> Shown:
    """A message for its sender (``own``), for those who only hear the voicemail, or for all others who may read it."""
    recalled = message.recalled_at > 0
    written = state.scenario.inject_by_id.get(message.inject)
    text = (written.voicemail if voicemail and written is not None else "") or message.text
    before, place, after = text.partition(HANDOVER_PLACE)
    read_by = None
    if own and message.conversation not in state.calls:
        deliveries = state.deliveries[message.number].values()
        read_by = (sum(delivery.opened > 0 for delivery in deliveries), len(deliveries))
    return Shown(
        number=message.number,
        conversation=message.conversation,
        first=message.number == message.conversation,
        channel=message.by,
        sender=name_of(state, message.sender),
        to=recipients_of(state, message),
        to_all="all" in message.to,
        title="" if recalled or voicemail else message.title,
        text="" if recalled else before,
        moment=moment_of(state, message.t),
        reply=message.reply,
        recalled=recalled,
        voicemail=voicemail,
        by_seat=message.sender in state.seats,
        own=own,
        corrections=() if recalled else tuple(Correction(c.text, moment_of(state, c.t)) for c in message.corrections),
        reference=(written.reference or "") if written is not None else "",
        deadline=None if message.deadline is None else moment_of(state, message.deadline),
        attachments=attachments_of(state, message),
        after="" if recalled else after,
        deed=_deed(state, message) if (message.deed or place) and not recalled else None,
        read_by=read_by,
        written_at=message.written_at or message.at,
        sent_at=message.at,
    )


def _deed(state: State, message: Message) -> DeedPart:
    """The act in a message; one without fields when there was nothing to pass on."""
    if not message.deed:
        return DeedPart("handover", "", (), moment_of(state, message.t))
    return deed_part(state, message.deed)


def deed_part(state: State, number: int) -> DeedPart:
    """What was filled in for an act, with names of the scenario as their titles."""
    deed = state.deeds[number - 1]
    kind = ACTS[deed.act]
    fields = tuple(
        (field.name, _given(state, field, deed.fields[field.name]))
        for field in kind.fields
        if field.name in deed.fields
    )
    return DeedPart(deed.act, name_of(state, deed.seat), fields, moment_of(state, deed.t))


def _given(state: State, field: Field, given: tuple[str, ...]) -> tuple[str, ...]:
    """Names that were chosen as their titles; what was typed stays as it was typed."""
    chosen = field.takes in ("actor", "actors", "teams", "roles")
    return tuple(state.scenario.title_of(value) for value in given) if chosen else given


def said(state: State, message: Message, seat: str, answer: Answer, *, own: bool) -> Said:
    """One answer, for who gave it (``own``) or for others who may read it."""
    return Said(
        number=message.number,
        who=name_of(state, seat),
        own=own,
        question=answer.question,
        text=answer.text,
        choice=answer.choice,
        moment=moment_of(state, answer.t),
        written_at=answer.written_at or answer.at,
        sent_at=answer.at,
        late=answer.late,
    )
