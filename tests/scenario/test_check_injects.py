"""Injects that nobody gets, that nobody can answer, that wait for themselves, or that come too late."""
# ruff: noqa: E501 (one mistake to a line, with all that is said about it)

from __future__ import annotations

import pytest

from tests.scenario.writing import RIGHT, changed, problems, said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: A02", "id: A01", '"A01" is the name of two injects; the first is on line 26.'),
        ("to: [all]", "to: []", "Nobody gets A02: no role belongs to those it goes to."),
        ("to: [all]", "to: [N0]", "Nobody gets A02: no role belongs to those it goes to."),
        ("    text: Dag.\n", "", "A02 has no text."),
        ("    text: Dag.", "    text: Dag.\n    alternatives: [ { id: a, label: A, text: x }, { id: b, label: B, text: y } ]",
         "A02 has a text and alternatives, so nobody would ever read the text."
         " Make it the first alternative: that one goes when nobody chooses."),
        ("    text: Dag.", "    alternatives: [ { id: a, label: A, text: x }, { id: a, label: B, text: y } ]",
         'A02 has two alternatives that are called "a".'),
        ("    text: Dag.", '    alternatives: [ { id: a, label: A, text: x }, { id: b, label: B, text: "" } ]',
         'Alternative "b" of A02 has no text.'),
        ("    text: Dag.", "    text: Dag.\n    reply: choice", "A02 asks for a choice, but offers fewer than two. List them under choices."),
        ("    text: Dag.", "    text: Dag.\n    reply: choice\n    choices: [Ja]",
         "A02 asks for a choice, but offers fewer than two. List them under choices."),
        ("    text: Dag.", "    text: Dag.\n    reply: choice\n    choices: [Ja, Ja]", "A02 offers the same choice twice."),
        ("    text: Dag.", "    text: Dag.\n    at: T+3m", 'A02 has both "at" and "after", and only one can count.'),
        ("at: T+1m", "at: T+31m", "A01 comes at T+31m, but the exercise ends at T+30m."),
        ("wait: 14m", "wait: 30m", "A02 comes at T+31m, but the exercise ends at T+30m."),
        ("    text: Goedemorgen.", "    text: Goedemorgen.\n    reply: none", "Nobody can meet A01-bel: A01 asks for no answer."),
        ("    text: Goedemorgen.", "    text: Goedemorgen.\n    reply: acknowledge", "Nobody can meet A01-bel: A01 asks for no answer."),
        ("{ answered: A01 }", "{ acknowledged: A01 }", "Nobody can meet A01-bel: A01 asks for no confirmation."),
        ("{ answered: A01 }", "{ answerd: A01 }", 'A01-bel is met by "answerd", but no act is called that. Did you mean "answered"?'),
        ("{ answered: A01 }", "{ answered: A03 }", 'A01-bel names the inject "A03", but there is no such inject.'),
        ("{ answered: A01 }", "{ fact_shared: F07 }", 'A01-bel names the fact "F07", but there is no such fact.'),
        ("{ answered: A01 }", "{ level_proposed: N5 }", 'A01-bel names the level "N5", but there is no such level.'),
        ("{ answered: A01 }", "{ contact_made: moeder }", 'A01-bel names the actor "moeder", but there is no such actor.'),
        ("{ answered: A01 }", "{ safety_arranged: [] }", '"safety_arranged" of A01-bel must be a text.'),
        ("{ answered: A01 }", "{ files_secured: soms }", '"files_secured" of A01-bel can only be true.'),
        ("    text: Dag.", "    text: Dag.\n    expect: [ { id: A01-bel, text: x } ]", '"A01-bel" is the name of two expected actions.'),
    ],
)  # fmt: skip
def test_what_cannot_be_played_is_an_error(old: str, new: str, expected: str) -> None:
    assert expected in said(old, new)
    assert any(problem.severity == "error" for problem in problems(changed(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    text: Dag.", "    alternatives: [ { id: a, label: A, text: x } ]", "A02 has one alternative, so there is nothing to choose."),
        ("    text: Dag.", "    text: Dag.\n    choices: [Ja, Nee]", 'A02 lists choices, but nobody is asked to choose. Write "reply: choice".'),
        ("    text: Dag.", "    text: Dag.\n    kind: contingency",
         'A02 waits for somebody to decide, but does not say on what grounds. Write that under "condition"; the facilitator reads it.'),
    ],
)  # fmt: skip
def test_what_may_be_meant_is_advice(old: str, new: str, expected: str) -> None:
    assert said(old, new) == [expected]
    assert [problem.severity for problem in problems(changed(old, new))] == ["warning"]


def test_a_release_by_hand_wants_a_condition_unless_a_move_releases_it() -> None:
    by_hand = RIGHT.replace("after: { inject: A01, wait: 14m }", "release: hand")
    advice = "A02 waits for somebody to decide, but does not say on what grounds."
    move = (
        "moves: [ { id: M1, actor: mentor, title: x, when: { manual: true }, then: [ { release: A02 } ], reason: x } ]"
    )
    assert advice in [problem.message for problem in problems(by_hand)]
    assert advice not in [problem.message for problem in problems(by_hand.replace("moves: []", move))]
    with_condition = by_hand.replace("release: hand", "release: hand\n    condition: Alleen als het stil blijft.")
    assert advice not in [problem.message for problem in problems(with_condition)]


def test_a_circle_of_injects_is_named_whole_and_once() -> None:
    circle = RIGHT.replace("at: T+1m", "after: { inject: A02 }")
    errors = [problem for problem in problems(circle) if problem.severity == "error"]
    assert [str(error) for error in errors] == [
        "proef.yaml:27:12  These injects wait for one another, so none of them ever comes: A01 -> A02 -> A01."
    ]


def test_an_inject_that_follows_itself_is_a_circle() -> None:
    assert "These injects wait for one another, so none of them ever comes: A02 -> A02." in said(
        "inject: A01, wait", "inject: A02, wait"
    )


def test_answers_that_can_be_given_need_no_remark() -> None:
    choice = "    text: Goedemorgen.\n    reply: choice\n    choices: [Ja, Nee]"
    assert said("    text: Goedemorgen.", choice) == []
    confirm = RIGHT.replace("    text: Goedemorgen.", "    text: Goedemorgen.\n    reply: acknowledge")
    assert problems(confirm.replace("{ answered: A01 }", "{ acknowledged: A01 }")) == ()
    assert said("{ answered: A01 }", "{ opened: A02 }") == []
