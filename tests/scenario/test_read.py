"""A scenario file is read whole: every mistake in its shape is a plain sentence with its place, and all come at once."""
# ruff: noqa: E501 (one mistake to a line, with all that is said about it)

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest

from app.scenario.problems import ScenarioMistakes
from app.scenario.read import examine, read
from tests.scenario.writing import RIGHT, changed, problems, said

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_a_right_file_becomes_a_scenario() -> None:
    scenario = read(RIGHT.encode(), "proef.yaml")
    first, second = scenario.injects
    assert (scenario.duration, scenario.story.pace) == (1800, 4)
    assert scenario.story.start == datetime(2026, 3, 10, 8, 30)  # noqa: DTZ001
    assert (first.at, first.sender, first.to, first.by, first.text) == (
        60,
        "mentor",
        ("gezinswerker",),
        "phone",
        "Goedemorgen.",
    )
    assert first.expect[0].within == 360
    assert second.after is not None
    assert (second.at, second.after.wait, scenario.roles_of(second.to)) == (None, 840, ("gezinswerker", "wethouder"))
    assert problems(RIGHT) == ()


def test_mistakes_are_raised_together() -> None:
    with pytest.raises(ScenarioMistakes) as mistakes:
        read(changed("by: phone", "by: fone").encode(), "proef.yaml")
    assert str(mistakes.value) == ('proef.yaml:30:9  "fone" is no "by" that A01 can have. Did you mean "phone"?')


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Proef\n", "titel: Proef\n", ['proef needs the key "title".', 'proef has no key "titel". Did you mean "title"?']),
        ("    title: Nog iets", "    body: Nog iets", ['A02 needs the key "title".', 'A02 has no key "body". Write "text".']),
        ("duration: 30m", "duration: 30", ["30 has no unit. Write 30m for minutes, 30s for seconds."]),
        ("duration: 30m", "duration: 0m", ['"duration" of proef must be more than 0.']),
        ("duration: 30m", "duration: 200h", ['"duration" of proef must be at most 168h.']),
        ("within: 6m", "within: 6", ["6 has no unit. Write 6m for minutes, 6s for seconds."]),
        ("wait: 14m", "wait: 14", ["14 has no unit. Write 14m for minutes, 14s for seconds."]),
        ("at: T+1m", "at: 10", ['"10" is not a moment. Write T+10m for minutes, T+10s for seconds.']),
        ("at: T+1m", "at: 1m", ['"1m" is not a moment. Write T+1m.']),
        ("at: T+1m", "at: 08:31", ['"08:31" is not a moment. Write the time after the start, such as "T+10m" or "T+1h30m".']),
        (
            'start: "2026-03-10 08:30"',
            'start: "08:30"',
            ['"08:30" is not a day and a time. Write a day and a time in quotes, such as "2026-03-10 08:30".'],
        ),
        (
            'start: "2026-03-10 08:30"',
            "start: 20260310",
            ['"20260310" is not a day and a time. Write a day and a time in quotes, such as "2026-03-10 08:30".'],
        ),
        (
            'start: "2026-03-10 08:30"',
            'start: "2026-02-30 08:30"',
            ['"2026-02-30 08:30" is not a day and a time. Write a day and a time in quotes, such as "2026-03-10 08:30".'],
        ),
        ("pace: 4", "pace: 0", ['"pace" of story must be more than 0.']),
        ("pace: 4", "pace: snel", ['"pace" of story must be a number.']),
        ("tegenspel: 1", "tegenspel: 2", ['This is not version 1 of the language. Write "tegenspel: 1".']),
        ("by: phone", "by: telefoon", ['"telefoon" is no "by" that A01 can have. Write "phone".']),
        (
            "    text: Dag.",
            "    text: Dag.\n    kind: zzz",
            ['"zzz" is no "kind" that A02 can have. Choose one of: core, noise, context, contingency.'],
        ),
        ("    text: Dag.", "    text: [Dag]", ['"text" of A02 must be a text.']),
        ("    text: Dag.", "    text: 112", ['"text" of A02 must be a text. Put it in quotes: "112".']),
        ("    text: Dag.", "    text: true", ['"text" of A02 must be a text. Put it in quotes: "true".']),
        ("    text: Dag.", "    text:", ['"text" of A02 is empty. Fill it in, or leave the key out.']),
        ("    title: Nog iets", "    title: ' '", ['"title" of A02 is empty.']),
        ("    title: Nog iets", f"    title: {'x' * 301}", ['"title" of A02 is longer than 300 characters.']),
        ("to: [all]", "to: all", ['"to" of A02 must be a list. Write it between brackets: [all].']),
        ("to: [all]", "to: { all: true }", ['"to" of A02 must be a list.']),
        ("to: [all]", "to: [all, 3]", ['"to" of A02 must be a text. Put it in quotes: "3".']),
        ("  mentor: { title: Mentor van Milan, kind: school }", "  mentor: Mentor", ['"mentor" of actors must be a group of keys.']),
        ("team: bestuur }", "team: bestuur, seats: 0 }", ['"seats" of wethouder must be at least 1.']),
        ("team: bestuur }", "team: bestuur, seats: twee }", ['"seats" of wethouder must be a whole number.']),
        ("team: bestuur }", "team: bestuur, automatic: soms }", ['"automatic" of wethouder must be true or false.']),
        ("  F01: { text", "  F01: { id: F01, text", ['F01 has no key "id". The word before the colon is its name already.']),
        (
            "id: A02",
            "id: 2e inject",
            ['"2e inject" cannot be a name. A name begins with a letter and has at most 40 letters, digits, "-" and "_".'],
        ),
        (
            "moves: []",
            "moves: [ { id: M1, actor: mentor, title: x, on: { manual: true }, then: [ { release: A02 } ], reason: x } ]",
            ['M1 needs the key "when".', 'M1 has no key "on". Write "when".'],
        ),
        (
            "variants: {}",
            "variants: { v: { counterplay: uit } }",
            ['"uit" is no "counterplay" that v can have. Write "off".'],
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_the_shape_is_a_plain_sentence(old: str, new: str, expected: list[str]) -> None:
    assert said(old, new) == expected


def test_every_mistake_has_its_line_and_column() -> None:
    text = RIGHT.replace("duration: 30m", "duration: 30").replace("to: [gezinswerker]", "to: [gezinwerker]")
    text = text.replace("    title: Nog iets", "    titel: Nog iets")
    assert [str(problem) for problem in problems(text)] == [
        "proef.yaml:4:11  30 has no unit. Write 30m for minutes, 30s for seconds.",
        'proef.yaml:29:10  A01 goes to "gezinwerker", but there is no such team, role or level.'
        ' Did you mean "gezinswerker"?',
        'proef.yaml:36:5  A02 needs the key "title".',
        'proef.yaml:41:5  A02 has no key "titel". Did you mean "title"?',
    ]


def test_wrong_names_are_told_beside_parts_that_cannot_be_read() -> None:
    text = RIGHT.replace("    title: Nog iets\n", "").replace("from: mentor\n    to: [g", "from: mento\n    to: [g")
    text = text.replace("team: bestuur }", "team: bestur }")
    assert [problem.message for problem in problems(text)] == [
        'wethouder names the team "bestur", but there is no such team.',
        'A01 comes from "mento", but there is no such actor or role.',
        'A02 needs the key "title".',
    ]


def test_a_part_with_an_unreadable_value_is_checked_for_the_rest_too() -> None:
    text = RIGHT.replace("    by: phone", "    by: phne", 1).replace("to: [gezinswerker]", "to: [gezinwerker]", 1)
    told = [problem.message for problem in problems(text)]
    assert told == [
        'A01 goes to "gezinwerker", but there is no such team, role or level.',
        '"phne" is no "by" that A01 can have.',
    ]


def test_who_names_an_unreadable_part_is_not_blamed_too() -> None:
    assert said("  gezinswerker: { title: Gezinswerker, team", "  gezinswerker: { title: 3, team") == [
        '"title" of gezinswerker must be a text. Put it in quotes: "3".'
    ]
    assert said("actors:\n  mentor: { title: Mentor van Milan, kind: school }", "actors: [mentor]") == [
        '"actors" of proef must be a group of keys.'
    ]


def test_an_impossible_name_is_told_once() -> None:
    text = changed("  wethouder: {", "  de wethouder: {").replace("needed_by: [wethouder]", "needed_by: []")
    assert [
        problem.message for problem in problems(text.replace("decides: [wethouder]", "decides: [gezinswerker]"))
    ] == ['"de wethouder" cannot be a name.']


def test_a_key_that_stands_twice_is_told_beside_other_mistakes() -> None:
    text = RIGHT.replace("duration: 30m\n", "duration: 30m\nduration: 20m\n").replace("to: [all]", "to: [al]")
    assert [problem.message for problem in problems(text) if problem.severity == "error"] == [
        '"duration" stands here a second time; the first is on line 4.',
        'A02 goes to "al", but there is no such team, role or level.',
    ]


def test_a_file_without_anything_in_it_says_what_it_needs() -> None:
    needed = ("tegenspel", "id", "title", "duration", "story", "teams", "roles")
    messages = [problem.message for problem in problems("summary: x")]
    assert messages == [f'scenario needs the key "{key}".' for key in needed]


def test_a_file_full_of_mistakes_is_told_up_to_a_limit_and_stays_unplayable() -> None:
    head = RIGHT.partition("injects:\n")[0]
    warned = "".join(f"  L{number}: {{ title: x }}\n" for number in range(300))
    text = (
        head.replace("teams:\n", warned + "teams:\n")
        + "injects:\n  - { id: A1, at: T+1m, from: x, to: [all], by: chat, title: x, text: x }\n"
    )
    examined = examine(text.encode(), "proef.yaml")
    assert examined.scenario is None
    assert len(examined.warnings) == 200
    assert [error.message for error in examined.errors] == ['A1 comes from "x", but there is no such actor or role.']
    assert len(problems(head + "injects:\n" + "  - {}\n" * 5_000)) == 200


def test_a_problem_carries_what_a_screen_translates() -> None:
    (problem,) = problems(changed("by: phone", "by: fone"))
    assert problem.said.template == '"{value}" is no "{key}" that {owner} can have.'
    assert problem.said.words == {"value": "fone", "key": "by", "owner": "A01"}
    assert problem.advice is not None
    assert (problem.advice.template, problem.advice.words) == ('Did you mean "{near}"?', {"near": "phone"})


def test_reading_the_longest_scenario_is_quick() -> None:
    text = (SCENARIOS / "gruttostraat.yaml").read_bytes()
    fastest = 1e9
    for turn in range(3):
        begin = time.perf_counter()
        assert examine(text, f"turn-{turn}").scenario is not None
        fastest = min(fastest, time.perf_counter() - begin)
    assert fastest < 0.3


def test_the_same_text_is_read_once() -> None:
    assert read(RIGHT.encode(), "eens.yaml") is read(RIGHT.encode(), "eens.yaml")
