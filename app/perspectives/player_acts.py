"""What did a team do that has a meaning of its own, and what still stands open? For its own members only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.engine import events
from app.engine.events import Line
from app.engine.sending import is_awake
from app.engine.state import State
from app.perspectives.act_parts import clock_entry, deed_entry, draft_entry, promise_entry, task_entry
from app.perspectives.ladder import ladder, named_on_ladder
from app.perspectives.messages import moment_of
from app.perspectives.parts import Part, Region

_OF_LEVELS = (
    events.ExercisePrepared, events.LevelProposed, events.LevelDeclined, events.LevelChanged, events.GripChanged,
)  # fmt: skip


class Called(Part, frozen=True):
    """Whether a team plays already; ``moment`` is the story time at which a level called it together."""

    asleep: bool
    moment: datetime | None
    level: str


@dataclass(slots=True)
class _Touched:
    """What lines may have changed, by number or name."""

    deeds: set[int] = field(default_factory=set)
    tasks: set[int] = field(default_factory=set)
    promises: set[int] = field(default_factory=set)
    drafts: set[int] = field(default_factory=set)
    clocks: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    ladder: bool = False


def acts_whole(state: State, seat: str) -> list[Region]:
    """All regions of this kind of one desk; seats with the same role and team have the same."""
    here = state.seats[seat]
    team = here.team
    everybody = _team_seats(state, team)
    regions = [_called(state, team), Region("ladder", "ladder", ladder(state, here), _alike(state, seat))]
    for name, clock in state.clocks.items():
        concerned = _concerned(state, name)
        if seat in concerned:
            regions.append(Region(f"clock-{name}", "clock", clock_entry(state, clock), concerned, into="terms"))
    regions += [_task(state, task.number, everybody) for task in state.tasks if task.team == team]
    promises = [one for one in state.promises if state.seats[one.seat].team == team]
    regions += [_promise(state, promise.number, everybody) for promise in promises]
    regions += [_draft(state, draft.number, everybody) for draft in state.drafts if draft.team == team]
    deeds = [deed for deed in state.deeds if state.seats[deed.seat].team == team]
    regions += [_deed(state, deed.number, everybody) for deed in deeds]
    return regions


def acts_changed(state: State, lines: Sequence[Line]) -> Iterable[Region]:
    """The regions of this kind that these lines may have changed."""
    touched = _Touched()
    for line in lines:
        _touch(state, touched, line.event)
    yield from (_called(state, team) for team in sorted(touched.called))
    if touched.ladder:
        yield from _ladders(state)
    for name in (name for name in state.clocks if name in touched.clocks):
        concerned = _concerned(state, name)
        if concerned:
            yield Region(f"clock-{name}", "clock", clock_entry(state, state.clocks[name]), concerned, into="terms")
    for number in sorted(touched.tasks):
        yield _task(state, number, _team_seats(state, state.tasks[number - 1].team))
    for number in sorted(touched.promises):
        yield _promise(state, number, _team_of(state, state.promises[number - 1].seat))
    for number in sorted(touched.drafts):
        yield _draft(state, number, _team_seats(state, state.drafts[number - 1].team))
    for number in sorted(touched.deeds):
        yield _deed(state, number, _team_of(state, state.deeds[number - 1].seat))


def _touch(state: State, touched: _Touched, event: events.AnyEvent) -> None:
    match event:
        case events.ActDone():
            touched.deeds.add(event.deed)
            touched.drafts.update((event.draft,) if event.draft else ())
        case events.TaskAdded() | events.TaskChanged():
            touched.tasks.add(event.task)
        case events.PromiseMade() | events.PromiseKept() | events.PromiseBroken():
            touched.promises.add(event.promise)
        case events.DraftSaved():
            touched.drafts.add(event.draft)
        case events.ClockStarted() | events.ClockMet() | events.ClockExpired():
            touched.clocks.add(event.clock)
        case events.SeatTaken() | events.SeatLeft():
            _touch_name(state, touched, event.seat)
        case events.LevelChanged():
            touched.ladder = True
            touched.called.update(event.wakes)
            handed = (deed for deed in state.deeds if deed.act == "handover")
            touched.deeds.update(deed.number for deed in handed if set(deed.fields["to"]) & set(event.wakes))
        case events.ExercisePrepared():
            touched.ladder = True
            touched.called.update(seat.team for seat in state.seats.values())
        case _ if isinstance(event, _OF_LEVELS):
            touched.ladder = True


def _touch_name(state: State, touched: _Touched, seat: str) -> None:
    """Whatever names who sits here."""
    touched.deeds.update(one.number for one in state.deeds if one.seat == seat)
    touched.tasks.update(one.number for one in state.tasks if one.seat == seat)
    touched.promises.update(one.number for one in state.promises if one.seat == seat)
    touched.drafts.update(one.number for one in state.drafts if one.seat == seat)
    touched.ladder = touched.ladder or named_on_ladder(state, seat)


def _called(state: State, team: str) -> Region:
    woken = next((step for step in state.steps if team in step.wakes), None)
    part = Called(
        asleep=bool(team) and not is_awake(state, team),
        moment=None if woken is None else moment_of(state, woken.t),
        level="" if woken is None else state.scenario.levels[woken.level].title,
    )
    return Region("called", "called", part, _team_seats(state, team))


def _ladders(state: State) -> Iterator[Region]:
    """The ladder once for each role in each team."""
    alike: dict[tuple[str, str], list[str]] = {}
    for seat in state.seats.values():
        alike.setdefault((seat.team, seat.role), []).append(seat.id)
    for seats in alike.values():
        yield Region("ladder", "ladder", ladder(state, state.seats[seats[0]]), frozenset(seats))


def _task(state: State, number: int, audience: frozenset[str]) -> Region:
    return Region(f"task-{number}", "task", task_entry(state, state.tasks[number - 1]), audience, into="tasks")


def _promise(state: State, number: int, audience: frozenset[str]) -> Region:
    part = promise_entry(state, state.promises[number - 1])
    return Region(f"promise-{number}", "promise", part, audience, into="promises")


def _draft(state: State, number: int, audience: frozenset[str]) -> Region:
    return Region(f"draft-{number}", "draft", draft_entry(state, state.drafts[number - 1]), audience, into="drafts")


def _deed(state: State, number: int, audience: frozenset[str]) -> Region:
    part = deed_entry(state, state.deeds[number - 1])
    return Region(f"deed-{number}", "deed", part, audience, into="deeds", at="start")


def _team_seats(state: State, team: str) -> frozenset[str]:
    return frozenset(seat.id for seat in state.seats.values() if seat.team == team)


def _team_of(state: State, seat: str) -> frozenset[str]:
    return _team_seats(state, state.seats[seat].team)


def _alike(state: State, seat: str) -> frozenset[str]:
    here = state.seats[seat]
    return frozenset(one.id for one in state.seats.values() if (one.team, one.role) == (here.team, here.role))


def _concerned(state: State, clock: str) -> frozenset[str]:
    """The seats that must see to a statutory clock."""
    who = set(state.scenario.clocks[clock].who)
    teams = {team for level in who & set(state.scenario.levels) for team in state.scenario.levels[level].opens} | who
    return frozenset(seat.id for seat in state.seats.values() if seat.role in who or seat.team in teams)
