"""Every word of a rule is known, and so is what goes with it."""
# ruff: noqa: E501 (one mistake to a line, with all that is said about it)

from __future__ import annotations

import pytest

from app.scenario.words import EVENTS, FLAGS, MET_BY, THEN, WHEN
from tests.scenario.writing import said

RIGHT_WHEN = {
    "all": "[ { manual: true }, { answered: { inject: A01 } } ]",
    "any": "[ { manual: true }, { not: { answered: { inject: A01 } } } ]",
    "not": "{ decided: opvang }",
    "no_response": "{ inject: A01, for: 8m }",
    "no_event": "{ kind: statement_published, since: A01, for: 20m, filter: { channel: social } }",
    "event": "{ kind: council_notice }",
    "order": "{ first: media_report, then: council_notice }",
    "text_flag": "{ kind: blame, confirmed: true }",
    "promise_broken": "mentor",
    "fact_withheld": "{ fact: F01, from: N3, for: 25m }",
    "fact_shared_wrongly": "F01",
    "pressure": "{ axis: media, above: 50 }",
    "level_not_reached": "{ level: N3, at: T+27m }",
    "answered": "{ inject: A01 }",
    "decided": "opvang",
    "expectation": "{ id: A01-bel, is: missed }",
    "manual": "true",
}
RIGHT_THEN = {"release": "A02", "pressure": "{ media: +10 }"}
RIGHT_MET_BY = {
    "answered": "A01", "acknowledged": "A02", "opened": "A01", "call_taken": "A01", "level_proposed": "N3", "level_decided": "N3",
    "handover": "N3", "fact_shared": "F01", "safety_arranged": "Lotte", "care_arranged": "het team",
    "contact_made": "mentor", "party_invited": "mentor", "statutory_notified": "mentor", "role_defined": "true",
    "decision_logged": "opvang", "files_secured": "true", "council_notice": "true", "statement_published": "true",
    "situation_reported": "true",
}  # fmt: skip


def about_rule(when: str = "{ manual: true }", then: str = "[ { release: A02 } ]") -> list[str]:
    move = f"moves: [ {{ id: M1, actor: mentor, title: x, when: {when}, then: {then}, reason: x }} ]"
    return said("moves: []", move)


def test_each_word_has_an_example_here() -> None:
    assert (RIGHT_WHEN.keys(), RIGHT_THEN.keys(), RIGHT_MET_BY.keys()) == (WHEN.keys(), THEN.keys(), MET_BY.keys())


@pytest.mark.parametrize("word", RIGHT_WHEN)
def test_a_right_condition_needs_no_remark(word: str) -> None:
    assert about_rule(f"{{ {word}: {RIGHT_WHEN[word]} }}") == []


@pytest.mark.parametrize("word", RIGHT_THEN)
def test_a_right_effect_needs_no_remark(word: str) -> None:
    assert about_rule(then=f"[ {{ {word}: {RIGHT_THEN[word]} }} ]") == []


@pytest.mark.parametrize("word", RIGHT_MET_BY)
def test_a_right_act_needs_no_remark(word: str) -> None:
    new = f"{{ {word}: {RIGHT_MET_BY[word]} }}"
    expected = ["Nobody can meet A01-bel: A02 asks for no confirmation."] if word == "acknowledged" else []
    assert said("{ answered: A01 }", new) == expected


@pytest.mark.parametrize("kind", EVENTS)
def test_every_kind_of_event_can_be_waited_for(kind: str) -> None:
    assert about_rule(f"{{ event: {{ kind: {kind} }} }}") == []


@pytest.mark.parametrize("flag", FLAGS)
def test_every_mark_can_be_waited_for(flag: str) -> None:
    assert about_rule(f"{{ text_flag: {{ kind: {flag} }} }}") == []


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{}", 'M1 has a rule that is not one word. Write one word and what goes with it; combine conditions with "all" or "any".'),
        ("{ manual: true, decided: x }", 'M1 has a rule that is not one word. Write one word and what goes with it; combine conditions with "all" or "any".'),
        ("{ no_respons: { inject: A01, for: 8m } }", 'M1 uses "no_respons", but no condition is called that. Did you mean "no_response"?'),
        ("{ no_response: A01 }", '"no_response" of M1 needs a group of keys: inject, channel, for.'),
        ("{ no_response: { inject: A01 } }", '"no_response" of M1 needs the key "for".'),
        ("{ no_response: { inject: A01, for: 8 } }", "8 has no unit. Write 8m for minutes, 8s for seconds."),
        ("{ no_response: { for: 8m } }", '"no_response" of M1 needs exactly one of: inject, channel.'),
        ("{ no_response: { inject: A01, channel: phone, for: 8m } }", '"no_response" of M1 needs exactly one of: inject, channel.'),
        ("{ no_response: { channel: fone, for: 8m } }", 'M1 names the channel "fone", but there is no such channel. Did you mean "phone"?'),
        ("{ no_response: { injct: A01, inject: A01, for: 8m } }", '"no_response" of M1 has no key "injct". Did you mean "inject"?'),
        ("{ event: { kind: statement } }", 'M1 waits for "statement", but nothing of that kind can happen. Did you mean "statement_published"?'),
        ("{ event: { kind: answered, filter: alles } }", '"filter" of M1 must be a group of keys.'),
        ("{ text_flag: { kind: boos } }", 'M1 names the mark "boos", but there is no such mark.'),
        ("{ promise_broken: moeder }", 'M1 names the actor "moeder", but there is no such actor.'),
        ("{ fact_shared_wrongly: 3 }", '"fact_shared_wrongly" of M1 must be a text.'),
        ("{ pressure: { axis: medai, above: 3 } }", 'M1 names the pressure "medai", but there is no such axis. Did you mean "media"?'),
        ("{ pressure: { axis: media, above: hoog } }", '"above" of M1 must be a number from 0 to 100.'),
        ("{ pressure: { axis: media, above: 101 } }", '"above" of M1 must be a number from 0 to 100.'),
        ("{ level_not_reached: { level: N3, at: 27m } }", '"27m" is not a moment. Write T+27m.'),
        ("{ expectation: { id: A01, is: missed } }", 'M1 waits for "A01", but there is no such expected action.'),
        ("{ expectation: { id: A01-bel, is: gemist } }", 'M1 says "gemist", but it can only be met or missed.'),
        ("{ decided: '' }", '"decided" of M1 must be a text.'),
        ("{ manual: false }", '"manual" of M1 can only be true.'),
        ("{ all: [] }", '"all" of M1 must be a list of conditions.'),
        ("{ any: { manual: true } }", '"any" of M1 must be a list of conditions.'),
        ("{ not: manual }", 'M1 has a rule that is not one word. Write one word and what goes with it; combine conditions with "all" or "any".'),
        ("{ all: [ { manual: true }, { any: [ { event: { kind: x } } ] } ] }", 'M1 waits for "x", but nothing of that kind can happen.'),
        ("{ answered: { inject: A01, choice: Misschien } }", 'M1 waits for the choice "Misschien", which A01 does not offer.'),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_told(when: str, expected: str) -> None:
    assert about_rule(when) == [expected]


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("[ { releas: A02 } ]", 'M1 uses "releas", but no effect is called that. Did you mean "release"?'),
        ("[ { release: A7 } ]", 'M1 names the inject "A7", but there is no such inject.'),
        ("[ { pressure: 3 } ]", '"pressure" of M1 must say how much each axis changes. For instance: { media: +10 }.'),
        ("[ { pressure: { media: veel } } ]", '"media" of M1 must be a number from -100 to 100.'),
        (
            "[ { pressure: { medai: 3 } } ]",
            'M1 names the pressure "medai", but there is no such axis. Did you mean "media"?',
        ),
    ],
)
def test_a_wrong_effect_is_told(then: str, expected: str) -> None:
    assert about_rule(then=then) == [expected]
