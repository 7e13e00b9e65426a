"""Which answers are overdue, per team, and which statutory clocks run?"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from app.engine.state import State
from app.engine.talk import Message
from app.perspectives.facilitator_rows import title_of
from app.perspectives.messages import moment_of
from app.perspectives.parts import Part


class WantedPart(Part, frozen=True):
    """An answer that one team owes; ``deadline`` exercise ms; ``given`` of ``asked`` questions were answered."""

    number: int
    inject: str
    title: str
    status: Literal["open", "near", "overdue", "answered", "late"]
    deadline: int
    given: int
    asked: int


class ClockPart(Part, frozen=True):
    """One statutory clock: ``due`` exercise ms, ``until`` the same moment in the story; ``t`` when it was met."""

    id: str
    title: str
    about: str
    who: tuple[str, ...]
    status: Literal["running", "met", "met_late", "expired"]
    started: int
    due: int
    until: datetime
    t: int


class TermsPart(Part, frozen=True):
    """What each team owes by a set moment, and the statutory clocks."""

    teams: tuple[tuple[str, tuple[WantedPart, ...]], ...]
    clocks: tuple[ClockPart, ...]

    @property
    def late(self) -> int:
        """How many answers and clocks are past their moment."""
        wanted = sum(each.status == "overdue" for _, found in self.teams for each in found)
        return wanted + sum(clock.status == "expired" for clock in self.clocks)


_ORDER = {"overdue": 0, "near": 1, "open": 2, "late": 3, "answered": 4}


def terms(state: State) -> TermsPart:
    """The terms of every team that has any; what is overdue first."""
    teams: dict[str, list[WantedPart]] = {}
    for message in state.messages:
        if message.deadline is not None and not message.recalled_at:
            for team, seats in _by_team(state, message).items():
                teams.setdefault(team, []).append(_wanted(state, message, message.deadline, seats))
    found = ((team, teams[team]) for team in state.scenario.teams if team in teams)
    return TermsPart(
        teams=tuple((title_of(state, team), tuple(sorted(each, key=_urgency))) for team, each in found),
        clocks=tuple(_clock(state, name) for name in state.clocks),
    )


def _urgency(wanted: WantedPart) -> tuple[int, int]:
    return _ORDER[wanted.status], wanted.deadline


def _by_team(state: State, message: Message) -> dict[str, list[str]]:
    teams: dict[str, list[str]] = {}
    for seat in state.deliveries[message.number]:
        teams.setdefault(state.seats[seat].team, []).append(seat)
    return teams


def _wanted(state: State, message: Message, deadline: int, seats: list[str]) -> WantedPart:
    """How far one team is: an answer to the whole stands for all its questions."""
    answers = [answer for seat in seats for answer in state.delivery(message.number, seat).answers]
    written = state.scenario.inject_by_id.get(message.inject)
    asked = len(written.questions) if written is not None and message.conversation not in state.calls else 0
    given = {answer.question for answer in answers}
    is_done = bool(answers) and (0 in given or len(given) >= asked)
    status: Literal["open", "near", "overdue", "answered", "late"]
    if is_done:
        status = "late" if answers[-1].late else "answered"
    else:
        status = "overdue" if message.overdue else "near" if message.near else "open"
    done = asked if is_done else len(given)
    return WantedPart(message.number, message.inject, message.title, status, deadline, done, asked)


def _clock(state: State, name: str) -> ClockPart:
    clock, written = state.clocks[name], state.scenario.clocks[name]
    return ClockPart(
        id=name,
        title=written.title,
        about=written.about,
        who=tuple(title_of(state, each) for each in written.who),
        status=clock.status,
        started=clock.started,
        due=clock.due,
        until=moment_of(state, clock.due),
        t=clock.t,
    )
