"""The scenarios that come with the program are complete: every inject, at its moment, with its text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.scenario.model import Inject, Scenario
from app.scenario.read import examine, read
from app.scenario.variants import apply_variant

SCENARIOS = Path(__file__).parents[2] / "scenarios"

# The minute of each inject, as the exercise was designed.
GRUTTOSTRAAT = {
    "A01": 0, "A02": 1, "A03": 3, "A04": 4, "A05": 6, "A06": 8, "A07": 9, "A08": 10, "A09": 12, "A10": 14, "A11": 16,
    "A12": 18, "A13": 19, "A14": 21, "A15": 23, "A16": 25, "A17": 27, "A18": 28, "A18w": 30, "A19": 31, "A19r": 32,
    "A20": 33, "A21": 35, "A22": 36, "A22w": 37, "A23": 38, "A24": 40, "A25": 42, "A25w": 43, "A26": 44, "A27": 46,
    "A28": 48, "A28r": 49, "A29": 50, "A29w": 51, "A30": 52, "A31": 54, "A32": 56, "A33": 58, "A33w": 59, "A34": 60,
    "A35": 63, "A35w": 64, "A36": 65, "A37": 67, "A37r": 68, "A38": 70, "A38w": 72, "A39": 73, "A40": 76, "A41": 79,
    "A41w": 80, "A42": 81, "A43": 84, "A44": 88,
}  # fmt: skip
ZILVERLINDE = {
    "B01": 0, "B02": 3, "B03": 5, "B04": 7, "B05": 9, "B06": 11, "B07": 13, "B08": 15, "B09": 17, "B10": 19, "B11": 22,
    "B12": 24, "B13": 26, "B14": 28, "B15": 30, "B16": 33, "B17": 35, "B18": 37, "B18r": 39, "B19": 40, "B20": 42,
    "B21": 45, "B22": 47, "B23": 49, "B24": 52, "B25": 54, "B26": 56, "B27": 59,
}  # fmt: skip
NAMES = ["gruttostraat", "zilverlinde"]


def scenario(name: str) -> Scenario:
    return read((SCENARIOS / f"{name}.yaml").read_bytes(), f"{name}.yaml")


@pytest.mark.parametrize(("name", "moments"), [("gruttostraat", GRUTTOSTRAAT), ("zilverlinde", ZILVERLINDE)])
def test_every_inject_is_there_at_its_moment(name: str, moments: dict[str, int]) -> None:
    assert {inject.id: inject.at for inject in scenario(name).injects} == {key: at * 60 for key, at in moments.items()}


def test_the_designs_are_this_long() -> None:
    assert (len(GRUTTOSTRAAT), len(ZILVERLINDE)) == (55, 28)
    assert [scenario(name).duration // 60 for name in NAMES] == [90, 60]
    assert [scenario(name).story.pace for name in NAMES] == [4, 2]
    assert [f"{scenario(name).story.start:%H:%M}" for name in NAMES] == ["08:30", "18:40"]


@pytest.mark.parametrize("name", NAMES)
def test_there_is_nothing_to_remark(name: str) -> None:
    assert examine((SCENARIOS / f"{name}.yaml").read_bytes(), f"{name}.yaml").problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_inject_has_words_a_sender_and_readers(name: str) -> None:
    played = scenario(name)
    for inject in played.injects:
        texts = [alternative.text for alternative in inject.alternatives] or [inject.text]
        assert all(len(text) > 40 for text in texts), inject.id
        assert played.title_of(inject.sender) != inject.sender, inject.id
        assert played.roles_of(inject.to), inject.id
        assert len(inject.expect) == 1, inject.id
        assert inject.objectives or inject.kind == "context", inject.id


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_whole_sentences_without_marks_of_the_writing(name: str) -> None:
    for inject in scenario(name).injects:
        said = [alternative.text for alternative in inject.alternatives] or [inject.text]
        for text in [*said, *inject.questions, *([inject.voicemail] if inject.voicemail else [])]:
            assert not re.search(r"\s\s|<br>|\n|TO" r"DO", text), inject.id
            assert re.search(r"[.?!\"”:…]$", text), inject.id


def test_gruttostraat_has_its_people_facts_and_goals() -> None:
    played = scenario("gruttostraat")
    assert list(played.roles) == [
        "teamleider", "gezinswerker", "procesregisseur", "calamiteitencoordinator", "burgemeester", "wethouder",
        "gemeentesecretaris", "communicatieadviseur", "oov", "jurist", "griffier",
    ]  # fmt: skip
    assert [role.id for role in played.roles.values() if role.automatic] == ["griffier"]
    assert list(played.levels) == ["N0", "N1", "N2", "N3", "N4"]
    assert list(played.facts) == [f"F{number:02}" for number in range(1, 16)]
    assert list(played.objectives) == [f"OD{number}" for number in range(1, 8)]
    assert {axis: pressure.start for axis, pressure in played.pressure.items()} == {
        "media": 10, "political": 5, "unrest": 15, "inspection": 5, "family": 30,
    }  # fmt: skip


def test_zilverlinde_has_its_people_facts_and_goals() -> None:
    played = scenario("zilverlinde")
    assert {role.team for role in played.roles.values()} == {"bestuur"}
    assert len(played.roles) == 6
    assert list(played.facts) == [f"G{number:02}" for number in range(1, 7)]
    assert len(played.objectives) == 7
    assert "113" in played.notice


def count(kind: str, name: str) -> int:
    return sum(inject.kind == kind for inject in scenario(name).injects)


def test_noise_and_core_are_in_the_designed_proportion() -> None:
    assert [count(kind, "gruttostraat") for kind in ("core", "noise", "context", "contingency")] == [41, 8, 2, 4]
    assert [count(kind, "zilverlinde") for kind in ("core", "noise", "context", "contingency")] == [21, 4, 1, 2]


def by_hand(name: str) -> list[str]:
    return [inject.id for inject in scenario(name).injects if inject.release == "hand"]


def test_what_depends_on_the_players_waits_for_the_facilitator() -> None:
    assert (by_hand("gruttostraat"), by_hand("zilverlinde")) == (["A17", "A36", "A38"], ["B24"])


def choices(inject: Inject) -> list[str]:
    return [alternative.id for alternative in inject.alternatives]


def test_outcomes_can_be_chosen() -> None:
    chosen = {inject.id: choices(inject) for name in NAMES for inject in scenario(name).injects if inject.alternatives}
    assert chosen == {
        "A23": ["geregeld", "niet-geregeld"],
        "A26": ["reactie", "geen-reactie", "geciteerd"],
        "A41": ["stabiel", "overleden"],
        "B14": ["rustig", "steekvlam"],
    }


def test_deadlines_are_those_of_the_design() -> None:
    within = {
        inject.id: expected.within // 60
        for name in NAMES
        for inject in scenario(name).injects
        for expected in inject.expect
        if expected.within is not None
    }
    assert within == {
        "A01": 3, "A02": 6, "A06": 15, "A08": 30, "A10": 25, "A13": 15, "A16": 8, "A18": 10, "A20": 20, "A22": 15,
        "A24": 12, "A25w": 10, "A27": 30, "B01": 5, "B03": 12, "B09": 12,
    }  # fmt: skip


def test_each_question_is_asked_once() -> None:
    asked = {
        inject.id: len(inject.questions) for name in NAMES for inject in scenario(name).injects if inject.questions
    }
    assert asked == {
        "A02": 2, "A05": 2, "A11": 2, "A16": 2, "A25": 3, "A27": 2, "A28": 3, "A29": 5, "A29w": 2, "A30": 2, "A37": 2,
        "A39": 3, "A42": 2, "B02": 2, "B04": 2, "B21": 2, "B23": 2, "B25": 2,
    }  # fmt: skip
    for name in NAMES:
        for inject in scenario(name).injects:
            assert not [question for question in inject.questions if question in inject.text], inject.id


@pytest.mark.parametrize("name", NAMES)
def test_a_call_with_questions_leaves_a_voicemail_that_makes_sense_without_them(name: str) -> None:
    for inject in scenario(name).injects:
        if inject.by == "phone" and inject.questions:
            assert len(inject.voicemail) > 40, inject.id


def test_answers_are_wanted_by_the_moment_that_the_text_names() -> None:
    wanted = {
        inject.id: (inject.deadline / 60, (inject.remind or 0) / 60)
        for name in NAMES
        for inject in scenario(name).injects
        if inject.deadline
    }
    assert wanted == {
        "A25w": (10, 3), "A29": (10, 3), "A38": (15, 5), "A39": (15, 5), "A42": (7.5, 2), "B16": (10, 3),
    }  # fmt: skip


def test_terms_run_in_the_story() -> None:
    clocks = {
        f"{name} {clock.id}": (str(clock.within), clock.starts)
        for name in NAMES
        for clock in scenario(name).clocks.values()
    }
    assert clocks == {
        "gruttostraat raadsbericht": ("60m", {"inject": "A18"}),
        "gruttostraat melding-jeugd": ("3wd", {"inject": "A28"}),
        "gruttostraat feitenrelaas": ("10wd", {"inject": "A42"}),
        "zilverlinde raadsbericht": ("60m", {"inject": "B01"}),
        "zilverlinde crisismaatregel": ("30m", {"inject": "B15"}),
        "zilverlinde uitvoering": ("24h", {"decision_logged": "crisismaatregel"}),
    }


def test_terms_run_too_when_only_the_executive_team_plays() -> None:
    played = apply_variant(scenario("gruttostraat"), "alleen-bestuur")
    assert list(played.clocks) == ["raadsbericht", "melding-jeugd", "feitenrelaas"]


@pytest.mark.parametrize("name", NAMES)
def test_both_have_the_eight_criteria(name: str) -> None:
    assert list(scenario(name).criteria) == [f"C{number}" for number in range(1, 9)]


def test_expected_actions_name_the_act_that_shows_them() -> None:
    acts = {
        expected.id: dict(expected.met_by)
        for name in NAMES
        for inject in scenario(name).injects
        for expected in inject.expect
        if expected.met_by and not expected.met_by.keys() & {"answered", "acknowledged", "opened"}
    }
    assert len(acts) == 29
    assert acts["A05-opschalen"] == {"level_proposed": "N2"}
    assert acts["A06-lotte"] == {"safety_arranged": "Lotte"}
    assert acts["A15-overdracht"] == {"handover": "N2"}
    assert acts["A28-meldplicht"] == {"statutory_notified": "inspecties"}
    assert acts["B15-vijf-eisen"] == {"decision_logged": "crisismaatregel"}


def test_the_handover_of_the_team_is_pasted_in_later() -> None:
    assert "{{overdrachtsbericht}}" in scenario("gruttostraat").inject_by_id["A18"].text
