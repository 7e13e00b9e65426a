"""What fell due, and in which order is it written?"""

from __future__ import annotations

from heapq import heappop

from app.engine import cards, events
from app.engine.schedule import next_deadline
from app.engine.state import State
from app.engine.terms import start_by_inject
from app.engine.turn import Turn


def let_time_pass(turn: Turn) -> None:
    """Write all that fell due until the turn's moment, each line at its own moment.

    Releases that wait for their undo window go by real time, everything else by exercise time.
    """
    draft = turn.draft
    while True:
        moment = next_deadline(draft)
        if moment is None or moment > turn.at:
            return
        queued = _queued_for(draft, moment) if draft.queued else None
        if queued is None:
            _bring(turn, moment)
        else:
            t = draft.clock.exercise_ms(moment)
            at = max(moment, draft.last_at)
            turn.tell_at(released(draft, queued), at, t, "clock", "window")
            start_by_inject(turn, queued, at, t)


def _queued_for(draft: State, moment: int) -> str | None:
    """The first inject whose window closes at this moment."""
    names = [name for name, goes_at in draft.queued.items() if goes_at == moment]
    return min(names, key=draft.order.__getitem__, default=None)


def _bring(turn: Turn, moment: int) -> None:
    """Write what stands first on the agenda; its moment has come."""
    draft = turn.draft
    due, _, kind, name = heappop(draft.agenda)
    at = max(moment, draft.last_at)
    t = max(due, draft.clock.anchor_us // 1000)
    event, because = _what_comes(draft, kind, name)
    turn.tell_at(event, at, t, "clock", because)
    if isinstance(event, events.InjectReleased):
        start_by_inject(turn, name, at, t)
    elif isinstance(event, events.CallTaken):
        begun = draft.messages[event.conversation - 1]
        turn.tell_at(cards.spoken(draft, event.conversation, begun.text), at, t, "clock", cards.CARDS)


def _what_comes(draft: State, kind: str, name: str) -> tuple[events.AnyEvent, str]:
    """What the clock brings with this entry of the agenda, and because of what."""
    match kind:
        case "inject":
            by_hand = draft.injects[name].by_hand
            return events.InjectReadied(name) if by_hand else released(draft, name), "script"
        case "expectation":
            inject = draft.expectations[name].inject
            return events.ExpectationMissed(name, inject), inject
        case "voicemail":
            call = draft.calls[int(name)]
            if cards.has_cards(draft, call):
                return events.CallTaken(call.conversation, call.rung[0], by_cards=True), cards.CARDS
            return events.CallMissed(call.conversation), "nobody"
        case "waits":
            return events.CallEnded(int(name)), "laptop"
        case "remind":
            return events.DeadlineNeared(int(name)), draft.messages[int(name) - 1].inject
        case "deadline":
            return events.DeadlinePassed(int(name)), draft.messages[int(name) - 1].inject
        case "parked":
            conversation, seat = name.split(" ", 1)
            return events.MessageReturned(int(conversation), seat), "parked"
        case "promise":
            return events.PromiseBroken(int(name)), "clock"
        case "clock":
            return events.ClockExpired(name), "clock"
        case _:
            raise ValueError(kind)


def released(draft: State, name: str) -> events.InjectReleased:
    """The event that this inject goes out now, to the seats it is meant for."""
    inject = draft.injects[name]
    return events.InjectReleased(name, len(draft.messages) + 1, recipients(draft, inject.to))


def recipients(draft: State, to: tuple[str, ...]) -> tuple[str, ...]:
    """The seats that names of teams, roles, levels or seats, or ``all``, reach; in the order of the table.

    Who covers an empty seat that is reached gets it too.
    """
    reach = draft.reach.get(to)
    if reach is None:
        roles = set(draft.scenario.roles_of(to))
        reach = tuple([seat.id for seat in draft.seats.values() if seat.role in roles or seat.id in to])
        draft.reach[to] = reach
    if not draft.covered:
        return reach
    return tuple(dict.fromkeys([*reach, *(draft.covered[seat] for seat in reach if seat in draft.covered)]))
