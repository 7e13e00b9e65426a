"""What does a scenario look like when it is played in one of its variants?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from app.scenario.model import After, Fact, Inject, Scenario, StatutoryClock, Variant
from app.scenario.moves import Move
from app.scenario.timing import planned_moments

_P = TypeVar("_P", bound="Any")


def apply_variant(scenario: Scenario, variant_id: str) -> Scenario:
    """The scenario as this variant plays it; KeyError when there is no such variant.

    Who is left out gets nothing, and what nobody gets is dropped. What comes before ``start_at`` is dropped too; all
    the rest keeps its moment, also when what it followed is gone. The result has no variants of its own.
    """
    variant = scenario.variants[variant_id]
    played = _without_people(scenario, variant)
    played = _changed(played, injects=tuple(_worded(inject, variant.choose) for inject in played.injects))
    played = _without_injects(played, variant)
    changes: dict[str, Any] = {
        "start_at": max(scenario.start_at, variant.start_at),
        "start_level": variant.start_level or scenario.start_level,
        "variants": {},
    }
    if variant.counterplay == "off":
        changes |= {"counterplay": "off", "moves": (), "drift": (), "pressure": {}}
    return _changed(played, **changes)


def _changed(part: _P, **changes: Any) -> _P:
    """A copy with other values."""
    copy: _P = part.model_copy(update=changes)
    for worked_out in ("inject_by_id", "enclosed"):  # about the old injects
        copy.__dict__.pop(worked_out, None)
    return copy


def _without_people(scenario: Scenario, variant: Variant) -> Scenario:
    """Drop teams and roles, and every mention of them."""
    left = variant.leave_out
    teams = {name: team for name, team in scenario.teams.items() if name not in left.teams}
    roles = {name: role for name, role in scenario.roles.items() if name not in left.roles and role.team in teams}
    gone = (scenario.teams.keys() - teams.keys()) | (scenario.roles.keys() - roles.keys())
    if not gone:
        return scenario
    levels = {
        name: _changed(level, opens=_stay(level.opens, gone), decides=_stay(level.decides, gone))
        for name, level in scenario.levels.items()
    }
    documents = {name: _changed(paper, to=_stay(paper.to, gone)) for name, paper in scenario.documents.items()}
    documents = {name: paper for name, paper in documents.items() if paper.to}
    clocks = {name: _changed(clock, who=_stay(clock.who, gone)) for name, clock in scenario.clocks.items()}
    gone_papers = scenario.documents.keys() - documents.keys()
    return _changed(
        scenario,
        teams=teams,
        roles=roles,
        levels=levels,
        facts={name: _fact_without(fact, gone) for name, fact in scenario.facts.items()},
        documents=documents,
        clocks={name: clock for name, clock in clocks.items() if clock.who},
        injects=tuple(
            _changed(
                inject,
                to=_stay(inject.to, gone),
                attachments=_stay(inject.attachments, gone_papers),
                sender=scenario.title_of(inject.sender) if inject.sender in gone else inject.sender,
            )
            for inject in scenario.injects
        ),
    )


def _fact_without(fact: Fact, gone: set[str]) -> Fact:
    return _changed(
        fact,
        held_by=_stay(fact.held_by, gone),
        needed_by=_stay(fact.needed_by, gone),
        share_with=_stay(fact.share_with, gone),
    )


def _stay(names: Iterable[str], gone: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)


def _worded(inject: Inject, choose: Mapping[str, str]) -> Inject:
    """The inject with the chosen text first, which is the one that goes; the others can still be chosen."""
    chosen = choose.get(inject.id)
    if chosen is None:
        return inject
    first = sorted(inject.alternatives, key=lambda text: text.id != chosen)
    return _changed(inject, alternatives=tuple(first))


def _without_injects(scenario: Scenario, variant: Variant) -> Scenario:
    """Drop injects that are left out, that nobody gets, or whose moment was before the start."""
    moments = planned_moments(scenario)
    start = max(scenario.start_at, variant.start_at)

    def stays(inject: Inject) -> bool:
        moment = moments[inject.id]
        in_time = moment is None or moment >= start
        return in_time and inject.id not in variant.leave_out.injects and bool(scenario.roles_of(inject.to))

    kept = {inject.id for inject in scenario.injects if stays(inject)}
    gone = scenario.inject_by_id.keys() - kept
    if not gone:
        return scenario
    injects = [_on_its_own(inject, gone, moments, scenario) for inject in scenario.injects if inject.id in kept]
    clocks = {name: clock for name, clock in scenario.clocks.items() if not _waits_for(clock, gone)}
    steps = [_changed(step, injects=_stay(step.injects, gone)) for step in scenario.steps]
    moves = [move for move in scenario.moves if not _speaks_of(move, gone)]
    return _changed(scenario, injects=tuple(injects), clocks=clocks, steps=tuple(steps), moves=tuple(moves))


def _on_its_own(inject: Inject, gone: set[str], moments: Mapping[str, int | None], scenario: Scenario) -> Inject:
    """The inject without what is gone.

    It comes at its own moment, goes on with what is left of its conversation, and a facilitator marks what nobody can
    do now.
    """
    after: After | None = inject.after
    at = inject.at
    if after is not None and after.inject in gone:
        after, at = None, moments[inject.id]
    expect = tuple(
        _changed(expected, met_by=None) if set(map(str, (expected.met_by or {}).values())) & gone else expected
        for expected in inject.expect
    )
    continues = inject.continues
    while continues in gone:
        continues = scenario.inject_by_id[continues].continues
    return _changed(inject, after=after, at=at, continues=continues, expect=expect)


def _waits_for(clock: StatutoryClock, gone: set[str]) -> bool:
    """Whether a clock is started or met by an inject that is gone."""
    return any(name in gone for name in _texts_in([clock.starts, clock.met_by]))


def _speaks_of(move: Move, gone: set[str]) -> bool:
    """Whether a move waits for, or releases, an inject that is gone."""
    return any(name in gone for name in _texts_in([move.when, *move.then]))


def _texts_in(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _texts_in(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _texts_in(inside)
