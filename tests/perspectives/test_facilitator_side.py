"""Does the console show who waits longest, what was told to an actor, levels, terms and deeds as they stand?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest

from app.engine import commands, events
from app.engine.commands import DoAct, HangUp, MakePromise, ProposeLevel, TakeCall, WriteMessage
from app.perspectives.facilitator import Facilitator
from app.perspectives.facilitator_deeds import deeds
from app.perspectives.facilitator_ladder import ladder
from app.perspectives.facilitator_log import log_regions
from app.perspectives.facilitator_log_words import GROUPS
from app.perspectives.facilitator_talk import talk_detail
from app.perspectives.facilitator_talks import TALKS_AT_MOST, talks
from app.perspectives.facilitator_terms import terms
from app.perspectives.parts import Scene
from tests.engine.conftest import Play, inject, small_scenario

ANN, BEN, CHIEF, ALDERMAN = "gezinswerker-1", "gezinswerker-2", "teamleider-1", "wethouder-1"
STORY: dict[str, Any] = {
    "actors": {
        "mentor": {
            "title": "Mentor", "aim": "Weten waar Milan is", "tone": "bezorgd", "knows": ["F1"],
            "never_says": ["het adres"], "opening": ["Waar is hij?"], "ladder": ["Vraagt", "Eist"],
            "answers": {"rustig": "Ik wacht op u."},
        },
        "krant": {"title": "De Krant"},
    },
    "facts": {"F1": {"text": "Milan is weg", "held_by": ["mentor"]}},
    "criteria": {"C1": {"text": "Ernstige schade"}},
    "levels": {
        "n1": {"title": "Casus"},
        "n2": {"title": "Bestuurlijk", "opens": ["bestuur"], "criteria": ["C1"], "decides": ["wethouder"]},
    },
    "clocks": {
        "melding": {
            "title": "Melden", "about": "Wie het moet melden.", "within": "20m", "who": ["wethouder"],
            "starts": {"inject": "A1"}, "met_by": {"party_invited": "mentor"},
        }
    },
    "injects": [
        inject(
            "A1", "T+0", by="letter", to=["wijkteam", "bestuur"], questions=["Wat?", "Wie?"], deadline="5m", remind="2m"
        ),
        inject("A2", "T+0", by="phone", rings="45s"),
        inject("A3", "T+0", by="news", reply="none"),
    ],
}  # fmt: skip


@pytest.fixture
def play() -> Play:
    """An exercise in which a letter, a call and a news page just came in, as messages 1, 2 and 3."""
    begun = Play(small_scenario(**STORY))
    begun.start()
    return begun


def listed(play: Play) -> list[int]:
    return [talk.number for talk in talks(play.state).talks]


def test_an_announcement_without_reaction_is_no_conversation_and_a_call_is(play: Play) -> None:
    assert listed(play) == [2]
    play.answer(1, ANN, "Wij zoeken het uit.")
    assert listed(play) == [1, 2]


def test_who_waits_longest_for_an_actor_stands_first_and_a_ringing_call_above_all(play: Play) -> None:
    play.act(WriteMessage(ANN, to=("mentor",), by="email", title="Milan", text="Wanneer zag u hem?"), ANN)
    play.pass_time("1m")
    play.act(WriteMessage(CHIEF, to=("krant",), by="email", title="Artikel", text="Wilt u wachten?"), CHIEF)
    play.act(WriteMessage(BEN, to=("krant",), by="phone"), BEN)
    found = talks(play.state)
    assert [talk.number for talk in found.talks][:3] == [6, 4, 5]
    assert [talk.waits for talk in found.talks][:3] == [60_000, 0, 60_000]
    assert found.waiting == 3
    assert found.talks[0].rings_outside


def test_an_actor_who_answered_waits_for_the_player(play: Play) -> None:
    play.act(WriteMessage(ANN, to=("mentor",), by="chat", text="Wanneer zag u hem?"), ANN)
    play.ask(WriteMessage("mentor", conversation=4, text="Gisteren."))
    assert talks(play.state).waiting == 0
    play.answer(5, ANN, "Hoe laat?")
    assert talks(play.state).talks[0].waits == 0


def test_players_who_talk_with_each_other_wait_for_nobody_outside(play: Play) -> None:
    play.act(WriteMessage(ANN, to=(BEN,), by="chat", text="Ga jij?"), ANN)
    (talk,) = [talk for talk in talks(play.state).talks if talk.number == 4]
    assert (talk.is_outside, talk.waits) == (False, None)


def test_the_list_ends_somewhere_and_says_so(play: Play) -> None:
    for _ in range(TALKS_AT_MOST + 4):
        play.act(WriteMessage(ANN, to=("mentor",), by="chat", text="Bent u daar?"), ANN)
    found = talks(play.state)
    assert (len(found.talks), found.unlisted, found.waiting) == (TALKS_AT_MOST, 5, TALKS_AT_MOST + 4)


def test_a_row_of_the_script_shows_how_its_call_stands(play: Play) -> None:
    def call() -> Any:
        regions = {region.id: region.part for region in Facilitator().whole(Scene(play.state), "")}
        return regions["row-A2"].call

    assert (call().status, call().taken_by) == ("ringing", "")
    play.act(TakeCall(2, CHIEF), CHIEF)
    assert (call().status, call().taken_by) == ("live", "Teamleider")
    play.ask(HangUp(2, "mentor"))
    assert call().status == "over"


def test_the_card_of_an_actor_says_how_to_play_it_and_what_it_heard_before(play: Play) -> None:
    play.act(WriteMessage(ANN, to=("mentor",), by="chat", text="Wij weten het nog niet."), ANN)
    play.act(MakePromise(CHIEF, "mentor", "Ik bel u voor tien uur."), CHIEF)
    play.act(DoAct(CHIEF, "contact_made", {"actor": ("mentor",), "said": ("Rustig gesproken",)}), CHIEF)
    found = talk_detail(play.state, 2)
    assert found is not None
    assert found.card is not None
    card = found.card
    assert (card.aim, card.knows, card.answers) == (
        "Weten waar Milan is",
        ("Milan is weg",),
        (("rustig", "Ik wacht op u."),),
    )
    assert {(each.kind, each.text) for each in card.told} == {
        ("said", "Wij weten het nog niet."),
        ("promise", "Ik bel u voor tien uur."),
        ("contact_made", "Rustig gesproken"),
    }


def test_a_facilitator_takes_a_call_to_an_actor_and_speaks(play: Play) -> None:
    play.act(WriteMessage(ANN, to=("krant",), by="phone"), ANN)
    found = talk_detail(play.state, 4)
    assert found is not None
    assert (found.voice, found.can_take, found.can_decline, found.can_speak) == ("krant", True, True, False)
    play.ask(TakeCall(4, "krant"))
    play.ask(WriteMessage("krant", conversation=4, text="Met De Krant."))
    found = talk_detail(play.state, 4)
    assert found is not None
    assert (found.can_take, found.speaks, found.can_speak, found.newest) == (False, True, True, 5)
    assert [line.text for line in found.lines] == ["", "Met De Krant."]


def test_nobody_speaks_for_players_who_are_there(play: Play) -> None:
    play.take(BEN, "Bas")
    play.act(WriteMessage(BEN, to=(ANN,), by="chat", text="Ga jij?"), BEN)
    found = talk_detail(play.state, 4, wanted=BEN)
    assert found is not None
    assert [name for name, _ in found.voices] == [ANN]
    assert talk_detail(play.state, 99) is None


def test_a_proposal_stands_with_its_grounds_until_it_is_decided(play: Play) -> None:
    play.act(ProposeLevel(ANN, "n2", ("C1",), "Levensgevaar"), ANN)
    found = ladder(play.state)
    assert (found.now, found.open) == ("n1", 1)
    (proposal,) = found.proposals
    assert (proposal.seat, proposal.title, proposal.criteria, proposal.reason) == (
        "Gezinswerker 1",
        "Bestuurlijk",
        ("Ernstige schade",),
        "Levensgevaar",
    )
    play.ask(commands.DecideLevel("n2", "Eens", proposal=1))
    found = ladder(play.state)
    assert (found.now, found.open, found.proposals[0].status) == ("n2", 0, "accepted")
    assert found.levels[1].opens == ("Bestuurlijk team",)


def test_before_the_start_the_ladder_says_why_nothing_can_be_decided() -> None:
    reason = ladder(Play(small_scenario(**STORY)).state).action.reason
    assert reason is not None
    assert reason.template == "The exercise has not started yet."


def test_each_team_owes_its_own_answer(play: Play) -> None:
    play.answer(1, ANN, "Alles.", question=1)
    play.answer(1, ALDERMAN, "Alles in een keer.")
    play.pass_time("6m")
    found = {team: wanted[0] for team, wanted in terms(play.state).teams}
    assert (found["Wijkteam"].given, found["Wijkteam"].asked) == (1, 2)
    assert found["Bestuurlijk team"].status == "answered"


def test_an_answer_that_nobody_gave_in_time_is_overdue_and_a_late_one_is_late(play: Play) -> None:
    play.pass_time("4m")
    assert {wanted[0].status for _, wanted in terms(play.state).teams} == {"near"}
    play.pass_time("2m")
    assert {wanted[0].status for _, wanted in terms(play.state).teams} == {"overdue"}
    assert terms(play.state).late == 3  # and the statutory clock
    play.answer(1, ANN, "Sorry.")
    assert [wanted[0].status for _, wanted in terms(play.state).teams] == ["late", "overdue"]


def test_a_statutory_clock_runs_is_met_or_runs_out(play: Play) -> None:
    (clock,) = terms(play.state).clocks
    assert (clock.status, clock.who, clock.until.strftime("%H:%M")) == ("running", ("Wethouder",), "08:50")
    play.pass_time("6m")
    assert terms(play.state).clocks[0].status == "expired"
    play.act(DoAct(ANN, "party_invited", {"actor": ("mentor",)}), ANN)
    assert terms(play.state).clocks[0].status == "met_late"


def test_deeds_and_promises_stand_in_order_of_time(play: Play) -> None:
    play.act(MakePromise(ANN, "mentor", "Ik bel.", "08:40"), ANN)
    play.pass_time("1m")
    play.act(DoAct(CHIEF, "safety_arranged", {"whom": ("Lotte",), "how": ("Oma komt",)}), CHIEF)
    first, second = deeds(play.state).done
    assert (first.seat, first.about, first.text) == ("Teamleider", "Lotte", "Oma komt")
    assert (second.to, second.status) == ("Mentor", "open")
    play.pass_time("3m")
    assert deeds(play.state).broken == 1


HAPPENED: dict[str, Callable[[Play], object]] = {
    "message_sent": lambda p: p.act(WriteMessage(ANN, to=("mentor",), by="chat", text="Dag"), ANN),
    "call_taken": lambda p: p.act(TakeCall(2, ANN), ANN),
    "call_declined": lambda p: p.act(commands.DeclineCall(2, ANN), ANN),
    "call_missed": lambda p: p.pass_time("1m"),
    "deadline_neared": lambda p: p.pass_time("4m"),
    "deadline_passed": lambda p: p.pass_time("6m"),
    "message_parked": lambda p: p.act(commands.ParkMessage(1, ANN, 60_000), ANN),
    "level_changed": lambda p: p.ask(commands.DecideLevel("n2")),
    "grip_changed": lambda p: p.ask(commands.ChangeGrip(2)),
    "act_done": lambda p: p.act(DoAct(ANN, "files_secured", {"what": ("Alles",)}), ANN),
    "clock_started": lambda p: None,
    "clock_expired": lambda p: p.pass_time("6m"),
}


@pytest.mark.parametrize("kind", HAPPENED)
def test_the_log_tells_what_happened(play: Play, kind: str) -> None:
    HAPPENED[kind](play)
    told = [region.part for region in log_regions(play.state, play.log) if region.part.kind == kind]
    assert told
    assert told[0].said


def test_the_log_puts_every_kind_of_event_in_a_group_of_its_own() -> None:
    about_talk = {kind for kind in get_args(events.AnyEvent) if kind.__module__.endswith((".talk", ".acts"))}
    known = {events.ReceiptsNoted, events.MessageOpened, events.MessageAcknowledged, events.AnswerGiven}
    assert about_talk - GROUPS.keys() == known


def test_receipts_of_what_nobody_scripted_change_no_line_of_the_script(play: Play) -> None:
    play.act(WriteMessage(ANN, to=(BEN,), by="chat", text="Ga jij?"), ANN)
    seen = len(play.log)
    play.ask(commands.NoteReceipts((events.Receipt(4, BEN, play.at),)))
    play.act(commands.OpenMessage(4, BEN), BEN)
    changed = {region.id for region in Facilitator().changed(Scene(play.state), play.log[seen:])}
    assert not any(name.startswith("row-") for name in changed)
    assert f"seat-{BEN}" in changed
