"""Acts are noted as they were typed, reach whom they concern, and meet what was expected."""

import pytest

from app.engine import commands
from app.engine.acts import ACTS, HANDOVER
from app.engine.commands import AddTask, ChangeTask, DoAct, KeepPromise, MakePromise, SaveDraft
from app.scenario.words import MET_BY
from tests.engine.conftest import inject

ANN, CHIEF, ALDERMAN, CLERK = "gezinswerker-1", "teamleider-1", "wethouder-1", "griffier-1"
LEVELS = {
    "N0": {"title": "Regulier"},
    "N2": {"title": "Ambtelijk"},
    "N3": {"title": "Bestuurlijk", "opens": ["bestuur"], "decides": ["wethouder"]},
}
TEAMS = {
    "wijkteam": {"title": "Wijkteam"},
    "bestuur": {"title": "Bestuurlijk team", "from": "N3"},
    "griffie": {"title": "Griffie"},
}
ROLES = {
    "gezinswerker": {"title": "Gezinswerker", "team": "wijkteam", "seats": 2},
    "teamleider": {"title": "Teamleider", "team": "wijkteam"},
    "wethouder": {"title": "Wethouder", "team": "bestuur"},
    "griffier": {"title": "Griffier", "team": "griffie"},
}
ACTORS = {"mentor": {"title": "Mentor"}, "inspecties": {"title": "Inspecties"}}
CLOCKS = {
    "melding": {
        "title": "Melden",
        "within": "3wd",
        "who": ["teamleider"],
        "starts": {"inject": "A1"},
        "met_by": {"statutory_notified": "inspecties"},
    },
    "raad": {
        "title": "Raad",
        "within": "60m",
        "who": ["wethouder"],
        "starts": {"level_decided": "N3"},
        "met_by": {"council_notice": True},
    },
}


def expecting(name, **met_by):
    return {"id": name, "text": "x", "met_by": met_by}


@pytest.fixture
def begun(new_play):
    expect = [
        expecting("lotte", safety_arranged="Lotte"),
        expecting("raad", council_notice=True),
        expecting("over", handover="N3"),
        expecting("besluit", decision_logged="woordvoering"),
    ]
    injects = [
        inject("A1", "T+1m", expect=expect),
        inject("A2", "T+20m", to=["bestuur"], text="Zie: {{overdrachtsbericht}} Succes."),
    ]
    play = new_play(
        teams=TEAMS, roles=ROLES, levels=LEVELS, actors=ACTORS, injects=injects, clocks=CLOCKS,
        facts={"F01": {"text": "x", "held_by": ["mentor"]}},
    )  # fmt: skip
    play.start()
    play.pass_time("1m")
    return play


def do(play, seat, act, facts=(), draft=0, **fields):
    given = {name: value if isinstance(value, tuple) else (value,) for name, value in fields.items()}
    return play.act(DoAct(seat, act, given, facts, draft), seat)


def met(play, name):
    return play.state.expectations[name].status


def test_every_act_is_a_word_of_the_scenario_language_or_known_as_none():
    assert ACTS.keys() - MET_BY.keys() == {"calamity_judged"}


def test_an_act_is_noted_as_it_was_typed(begun):
    assert do(begun, ANN, "safety_arranged", whom="Lotte (7)", how="Crisispleeggezin,\n vanaf 14:30") == ""
    deed = begun.state.deeds[0]
    assert (deed.act, deed.first("how"), deed.t) == ("safety_arranged", "Crisispleeggezin,\n vanaf 14:30", 60_000)


def test_an_act_meets_what_was_expected_whatever_the_capitals(begun):
    do(begun, ANN, "safety_arranged", whom="het meisje lotte", how="x")
    assert met(begun, "lotte") == "met"


def test_the_same_act_about_somebody_else_meets_nothing(begun):
    do(begun, ANN, "safety_arranged", whom="Milan", how="x")
    assert met(begun, "lotte") == "open"


@pytest.mark.parametrize(
    ("act", "fields", "sentence"),
    [
        ("dance", {}, "There is no such act."),
        ("safety_arranged", {"whom": "Lotte"}, "Something that is needed is empty: how."),
        ("safety_arranged", {"whom": "Lotte", "how": "x", "colour": "red"}, "colour does not belong to this form."),
        ("contact_made", {"actor": "paus"}, "paus is not one of the choices."),
        ("council_notice", {"audience": "pers", "knows": "x"}, "pers is not one of the choices."),
        ("handover", {"to": "bestuur"}, "Write something first."),
        ("files_secured", {"what": "x" * 20_001}, "This text is longer than 20000 characters."),
    ],
)
def test_what_is_wrong_with_a_form_is_told(begun, act, fields, sentence):
    assert do(begun, ANN, act, **fields) == sentence


def test_a_council_notice_without_its_follow_up_is_possible_and_noted_so(begun):
    assert do(begun, ALDERMAN, "council_notice", audience="leaders", knows="Wij weten het.", does="Wij helpen.") == ""
    deed = begun.state.deeds[0]
    assert (deed.first("does"), "follow_up" in deed.fields) == ("Wij helpen.", False)
    assert met(begun, "raad") == "met"


def test_a_council_notice_reaches_the_clerk(begun):
    do(begun, ALDERMAN, "council_notice", audience="council", knows="x")
    assert [tuple(begun.state.deliveries[m.number]) for m in begun.state.messages if m.deed] == [(CLERK,)]


def test_a_statement_is_read_by_everybody(begun):
    assert do(begun, ALDERMAN, "statement_published", channel="news", title="Verklaring", text="Wij leven mee.") == ""
    message = begun.state.messages[-1]
    assert (message.by, message.to, message.text, message.reply) == ("news", ("all",), "Wij leven mee.", "none")
    assert ALDERMAN in begun.state.deliveries[message.number]


def test_a_handover_waits_for_the_team_that_is_not_awake_and_is_delivered_as_typed(begun):
    parts = {name: f"{name}: précies  zo" for name in HANDOVER}
    assert do(begun, CHIEF, "handover", to="bestuur", facts=("F01",), **parts) == ""
    assert met(begun, "over") == "met"
    assert [message for message in begun.state.messages if message.deed] == []
    assert begun.ask(commands.DecideLevel("N3")) == ""
    message = next(message for message in begun.state.messages if message.deed)
    assert tuple(begun.state.deliveries[message.number]) == (ALDERMAN,)
    assert begun.state.deeds[message.deed - 1].fields["asked"] == ("asked: précies  zo",)
    begun.act(commands.OpenMessage(message.number, ALDERMAN), ALDERMAN)
    assert begun.state.known["F01"][ALDERMAN] == message.number


def test_a_situation_report_waits_for_the_team_too(begun):
    assert do(begun, CHIEF, "situation_reported", to="bestuur", event="Een incident.") == ""
    assert [message for message in begun.state.messages if message.deed] == []
    begun.ask(commands.DecideLevel("N3"))
    assert [tuple(begun.state.deliveries[m.number]) for m in begun.state.messages if m.deed] == [(ALDERMAN,)]


def test_an_inject_shows_the_newest_handover(begun):
    do(begun, CHIEF, "handover", to="bestuur", happened="Eerst")
    do(begun, CHIEF, "handover", to="bestuur", happened="Daarna")
    begun.pass_time("20m")
    assert begun.state.sent("A2").deed == 2


def test_an_inject_shows_that_there_was_no_handover(begun):
    begun.pass_time("20m")
    assert begun.state.sent("A2").deed == 0


def test_acts_are_refused_before_the_start_and_after_the_end(new_play, begun):
    assert do(new_play(), ANN, "role_defined", role="x") == "The exercise has not started yet."
    begun.ask(commands.EndExercise())
    assert do(begun, ANN, "role_defined", role="x") == "The exercise is over."


def test_two_people_who_edit_one_statement_lose_nothing(begun):
    assert begun.act(SaveDraft(ANN, 0, 0, "Verklaring", "Wij weten"), ANN) == ""
    assert begun.act(SaveDraft(CHIEF, 1, 1, "Verklaring", "Wij weten het"), CHIEF) == ""
    refused = begun.act(SaveDraft(ANN, 1, 1, "Verklaring", "Wij weten niets"), ANN)
    assert refused.startswith("Teamleider changed this text while you were writing.")
    assert (begun.state.drafts[0].text, begun.state.drafts[0].version) == ("Wij weten het", 2)
    assert do(begun, CHIEF, "statement_published", draft=1, channel="news", text="Wij weten het") == ""
    assert begun.state.drafts[0].deed == 1
    assert begun.act(SaveDraft(ANN, 1, 2, "x", "y"), ANN) == "This text has been published already."


def test_a_draft_belongs_to_its_team(begun):
    begun.act(SaveDraft(ANN, 0, 0, "x", "y"), ANN)
    assert begun.act(SaveDraft(ALDERMAN, 1, 1, "x", "y"), ALDERMAN) == "This draft belongs to another team."


def test_a_task_is_nobodys_until_somebody_owns_it(begun):
    assert begun.act(AddTask(ANN, " Ouders  bellen "), ANN) == ""
    assert (begun.state.tasks[0].title, begun.state.tasks[0].owner) == ("Ouders bellen", "")
    assert begun.act(ChangeTask(CHIEF, 1, "mentor", "returned"), CHIEF) == ""
    assert (begun.state.tasks[0].owner, begun.state.tasks[0].status) == ("mentor", "returned")
    refused = begun.act(ChangeTask(ALDERMAN, 1, "", "done"), ALDERMAN)
    assert refused == "This task stands on the board of another team."


def test_a_promise_is_broken_by_the_clock_of_the_story(begun):
    # T+1m is 08:34 in the story: 08:54 comes five exercise minutes later.
    assert begun.act(MakePromise(ANN, "mentor", "Ik bel terug", "08:54"), ANN) == ""
    assert begun.state.promises[0].due == 360_000
    begun.pass_time("6m")
    assert begun.state.promises[0].status == "broken"
    assert next(line.t for line in begun.log if type(line.event).__name__ == "PromiseBroken") == 360_000
    begun.act(KeepPromise(1, ANN), ANN)
    assert begun.state.promises[0].status == "kept_late"


def test_a_promise_that_was_kept_is_not_broken(begun):
    begun.act(MakePromise(ANN, "mentor", "Ik bel terug", "08:54"), ANN)
    assert begun.act(KeepPromise(1, CHIEF), CHIEF) == ""
    begun.pass_time("30m")
    assert begun.state.promises[0].status == "kept"


@pytest.mark.parametrize("due", ["8", "25:00", "08:61", "straks", "²:00"])
def test_a_time_that_can_not_be_read_is_told(begun, due):
    assert begun.act(MakePromise(ANN, "mentor", "x", due), ANN) == "Write a time as 14:30."


def test_a_statutory_clock_starts_with_its_inject_and_runs_in_story_time(begun):
    clock = begun.state.clocks["melding"]
    # Three working days of story time, at four times the pace.
    assert (clock.started, clock.due) == (60_000, 60_000 + 3 * 24 * 3600 * 1000 // 4)


def test_a_statutory_clock_stops_when_its_authority_is_told(begun):
    assert do(begun, CHIEF, "statutory_notified", actor="mentor") == ""
    assert begun.state.clocks["melding"].status == "running"
    do(begun, CHIEF, "statutory_notified", actor="inspecties", text="Gemeld.")
    assert begun.state.clocks["melding"].status == "met"


def test_a_statutory_clock_that_an_act_starts_runs_out_and_is_met_late(begun):
    assert "raad" not in begun.state.clocks
    begun.ask(commands.DecideLevel("N3"))
    begun.pass_time("15m")
    assert begun.state.clocks["raad"].status == "expired"
    do(begun, ALDERMAN, "council_notice", audience="council", knows="x")
    assert begun.state.clocks["raad"].status == "met_late"
