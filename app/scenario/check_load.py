"""Does every team get enough to do, and not too much at once?"""

from __future__ import annotations

from itertools import pairwise

from app.scenario.durations import format_moment
from app.scenario.model import Scenario
from app.scenario.people import Team
from app.scenario.problems import N_, Findings
from app.scenario.timing import planned_moments

LONGEST_SILENCE = 20 * 60
CROWD = 6
CROWD_WITHIN = 5 * 60


def check_load(scenario: Scenario, findings: Findings) -> None:
    """Note teams with nothing for twenty minutes, and with more than six items in five minutes."""
    moments = planned_moments(scenario)
    certain: dict[str, list[int]] = {team: [] for team in scenario.teams}
    possible: dict[str, list[int]] = {team: [] for team in scenario.teams}
    for inject in scenario.injects:
        moment = moments[inject.id]
        if moment is None:
            continue
        for reached in {scenario.roles[role].team for role in scenario.roles_of(inject.to)} & certain.keys():
            possible[reached].append(moment)
            if inject.release == "clock":
                certain[reached].append(moment)
    manned = {role.team for role in scenario.roles.values() if not role.automatic}
    for team in scenario.teams.values():
        if team.id in manned:
            _silences(scenario, team, sorted(certain[team.id]), findings)
        _crowds(team, sorted(possible[team.id]), findings)


def _silences(scenario: Scenario, team: Team, moments: list[int], findings: Findings) -> None:
    """Silence counts from the start; for a team that is called in later, from its first item after that."""
    start = scenario.start_at
    if team.from_level is not None and team.from_level != _first_level(scenario):
        start = next((moment for moment in moments if moment > start), scenario.duration)
    stops = [start, *(moment for moment in moments if moment > start), scenario.duration]
    for begin, end in pairwise(stops):
        if end - begin >= LONGEST_SILENCE:
            said = N_("Team {team} gets nothing from {begin} to {end}.")
            findings.warn(("teams", team.id), said, team=team.id, begin=format_moment(begin), end=format_moment(end))


def _crowds(team: Team, moments: list[int], findings: Findings) -> None:
    first, told_until = 0, -1
    for last, moment in enumerate(moments):
        while moment - moments[first] >= CROWD_WITHIN:
            first += 1
        if last - first + 1 > CROWD and moments[first] > told_until:
            said = N_("Team {team} gets {count} items within five minutes, from {begin} to {end}.")
            begin, end = format_moment(moments[first]), format_moment(moment)
            findings.warn(("teams", team.id), said, team=team.id, count=last - first + 1, begin=begin, end=end)
            told_until = moment


def _first_level(scenario: Scenario) -> str | None:
    return scenario.start_level or next(iter(scenario.levels), None)
