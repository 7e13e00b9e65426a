"""Questions, calls, deadlines and continuations that do not fit, and clocks that never run or never stop."""
# ruff: noqa: E501 (one mistake to a line, with all that is said about it)

from __future__ import annotations

import pytest

from app.scenario.read import read
from app.scenario.story_durations import StoryDuration
from tests.scenario.writing import RIGHT, changed, problems, said

CLOCK = "clocks: { c: { title: Melding, within: 3wd, who: [wethouder], starts: { inject: A01 }, met_by: { statutory_notified: mentor } } }"


def with_clock(old: str, new: str) -> list[str]:
    assert CLOCK.count(old) == 1
    return said("moves: []", CLOCK.replace(old, new))


def with_keys(phone: str = "", email: str = "") -> list[str]:
    """What is said when the call, or the e-mail, of the small scenario has more keys."""
    text = changed("    text: Goedemorgen.", f"    text: Goedemorgen.\n    {phone}")
    text = text.replace("    text: Dag.", f"    text: Dag.\n    {email}")
    return [f"{problem.message} {problem.hint}".rstrip() for problem in problems(text)]


def test_all_that_a_conversation_may_have_is_read() -> None:
    text = changed(
        "    text: Goedemorgen.",
        '    text: Goedemorgen.\n    questions: ["Wie haalt Lotte?", Wanneer]\n    rings: 45s\n    voicemail: Bel terug.',
    )
    text = text.replace(
        "    text: Dag.",
        "    text: Dag.\n    questions: [Wanneer]\n    reference: IGJ-1\n    deadline: 20m\n    remind: 5m\n    attachments: [p]\n"
        "  - { id: A03, at: T+16m, from: mentor, to: [all], by: email, title: Weer, text: Dag., continues: A02 }",
    )
    text = text.replace(
        "moves: []", f"{CLOCK}\ncriteria: {{ C1: {{ text: Schade }} }}\ndocuments: {{ p: {{ title: P, file: p.pdf }} }}"
    )
    text = text.replace("kind: school", "kind: school, voicemail: Spreek in.").replace(
        "title: Regulier", "title: Regulier, criteria: [C1]"
    )
    assert problems(text) == ()
    scenario = read(text.encode(), "proef.yaml")
    call, mail, more = scenario.injects
    assert (call.questions, call.rings, call.voicemail) == (("Wie haalt Lotte?", "Wanneer"), 45, "Bel terug.")
    assert (mail.reference, mail.deadline, mail.remind, mail.attachments) == ("IGJ-1", 1200, 300, ("p",))
    assert (more.continues, scenario.actors["mentor"].voicemail) == ("A02", "Spreek in.")
    assert scenario.criteria["C1"].text == "Schade"
    assert scenario.clocks["c"].within == StoryDuration(3, "wd")


@pytest.mark.parametrize(
    ("phone", "email", "expected"),
    [
        ("", "rings: 30s", 'A02 has "rings", but only what comes by phone can have that.'),
        ("", "voicemail: Bel terug.", 'A02 has "voicemail", but only what comes by phone can have that.'),
        ("rings: 0s", "", '"rings" of A01 must be more than 0.'),
        ("reference: IGJ-1", "", 'A01 has "reference", but only these channels can have that: letter, email, document.'),
        ("", "remind: 5m", 'A02 reminds of a deadline that it does not have. Write a time under "deadline".'),
        ("", "deadline: 5m\n    remind: 5m", "A02 reminds 5m before a deadline that is only 5m away."),
        ("", "deadline: 5m\n    reply: none", 'A02 has a deadline, but asks for no answer. Write "reply: text".'),
        ("", "deadline: 5m\n    reply: acknowledge", 'A02 has a deadline, but asks for no answer. Write "reply: text".'),
        ("", "questions: [Wanneer]\n    reply: none", 'A02 asks questions, but its reply is none, so nobody can answer them. Write "reply: text".'),
        ("", "attachments: [p]", 'A02 names the document "p", but there is no such document.'),
        ("", "continues: A09", 'A02 names the inject "A09", but there is no such inject.'),
        ("", "continues: A01", "A02 comes by email, but the conversation of A01 that it continues is by phone."),
        ("", "continues: A02", "These injects continue one another, so none of them begins a conversation: A02 -> A02."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_an_error(phone: str, email: str, expected: str) -> None:
    assert with_keys(phone, email) == [expected]


@pytest.mark.parametrize("channel", ["chat", "news", "social", "television", "meeting", "system"])
def test_questions_want_a_channel_that_can_ask_them(channel: str) -> None:
    assert said("    by: email", f"    by: {channel}\n    questions: [Wanneer]") == [
        "A02 asks questions, but only these channels can ask them: phone, press, visitor, letter, email, document."
    ]


def test_conversations_do_not_go_round() -> None:
    text = changed("    by: phone", "    by: email\n    continues: A02").replace(
        "text: Dag.", "text: Dag.\n    continues: A01"
    )
    assert [problem.message for problem in problems(text)] == [
        "These injects continue one another, so none of them begins a conversation: A01 -> A02 -> A01."
    ]


def test_levels_name_criteria_of_the_file_if_it_has_any() -> None:
    named = RIGHT.replace("title: Regulier", "title: Regulier, criteria: [noodsituate]")
    assert problems(named) == ()
    (problem,) = problems(named.replace("moves: []", "criteria: { noodsituatie: { text: Schade } }"))
    assert str(problem) == (
        'proef.yaml:9:37  N0 names the criterion "noodsituate", but there is no such criterion. Did you mean "noodsituatie"?'
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("3wd", "3", '3 has no unit. Write a number with its unit, such as "30m", "72h", "10d", "3wd" for working days or "6w".'),
        ("3wd", "1h30m", '"1h30m" is not a term in the story. Write a number with its unit, such as "30m", "72h", "10d", "3wd" for working days or "6w".'),
        ("[wethouder]", "[wethoudr]", 'c names "wethoudr", but there is no such team, role or level. Did you mean "wethouder"?'),
        ("[wethouder]", "[]", "Nobody sees to c: no role belongs to those it names."),
        ("[wethouder]", "[N0]", "Nobody sees to c: no role belongs to those it names."),
        (", starts: { inject: A01 }", "", 'c needs the key "starts".'),
        ("{ inject: A01 }", "{}", 'c has a rule that is not one word. Write one word and what goes with it; combine conditions with "all" or "any".'),
        ("{ inject: A01 }", "{ inject: A09 }", 'c names the inject "A09", but there is no such inject.'),
        ("{ inject: A01 }", "{ injct: A01 }", 'c is started by "injct", but nothing is called that. Did you mean "inject"?'),
        ("{ inject: A01 }", "{ call_taken: A02 }", "Nobody can start c: A02 is no telephone call."),
        ("{ inject: A01 }", "{ acknowledged: A02 }", "Nobody can start c: A02 asks for no confirmation."),
        (", met_by: { statutory_notified: mentor }", "", 'c needs the key "met_by".'),
        ("{ statutory_notified: mentor }", "{ inject: A01 }", 'c is met by "inject", but no act is called that.'),
        ("{ statutory_notified: mentor }", "{ statutory_notified: inspectie }", 'c names the actor "inspectie", but there is no such actor.'),
        ("{ statutory_notified: mentor }", "{ call_taken: A02 }", "Nobody can meet c: A02 is no telephone call."),
    ],
)  # fmt: skip
def test_a_clock_that_never_runs_or_never_stops_is_an_error(old: str, new: str, expected: str) -> None:
    assert with_clock(old, new) == [expected]


def test_a_clock_may_start_by_an_act() -> None:
    assert with_clock("{ inject: A01 }", "{ level_decided: N3 }") == []


def test_every_mistake_in_a_conversation_is_told_at_once() -> None:
    told = with_keys("reference: x\n    continues: A02", "rings: 30s\n    remind: 5m\n    attachments: [p, q]")
    assert len(told) == 6
