"""How does one inject stand in the MSEL, and how do they all together?"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Literal

from app.engine.clock import story_time
from app.engine.passing import recipients
from app.engine.state import InjectState, State
from app.engine.talk import NOT_DELIVERED, Tally
from app.perspectives.facilitator_parts import CallPart, ComingPart, CountsPart, Mark, NextPart, RowPart, mark

MARKS_UP_TO = 12
"""More seats than this are shown as one bar with counts: single marks could not be told apart."""
COMING_AT_MOST = 60
"""More injects than this can't be told apart in ten minutes either."""

_NOTHING = Tally()
_ABOUT_TO_COME = ("waiting", "ready", "held", "queued")


def row(state: State, name: str) -> RowPart:
    """The line of one inject."""
    inject = state.injects[name]
    message = state.message(inject.number)
    seats = tuple(state.deliveries[inject.number]) if message else _addressed(state, inject.to)
    out = inject.status == "released"
    tally = state.tallies.get(inject.number, _NOTHING) if out else _NOTHING
    expected, limit = _expected(state, name)
    return RowPart(
        id=name,
        sort=_sort_key(state, inject),
        title=inject.title,
        channel=inject.by,
        kind=inject.kind,
        sender=state.scenario.title_of(inject.sender),
        to=tuple(audience_name(state, part) for part in inject.to),
        status=inject.status,
        reply=inject.reply,
        reach=len(seats),
        by_hand=inject.by_hand,
        improvised=inject.improvised,
        version=inject.version,
        due=inject.due,
        story=_story(state, inject),
        planned=inject.planned,
        released_t=message.t if message else 0,
        goes_at=inject.goes_at,
        marks=_marks(state, inject.number, seats, out),
        tally=tally,
        done=tally.opened if inject.reply == "none" else max(tally.answered, _confirmed(inject, tally)),
        expected=expected,
        limit=limit,
        call=_call(state, inject.number) if out else None,
        deadline=message.deadline if message and out else None,
        overdue=message.overdue if message and out else False,
    )


def _call(state: State, number: int) -> CallPart | None:
    call = state.calls.get(number)
    return None if call is None else CallPart(call.status, call.until, title_of(state, call.taken_by), call.by_cards)


def title_of(state: State, who: str) -> str:
    """What a seat, role, team or actor is called, whoever sits there now; "" for nobody."""
    seat = state.seats.get(who)
    return state.scenario.title_of(who) if seat is None else seat.title


def _addressed(state: State, to: tuple[str, ...]) -> tuple[str, ...]:
    """The seats that are meant, without those who play an empty one of them too."""
    recipients(state, to)
    return state.reach[to]


def _confirmed(inject: InjectState, tally: Tally) -> int:
    return tally.acknowledged if inject.reply == "acknowledge" else 0


def _sort_key(state: State, inject: InjectState) -> str:
    """What went out stands where it went out, what is to come where it is due, what waits in reserve at the end."""
    order = f"{state.order[inject.id]:07d}"
    message = state.message(inject.number)
    if message is not None and inject.status in ("released", "recalled"):
        return f"{message.t:012d}.{order}"
    if inject.due is None or inject.status == "reserve":
        return f"reserve.{order}"
    return f"{inject.due:012d}.{order}"


def _story(state: State, inject: InjectState) -> datetime | None:
    message = state.message(inject.number)
    t = message.t if message is not None and inject.status in ("released", "recalled") else inject.due
    written = state.scenario.story
    return None if t is None or inject.status == "reserve" else story_time(written.start, written.pace, t)


def _marks(state: State, number: int, seats: tuple[str, ...], out: bool) -> tuple[Mark, ...]:
    if len(seats) > MARKS_UP_TO:
        return ()
    if not out:
        return tuple("sent" for _ in seats)
    got = state.deliveries.get(number, {})
    found = (got.get(seat, NOT_DELIVERED) for seat in seats)
    return tuple(mark(d.arrived, d.shown, d.opened, bool(d.answers) or d.acknowledged > 0) for d in found)


def _expected(state: State, name: str) -> tuple[Literal["none", "idle", "open", "met", "missed"], int | None]:
    """How the expected actions stand together: the worst one counts; and the first deadline that is still open."""
    written = state.scenario.inject_by_id.get(name)
    if written is None or not written.expect:
        return "none", None
    found = [state.expectations[expectation.id] for expectation in written.expect]
    statuses = {expectation.status for expectation in found}
    limit = min((e.due for e in found if e.status == "open" and e.due is not None), default=None)
    if "missed" in statuses:
        return "missed", limit
    if "open" in statuses:
        return "open", limit
    return ("idle" if "idle" in statuses else "met"), limit


def audience_name(state: State, part: str) -> str:
    """What a team, role, level, actor or seat in ``to`` is called; "" for everyone."""
    scenario = state.scenario
    if part == "all":
        return ""
    level = scenario.levels.get(part)
    return title_of(state, part) if level is None else level.title


def counts(state: State) -> CountsPart:
    """How many injects stand how."""
    stand = Counter(inject.status for inject in state.injects.values())
    return CountsPart(
        total=len(state.injects),
        released=stand["released"],
        waiting=stand["waiting"],
        ready=stand["ready"],
        held=stand["held"],
        reserve=stand["reserve"],
        late=sum(expectation.status == "missed" for expectation in state.expectations.values()),
    )


def coming(state: State) -> NextPart:
    """The injects that come next, for the lanes of the teams."""
    teams = [team for team in state.scenario.teams if any(seat.team == team for seat in state.seats.values())]
    lane = {team: place for place, team in enumerate(teams)}
    due = sorted(
        (inject.due, state.order[inject.id], inject.id)
        for inject in state.injects.values()
        if inject.due is not None and inject.status in _ABOUT_TO_COME
    )
    return NextPart(
        lanes=tuple(state.scenario.teams[team].title for team in teams),
        coming=tuple(_coming(state, name, lane) for _, _, name in due[:COMING_AT_MOST]),
    )


def _coming(state: State, name: str, lane: dict[str, int]) -> ComingPart:
    inject = state.injects[name]
    teams = {state.seats[seat].team for seat in _addressed(state, inject.to)}
    lanes = tuple(sorted(lane[team] for team in teams if team in lane))
    return ComingPart(name, inject.title, inject.due or 0, inject.status, lanes)
