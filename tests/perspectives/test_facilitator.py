"""Does the console show all that happened, and does a screen that follows the changes show the same as a fresh one?"""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from app.engine import commands
from app.engine.events import ImprovisedInject, InjectReleased, Line, Receipt, Settings
from app.perspectives.facilitator import Facilitator
from app.perspectives.facilitator_detail import SEATS_LISTED, detail
from app.perspectives.facilitator_log import log_regions
from app.perspectives.facilitator_people import SEATS_UP_TO
from app.perspectives.facilitator_rows import MARKS_UP_TO
from app.perspectives.parts import Region, Scene
from tests.engine.conftest import BEGIN, Play, inject, small_scenario

CONSOLE = Facilitator()


class Screen:
    """A console in somebody's browser: it got everything once, and only changes since."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.seen = len(play.log)
        self.shown = {region.id: region for region in CONSOLE.whole(Scene(play.state), "")}

    def follow(self) -> None:
        lines = self.play.log[self.seen :]
        self.seen = len(self.play.log)
        self.shown |= {region.id: region for region in CONSOLE.changed(Scene(self.play.state), lines)}

    def without_log(self) -> dict[str, Region]:
        return {name: region for name, region in self.shown.items() if not name.startswith("log-")}

    def msel(self) -> list[str]:
        rows = [region.part for name, region in self.shown.items() if name.startswith("row-")]
        return [row.id for row in sorted(rows, key=lambda row: row.sort)]

    def part(self, name: str):
        return self.shown[name].part


def screen_of(play: Play) -> Screen:
    return Screen(play)


def small_play(how: Settings | None = None, **changes) -> Play:
    return Play(small_scenario(**changes), how or Settings(show="at_once"))


names = st.sampled_from(["A1", "A2", "A3", "A4", "B1", "X01"])
seats = st.sampled_from(["gezinswerker-1", "gezinswerker-2", "teamleider-1", "wethouder-1"])
numbers = st.integers(1, 6)
improvised = ImprovisedInject("", "mentor", ("all",), "email", "Nieuw", "…")
wishes = st.one_of(
    st.builds(commands.PauseExercise, st.sampled_from(["pause", "timeout", "no_play"])),
    st.just(commands.ResumeExercise()),
    st.builds(commands.ChangeRate, st.integers(100, 8000)),
    st.builds(commands.JumpTo, st.none() | st.integers(0, 900_000), st.sampled_from(["release", "skip"])),
    st.builds(commands.ShiftRest, st.integers(-300_000, 300_000)),
    st.builds(commands.ReleaseInject, names),
    st.builds(commands.UndoRelease, names),
    st.builds(commands.HoldInject, names),
    st.builds(commands.SkipInject, names),
    st.builds(commands.ReturnInject, names),
    st.builds(commands.RescheduleInject, names, st.integers(0, 900_000)),
    st.builds(commands.EditInject, names, st.just("Anders"), st.just("…")),
    st.builds(commands.ImproviseInject, st.just(improvised), st.sampled_from(["now", "reserve", 600_000])),
    st.builds(commands.SendCorrection, names, st.just("Het was dinsdag.")),
    st.builds(commands.AddRecipient, names, seats),
    st.builds(commands.TakeSeat, seats, st.just("Noor")),
    st.builds(commands.LeaveSeat, seats),
    st.builds(commands.AutomateSeat, seats, st.booleans()),
    st.builds(commands.CoverSeat, seats, seats | st.just("")),
    st.builds(commands.OpenMessage, numbers, seats),
    st.builds(commands.AcknowledgeMessage, numbers, seats),
    st.builds(commands.GiveAnswer, numbers, seats, st.just("ja"), st.just("ja")),
    st.builds(commands.MarkExpectation, st.just("A1-terug")),
    st.builds(
        lambda number, seat, at: commands.NoteReceipts((Receipt(number, seat, at),), (Receipt(number, seat, at),)),
        numbers, seats, st.integers(BEGIN, BEGIN + 1000),
    ),
    st.just(commands.EndExercise()),
)  # fmt: skip
conversations = st.integers(1, 5)
sides = seats | st.just("mentor")
talk = st.one_of(
    st.builds(
        commands.WriteMessage, sides, st.just(0), st.tuples(sides), st.sampled_from(["phone", "chat"]), st.just("T"),
        st.just("Hallo"),
    ),
    st.builds(commands.WriteMessage, sides, conversations, text=st.just("Ja?")),
    st.builds(commands.TakeCall, conversations, sides),
    st.builds(commands.DeclineCall, conversations, sides),
    st.builds(commands.HangUp, conversations, sides),
    st.builds(commands.NoteLaptop, seats, st.booleans()),
    st.builds(commands.AssignMessage, conversations, seats, seats),
    st.builds(commands.ParkMessage, conversations, seats, st.sampled_from([0, 60_000])),
)  # fmt: skip
levels = st.sampled_from(["n1", "n2"])
invited = {"actor": ("mentor",), "purpose": ("Praten",)}
acts = st.one_of(
    st.builds(commands.DoAct, seats, st.just("party_invited"), st.just(invited)),
    st.builds(commands.DoAct, seats, st.just("handover"), st.just({"to": ("bestuur",), "happened": ("Iets",)})),
    st.builds(commands.ProposeLevel, seats, levels, st.just(("C1",)), st.just("Ernstig")),
    st.builds(commands.DecideLevel, levels, st.just("Eens"), st.just(""), st.integers(0, 2)),
    st.builds(commands.DeclineLevel, st.integers(1, 2), st.just("Nee")),
    st.builds(commands.ChangeGrip, st.integers(0, 5)),
    st.builds(commands.AddTask, seats, st.just("Bellen")),
    st.builds(commands.ChangeTask, seats, st.just(1), st.just(""), st.just("done")),
    st.builds(commands.MakePromise, seats, st.just("mentor"), st.just("Ik bel"), st.sampled_from(["", "09:00"])),
    st.builds(commands.KeepPromise, st.just(1)),
    st.builds(commands.SaveDraft, seats, st.integers(0, 1), st.integers(0, 1), st.just("T"), st.just("…")),
)
stories = st.lists(st.tuples(st.integers(0, 200_000), st.one_of(wishes, talk, acts)), max_size=25)
RICH = {
    "actors": {"mentor": {"title": "Mentor", "knows": ["F1"], "answers": {"rustig": "Ik wacht."}, "aim": "Weten."}},
    "facts": {"F1": {"text": "Milan is weg", "held_by": ["mentor"]}},
    "criteria": {"C1": {"text": "Ernstige schade"}},
    "levels": {"n1": {"title": "Casus"}, "n2": {"title": "Bestuur", "opens": ["bestuur"], "criteria": ["C1"]}},
    "clocks": {
        "melding": {
            "title": "Melden", "within": "20m", "who": ["wethouder"], "starts": {"inject": "A1"},
            "met_by": {"party_invited": "mentor"},
        }
    },
}  # fmt: skip
CALL = inject("A5", "T+0", by="phone", questions=["Komt u?"], rings="45s", facts=["F1"])
LETTER = inject("A6", "T+0", by="letter", questions=["Wat?", "Wanneer?"], deadline="5m", remind="1m")
FOLLOWER = inject("A4", None, after={"inject": "A1", "wait": "30s"}, release="hand")


@given(stories, st.sampled_from([Settings(), Settings(show="at_once")]))
@settings(max_examples=150)
def test_following_changes_shows_the_same_as_a_fresh_screen(story, how) -> None:
    play = Play(small_scenario(injects=[*small_injects(), FOLLOWER, CALL, LETTER], **RICH), how)
    screen = screen_of(play)
    play.start()
    screen.follow()
    for wait, wish in story:
        play.at += wait
        play.ask(wish)
        screen.follow()
    fresh = screen_of(play)
    assert screen.without_log() == fresh.without_log()
    assert screen.msel() == fresh.msel()
    shown = {name: region for name, region in screen.shown.items() if name.startswith("log-")}
    assert shown == {region.id: region for region in log_regions(play.state, play.log[1:])}


def small_injects() -> list[dict]:
    deadline = {"id": "A1-terug", "text": "Terugbellen", "within": "6m", "met_by": {"answered": "A1"}}
    return [
        inject("A1", "T+1m", expect=[deadline]),
        inject("A2", "T+3m", to=["bestuur"], reply="acknowledge"),
        inject("A3", "T+10m", to=["all"], reply="choice", choices=["ja", "nee"]),
        inject("B1", None, to=["teamleider"]),
    ]


def test_every_part_can_be_remembered() -> None:
    play = small_play()
    play.start()
    play.take("teamleider-1", "Noor")
    play.pass_time("2m")
    play.answer(1, "teamleider-1", "Ik bel terug.")
    play.ask(commands.ImproviseInject(improvised))
    for region in [*CONSOLE.whole(Scene(play.state), ""), *log_regions(play.state, play.log)]:
        assert isinstance(hash(region), int)
    for name in play.state.injects:
        assert isinstance(hash(detail(Scene(play.state), name, play.at)), int)


def test_the_msel_is_in_order_of_time_with_reserve_last() -> None:
    play = small_play()
    screen = screen_of(play)
    play.start()
    play.ask(commands.RescheduleInject("A3", 120_000))
    play.ask(commands.ReleaseInject("B1"))
    screen.follow()
    assert screen.msel() == ["B1", "A1", "A3", "A2"]
    assert screen.part("row-A3").planned == 600_000


def test_a_row_counts_what_each_seat_did() -> None:
    play = small_play()
    screen = screen_of(play)
    play.start()
    play.pass_time("1m")
    play.ask(commands.NoteReceipts((Receipt(1, "gezinswerker-1", play.at),)))
    play.ask(commands.OpenMessage(1, "gezinswerker-2"))
    play.answer(1, "teamleider-1", "Ik bel terug.")
    screen.follow()
    row = screen.part("row-A1")
    assert row.marks == ("arrived", "opened", "answered")
    assert (row.done, row.reach, row.expected) == (1, 3, "met")


def test_a_missed_expected_action_shows_on_its_row_and_in_the_counts() -> None:
    play = small_play()
    screen = screen_of(play)
    play.start()
    play.pass_time("90s")
    screen.follow()
    assert (screen.part("row-A1").expected, screen.part("row-A1").limit) == ("open", 420_000)
    play.pass_time("6m")
    screen.follow()
    assert (screen.part("row-A1").expected, screen.part("counts").late) == ("missed", 1)


def test_a_button_that_can_not_be_used_has_its_reason() -> None:
    play = small_play()
    screen = screen_of(play)
    top = screen.part("top").by_name
    assert top["start"].reason is None
    assert top["pause"].reason.template == "The exercise has not started yet."
    play.start()
    screen.follow()
    top = screen.part("top").by_name
    assert top["start"].reason.template == "The exercise has started already."
    assert {name for name, action in top.items() if action.reason} == {"start", "resume"}


def test_jumping_needs_an_inject_to_come() -> None:
    play = small_play()
    screen = screen_of(play)
    play.start()
    for name in ("A1", "A2", "A3"):
        play.ask(commands.SkipInject(name))
    screen.follow()
    assert "no next inject" in screen.part("top").by_name["jump"].reason.template


def test_a_large_table_is_shown_by_role_and_with_one_bar() -> None:
    roles = {**small_scenario().model_dump(exclude={"injects"})["roles"]}
    roles["gezinswerker"] = {"title": "Gezinswerker", "team": "wijkteam", "seats": SEATS_UP_TO + 1}
    play = small_play(roles={name: without_id(role) for name, role in roles.items()})
    screen = screen_of(play)
    play.start()
    play.take("gezinswerker-7", "Noor")
    play.pass_time("1m")
    screen.follow()
    assert "seat-gezinswerker-7" not in screen.shown
    assert screen.part("people-gezinswerker").taken == 1
    assert screen.part("row-A1").marks == ()
    assert screen.part("row-A1").tally.sent == SEATS_UP_TO + 2 > MARKS_UP_TO
    assert screen.without_log() == screen_of(play).without_log()


def test_the_table_of_a_large_audience_lists_who_is_behind() -> None:
    roles = {"gezinswerker": {"title": "Gezinswerker", "team": "wijkteam", "seats": SEATS_LISTED + 5}}
    play = small_play(roles=roles, injects=[inject("A1", "T+0", to=["all"])])
    play.start()
    play.ask(commands.OpenMessage(1, "gezinswerker-1"))
    found = detail(Scene(play.state), "A1", play.at)
    assert found is not None
    assert (len(found.received), found.unlisted) == (SEATS_LISTED, 5)
    assert "gezinswerker-1" not in {each.seat for each in found.received}


def without_id(role: dict) -> dict:
    return {key: value for key, value in role.items() if key != "id"}


def test_people_show_who_is_connected_silent_and_behind() -> None:
    play = small_play()
    play.start()
    play.take("teamleider-1", "Noor")
    play.pass_time("1m")
    scene = Scene(play.state, connected={"teamleider-1": BEGIN}, last_seen={"gezinswerker-1": BEGIN + 5})
    shown = {region.id: region.part for region in CONSOLE.around(scene)}
    noor = shown["seat-teamleider-1"]
    assert (noor.name, noor.connected, noor.unread, noor.away_since) == ("Noor", True, 1, 0)
    assert shown["people-count"].connected == 1
    play.take("gezinswerker-1", "Bas")
    scene = Scene(play.state, last_seen={"gezinswerker-1": BEGIN + 5})
    shown = {region.id: region.part for region in CONSOLE.around(scene)}
    assert shown["seat-gezinswerker-1"].away_since == BEGIN + 5
    play.answer(1, "gezinswerker-1", "Ja")
    play.ask(commands.OpenMessage(1, "gezinswerker-1"))
    seat = {region.id: region.part for region in CONSOLE.around(Scene(play.state))}["seat-gezinswerker-1"]
    assert (seat.unread, seat.active_at) == (0, play.at)


def test_the_banner_says_that_the_log_can_not_be_written_and_why_the_clock_stands() -> None:
    play = small_play()
    play.start()
    play.ask(commands.PauseExercise("timeout", "Koffie"))
    banner = next(region.part for region in CONSOLE.around(Scene(play.state, log_writable=False)))
    assert (banner.log_writable, banner.pause, banner.reason) == (False, "timeout", "Koffie")


def test_the_next_injects_stand_in_the_lanes_of_their_teams() -> None:
    play = small_play()
    screen = screen_of(play)
    coming = screen.part("next")
    assert coming.lanes == ("Wijkteam", "Bestuurlijk team")
    assert [(each.id, each.lanes) for each in coming.coming] == [("A1", (0,)), ("A2", (1,)), ("A3", (0, 1))]
    play.start()
    play.pass_time("3m")
    screen.follow()
    assert [each.id for each in screen.part("next").coming] == ["A3"]


def logged(play: Play, kind: str) -> list:
    return [region.part for region in log_regions(play.state, play.log) if region.part.kind == kind]


def test_the_log_says_who_and_because_of_what() -> None:
    play = small_play()
    play.start()
    play.pass_time("1m")
    play.answer(1, "teamleider-1", "Ik bel\nzo terug.")
    (released,) = logged(play, "inject_released")
    assert (released.who, released.inject, released.because, released.said["seats"]) == ("clock", "A1", "script", 3)
    (answer,) = logged(play, "answer_given")
    assert (answer.who, answer.name, answer.said["text"]) == ("seat", "Teamleider", "Ik bel zo terug.")
    (met,) = logged(play, "expectation_met")
    assert (met.group, met.because) == ("expected", "answered A1")
    (started,) = logged(play, "exercise_started")
    assert (started.group, started.who, started.name) == ("course", "facilitator", "Eva")


def test_receipts_are_counted_but_not_told() -> None:
    play = small_play()
    play.start()
    play.pass_time("1m")
    play.ask(commands.NoteReceipts((Receipt(1, "teamleider-1", play.at),)))
    assert logged(play, "receipts_noted") == []


def test_the_detail_has_both_versions_and_the_reasons_of_its_buttons() -> None:
    play = small_play()
    play.start()
    play.ask(commands.EditInject("A2", "Anders", "Nieuwe tekst"))
    found = detail(Scene(play.state), "A2", play.at)
    assert found is not None
    assert (found.row.title, found.text, found.written) == ("Anders", "Nieuwe tekst", ("A2", "…"))
    assert {name for name, action in found.by_name.items() if action.reason} == {"undo", "return", "correct", "also"}
    play.ask(commands.ReleaseInject("A2"))
    found = detail(Scene(play.state), "A2", play.at)
    assert found is not None
    assert found.by_name["release"].reason is not None
    assert found.by_name["also"].reason is None
    assert ("teamleider-1", "Teamleider") in found.others
    assert found.undo_until == play.at + 5000


def test_an_inject_that_does_not_exist_has_no_detail() -> None:
    assert detail(Scene(small_play().state), "Z9", BEGIN) is None


def test_an_undone_release_waits_again() -> None:
    play = small_play(Settings())
    screen = screen_of(play)
    play.start()
    play.ask(commands.ReleaseInject("B1"))
    screen.follow()
    assert (screen.part("row-B1").status, screen.part("row-B1").goes_at) == ("queued", play.at + 5000)
    play.ask(commands.UndoRelease("B1"))
    screen.follow()
    assert screen.part("row-B1").status == "reserve"
    assert not any(isinstance(line.event, InjectReleased) for line in lines_about(play, "B1"))


def lines_about(play: Play, name: str) -> list[Line]:
    return [line for line in play.log if getattr(line.event, "inject", "") == name]
