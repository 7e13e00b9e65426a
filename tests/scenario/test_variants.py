"""One file, several exercises: what a variant leaves out is gone, and everything else keeps its moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.scenario.model import Scenario
from app.scenario.read import read
from app.scenario.variants import apply_variant

SCENARIOS = Path(__file__).parents[2] / "scenarios"

TEXT = """\
tegenspel: 1
id: proef
title: Proef
duration: 60m
story: { start: "2026-03-10 08:30" }
levels:
  N0: { title: Regulier, opens: [wijk] }
  N3: { title: Bestuurlijk, opens: [bestuur], decides: [baas, wethouder] }
teams:
  wijk: { title: Wijkteam }
  bestuur: { title: Bestuur }
roles:
  baas: { title: Teamleider, team: wijk }
  werker: { title: Gezinswerker, team: wijk }
  wethouder: { title: Wethouder, team: bestuur }
actors:
  mentor: { title: Mentor }
facts:
  F1: { text: Feit, held_by: [werker, mentor], needed_by: [wijk, wethouder], share_with: [wijk, bestuur] }
documents:
  plan: { title: Plan, file: plan.pdf, to: [wijk] }
  gids: { title: Gids, file: gids.pdf, to: [wijk, bestuur] }
pressure:
  media: { start: 10 }
clocks:
  melding: { title: M, within: 3wd, who: [werker, wethouder], starts: { inject: B }, met_by: { files_secured: true } }
  bezoek: { title: Bezoek, within: 30m, who: [wijk], starts: { handover: N3 }, met_by: { safety_arranged: Lotte } }
  terug: { title: Terugbellen, within: 2h, who: [all], starts: { inject: B }, met_by: { answered: W } }
drift:
  - { change: { media: "+0.3/m" }, when: { manual: true } }
moves:
  - { id: M1, actor: mentor, title: x, reason: x, then: [ { release: R } ],
      when: { no_response: { inject: W, for: 5m } } }
  - { id: M2, actor: mentor, title: x, reason: x, then: [ { release: R } ],
      when: { no_response: { inject: B, for: 5m } } }
steps:
  - { id: S, title: x, injects: [W, B] }
injects:
  - { id: W, at: T+5m, from: mentor, to: [wijk], by: phone, title: W, text: w }
  - { id: B, at: T+20m, from: baas, to: [baas, wethouder], by: phone, title: B, text: b, continues: W,
      expect: [ { id: e1, text: x, met_by: { opened: W } }, { id: e2, text: x, met_by: { opened: B } } ] }
  - { id: F, after: { inject: W, wait: 30m }, from: mentor, to: [wethouder], by: phone, title: F, text: f, continues: B,
      attachments: [plan, gids] }
  - { id: G, after: { inject: B, wait: 5m }, from: mentor, to: [N0, N3], by: phone, title: G, text: g }
  - { id: R, from: mentor, to: [all], by: chat, title: R,
      alternatives: [ { id: zacht, label: Zacht, text: z }, { id: hard, label: Hard, text: h } ] }
variants:
  zonder-wijk: { leave_out: { teams: [wijk] } }
  zonder-werker: { leave_out: { roles: [werker] } }
  zonder-w: { leave_out: { injects: [W] } }
  zonder-b: { leave_out: { injects: [B] } }
  later: { start_at: T+20m, start_level: N3 }
  stil: { counterplay: off }
  hard: { choose: { R: hard } }
"""


def played(variant: str) -> Scenario:
    return apply_variant(read(TEXT.encode(), "proef.yaml"), variant)


def moments(scenario: Scenario) -> dict[str, int | None]:
    return {inject.id: inject.at for inject in scenario.injects}


def test_a_team_that_is_left_out_is_gone_everywhere() -> None:
    scenario = played("zonder-wijk")
    assert (list(scenario.teams), list(scenario.roles)) == (["bestuur"], ["wethouder"])
    assert (scenario.levels["N0"].opens, scenario.levels["N3"].decides) == ((), ("wethouder",))
    fact = scenario.facts["F1"]
    assert (fact.held_by, fact.needed_by, fact.share_with) == (("mentor",), ("wethouder",), ("bestuur",))
    assert {name: paper.to for name, paper in scenario.documents.items()} == {"gids": ("bestuur",)}
    assert scenario.inject_by_id["B"].to == ("wethouder",)


def test_what_nobody_gets_any_more_is_dropped() -> None:
    scenario = played("zonder-wijk")
    assert list(scenario.inject_by_id) == ["B", "F", "G", "R"]
    assert [inject.id for inject in scenario.injects if not scenario.roles_of(inject.to)] == []
    assert scenario.steps[0].injects == ("B",)
    assert [move.id for move in scenario.moves] == ["M2"]


def test_a_sender_who_is_left_out_keeps_the_title() -> None:
    assert played("zonder-wijk").inject_by_id["B"].sender == "Teamleider"


def test_a_role_that_is_left_out_leaves_its_team() -> None:
    scenario = played("zonder-werker")
    assert (list(scenario.teams), list(scenario.roles)) == (["wijk", "bestuur"], ["baas", "wethouder"])
    assert scenario.roles_of(("wijk",)) == ("baas",)
    assert len(scenario.injects) == 5


def test_what_followed_a_dropped_inject_keeps_its_moment() -> None:
    scenario = played("zonder-w")
    assert moments(scenario) == {"B": 1200, "F": 2100, "G": None, "R": None}
    after = scenario.inject_by_id["G"].after
    assert after is not None
    assert (scenario.inject_by_id["F"].after, after.inject) == (None, "B")


def test_a_conversation_goes_on_with_what_is_left_of_it() -> None:
    def continued(variant: str) -> list[str | None]:
        return [inject.continues for inject in played(variant).injects if inject.id in ("B", "F")]

    assert (continued("stil"), continued("zonder-w"), continued("zonder-b")) == (["W", "B"], [None, "B"], ["W"])


def test_papers_that_nobody_may_read_any_more_are_not_attached() -> None:
    assert played("zonder-wijk").inject_by_id["F"].attachments == ("gids",)
    assert played("zonder-w").inject_by_id["F"].attachments == ("plan", "gids")


def test_a_clock_stays_for_who_is_left() -> None:
    assert {name: clock.who for name, clock in played("zonder-wijk").clocks.items()} == {"melding": ("wethouder",)}


def test_a_clock_that_cannot_start_or_be_met_any_more_is_dropped() -> None:
    assert list(played("zonder-w").clocks) == ["melding", "bezoek"]
    assert list(played("zonder-b").clocks) == ["bezoek"]


def test_an_expected_action_that_nobody_can_do_any_more_is_left_to_the_facilitator() -> None:
    assert [expected.met_by for expected in played("zonder-w").inject_by_id["B"].expect] == [None, {"opened": "B"}]


def test_a_later_start_drops_what_came_before_and_moves_nothing() -> None:
    scenario = played("later")
    assert (scenario.start_at, scenario.start_level, scenario.duration) == (1200, "N3", 3600)
    assert moments(scenario) == {"B": 1200, "F": 2100, "G": None, "R": None}


def test_without_counterplay_there_are_no_moves_and_no_pressure() -> None:
    scenario = played("stil")
    assert (scenario.counterplay, scenario.moves, scenario.drift, scenario.pressure) == ("off", (), (), {})
    assert played("hard").counterplay == "on"


def test_a_chosen_text_goes_first_and_the_others_can_still_be_chosen() -> None:
    assert [text.id for text in played("hard").inject_by_id["R"].alternatives] == ["hard", "zacht"]


def test_the_written_scenario_stays_as_it_was() -> None:
    scenario = read(TEXT.encode(), "proef.yaml")
    before = scenario.model_dump()
    for variant in scenario.variants:
        result = apply_variant(scenario, variant)
        assert result.variants == {}
        assert list(result.inject_by_id) == [inject.id for inject in result.injects]
    assert scenario.model_dump() == before


def test_a_variant_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        played("onbekend")


def test_gruttostraat_for_the_executive_team_alone() -> None:
    scenario = apply_variant(
        read((SCENARIOS / "gruttostraat.yaml").read_bytes(), "gruttostraat.yaml"), "alleen-bestuur"
    )
    assert (scenario.start_at, scenario.start_level) == (28 * 60, "N3")
    assert "wijkteam" not in scenario.teams
    assert scenario.injects[0].id == "A18"
    assert "A22w" not in scenario.inject_by_id
    assert len(scenario.roles_of(("all",))) == 8


def test_gruttostraat_without_counterplay() -> None:
    text = (SCENARIOS / "gruttostraat.yaml").read_bytes()
    scenario = apply_variant(read(text, "gruttostraat.yaml"), "zonder-tegenspel")
    assert len(scenario.injects) == 53
    assert {"A17", "A36"} & scenario.inject_by_id.keys() == set()
    assert scenario.inject_by_id["A23"].alternatives[0].id == "geregeld"
