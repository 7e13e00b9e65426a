"""What does the log say, in words a facilitator can use?

A line is painted once and stays: it may hold nothing that a later line can change, such as who sits on a seat now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from app.engine import events
from app.engine.events import Event, Line
from app.engine.state import State
from app.perspectives.facilitator_log_words import (
    GROUPS as TALK_AND_ACTS,
    conversation_of,
    excerpt as _excerpt,
    inject_of,
    words_about_acts,
    words_about_talk,
)
from app.perspectives.facilitator_parts import LogPart, Words
from app.perspectives.parts import Region

LINES_AT_MOST = 200
"""The console keeps so many lines; the whole log is in the review."""

_Who = Literal["clock", "server", "seat", "facilitator"]
_WHO: dict[str, _Who] = {"clock": "clock", "server": "server", "seat": "seat", "facilitator": "facilitator"}
_GROUPS: dict[type[Event], str] = {
    events.SeatTaken: "people",
    events.SeatLeft: "people",
    events.SeatAutomated: "people",
    events.SeatCovered: "people",
    events.RecipientAdded: "inject",
    **TALK_AND_ACTS,
    events.MessageOpened: "answer",
    events.MessageAcknowledged: "answer",
    events.AnswerGiven: "answer",
    events.ExpectationMet: "expected",
    events.ExpectationMissed: "expected",
}
_COURSE = (
    events.ExercisePrepared, events.ExerciseStarted, events.ExercisePaused, events.ExerciseResumed,
    events.ExerciseEnded, events.OutageBridged, events.RateChanged, events.TimeJumped, events.RestShifted,
)  # fmt: skip


def log_regions(state: State, lines: Iterable[Line]) -> Iterator[Region]:
    """The lines worth reading; each is put above the one before."""
    for line in lines:
        if not isinstance(line.event, events.ReceiptsNoted):
            yield Region(f"log-{line.seq}", "log", log_part(state, line), into="log", at="start", once=True)


def log_part(state: State, line: Line) -> LogPart:
    """One line of the log."""
    event = line.event
    who, _, name = line.by.partition(":")
    inject = inject_of(state, event)
    return LogPart(
        seq=line.seq,
        at=line.at,
        t=line.t,
        kind=str(type(event).__struct_config__.tag),
        group="course" if isinstance(event, _COURSE) else _GROUPS.get(type(event), "inject"),
        by=line.by,
        who=_WHO.get(who, "server"),
        name=_seat_title(state, name) if who == "seat" else name,
        inject=inject,
        title=_title(state, inject, event),
        talk=conversation_of(state, event),
        because=line.because,
        words=_words(state, event),
    )


def _title(state: State, inject: str, event: Event) -> str:
    if isinstance(event, events.InjectImprovised):
        return event.inject.title
    written = state.scenario.inject_by_id.get(inject)
    return "" if written is None else written.title


def _seat_title(state: State, seat: str) -> str:
    found = state.seats.get(seat)
    return seat if found is None else found.title


def _words(state: State, event: Event) -> Words:
    """The particulars of an event that its sentence needs."""
    found: dict[str, str | int] = {}
    match event:
        case events.SeatTaken(seat, name):
            found = {"seat": _seat_title(state, seat), "name": name}
        case events.SeatLeft(seat, why):
            found = {"seat": _seat_title(state, seat), "why": why}
        case events.SeatAutomated(seat, automatic):
            found = {"seat": _seat_title(state, seat), "automatic": int(automatic)}
        case events.SeatCovered(seat, by):
            found = {"seat": _seat_title(state, seat), "by": _seat_title(state, by) if by else ""}
        case events.RecipientAdded(_, seat):
            found = {"seat": _seat_title(state, seat)}
        case events.ExercisePaused(kind, reason):
            found = {"kind": kind, "reason": reason}
        case events.ExerciseEnded(reason):
            found = {"reason": reason}
        case events.OutageBridged(since, until, resumed):
            found = {"seconds": max(1, round((until - since) / 1000)), "resumed": int(resumed)}
        case _:
            found = _words_about_time(event) or _words_about_inject(state, event)
            found = found or words_about_acts(state, event) or words_about_talk(state, event)
    return tuple(found.items())


def _words_about_time(event: Event) -> dict[str, str | int]:
    match event:
        case events.RateChanged(rate):
            return {"rate": f"{rate / 1000:g}"}
        case events.TimeJumped(start, to, between):
            return {"start": start, "to": to, "between": between}
        case events.RestShifted(by_ms):
            return {"by": by_ms}
        case events.InjectReturned(_, due) if due is not None:
            return {"due": due}
        case events.InjectRescheduled(_, due):
            return {"due": due}
        case _:
            return {}


def _words_about_inject(state: State, event: Event) -> dict[str, str | int]:
    match event:
        case events.InjectReleased(_, _, seats):
            return {"seats": len(seats)}
        case events.InjectRecalled(_, seen):
            return {"seen": int(seen)}
        case events.InjectEdited(_, title, _):
            return {"text": _excerpt(title)}
        case events.AlternativeChosen(inject, alternative):
            written = state.scenario.inject_by_id[inject]
            return {"text": next((a.label for a in written.alternatives if a.id == alternative), alternative)}
        case events.CorrectionSent(_, text):
            return {"text": _excerpt(text)}
        case events.ExpectationMet(expectation, _, late):
            return {"text": _expected(state, expectation), "late": int(late)}
        case events.ExpectationMissed(expectation):
            return {"text": _expected(state, expectation)}
        case _:
            return {}


def _expected(state: State, name: str) -> str:
    inject = state.scenario.inject_by_id[state.expectations[name].inject]
    return next(expectation.text for expectation in inject.expect if expectation.id == name)
