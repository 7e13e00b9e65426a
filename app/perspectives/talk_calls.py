"""How does a call look to those at whom it rings and those who are in it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from app.engine.state import State
from app.engine.talk import Call
from app.perspectives.messages import moment_of
from app.perspectives.parts import Part, Region
from app.perspectives.talk_entries import TEAM_READS_UP_TO, other_side, theirs


class CallPart(Part, frozen=True):
    """A call as one seat sees it; ``since`` and ``until`` are exercise ms.

    ``side``: it rings here (``rings``), this seat calls (``calls``) or is in it (``mine``), or it is somebody else's.
    ``also`` at whom else it rings: the others of the same team, as long as they are few.
    """

    number: int
    who: str
    title: str
    status: str
    side: Literal["rings", "mine", "calls", "other"]
    theirs: str
    since: int
    until: int
    moment: datetime
    also: tuple[str, ...]


MOST_NAMED = 5
"""At so many others a call is told to ring, by their titles."""


def call_regions(state: State, number: int, seats: Iterable[str]) -> Iterator[Region]:
    """The call, for all these seats that it ever rang at or that are in it."""
    call = state.calls.get(number)
    if call is None:
        return
    alike: defaultdict[CallPart, list[str]] = defaultdict(list)
    for seat in seats:
        alike[_call_part(state, call, seat)].append(seat)
    for part, group in alike.items():
        yield Region(f"call-{number}", "call", part, frozenset(group), "calls", order=number)


def _call_part(state: State, call: Call, seat: str) -> CallPart:
    first = state.messages[call.conversation - 1]
    recalled = first.recalled_at > 0
    side: Literal["rings", "mine", "calls", "other"] = "other"
    if call.status == "ringing" and not recalled:
        side = "calls" if seat == call.caller else "other" if seat in call.declined else "rings"
    elif call.has(seat):
        side = "mine"
    return CallPart(
        number=call.conversation,
        who=other_side(state, first, seat),
        title=first.title if call.has(seat) and call.status != "ringing" else "",
        status=call.status,
        side=side,
        theirs=theirs(state, call, seat),
        since=call.since,
        until=call.until,
        moment=moment_of(state, call.since),
        also=_also(state, call, seat) if side == "rings" else (),
    )


def _also(state: State, call: Call, seat: str) -> tuple[str, ...]:
    if len(call.rung) > TEAM_READS_UP_TO:
        return ()
    team = state.seats[seat].team
    others = [one for one in call.rung if one in state.seats and one != seat and one not in call.declined]
    titles = tuple(state.seats[one].title for one in others if state.seats[one].team == team)
    return titles if len(titles) <= MOST_NAMED else ()
