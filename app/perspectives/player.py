"""What may the person on a seat see?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.engine import events
from app.engine.events import Line
from app.engine.state import State
from app.engine.talk import Conversation, Message
from app.perspectives.conduct import conduct_changed, conduct_regions
from app.perspectives.parts import Region, Scene
from app.perspectives.player_acts import acts_changed, acts_whole
from app.perspectives.player_side import (
    act_regions,
    brief_region,
    facts_region,
    me_region,
    team_region,
    timeline_regions,
)
from app.perspectives.talk_entries import key_of
from app.perspectives.talks import (
    further_regions,
    item_regions,
    readers,
    said_regions,
    said_to,
    standing_regions,
    talk_regions,
)

_OF_CALLS = (
    events.CallTaken, events.CallDeclined, events.CallMissed, events.CallWaits, events.CallResumed,
    events.CallEnded,
)  # fmt: skip


@dataclass(slots=True)
class _Touched:
    """What lines may have changed: of conversations for which seats, of single messages, and of whom."""

    talks: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    entries: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    further: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    sent: set[int] = field(default_factory=set)
    answers: dict[tuple[int, str], None] = field(default_factory=dict)
    acts: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    seats: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)


class PlayerPerspective:
    """The player's desk."""

    name = "player"

    def __init__(self) -> None:
        # When a thousand laptops come back at once they ask for one moment of one exercise, and mostly for the same.
        self._moment: tuple[State | None, int] = (None, -1)
        self._alike: dict[tuple[object, ...], list[Region]] = {}

    def whole(self, scene: Scene, seat: str) -> list[Region]:
        """Every region of the desk of ``seat``; the conversations oldest first."""
        state = scene.state
        if self._moment[0] is not state or self._moment[1] != state.seq:
            self._moment, self._alike = (state, state.seq), {}
        regions = [
            *conduct_regions(state),
            me_region(state, seat),
            brief_region(state, seat),
            facts_region(state, seat),
        ]
        regions += self._team(state, state.seats[seat].team)
        for talk in state.conversations.values():
            regions += self._talk(state, talk, seat)
        regions.extend(timeline_regions(state, seat))
        regions += self._acts(state, seat)
        return regions

    def _acts(self, state: State, seat: str) -> list[Region]:
        here = ("acts", state.seats[seat].team, state.seats[seat].role)
        found = self._alike.get(here)
        if found is None:
            found = self._alike[here] = acts_whole(state, seat)
        return found

    def _team(self, state: State, team: str) -> list[Region]:
        found = self._alike.get(("team", team))
        if found is None:
            found = self._alike["team", team] = [team_region(state, team)]
        return found

    def _talk(self, state: State, talk: Conversation, seat: str) -> list[Region]:
        """A conversation for whoever sees it so: the very same regions for all of them."""
        answers = tuple([state.delivery(number, seat).answers for number in talk.numbers])
        # A phone that rings tells each at whom else it does.
        rung = seat if talk.number in state.calls else ""
        alike = (talk.number, state.seats[seat].team, *key_of(state, talk, seat), answers, rung)
        found = self._alike.get(alike)
        if found is None:
            found = self._alike[alike] = list(talk_regions(state, talk.number, (seat,)))
        return found

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """The regions that these lines may have changed."""
        state = scene.state
        touched = _Touched()
        for line in lines:
            _touch(state, touched, line.event)
        if any(conduct_changed(line.event) for line in lines):
            yield from conduct_regions(state)
        yield from (me_region(state, seat) for seat in sorted(touched.seats))
        yield from (team_region(state, team) for team in sorted({state.seats[seat].team for seat in touched.seats}))
        yield from _talks(state, touched)
        yield from (facts_region(state, seat) for seat in sorted(touched.facts))
        for seat in sorted(touched.acts):
            yield from act_regions(state, seat, touched.acts[seat])
        yield from acts_changed(state, lines)

    def around(self, scene: Scene) -> Iterable[Region]:
        """Nothing: a player's laptop knows by itself whether it is connected."""
        del scene
        return ()


def _talks(state: State, touched: _Touched) -> Iterable[Region]:
    for number in sorted(touched.talks):
        yield from talk_regions(state, number, touched.talks[number])
    for number in sorted(touched.entries):
        seats = sorted(touched.entries[number] - touched.talks[number])
        yield from standing_regions(state, number, seats)
    for number in sorted(touched.further):
        message = state.messages[number - 1]
        yield from further_regions(state, message, touched.further[number] - touched.talks[message.conversation])
    for number, seat in touched.answers:
        message = state.messages[number - 1]
        audience = {seat} | said_to(state, message, seat)
        yield from said_regions(state, message, seat, audience)
    for number in sorted(touched.sent):
        message = state.messages[number - 1]
        yield from item_regions(state, message, (message.sender,))


def _touch(state: State, touched: _Touched, event: events.AnyEvent) -> None:
    match event:
        case events.InjectReleased() | events.MessageSent():
            _touch_new(state, touched, state.messages[event.number - 1], event.seats)
        case events.RecipientAdded():
            _touch_added(state, touched, state.messages[state.injects[event.inject].number - 1], event.seat)
        case events.InjectRecalled(seen=True) | events.CorrectionSent():
            _touch_inject(state, touched, event.inject)
        case events.MessageOpened() | events.MessageAcknowledged() | events.AnswerGiven():
            _touch_message(state, touched, event)
        case events.DeadlineNeared() | events.DeadlinePassed():
            talk = state.messages[event.number - 1].conversation
            touched.entries[talk].update(readers(state, state.conversations[talk]))
        case events.MessageAssigned():
            touched.entries[event.conversation].update(readers(state, state.conversations[event.conversation]))
        case events.MessageParked() | events.MessageReturned():
            touched.entries[event.conversation].add(event.seat)
        case events.SeatTaken() | events.SeatLeft():
            touched.seats.add(event.seat)
            _touch_name(state, touched, event.seat)
        case events.ExercisePrepared():
            touched.seats.update(state.seats)
        case _ if isinstance(event, _OF_CALLS):
            _touch_talk(state, touched, event.conversation, ())
            _touch_facts(state, touched, event.conversation)


def _touch_new(state: State, touched: _Touched, message: Message, seats: Iterable[str]) -> None:
    """A message is new: who had something of its conversation gets no more than that, all others the whole of it."""
    talk = state.conversations[message.conversation]
    _touch_facts(state, touched, talk.number)
    if message.number == talk.number:
        _touch_talk(state, touched, talk.number, seats if message.inject else ())
        return
    here = readers(state, talk)
    earlier = [state.messages[number - 1] for number in talk.numbers if number < message.number]
    had = {one for one in here for sent in earlier if sent.sender == one or state.has(one, sent.number)}
    touched.talks[talk.number].update(here - had)
    touched.entries[talk.number].update(had)
    touched.further[message.number].update(had)


def _touch_facts(state: State, touched: _Touched, number: int) -> None:
    """In a call, who speaks may have learned something."""
    if call := state.calls.get(number):
        touched.facts.update({call.caller, call.taken_by} & state.seats.keys())


def _touch_talk(state: State, touched: _Touched, number: int, seats: Iterable[str]) -> None:
    """A conversation changed for these seats, and for all its readers once it is more than one message."""
    talk = state.conversations[number]
    alone = len(talk.numbers) == 1 and number not in state.calls and seats
    touched.talks[number].update(seats if alone else readers(state, talk))


def _touch_added(state: State, touched: _Touched, message: Message, seat: str) -> None:
    """A seat got what others have already, and those of its team now have one colleague more."""
    team = state.seats[seat].team
    here = readers(state, state.conversations[message.conversation])
    touched.talks[message.conversation].update(one for one in here if state.seats[one].team == team)


def _touch_message(
    state: State,
    touched: _Touched,
    event: events.MessageOpened | events.MessageAcknowledged | events.AnswerGiven,
) -> None:
    number = event.number or state.injects[event.inject].number
    message = state.messages[number - 1]
    touched.entries[message.conversation].add(event.seat)
    if message.sender in state.seats:
        touched.sent.add(number)
    if isinstance(event, events.AnswerGiven):
        touched.answers[number, event.seat] = None
        touched.entries[message.conversation].update(said_to(state, message, event.seat))
    if message.facts:
        touched.facts.add(event.seat)
    if not isinstance(event, events.MessageOpened):
        touched.acts[event.seat].add(number)


def _touch_inject(state: State, touched: _Touched, name: str) -> None:
    """All that went out of an inject: more than one message when it was taken back and sent again."""
    for message in state.messages:
        if message.inject == name:
            touched.talks[message.conversation].update(readers(state, state.conversations[message.conversation]))
            for seat, delivery in state.deliveries[message.number].items():
                if delivery.acknowledged or delivery.answers:
                    touched.acts[seat].add(message.number)


def _touch_name(state: State, touched: _Touched, seat: str) -> None:
    """Conversations in which a seat is named: it wrote or answered something there, or sees to it."""
    for talk in state.conversations.values():
        call = state.calls.get(talk.number)
        named = state.assigned.get(talk.number) == seat or (call is not None and call.has(seat))
        if named or any(_names(state, state.messages[number - 1], seat) for number in talk.numbers):
            touched.talks[talk.number].update(readers(state, talk))


def _names(state: State, message: Message, seat: str) -> bool:
    delivery = state.deliveries[message.number].get(seat)
    wrote = seat in (message.sender, *message.to) or (delivery is not None and bool(delivery.answers))
    return wrote or (message.deed > 0 and state.deeds[message.deed - 1].seat == seat)
