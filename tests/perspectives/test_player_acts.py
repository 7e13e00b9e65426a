"""What a team did stays with the team: levels, acts, tasks, promises, drafts and clocks, whole and in pieces."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from app.engine import commands
from app.engine.acts import ACTS
from app.engine.decide import decide
from app.engine.events import Line, Settings
from app.engine.fold import new_state
from app.engine.play import seat_plans
from app.engine.state import State
from app.perspectives.act_forms import act_forms
from app.perspectives.act_parts import ClockEntry, DeedEntry, PromiseEntry, TaskEntry
from app.perspectives.conduct import Status
from app.perspectives.ladder import Ladder
from app.perspectives.parts import Scene
from app.perspectives.player import PlayerPerspective
from app.perspectives.player_acts import Called
from app.scenario.model import Scenario
from tests.perspectives.story import START, STEPS, Screen, plays, tell

LEADER, WORKER, ALDERMAN, CLERK = "lead-1", "work-1", "wh-1", "griffier-1"
SEATS = (LEADER, WORKER, ALDERMAN, CLERK)
SCENARIO = Scenario.model_validate(
    {
        "tegenspel": 1,
        "id": "acts",
        "title": "Exercise Acts",
        "duration": "30m",
        "story": {"start": "2026-03-10 08:30", "pace": 4},
        "criteria": {"C1": {"text": "Serious harm"}, "C5": {"text": "The press"}},
        "levels": {
            "N0": {"title": "Regular"},
            "N3": {"title": "Board level", "criteria": ["C1", "C5"], "decides": ["wh"], "opens": ["board"]},
        },
        "teams": {
            "care": {"title": "Care team", "from": "N0"},
            "board": {"title": "Board", "from": "N3"},
            "desk": {"title": "Clerk's desk"},
        },
        "roles": {
            "lead": {"title": "Leader", "team": "care"},
            "work": {"title": "Worker", "team": "care"},
            "wh": {"title": "Alderman", "team": "board"},
            "griffier": {"title": "Clerk", "team": "desk"},
        },
        "actors": {"mother": {"title": "Mother"}, "inspectors": {"title": "Inspectors"}},
        "facts": {"F01": {"text": "SECRETFACT", "held_by": ["mother"]}},
        "clocks": {
            "report": {
                "title": "Report it", "about": "Without delay.", "within": "3wd", "who": ["wh"],
                "starts": {"inject": "Q01"}, "met_by": {"statutory_notified": "inspectors"},
            },
        },
        "injects": [
            {"id": "Q01", "at": "T+1m", "from": "mother", "to": ["care"], "by": "email", "title": "Help", "text": "x",
             "expect": [{"id": "E01", "text": "SECRETEXPECTATION", "met_by": {"level_proposed": "N3"}}]},
        ],
    }
)  # fmt: skip
PLAYER = PlayerPerspective()
ACT: dict[str, dict[str, tuple[str, ...]]] = {
    "handover": {"to": ("board",), "happened": ("As  typed",)},
    "council_notice": {"audience": ("leaders",), "knows": ("We know.",)},
    "statement_published": {"channel": ("news",), "text": ("PUBLISHED",)},
    "decision_logged": {"subject": ("lead",), "decision": ("CAREONLY",), "owner": ("lead",)},
    "files_secured": {"what": ("CAREONLY",)},
    "statutory_notified": {"actor": ("inspectors",)},
}
TEAM = {LEADER: "care", WORKER: "care", ALDERMAN: "board", CLERK: "desk"}
SEAT, NUMBER, LEVEL = st.sampled_from(SEATS), st.integers(0, 3), st.sampled_from(("N0", "N3"))


def own(seat: str) -> str:
    """Words that only the team of this seat may read."""
    return f"ONLY-{TEAM[seat]}"


def done(seat: str, act: str, draft: int) -> commands.DoAct:
    """An act; what goes to nobody else is in words of the own team."""
    fields = {name: (own(seat),) if "CAREONLY" in given else given for name, given in ACT[act].items()}
    return commands.DoAct(seat, act, fields, ("F01",), draft)


WISHES: st.SearchStrategy[commands.AnyCommand] = st.one_of(
    st.builds(done, SEAT, st.sampled_from(tuple(ACT)), NUMBER),
    st.builds(commands.ProposeLevel, SEAT, LEVEL, st.just(("C1",)), st.just("Danger")),
    st.builds(commands.DecideLevel, LEVEL, st.just("Yes"), st.sampled_from(("", *SEATS)), NUMBER),
    st.builds(commands.DeclineLevel, NUMBER, st.just("No"), SEAT),
    st.builds(commands.ChangeGrip, st.integers(0, 2)),
    st.builds(lambda seat, owner: commands.AddTask(seat, own(seat), owner),
              SEAT, st.sampled_from(("", "lead", "board", "mother"))),
    st.builds(commands.ChangeTask, SEAT, NUMBER, st.sampled_from(("", "wh")), st.sampled_from(("done", "returned"))),
    st.builds(lambda seat, due: commands.MakePromise(seat, "mother", own(seat), due),
              SEAT, st.sampled_from(("", "08:45"))),
    st.builds(commands.KeepPromise, NUMBER, SEAT),
    st.builds(lambda seat, draft, version: commands.SaveDraft(seat, draft, version, own(seat), own(seat)),
              SEAT, NUMBER, NUMBER),
    st.builds(commands.TakeSeat, SEAT, st.sampled_from(("Sam", "Noor"))),
    st.builds(commands.LeaveSeat, SEAT),
)  # fmt: skip
MOMENTS = st.lists(st.tuples(WISHES, st.sampled_from((0, 3_000, 61_000))), max_size=25)


def laid() -> State:
    state = new_state(SCENARIO)
    decide(state, commands.PrepareExercise("Acts", seat_plans(SCENARIO), Settings(show="at_once")), START, "server")
    return state


@pytest.fixture
def state() -> State:
    """The exercise, one minute after StartEx."""
    made = laid()
    tell(made, commands.StartExercise())
    tell(made, commands.LetTimePass(), 60_000)
    return made


def act(state: State, command: commands.AnyCommand) -> list[Line]:
    """Carry out the wish of a player; it must not be refused."""
    decision = decide(state, command, state.last_at, f"seat:{command.seat}")  # type: ignore[union-attr]
    assert decision.refusal is None, decision.refusal
    return decision.lines


def desk(state: State, seat: str) -> dict[str, object]:
    return {region.id: region.part for region in PlayerPerspective().whole(Scene(state), seat)}


@given(MOMENTS, STEPS)
def test_a_desk_that_followed_shows_what_a_fresh_one_shows(moments: list[Any], steps: list[Any]) -> None:
    state = laid()
    screens = [Screen(PLAYER, state, seat) for seat in SEATS]
    for lines in plays(state, [*moments, *steps, *moments]):
        changed = list(PLAYER.changed(Scene(state), lines))
        for screen in screens:
            screen.follow(changed)
            assert (screen.shows, screen.stand) == screen.painted_whole(state)


@given(MOMENTS)
def test_what_a_team_does_is_read_by_that_team_alone(moments: list[Any]) -> None:
    state = laid()
    for _ in plays(state, moments):
        for seat in SEATS:
            shows = desk(state, seat)
            team = state.seats[seat].team
            assert "SECRET" not in str(shows.values())
            assert [other for other in {*TEAM.values()} - {team} if f"ONLY-{other}" in str(shows)] == []
            shown = shows["ladder"]
            assert isinstance(shown, Ladder)
            read = {one.number for one in (*shown.proposals, *shown.declined)}
            made = {one.number for one in state.proposals if state.seats[one.seat].team == team}
            decided = {one.number for one in state.proposals if one.level == "N3"} if team == "board" else set()
            assert read <= made | decided


def test_the_ladder_tells_who_may_decide_and_why(state: State) -> None:
    act(state, commands.ProposeLevel(LEADER, "N3", ("C1", "F01"), "He is badly hurt"))
    worker, alderman, clerk = (desk(state, seat)["ladder"] for seat in (WORKER, ALDERMAN, CLERK))
    assert isinstance(worker, Ladder)
    assert isinstance(alderman, Ladder)
    assert isinstance(clerk, Ladder)
    assert [(rung.title, rung.now, rung.deciders, rung.grounds) for rung in worker.rungs] == [
        ("Regular", True, (), ()),
        ("Board level", False, ("Alderman",), ("Serious harm", "The press")),
    ]
    assert [(one.grounds, one.reason, one.mine) for one in worker.proposals] == [
        (("Serious harm",), "He is badly hurt", False)
    ]
    assert [one.mine for one in alderman.proposals] == [True]
    assert clerk.proposals == ()


def test_everybody_sees_a_new_level_and_only_whom_it_concerns_reads_why(state: State) -> None:
    act(state, commands.ProposeLevel(LEADER, "N3", ("C1",), ""))
    act(state, commands.DecideLevel("N3", "Because of the harm", ALDERMAN, 1))
    act(state, commands.ChangeGrip(1, ALDERMAN))
    reasons = []
    for seat in SEATS:
        shows = desk(state, seat)
        assert isinstance(shows["status"], Status)
        assert (shows["status"].level, shows["status"].grip) == ("Board level", 1)
        assert isinstance(shows["ladder"], Ladder)
        reasons += [step.reason for step in shows["ladder"].steps]
    assert reasons == ["Because of the harm"] * 3 + [""]


def test_a_team_sleeps_until_a_level_calls_it_together(state: State) -> None:
    act(state, commands.DoAct(LEADER, "handover", ACT["handover"]))
    assert desk(state, ALDERMAN)["called"] == Called(asleep=True, moment=None, level="")
    entry = desk(state, LEADER)["deed-1"]
    assert isinstance(entry, DeedEntry)
    assert entry.waits == ("Board",)
    act(state, commands.DecideLevel("N3", "", ALDERMAN))
    called = desk(state, ALDERMAN)["called"]
    assert isinstance(called, Called)
    assert (called.asleep, called.moment and called.moment.strftime("%H:%M")) == (False, "08:34")
    entry = desk(state, LEADER)["deed-1"]
    assert isinstance(entry, DeedEntry)
    assert entry.waits == ()
    assert desk(state, LEADER)["called"] == Called(asleep=False, moment=None, level="")


def test_what_was_typed_is_shown_as_typed_also_when_it_is_the_name_of_a_role(state: State) -> None:
    act(state, commands.DoAct(LEADER, "decision_logged", ACT["decision_logged"]))
    entry = desk(state, WORKER)["deed-1"]
    assert isinstance(entry, DeedEntry)
    assert entry.deed.fields == (("subject", ("lead",)), ("decision", ("CAREONLY",)), ("owner", ("Leader",)))


def test_a_task_is_our_own_somebody_else_s_or_nobody_s(state: State) -> None:
    for owner in ("", "lead", "board", "mother"):
        act(state, commands.AddTask(LEADER, "Call", owner))
    tasks = [part for part in desk(state, WORKER).values() if isinstance(part, TaskEntry)]
    assert [task.whose for task in tasks] == ["nobody", "own", "other", "other"]
    act(state, commands.ChangeTask(WORKER, 4, "mother", "returned"))
    returned = desk(state, WORKER)["task-4"]
    assert isinstance(returned, TaskEntry)
    assert returned.status == "returned"


def test_a_promise_is_broken_by_the_clock(state: State) -> None:
    act(state, commands.MakePromise(LEADER, "mother", "I call you back", "08:50"))
    promise = desk(state, WORKER)["promise-1"]
    assert isinstance(promise, PromiseEntry)
    assert (promise.to, promise.status, promise.due and promise.due.strftime("%H:%M")) == ("Mother", "open", "08:50")
    tell(state, commands.LetTimePass(), 5 * 60_000)
    broken = desk(state, WORKER)["promise-1"]
    assert isinstance(broken, PromiseEntry)
    assert broken.status == "broken"


def test_a_clock_runs_for_those_who_must_see_to_it(state: State) -> None:
    clock = desk(state, ALDERMAN)["clock-report"]
    assert isinstance(clock, ClockEntry)
    assert (clock.title, clock.who, clock.status) == ("Report it", ("Alderman",), "running")
    assert [seat for seat in SEATS if "clock-report" in desk(state, seat)] == [ALDERMAN]
    act(state, commands.DoAct(ALDERMAN, "statutory_notified", ACT["statutory_notified"]))
    met = desk(state, ALDERMAN)["clock-report"]
    assert isinstance(met, ClockEntry)
    assert met.status == "met"


def test_there_is_a_form_for_every_act_and_it_names_no_facts(state: State) -> None:
    forms = act_forms(state, LEADER)
    assert [form.act for form in forms.acts] == list(ACTS)
    assert "F01" not in str(forms)
    assert dict(forms.grounds) == {"C1": "Serious harm", "C5": "The press"}
    teams = next(field for form in forms.acts if form.act == "handover" for field in form.fields if field.name == "to")
    assert dict(teams.options) == {"board": "Board", "desk": "Clerk's desk"}
