"""Who talks with whom, what was said last, and who waits longest for an answer of the outside world?"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from app.engine.state import State
from app.engine.talk import Call, Conversation
from app.perspectives.facilitator_parts import CallPart
from app.perspectives.facilitator_rows import audience_name, title_of
from app.perspectives.messages import name_of
from app.perspectives.parts import Part

TALKS_AT_MOST = 60
"""So many conversations are listed, the most urgent first."""
LOOKED_THROUGH = 4_000
"""Only the newest so many are put in order: that takes some 30 ms; a hall of a thousand can have 30,000 and more."""
SEATS_THAT_TALK = 12
"""A message to more seats is an announcement: what they answer is counted, and not read as talk."""
VOICES_AT_MOST = 6
_EXCERPT = 90


class LinePart(Part, frozen=True):
    """Something that was said or written; ``t`` exercise ms, ``seq`` its line in the log.

    ``by_seat`` when a player did; ``question`` the written question that it asks or answers, 0 for none; ``unread`` of
    ``sent`` seats have not opened it yet; ``facts`` what it tells; ``recalled`` once it was taken back.
    """

    seq: int
    t: int
    who: str
    by_seat: bool
    text: str
    title: str = ""
    choice: str = ""
    question: int = 0
    late: bool = False
    unread: int = 0
    sent: int = 0
    facts: tuple[str, ...] = ()
    recalled: bool = False


class TalkPart(Part, frozen=True):
    """One conversation in the list; ``t`` exercise ms of what was said last, ``waits`` since when a player waits."""

    number: int
    channel: str
    sender: str
    to: tuple[str, ...]
    title: str
    inject: str
    who: str
    excerpt: str
    t: int
    waits: int | None
    call: CallPart | None
    rings_outside: bool
    is_outside: bool
    answers: int


class TalksPart(Part, frozen=True):
    """The conversations, those in which somebody waits longest first; ``unlisted`` did not fit."""

    talks: tuple[TalkPart, ...]
    unlisted: int
    waiting: int


def talks(state: State) -> TalksPart:
    """The list of conversations. An announcement that nobody reacted to is none."""
    newest = islice(reversed(state.conversations.values()), LOOKED_THROUGH)
    found = [(_urgency(state, talk), talk.number) for talk in newest if _is_talk(state, talk)]
    listed = tuple(talk_part(state, number) for _, number in nsmallest(TALKS_AT_MOST, found))
    waiting = sum(urgency[0] <= 1 for urgency, _ in found)
    return TalksPart(listed, len(found) - len(listed), waiting)


def talk_part(state: State, number: int) -> TalkPart:
    """One conversation as it stands."""
    talk, first = state.conversations[number], state.messages[number - 1]
    call, newest = state.calls.get(number), max(lines(state, talk), key=lambda line: line.seq)
    return TalkPart(
        number=number,
        channel=talk.by,
        sender=title_of(state, first.sender),
        to=tuple(audience_name(state, name) for name in first.to),
        title=first.title,
        inject=first.inject,
        who=newest.who if newest.seq != first.seq else "",
        excerpt=_excerpt(newest.choice or newest.text or newest.title),
        t=newest.t,
        waits=_waits(state, talk, _newest(state, talk)),
        call=call_part(state, call),
        rings_outside=_rings_outside(state, call),
        is_outside=bool(outside(state, talk)),
        answers=sum(state.tallies[name].answered for name in talk.numbers),
    )


def call_part(state: State, call: Call | None) -> CallPart | None:
    """How a call stands, with who took it."""
    return None if call is None else CallPart(call.status, call.until, title_of(state, call.taken_by), call.by_cards)


def outside(state: State, talk: Conversation) -> tuple[str, ...]:
    """The parties that no seat plays: actors, and senders that only the script knows."""
    first = state.messages[talk.number - 1]
    found = dict.fromkeys(name for name in (first.sender,) if name not in state.seats)
    found.update(dict.fromkeys(name for name in first.to if name in state.scenario.actors))
    for number in talk.numbers[1:]:
        sender = state.messages[number - 1].sender
        if sender not in state.seats:
            found[sender] = None
    return tuple(found)


def voices(state: State, talk: Conversation) -> tuple[str, ...]:
    """As whom a facilitator can speak here: the outside world, and seats that nobody took."""
    seats = {seat: None for number in talk.numbers for seat in state.deliveries[number]}
    free = [seat for seat in seats if not state.seats[seat].is_taken] if len(seats) <= SEATS_THAT_TALK else []
    return (*outside(state, talk), *free)[:VOICES_AT_MOST]


def lines(state: State, talk: Conversation) -> Iterator[LinePart]:
    """What was said and written in a conversation, message by message, each with its answers."""
    for number in talk.numbers:
        message, deliveries = state.messages[number - 1], state.deliveries[number]
        yield LinePart(
            seq=message.seq,
            t=message.t,
            who=name_of(state, message.sender),
            by_seat=message.sender in state.seats,
            text=message.text,
            title=message.title if number == talk.number else "",
            question=message.question,
            unread=sum(not delivery.opened for delivery in deliveries.values()),
            sent=len(deliveries),
            facts=message.facts,
            recalled=message.recalled_at > 0,
        )
        if len(deliveries) > SEATS_THAT_TALK:
            continue
        for seat, delivery in deliveries.items():
            for answer in delivery.answers:
                yield LinePart(
                    seq=answer.seq,
                    t=answer.t,
                    who=name_of(state, seat),
                    by_seat=True,
                    text=answer.text,
                    choice=answer.choice,
                    question=answer.question,
                    late=answer.late,
                    facts=answer.facts,
                )


class _Newest(NamedTuple):
    """What was said last, in short: an exercise may hold tens of thousands of conversations to put in order."""

    seq: int
    t: int
    by_seat: bool


def _newest(state: State, talk: Conversation) -> _Newest:
    message = state.messages[talk.numbers[-1] - 1]
    found = _Newest(message.seq, message.t, message.sender in state.seats)
    for number in talk.numbers:
        tally = state.tallies[number]
        if tally.answered and tally.sent <= SEATS_THAT_TALK:
            for delivery in state.deliveries[number].values():
                if delivery.answers and delivery.answers[-1].seq > found.seq:
                    found = _Newest(delivery.answers[-1].seq, delivery.answers[-1].t, True)
    return found


def _is_talk(state: State, talk: Conversation) -> bool:
    if talk.number in state.calls or len(talk.numbers) > 1 or not state.messages[talk.number - 1].inject:
        return True
    return state.tallies[talk.number].answered > 0


def _waits(state: State, talk: Conversation, newest: _Newest) -> int | None:
    """Since when (exercise ms) a player waits for somebody whom nobody plays but the exercise leader.

    What the script asks is answered without expecting more; a talk that somebody began by hand goes on by hand.
    """
    call = state.calls.get(talk.number)
    if _rings_outside(state, call):
        return call.since if call is not None else None
    if call is not None and not call.is_open:
        return None
    if not newest.by_seat:
        return None
    by_hand = call is not None or any(not state.messages[number - 1].inject for number in talk.numbers)
    return newest.t if by_hand and outside(state, talk) else None


def _rings_outside(state: State, call: Call | None) -> bool:
    return call is not None and call.status == "ringing" and not any(name in state.seats for name in call.rung)


def _urgency(state: State, talk: Conversation) -> tuple[int, int]:
    """What rings at the outside world, who waits longest, calls that are live, then the newest."""
    call, newest = state.calls.get(talk.number), _newest(state, talk)
    waits = _waits(state, talk, newest)
    if waits is not None:
        return (0 if _rings_outside(state, call) else 1), waits
    return (2 if call is not None and call.is_open else 3), -newest.t


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rstrip()}…"
