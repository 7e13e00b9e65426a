"""How does a conversation stand in the list of a seat?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from app.engine.passing import recipients
from app.engine.state import State
from app.engine.talk import Call, Conversation, Delivery, Message
from app.perspectives import messages
from app.perspectives.messages import moment_of, name_of
from app.perspectives.parts import Part
from app.perspectives.talk_forms import questions_on_paper

TEAM_READS_UP_TO = 40
"""In a larger team nobody reads what forty colleagues answered, and each answer would go to all of them."""

Mark = Literal["new", "read", "acknowledged", "answered", "recalled"]
Wants = Literal["", "acknowledge", "answer"]
Hears = Literal["nothing", "voicemail", "all"]


class Entry(Part, frozen=True):
    """A conversation in the list and above its messages; moments are story time.

    ``who`` the other side; ``wants`` what is asked and not done yet; ``call`` how it stands when it is one, ``theirs``
    the colleague who has it, ``speaks`` when this seat is in it now and ``calls_back`` when it may ring the caller;
    ``pressing`` near or past its ``deadline``, which is ``due`` in exercise ms; ``assigned`` who sees to it;
    ``personal`` when it is for this role or seat and not for the whole team; ``mine`` when this seat began it;
    ``act`` what it passes on; ``unread`` the numbers that were not opened yet; ``done`` how many of so many numbered
    questions the team answered.
    """

    number: int
    channel: str
    who: str
    title: str
    act: str
    moment: datetime
    mark: Mark
    wants: Wants
    corrected: bool
    call: str
    theirs: str
    speaks: bool
    calls_back: bool
    deadline: datetime | None
    due: int | None
    pressing: Literal["", "near", "overdue"]
    assigned: str
    is_mine: bool
    mine: bool
    personal: bool
    parked: datetime | None
    answered_by: str
    unread: tuple[int, ...]
    done: tuple[int, int] | None


def hears(state: State, message: Message, seat: str) -> Hears:
    """What a seat may know of a message that it has: in a call only those who speak hear it."""
    call = state.calls.get(message.conversation)
    if call is None or call.has(seat):
        return "all" if call is None or call.status != "ringing" or message.sender == seat else "nothing"
    return "voicemail" if call.left_message and message.number == message.conversation else "nothing"


def alike_entries(state: State, number: int, seats: Iterable[str]) -> Iterator[tuple[Entry, frozenset[str]]]:
    """Entries of seats that see the same: with a thousand seats an entry of each would cost more than all the rest."""
    talk = state.conversations[number]
    alike: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for seat in seats:
        alike[key_of(state, talk, seat)].append(seat)
    for group in alike.values():
        yield _entry(state, talk, group[0]), frozenset(group)


def key_of(state: State, talk: Conversation, seat: str) -> tuple[object, ...]:
    """All that decides how a conversation looks in the list of a seat, but for what its own answers say."""
    delivery = state.deliveries[talk.number].get(seat)
    first = state.messages[talk.number - 1]
    # Who publishes something gets it too, as everybody does, and is told who read it.
    call = state.calls.get(talk.number)
    if delivery is None or (call is not None and call.has(seat)):
        return (seat,)
    if first.sender == seat or (len(talk.numbers) > 1 and _speaks_in(state, talk, seat)):
        return (seat,)
    here = state.seats[seat]
    return (
        call is not None and (seat in call.rung, seat in call.declined),
        here.team if any(state.tallies[number].answered for number in talk.numbers) else "",
        seat in first.to or here.role in first.to,
        state.parked.get((talk.number, seat)),
        state.assigned.get(talk.number) == seat,
        *[_stage(state.deliveries[number].get(seat)) for number in talk.numbers],
    )


def _speaks_in(state: State, talk: Conversation, seat: str) -> bool:
    return any(state.messages[number - 1].sender == seat for number in talk.numbers)


def _stage(delivery: Delivery | None) -> object:
    """How far a message came on a seat, as far as its list shows that."""
    if delivery is None or not delivery.answers:
        return delivery and (bool(delivery.opened), bool(delivery.acknowledged))
    return frozenset(answer.question for answer in delivery.answers), bool(delivery.opened), bool(delivery.acknowledged)


def _entry(state: State, talk: Conversation, seat: str) -> Entry:
    mine = [state.messages[number - 1] for number in talk.numbers if _has(state, state.messages[number - 1], seat)]
    first, last = mine[0], mine[-1]
    call = state.calls.get(talk.number)
    recalled = last.recalled_at > 0
    heard = [m for m in mine if hears(state, m, seat) != "nothing"]
    got = [(message, state.deliveries[message.number].get(seat)) for message in mine]
    unread = tuple(m.number for m, d in got if d is not None and _is_unread(m, d) and m in heard)
    wants = "" if recalled else _wants(state, got, call, seat)
    due = next((m for m, _ in got if m.deadline is not None and not m.recalled_at), None)
    assigned = state.assigned.get(talk.number, "")
    parked = state.parked.get((talk.number, seat))
    return Entry(
        number=talk.number,
        channel=talk.by,
        who=other_side(state, first, seat),
        title=first.title if hears(state, first, seat) == "all" and not recalled else "",
        act=state.deeds[first.deed - 1].act if first.deed and not recalled else "",
        moment=moment_of(state, last.t),
        mark="recalled" if recalled else _mark(got, unread),
        wants=wants,
        corrected=any(message.corrections for message in mine) and not recalled,
        call=call.status if call is not None else "",
        theirs=theirs(state, call, seat),
        speaks=call is not None and call.is_open and call.has(seat),
        calls_back=call is not None and call.status == "missed" and seat in call.rung,
        deadline=None if due is None or due.deadline is None else moment_of(state, due.deadline),
        due=None if due is None else due.deadline,
        pressing="" if due is None or not wants else "overdue" if due.overdue else "near" if due.near else "",
        assigned=name_of(state, assigned) if assigned else "",
        is_mine=assigned == seat,
        mine=first.sender == seat,
        personal=bool({seat, state.seats[seat].role} & set(first.to)),
        parked=None if parked is None else moment_of(state, parked),
        answered_by=_answered_by(state, last, seat),
        unread=unread,
        done=next((done for message in reversed(mine) if (done := _done(state, message, seat))), None),
    )


def _is_unread(message: Message, delivery: Delivery) -> bool:
    return not (delivery.opened or delivery.acknowledged or delivery.answers or message.recalled_at)


def _has(state: State, message: Message, seat: str) -> bool:
    return message.sender == seat or seat in state.deliveries[message.number]


def other_side(state: State, first: Message, seat: str) -> str:
    """Who is on the other side of a conversation, for this seat."""
    if first.sender != seat:
        return name_of(state, first.sender)
    return ", ".join(messages.recipients_of(state, first))


def _mark(got: list[tuple[Message, Delivery | None]], unread: tuple[int, ...]) -> Mark:
    if unread:
        return "new"
    if any(delivery is not None and delivery.answers for _, delivery in got):
        return "answered"
    if any(delivery is not None and delivery.acknowledged for _, delivery in got):
        return "acknowledged"
    return "read"


def _wants(state: State, got: list[tuple[Message, Delivery | None]], call: Call | None, seat: str) -> Wants:
    """What is still asked of this seat: by the last message that asks anything."""
    if call is not None:
        return "answer" if call.status == "missed" and seat in call.rung else ""
    for message, delivery in reversed(got):
        if delivery is None or message.reply == "none" or message.sender in state.seats:
            continue
        if message.reply == "acknowledge":
            return "" if delivery.acknowledged else "acknowledge"
        done = _done(state, message, seat)
        if done is not None:
            return "" if done[0] == done[1] else "answer"
        return "" if delivery.answers or _answered_by(state, message, seat) else "answer"
    return ""


def _done(state: State, message: Message, seat: str) -> tuple[int, int] | None:
    """How many of the numbered questions of a message this seat and its colleagues answered, and of how many."""
    asked = len(questions_on_paper(state, message))
    deliveries = state.deliveries[message.number]
    if not asked or seat not in deliveries:
        return None
    here = (seat, *colleagues_with(state, message, seat))
    given = {answer.question for one in here for answer in deliveries[one].answers}
    return asked if 0 in given else len(given & set(range(1, asked + 1))), asked


def _answered_by(state: State, message: Message, seat: str) -> str:
    """The colleague who answered this message, when this seat did not."""
    deliveries = state.deliveries[message.number]
    own = deliveries.get(seat)
    if message.conversation in state.calls or own is None or own.answers or state.tallies[message.number].answered == 0:
        return ""
    others = colleagues_with(state, message, seat)
    return next((name_of(state, other) for other in others if deliveries[other].answers), "")


def colleagues_with(state: State, message: Message, seat: str) -> list[str]:
    """The others of a seat's team who have this message too; nobody when the team is a large one."""
    team = recipients(state, (state.seats[seat].team,))
    if len(team) > TEAM_READS_UP_TO:
        return []
    having = state.deliveries[message.number]
    return [other for other in team if other in having and other != seat]


def theirs(state: State, call: Call | None, seat: str) -> str:
    """The colleague who has this call, when it is not this seat."""
    if call is None or not call.taken_by or call.has(seat):
        return ""
    return name_of(state, call.taken_by)
