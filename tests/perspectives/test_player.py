"""Does a player's screen stay right, and does it hold nothing that a player may not know?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from hypothesis import given, strategies as st

from app.engine import commands
from app.engine.events import ImprovisedInject, InjectReleased, Line, Settings
from app.engine.fold import fold
from app.engine.state import State
from app.perspectives.directory import directory
from app.perspectives.messages import Shown
from app.perspectives.parts import Region, Scene
from app.perspectives.player import PlayerPerspective
from app.perspectives.player_side import MOST_COLLEAGUES
from app.perspectives.talk_entries import Entry
from app.perspectives.talk_forms import AnswerForm
from tests.perspectives.story import OF_CALLS, ONLY_IN, SCENARIO, SEATS, SECRETS, STEPS, Screen, plays, prepared, tell

PLAYER = PlayerPerspective()
SETTINGS = st.sampled_from((Settings(), Settings(show="at_once")))


def regions_of(state: State, lines: list[Line]) -> list[Region]:
    return list(PLAYER.changed(Scene(state), lines))


def parts_of(state: State, seat: str) -> dict[str, Any]:
    return {region.id: region.part for region in PLAYER.whole(Scene(state), seat)}


def started(settings: Settings | None = None) -> State:
    state, _ = prepared(settings)
    tell(state, commands.StartExercise())
    return state


@given(steps=STEPS, settings=SETTINGS)
def test_a_screen_that_followed_the_changes_shows_the_same_as_a_fresh_one(steps: Any, settings: Settings) -> None:
    state, _ = prepared(settings)
    screens = [Screen(PLAYER, state, seat) for seat in SEATS]
    for lines in plays(state, steps):
        regions = regions_of(state, lines)
        for screen in screens:
            screen.follow(regions)
            assert (screen.shows, screen.stand) == screen.painted_whole(state)


@given(steps=STEPS, settings=SETTINGS)
def test_no_part_holds_what_a_player_may_not_know(steps: Any, settings: Settings) -> None:
    state, _ = prepared(settings)
    for lines in plays(state, steps):
        sent = regions_of(state, lines)
        for seat in SEATS:
            shown = [region for region in sent if not region.audience or seat in region.audience]
            text = msgspec.json.encode([*shown, *PLAYER.whole(Scene(state), seat)]).decode()
            assert not [word for word in (*SECRETS, *hidden_from(state, seat)) if word in text]


def hidden_from(state: State, seat: str) -> list[str]:
    """Words of injects that this seat did not get, of calls that it is not in, and of facts that it does not know."""
    hidden = [
        word for name, words in ONLY_IN.items() if not state.has(seat, state.injects[name].number) for word in words
    ]
    call = state.calls.get(state.injects["Q09"].number)
    if call is None or call.taken_by != seat:
        hidden += OF_CALLS
    if seat in ("tl-1", "wh-1") and seat not in state.known.get("F01", ()):
        hidden += ("F01", "He sleeps badly")
    if seat not in state.known.get("F02", ()):
        hidden += ("F02", "The letter tells this")
    return hidden


def test_a_release_to_many_is_one_region_for_all_of_them() -> None:
    state, _ = prepared()
    lines = tell(state, commands.StartExercise())
    entries = [region for region in regions_of(state, lines) if region.id == "entry-1"]
    assert [region.audience for region in entries] == [frozenset(SEATS)]


def test_seats_that_came_equally_far_share_a_region() -> None:
    state = started()
    lines = [line for seat in SEATS[:3] for line in tell(state, commands.OpenMessage(1, seat))]
    told = regions_of(state, lines)
    assert [(region.id, region.audience, region.part.mark) for region in told] == [
        ("entry-1", frozenset(SEATS[:3]), "read"),
        ("head-1", frozenset(SEATS[:3]), "read"),
    ]


def test_the_list_tells_what_is_asked_and_what_was_done() -> None:
    state = started()
    tell(state, commands.LetTimePass(), 60_000)
    assert entry(state, "gw-1", 1) == ("new", "acknowledge")
    assert entry(state, "gw-1", 2) == ("new", "answer")
    tell(state, commands.AcknowledgeMessage(1, "gw-1"))
    tell(state, commands.OpenMessage(2, "gw-1"))
    assert entry(state, "gw-1", 1) == ("acknowledged", "")
    assert entry(state, "gw-1", 2) == ("read", "answer")
    tell(state, commands.GiveAnswer(2, "gw-1", "I will call."))
    assert entry(state, "gw-1", 2) == ("answered", "")
    assert entry(state, "gw-2", 2) == ("new", "")
    assert parts_of(state, "gw-2")["entry-2"].answered_by == "Family worker"


def entry(state: State, seat: str, number: int) -> tuple[str, str]:
    shown = parts_of(state, seat)[f"entry-{number}"]
    assert isinstance(shown, Entry)
    return shown.mark, shown.wants


def test_a_message_has_titles_and_story_time_and_no_ids() -> None:
    state = started()
    tell(state, commands.LetTimePass(), 60_000)
    said = parts_of(state, "gw-1")["item-2"]
    assert isinstance(said, Shown)
    assert (said.sender, said.to, said.to_all) == ("Mentor of class 2B", ("Family worker",), False)
    assert said.moment == datetime.fromisoformat("2026-03-10T08:34:00")
    assert parts_of(state, "gw-1")["words-2"] == AnswerForm(2, 2, "visitor", "answer")


def test_a_message_that_asks_nothing_has_no_form() -> None:
    state = started()
    tell(state, commands.ReleaseInject("Q04"))
    tell(state, commands.LetTimePass(), 5_000)
    shown = parts_of(state, "gw-1")
    assert "item-2" in shown
    assert not {"answer-2", "words-2"} & shown.keys()


def test_a_recalled_message_loses_its_text_and_keeps_what_the_player_did() -> None:
    state = started(Settings(show="at_once"))
    tell(state, commands.ReleaseInject("Q03"))
    tell(state, commands.GiveAnswer(2, "wh-1", "Who says so?"), 1_000)
    tell(state, commands.UndoRelease("Q03"), 1_000)
    shown = parts_of(state, "wh-1")["item-2"]
    assert (shown.recalled, shown.title, shown.text) == (True, "", "")
    assert parts_of(state, "wh-1")["said-2-wh-1-1"].text == "Who says so?"
    assert not any(word in str(parts_of(state, "wh-1")) for word in ONLY_IN["Q03"])


def test_an_answer_that_was_kept_back_shows_both_moments() -> None:
    state = started()
    tell(state, commands.LetTimePass(), 60_000)
    at = state.last_at + 180_000
    tell(state, commands.GiveAnswer(2, "gw-1", "I called.", written_at=at - 150_000), 180_000)
    answer = parts_of(state, "gw-1")["said-2-gw-1-1"]
    assert (answer.written_at, answer.sent_at) == (at - 150_000, at)


def test_corrections_stand_under_the_message() -> None:
    state = started()
    tell(state, commands.SendCorrection("Q01", "It is nine o'clock."))
    shown = parts_of(state, "gw-1")
    assert shown["entry-1"].corrected
    assert [correction.text for correction in shown["item-1"].corrections] == ["It is nine o'clock."]


def test_the_timeline_holds_own_acts_only_newest_first() -> None:
    state = started()
    tell(state, commands.LetTimePass(), 60_000)
    tell(state, commands.AcknowledgeMessage(1, "gw-1"), 1_000)
    tell(state, commands.GiveAnswer(2, "gw-1", "I will call."), 1_000)
    tell(state, commands.GiveAnswer(2, "gw-2", "SOMEBODYELSE"), 1_000)
    acts = [region for region in PLAYER.whole(Scene(state), "gw-1") if region.into == "acts"]
    assert {region.at for region in acts} == {"start"}
    assert [(act.part.number, act.part.what, act.part.text) for act in reversed(acts)] == [
        (2, "answered", "I will call."),
        (1, "acknowledged", ""),
    ]


def test_an_answer_paints_no_earlier_act_again() -> None:
    state = started()
    tell(state, commands.LetTimePass(), 60_000)
    tell(state, commands.AcknowledgeMessage(1, "gw-1"), 1_000)
    lines = tell(state, commands.GiveAnswer(2, "gw-1", "I will call."), 1_000)
    assert [region.id for region in regions_of(state, lines) if region.into == "acts"] == ["act-2-1"]


def test_a_long_answer_is_shortened_in_the_timeline_and_whole_under_its_message() -> None:
    state = started()
    tell(state, commands.LetTimePass(), 60_000)
    tell(state, commands.GiveAnswer(2, "gw-1", "word " * 2000))
    shown = parts_of(state, "gw-1")
    assert len(shown["act-2-1"].text) < 150
    assert shown["said-2-gw-1-1"].text == "word " * 2000


def test_the_brief_of_a_role_is_for_its_own_seats() -> None:
    state, _ = prepared()
    assert parts_of(state, "gw-2")["brief"].text == "You know the family."
    assert parts_of(state, "wh-1")["brief"].text == ""


def test_a_team_sees_who_sits_where() -> None:
    state, _ = prepared()
    lines = tell(state, commands.TakeSeat("gw-2", "Noor"), by="seat:gw-2")
    changed = {region.id: region for region in regions_of(state, lines)}
    assert changed["team"].audience == {"gw-1", "gw-2", "tl-1"}
    assert [(one.role, one.name) for one in changed["team"].part.colleagues] == [
        ("Family worker", ""),
        ("Family worker", "Noor"),
        ("Team leader", ""),
    ]
    assert changed["me"].audience == {"gw-2"}


def test_a_large_team_is_counted_beyond_forty() -> None:
    state, _ = prepared()
    seat = state.seats["gw-1"]
    state.seats = {
        f"gw-{n}": msgspec.structs.replace(seat, id=f"gw-{n}", name=f"Player {n}")
        for n in range(1, MOST_COLLEAGUES + 61)
    }
    team = parts_of(state, "gw-1")["team"]
    assert (len(team.colleagues), team.others) == (MOST_COLLEAGUES, 60)


def test_the_clock_and_its_banner_are_shared_by_everybody() -> None:
    state = started()
    lines = tell(state, commands.PauseExercise("no_play", "Somebody is hurt in room 2"))
    changed = {region.id: region for region in regions_of(state, lines)}
    assert changed["status"].part.standing == "no_play"
    assert changed["banner"].part.reason == "Somebody is hurt in room 2"
    assert not changed["status"].audience
    assert not changed["banner"].audience


def test_receipts_and_decisions_of_the_leader_change_nothing_for_players() -> None:
    state = started()
    lines = [*tell(state, commands.HoldInject("Q02")), *tell(state, commands.ShiftRest(60_000))]
    assert lines
    assert regions_of(state, lines) == []


def test_a_release_to_a_thousand_seats_gives_one_region_each() -> None:
    state, _ = prepared()
    seat = state.seats["gw-1"]
    state.seats = {f"gw-{n}": msgspec.structs.replace(seat, id=f"gw-{n}") for n in range(1, 1001)}
    line = Line(state.seq + 1, state.last_at, 0, InjectReleased("Q02", 1, tuple(state.seats)), "clock")
    fold(state, line)
    regions = regions_of(state, [line])
    assert [(region.id, len(region.audience)) for region in regions] == [
        ("entry-1", 1000),
        ("talk-1", 1000),
        ("head-1", 1000),
        ("item-1", 1000),
        ("words-1", 1000),
    ]
    assert SCENARIO.inject_by_id["Q02"].title == regions[0].part.title


def test_a_call_is_heard_by_who_takes_it_and_by_nobody_else() -> None:
    state = started()
    tell(state, commands.ReleaseInject("Q09"))
    tell(state, commands.LetTimePass(), 5_000)
    number = state.injects["Q09"].number
    assert (calls(state, "gw-1", number), calls(state, "tl-1", number)) == (("rings", ""), ("rings", ""))
    assert f"item-{number}" not in parts_of(state, "gw-1")
    tell(state, commands.TakeCall(number, "gw-1"))
    assert (calls(state, "gw-1", number), calls(state, "tl-1", number)) == (("mine", ""), ("other", "Family worker"))
    assert parts_of(state, "gw-1")[f"item-{number}"].text == "CALLTEXT"
    assert f"item-{number}" not in parts_of(state, "tl-1")
    tell(state, commands.GiveAnswer(number, "gw-1", "I listen."))
    assert parts_of(state, "gw-1")[f"item-{number + 1}"].text == "CALLQUESTION"
    assert "I listen." not in str(parts_of(state, "tl-1"))


def calls(state: State, seat: str, number: int) -> tuple[str, str]:
    part = parts_of(state, seat)[f"call-{number}"]
    return part.side, part.theirs


def test_a_missed_call_leaves_its_voicemail_with_all_it_rang_at() -> None:
    state = started()
    tell(state, commands.ReleaseInject("Q09"))
    tell(state, commands.LetTimePass(), 36_000)
    number = state.injects["Q09"].number
    item = parts_of(state, "tl-1")[f"item-{number}"]
    assert (item.voicemail, item.text, item.title) == (True, "Call me back.", "")
    shown = parts_of(state, "tl-1")[f"entry-{number}"]
    assert (shown.call, shown.calls_back, shown.wants, shown.title) == ("missed", True, "answer", "")


def test_a_letter_is_to_do_until_all_its_questions_are_answered_by_the_team() -> None:
    state = started()
    tell(state, commands.ReleaseInject("Q07"))
    tell(state, commands.LetTimePass(), 5_000)
    number = state.injects["Q07"].number
    asked = [parts_of(state, "gw-1")[f"answer-{number}-{place}"].asks for place in (1, 2)]
    assert asked == ["Who knew?", "Since when?"]
    tell(state, commands.GiveAnswer(number, "gw-1", "We did.", question=1))
    assert (entry(state, "gw-1", number)[1], parts_of(state, "tl-1")[f"entry-{number}"].done) == ("answer", (1, 2))
    tell(state, commands.LetTimePass(), 181_000)
    assert parts_of(state, "tl-1")[f"entry-{number}"].pressing == "overdue"
    tell(state, commands.GiveAnswer(number, "tl-1", "Since May.", question=2))
    assert (entry(state, "gw-1", number)[1], entry(state, "gw-2", number)[1]) == ("", "")
    said = {region.id: region for region in PLAYER.whole(Scene(state), "gw-2")}[f"said-{number}-tl-1-1"]
    assert (said.into, said.part.late, said.part.own) == (f"given-{number}-2", True, False)


def test_who_began_a_conversation_writes_on_and_sees_who_read_it() -> None:
    state = started()
    tell(state, commands.WriteMessage("gw-1", 0, ("gw-2", "tl-1"), "chat", "Who goes?", "I can."))
    shown = parts_of(state, "gw-1")
    assert (shown["item-2"].own, shown["item-2"].read_by, shown["words-2"].kind) == (True, (0, 2), "write")
    assert parts_of(state, "tl-1")["words-2"].kind == "answer"
    tell(state, commands.OpenMessage(2, "tl-1"))
    tell(state, commands.GiveAnswer(2, "tl-1", "Go."))
    shown = parts_of(state, "gw-1")
    assert (shown["item-2"].read_by, shown["said-2-tl-1-1"].who) == ((1, 2), "Team leader")
    assert "said-2-tl-1-1" in parts_of(state, "gw-2")
    assert not any(id_.startswith(("item-2", "said-2")) for id_ in parts_of(state, "wh-1"))


def test_a_seat_may_tell_what_its_role_holds_and_what_it_has_read() -> None:
    state = started()
    assert [fact.id for fact in parts_of(state, "gw-1")["facts"].facts] == ["F01"]
    tell(state, commands.ReleaseInject("Q07"))
    tell(state, commands.LetTimePass(), 5_000)
    lines = tell(state, commands.OpenMessage(state.injects["Q07"].number, "tl-1"))
    (facts,) = [region for region in regions_of(state, lines) if region.id == "facts"]
    assert (facts.audience, [fact.text for fact in facts.part.facts]) == ({"tl-1"}, ["The letter tells this"])


def test_the_directory_names_people_teams_and_the_outside_world_and_no_more() -> None:
    state = started()
    tell(state, commands.TakeSeat("gw-2", "Noor"), by="seat:gw-2")
    own, board, outside = directory(state, "gw-1")
    assert [(one.name, one.who, one.kind) for one in own.addresses] == [
        ("care", "", "team"),
        ("gw-2", "Noor", "seat"),
        ("tl-1", "", "seat"),
    ]
    assert [one.title for one in board.addresses] == ["Board", "Alderman"]
    assert [one.title for one in outside.addresses] == ["Mentor of class 2B", "The Water Herald"]
    assert "SECRET" not in str((own, board, outside))


def test_a_handover_is_passed_on_as_it_was_typed_and_said_so_when_there_was_none() -> None:
    state = started()
    improvised = ImprovisedInject(
        "", "mentor", ("board",), "document", "From below", "This came in: {{overdrachtsbericht}} Please act.", "none"
    )
    tell(state, commands.ImproviseInject(improvised))
    tell(state, commands.ReleaseInject("X01"))
    tell(state, commands.LetTimePass(), 5_000)
    shown = parts_of(state, "wh-1")[f"item-{state.injects['X01'].number}"]
    assert (shown.text, shown.after, shown.deed.fields) == ("This came in: ", " Please act.", ())
    typed = "  He was hurt.\n- at eleven  "
    tell(state, commands.DoAct("tl-1", "handover", {"to": ("board",), "happened": (typed,)}), by="seat:tl-1")
    passed = parts_of(state, "wh-1")[f"item-{len(state.messages)}"]
    assert (passed.sender, dict(passed.deed.fields)["happened"]) == ("Team leader", (typed,))
    assert dict(passed.deed.fields)["to"] == ("Board",)
