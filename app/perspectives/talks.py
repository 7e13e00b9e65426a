"""What does a seat see of its conversations and calls?

Per conversation: ``entry-7`` in the list, ``talk-7`` the place where it is read, ``head-7`` its heading, ``call-7`` the
call. In that place: ``item-9`` a message, ``said-9-<seat>-1`` an answer to it, ``answer-9`` and ``words-7`` forms.
Seats that see the same share one region, so that a release to a thousand seats is painted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.engine.state import State
from app.engine.talk import Conversation, Message
from app.perspectives import messages
from app.perspectives.parts import Part, Region
from app.perspectives.talk_calls import call_regions
from app.perspectives.talk_entries import Entry, Hears, alike_entries, colleagues_with, hears
from app.perspectives.talk_forms import form_regions, questions_on_paper, wordless, words_regions


class Place(Part, frozen=True):
    """Where a conversation is read: nothing in it ever changes, because people type there."""

    number: int
    channel: str


def readers(state: State, talk: Conversation) -> set[str]:
    """The seats on whose desk a conversation lies."""
    found = {seat for number in talk.numbers for seat in state.deliveries[number]}
    return found | {state.messages[number - 1].sender for number in talk.numbers} & state.seats.keys()


def talk_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """Everything of one conversation for these of its readers, in the order in which it is put on the page."""
    talk = state.conversations[number]
    here = sorted(readers(state, talk) & set(seats))
    if not here:
        return
    audience = frozenset(here)
    entries = list(alike_entries(state, number, here))
    yield from (_entry(number, *one) for one in entries)
    place = Place(number, talk.by)
    yield Region(f"talk-{number}", "talk", place, audience, into="messages", once=True, order=number)
    yield from (_head(number, *one) for one in entries)
    yield from call_regions(state, number, here)
    yield from thread_regions(state, number, here)


def standing_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """How the conversation stands for these seats: in their lists, and above its messages."""
    for part, audience in alike_entries(state, number, seats):
        yield _entry(number, part, audience)
        yield _head(number, part, audience)


def _entry(number: int, part: Entry, audience: frozenset[str]) -> Region:
    return Region(f"entry-{number}", "entry", part, audience, "inbox", at="start", order=number)


def _head(number: int, part: Entry, audience: frozenset[str]) -> Region:
    return Region(f"head-{number}", "head", part, audience, into=f"talk-{number}", at="start")


def thread_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """The messages, answers and forms of a conversation for these seats, in the order of the log."""
    here = frozenset(seats)
    found: list[Region] = []
    for name in state.conversations[number].numbers:
        message = state.messages[name - 1]
        found += item_regions(state, message, here)
        found += form_regions(state, message, here)
        for seat in state.deliveries[name] if state.tallies[name].answered else ():
            found += said_regions(state, message, seat, here)
    yield from sorted(found, key=lambda region: region.order)
    yield from words_regions(state, number, here)


def further_regions(state: State, message: Message, seats: Iterable[str]) -> Iterator[Region]:
    """What one more message adds to a conversation for seats that have the rest of it."""
    here = frozenset(seats)
    yield from item_regions(state, message, here)
    yield from form_regions(state, message, here)
    yield from words_regions(state, message.conversation, wordless(state, message, here))


def item_regions(state: State, message: Message, seats: Iterable[str]) -> Iterator[Region]:
    """One message for those of these seats that may read it."""
    name, into = f"item-{message.number}", f"thread-{message.conversation}"
    for heard, group in _hearing(state, message, seats).items():
        part = messages.shown(state, message, voicemail=heard == "voicemail")
        yield Region(name, "item", part, frozenset(group), into, order=message.seq)
    if message.sender in state.seats and message.sender in seats:
        part = messages.shown(state, message, own=True)
        yield Region(name, "item", part, frozenset((message.sender,)), into, order=message.seq)


def said_regions(state: State, message: Message, seat: str, seats: Iterable[str]) -> list[Region]:
    """What a seat answered to a message, for those of these seats that may read it."""
    delivery = state.deliveries[message.number].get(seat)
    if delivery is None or not delivery.answers:
        return []
    others = said_to(state, message, seat) & set(seats)
    asked = len(questions_on_paper(state, message))
    found = []
    for place, answer in enumerate(delivery.answers, start=1):
        name, into = f"said-{message.number}-{seat}-{place}", f"thread-{message.conversation}"
        if 1 <= answer.question <= asked:
            into = f"given-{message.number}-{answer.question}"
        for own, audience in ((True, {seat} & set(seats)), (False, others)):
            if audience:
                part = messages.said(state, message, seat, answer, own=own)
                found.append(Region(name, "said", part, frozenset(audience), into, order=answer.seq))
    return found


def said_to(state: State, message: Message, seat: str) -> set[str]:
    """Who else reads what this seat answers: colleagues who have the message too, and the player who wrote it."""
    call = state.calls.get(message.conversation)
    sender = {message.sender} & state.seats.keys()
    if call is not None:
        return ({call.caller, call.taken_by} & state.seats.keys()) - {seat}
    return (sender | set(colleagues_with(state, message, seat))) - {seat}


def _hearing(state: State, message: Message, seats: Iterable[str]) -> dict[Hears, list[str]]:
    having = state.deliveries[message.number].keys() - {message.sender}
    found: defaultdict[Hears, list[str]] = defaultdict(list)
    if message.conversation not in state.calls:
        group = [seat for seat in seats if seat in having]
        return {"all": group} if group else {}
    for seat in seats:
        if seat in having and (heard := hears(state, message, seat)) != "nothing":
            found[heard].append(seat)
    return found
