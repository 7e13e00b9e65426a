"""What may the person on a seat see?

Per message these regions share the number: ``entry-7`` in the list, ``item-7`` in full, ``answer-7`` its form, and
``act-7-1`` and so on for what the seat did with it. Seats that came equally far with a message share one region, so
that a release to a thousand seats is painted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.engine import events
from app.engine.events import Line
from app.engine.state import State
from app.engine.talk import Answer, Delivery, Message
from app.perspectives import messages
from app.perspectives.conduct import conduct_changed, conduct_regions
from app.perspectives.parts import Region, Scene
from app.perspectives.player_side import act_regions, brief_region, me_region, team_region, timeline_regions


@dataclass(slots=True)
class _Touched:
    """What lines may have changed: of messages for which seats, of acts for which messages, and of whom."""

    entries: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    messages: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    acts: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    seats: set[str] = field(default_factory=set)


class PlayerPerspective:
    """The player's desk."""

    name = "player"

    def __init__(self) -> None:
        # When a thousand laptops come back at once they ask for one moment of one exercise, and mostly for the same.
        self._moment: tuple[State | None, int] = (None, -1)
        self._alike: dict[tuple[object, ...], list[Region]] = {}

    def whole(self, scene: Scene, seat: str) -> list[Region]:
        """Every region of the desk of ``seat``; the messages oldest first."""
        state = scene.state
        if self._moment[0] is not state or self._moment[1] != state.seq:
            self._moment, self._alike = (state, state.seq), {}
        audience = frozenset((seat,))
        regions = [*conduct_regions(state), me_region(state, seat), brief_region(state, seat)]
        regions += self._team(state, state.seats[seat].team)
        for message in state.messages:
            if delivery := state.deliveries[message.number].get(seat):
                alike = self._message(state, message, delivery)
                regions += [
                    Region(one.id, one.template, one.part, audience, one.into, one.at, one.once) for one in alike
                ]
        regions.extend(timeline_regions(state, seat))
        return regions

    def _team(self, state: State, team: str) -> list[Region]:
        found = self._alike.get(("team", team))
        if found is None:
            found = self._alike["team", team] = [team_region(state, team)]
        return found

    def _message(self, state: State, message: Message, delivery: Delivery) -> list[Region]:
        """A message and its form for whoever came this far with it; their audience is still to be filled in."""
        far = (message.number, *_how_far(delivery), delivery.answers)
        found = self._alike.get(far)
        if found is None:
            nobody = frozenset(("",))
            shown = messages.shown(state, message, delivery)
            found = [_entry(state, message, delivery, nobody), _item(state, shown, delivery.answers, nobody)]
            found += _form(message, nobody)
            self._alike[far] = found
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
        for number in sorted(touched.messages.keys() | touched.entries.keys()):
            yield from _entries(state, number, touched.entries[number] - touched.messages[number])
            yield from _messages(state, number, touched.messages[number], touched.forms[number])
        for seat in sorted(touched.acts):
            yield from act_regions(state, seat, touched.acts[seat])

    def around(self, scene: Scene) -> Iterable[Region]:
        """Nothing: a player's laptop knows by itself whether it is connected."""
        del scene
        return ()


def _touch(state: State, touched: _Touched, event: events.AnyEvent) -> None:
    match event:
        case events.InjectReleased():
            touched.messages[event.number].update(event.seats)
            touched.forms[event.number].update(event.seats)
        case events.RecipientAdded():
            number = state.injects[event.inject].number
            touched.messages[number].add(event.seat)
            touched.forms[number].add(event.seat)
        case events.InjectRecalled(seen=True) | events.CorrectionSent():
            for number in _numbers(state, event.inject):
                seats = state.deliveries[number]
                touched.messages[number].update(seats)
                for seat, delivery in seats.items():
                    if _acted(delivery):
                        touched.acts[seat].add(number)
        case events.MessageOpened():
            touched.entries[event.number or state.injects[event.inject].number].add(event.seat)
        case events.MessageAcknowledged() | events.AnswerGiven():
            number = event.number or state.injects[event.inject].number
            touched.messages[number].add(event.seat)
            touched.acts[event.seat].add(number)
        case events.SeatTaken() | events.SeatLeft():
            touched.seats.add(event.seat)
        case events.ExercisePrepared():
            touched.seats.update(state.seats)


def _numbers(state: State, name: str) -> list[int]:
    """The numbers under which this inject went out: more than one when it was taken back and sent again."""
    return [message.number for message in state.messages if message.inject == name]


def _acted(delivery: Delivery) -> bool:
    return bool(delivery.acknowledged or delivery.answers)


def _alike(state: State, number: int, seats: set[str]) -> Iterator[tuple[Message, Delivery, list[str]]]:
    """Those of the seats that have a message, in groups that came equally far with it."""
    message, deliveries = state.messages[number - 1], state.deliveries[number]
    alike: defaultdict[tuple[bool, ...], list[str]] = defaultdict(list)
    for seat in deliveries.keys() & seats:
        alike[_how_far(deliveries[seat])].append(seat)
    for group in alike.values():
        yield message, deliveries[group[0]], group


def _how_far(delivery: Delivery) -> tuple[bool, ...]:
    """All of a delivery that is to be seen on a desk, but for the answers themselves."""
    return bool(delivery.opened), bool(delivery.acknowledged), bool(delivery.answers)


def _entries(state: State, number: int, seats: set[str]) -> Iterator[Region]:
    for message, delivery, group in _alike(state, number, seats):
        yield _entry(state, message, delivery, frozenset(group))


def _messages(state: State, number: int, seats: set[str], with_form: set[str]) -> Iterator[Region]:
    deliveries = state.deliveries[number]
    for message, delivery, group in _alike(state, number, seats):
        yield _entry(state, message, delivery, frozenset(group))
        shown = messages.shown(state, message, delivery)
        answered: defaultdict[tuple[Answer, ...], list[str]] = defaultdict(list)
        for seat in group:
            answered[deliveries[seat].answers].append(seat)
        for answers, alike in answered.items():
            yield _item(state, shown, answers, frozenset(alike))
    if audience := frozenset(deliveries.keys() & with_form):
        yield from _form(state.messages[number - 1], audience)


def _item(state: State, shown: messages.Shown, answers: tuple[Answer, ...], audience: frozenset[str]) -> Region:
    item = messages.Item(shown, messages.own_answers(state, answers))
    return Region(f"item-{shown.number}", "item", item, audience, into="messages")


def _entry(state: State, message: Message, delivery: Delivery, audience: frozenset[str]) -> Region:
    entry = messages.entry(state, message, delivery)
    return Region(f"entry-{message.number}", "entry", entry, audience, into="inbox", at="start")


def _form(message: Message, audience: frozenset[str]) -> Iterator[Region]:
    """The form comes right after its message, because the page shows the two together."""
    if message.reply != "none":
        form = messages.answer_form(message)
        yield Region(f"answer-{message.number}", "answer", form, audience, into="messages", once=True)
