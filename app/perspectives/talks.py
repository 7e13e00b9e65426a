"""What does a seat see of its conversations and calls?

Per conversation: ``entry-7`` in the list, ``talk-7`` the place where it is read, ``head-7`` its heading, ``call-7`` the
call. In that place: ``item-9`` a message, ``said-9-<seat>-1`` an answer to it and ``answer-9`` a form. Seats that see
the same share one region, so that a release to a thousand seats is painted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.engine.state import State
from app.engine.talk import Conversation, Message
from app.perspectives import messages
from app.perspectives.parts import Part, Region
from app.perspectives.talk_calls import call_regions
from app.perspectives.talk_entries import TEAM_READS_UP_TO, Hears, alike_entries, hears


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
    yield from entry_regions(state, number, here)
    place = Place(number, talk.by)
    yield Region(f"talk-{number}", "talk", place, audience, into="messages", once=True)
    yield from head_regions(state, number, here)
    yield from call_regions(state, number, here)
    yield from thread_regions(state, number, here)


def entry_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """The conversation in the lists of these seats."""
    for part, audience in alike_entries(state, number, seats):
        yield Region(f"entry-{number}", "entry", part, audience, into="inbox", at="start")


def head_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """The heading of the conversation for these seats."""
    for part, audience in alike_entries(state, number, seats):
        yield Region(f"head-{number}", "head", part, audience, into=f"talk-{number}", at="start")


def thread_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """The messages, answers and forms of a conversation for these seats, in the order of the log."""
    here = frozenset(seats)
    found: list[tuple[int, Region]] = []
    for name in state.conversations[number].numbers:
        message = state.messages[name - 1]
        found += [(message.seq, region) for region in item_regions(state, message, here)]
        for seat in state.deliveries[name]:
            found += said_regions(state, message, seat, here)
    for _, region in sorted(found, key=lambda pair: pair[0]):
        yield region
    for name in state.conversations[number].numbers:
        yield from form_regions(state, state.messages[name - 1], here)


def item_regions(state: State, message: Message, seats: Iterable[str]) -> Iterator[Region]:
    """One message for those of these seats that may read it."""
    name, into = f"item-{message.number}", f"thread-{message.conversation}"
    for heard, group in _hearing(state, message, seats).items():
        part = messages.shown(state, message, voicemail=heard == "voicemail")
        yield Region(name, "item", part, frozenset(group), into=into)
    if message.sender in state.seats and message.sender in seats:
        part = messages.shown(state, message, own=True)
        yield Region(name, "item", part, frozenset((message.sender,)), into=into)


def said_regions(state: State, message: Message, seat: str, seats: Iterable[str]) -> list[tuple[int, Region]]:
    """What a seat answered to a message, each with its line in the log, for those of these seats that may read it."""
    delivery = state.deliveries[message.number].get(seat)
    if delivery is None or not delivery.answers:
        return []
    others = said_to(state, message, seat) & set(seats)
    found = []
    for place, answer in enumerate(delivery.answers, start=1):
        name, into = f"said-{message.number}-{seat}-{place}", f"thread-{message.conversation}"
        for own, audience in ((True, {seat} & set(seats)), (False, others)):
            if audience:
                part = messages.said(state, message, seat, answer, own=own)
                found.append((answer.seq, Region(name, "said", part, frozenset(audience), into=into)))
    return found


def said_to(state: State, message: Message, seat: str) -> set[str]:
    """Who else reads what this seat answers: colleagues who have the message too, and the player who wrote it."""
    call = state.calls.get(message.conversation)
    sender = {message.sender} & state.seats.keys()
    if call is not None:
        return sender | ({call.caller, call.taken_by} & state.seats.keys()) - {seat}
    team = state.seats[seat].team
    having = [other for other in state.deliveries[message.number] if state.seats[other].team == team]
    return sender | (set(having) - {seat} if len(having) <= TEAM_READS_UP_TO else set())


def form_regions(state: State, message: Message, seats: Iterable[str]) -> Iterator[Region]:
    """The form that belongs to a message, for those of these seats that have it and can answer it so.

    A conversation has one form to write in, under its first message that can be answered in words.
    """
    wanted = set(seats)
    having = wanted & state.deliveries[message.number].keys()
    if message.sender in state.seats:
        having |= wanted & {message.sender}
    if not having or message.reply == "none" or (message.reply == "text" and _writes_already(state, message)):
        return
    form = messages.answer_form(state, message)
    yield Region(
        f"answer-{message.number}", "answer", form, frozenset(having), into=f"reply-{message.conversation}", once=True
    )


def _writes_already(state: State, message: Message) -> bool:
    earlier = (number for number in state.conversations[message.conversation].numbers if number < message.number)
    return any(state.messages[number - 1].reply == "text" for number in earlier)


def _hearing(state: State, message: Message, seats: Iterable[str]) -> dict[Hears, list[str]]:
    having = state.deliveries[message.number]
    found: defaultdict[Hears, list[str]] = defaultdict(list)
    if message.conversation not in state.calls:
        group = [seat for seat in seats if seat in having]
        return {"all": group} if group else {}
    for seat in seats:
        if seat in having and (heard := hears(state, message, seat)) != "nothing":
            found[heard].append(seat)
    return found
