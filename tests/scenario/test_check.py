"""What only shows in the whole file: names that name nothing, and levels, facts and variants that lead nowhere."""
# ruff: noqa: E501 (one mistake to a line, with all that is said about it)

from __future__ import annotations

import pytest

from app.scenario.check import check
from app.scenario.read import read
from app.scenario.source import read_source
from tests.scenario.writing import RIGHT, changed, problems, said

MOVE = "{{ id: {id}, actor: mentor, title: Belt weer, when: {when}, then: {then}, reason: Geen antwoord{more} }}"


def with_move(when: str = "{ manual: true }", then: str = "[ { release: A02 } ]", more: str = "") -> str:
    return f"moves: [ {MOVE.format(id='M1', when=when, then=then, more=more)} ]"


def test_a_right_scenario_gets_no_remark() -> None:
    assert check(read(RIGHT.encode(), "proef.yaml"), read_source(RIGHT.encode(), "proef.yaml").positions) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("team: bestuur }", "team: bestur }", 'wethouder names the team "bestur", but there is no such team. Did you mean "bestuur"?'),
        ("from: N0", "from: N9", 'wijkteam names the level "N9", but there is no such level.'),
        ("opens: [bestuur]", "opens: [bestuurr]", 'N3 names the team "bestuurr", but there is no such team. Did you mean "bestuur"?'),
        ("decides: [wethouder]", "decides: [wethoudr]", 'N3 names the role "wethoudr", but there is no such role. Did you mean "wethouder"?'),
        ("duration: 30m", "duration: 30m\nstart_level: N7", 'proef names the level "N7", but there is no such level.'),
        ("kind: school", "kind: school, knows: [F02]", 'mentor names the fact "F02", but there is no such fact.'),
        ("held_by: [mentor]", "held_by: [mento]", 'F01 names "mento", but there is no such role, team, level or actor. Did you mean "mentor"?'),
        ("needed_by: [wethouder]", "needed_by: [raad]", 'F01 names "raad", but there is no such role, team, level or actor.'),
        ("needed_by: [wethouder]", "share_with: [raad]", 'F01 names "raad", but there is no such role, team, level or actor.'),
        ("to: [all]", "to: [all, pers]", 'A02 goes to "pers", but there is no such team, role or level.'),
        ("wait: 14m", "wait: 14m }\n    facts: [F9]\n    expect: [] #", 'A02 names the fact "F9", but there is no such fact.'),
        ("inject: A01, wait", "inject: A1, wait", 'A02 names the inject "A1", but there is no such inject.'),
        ("objectives: [OD1]", "objectives: [OD11]", 'A01-bel names the objective "OD11", but there is no such objective. Did you mean "OD1"?'),
        ("text: Dag.", "text: Dag.\n    objectives: [OD2]", 'A02 names the objective "OD2", but there is no such objective.'),
        ("moves: []", "documents: { p: { title: Protocol, file: p.pdf, to: [iedereen] } }", 'p goes to "iedereen", but there is no such team, role or level.'),
        ("moves: []", "documents: { p: { title: Protocol, file: ../p.pdf } }", 'p names the file "../p.pdf", which is outside the folder of the scenario.'),
        ("moves: []", "documents: { p: { title: Protocol, file: /etc/passwd } }", 'p names the file "/etc/passwd", which is outside the folder of the scenario.'),
        ("moves: []", 'documents: { p: { title: Protocol, file: "c:\\\\p.pdf" } }', 'p names the file "c:\\p.pdf", which is outside the folder of the scenario.'),
        ("moves: []", with_move().replace("actor: mentor", "actor: menter"), 'M1 names the actor "menter", but there is no such actor. Did you mean "mentor"?'),
        ("moves: []", "steps: [ { id: S1, title: x, injects: [A09] } ]", 'S1 names the inject "A09", but there is no such inject.'),
        ("moves: []", "steps: [ { id: S1, title: x, questions: [ { text: Wie?, kind: choice } ] } ]".replace("Wie?", '"Wie?"'), "A question of S1 asks for a choice, but offers fewer than two."),
        ("moves: []", "steps: [ { id: S1, title: x }, { id: S1, title: y } ]", '"S1" stands twice in steps.'),
        ("moves: []", f"moves: [ {MOVE.format(id='M1', when='{ manual: true }', then='[ { release: A02 } ]', more='')}, {MOVE.format(id='M1', when='{ manual: true }', then='[ { release: A02 } ]', more='')} ]", '"M1" stands twice in moves.'),
        ("moves: []", with_move(then="[]"), "M1 does nothing."),
        ("variants: {}", "variants: { v: { start_level: N8 } }", 'v names the level "N8", but there is no such level.'),
        ("variants: {}", "variants: { v: { leave_out: { teams: [pers] } } }", 'v names the team "pers", but there is no such team.'),
        ("variants: {}", "variants: { v: { leave_out: { roles: [pers] } } }", 'v names the role "pers", but there is no such role.'),
        ("variants: {}", "variants: { v: { leave_out: { injects: [A7] } } }", 'v names the inject "A7", but there is no such inject.'),
        ("variants: {}", "variants: { v: { choose: { A7: a } } }", 'v names the inject "A7", but there is no such inject.'),
        ("variants: {}", "variants: { v: { choose: { A01: a } } }", 'v chooses the text "a" of A01, but there is no such text.'),
        ("variants: {}", "variants: { v: { leave_out: { teams: [wijkteam], roles: [wethouder] } } }", "v leaves out every role, so there is nobody to play it."),
        ("variants: {}", "variants: { v: { start_at: T+30m } }", "v starts when the exercise is over."),
        ("duration: 30m", "duration: 30m\nstart_at: T+31m", "proef starts when the exercise is over."),
        ("media: { start: 10 }", "media: { start: 60, ceiling: 50 }", "The pressure media starts above its ceiling."),
        ("moves: []", 'drift: [ { change: { media: "+0.3" }, when: { manual: true } } ]', '"+0.3" is not a change per minute. Write for instance "+0.3/m".'),
        ("moves: []", 'drift: [ { change: { medai: "+0.3/m" }, when: { manual: true } } ]', 'The drift names the pressure "medai", but there is no such axis. Did you mean "media"?'),
        ("  wethouder: {", "  N3: {", '"N3" is the name of two things that can be written to. Give the team, role or level another name.'),
        ("  bestuur: {", "  all: {", '"all" is the name of two things that can be written to. Give the team, role or level another name.'),
        ("  mentor: {", "  wethouder: { title: x }\n  mentor: {", '"wethouder" is the name of a role and of an actor. Give the actor another name.'),
    ],
)  # fmt: skip
def test_an_error_in_the_whole_is_told(old: str, new: str, expected: str) -> None:
    assert expected in said(old, new)
    assert [problem.message for problem in problems(changed(old, new)) if problem.severity == "error"] != []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (", decides: [wethouder]", "", 'N3 cannot be reached: nobody can decide it. Name the roles under "decides".'),
        ("  F01: {", "  F02: { text: Nog iets }\n  F01: {", 'Nobody holds F02, and no inject tells it. Name who knows it under "held_by".'),
        ("moves: []", with_move(more=", at_most: 2"), 'M1 may come 2 times, but does not say how long it rests in between. Write a time under "cooldown".'),
    ],
)  # fmt: skip
def test_advice_does_not_stop_a_scenario(old: str, new: str, expected: str) -> None:
    assert said(old, new) == [expected]
    assert [problem.severity for problem in problems(changed(old, new))] == ["warning"]


def test_the_start_level_and_the_first_level_need_nobody_to_decide_them() -> None:
    assert said("duration: 30m", "duration: 30m\nstart_level: N3") == [
        'N0 cannot be reached: nobody can decide it. Name the roles under "decides".'
    ]


def test_a_scenario_without_roles_cannot_be_played() -> None:
    text = changed("roles:\n  gezinswerker: { title: Gezinswerker, team: wijkteam }\n", "roles: {}\nx:\n")
    assert "There is no role to play." in [problem.message for problem in problems(text)]
