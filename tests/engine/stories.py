"""Any exercise, and any sequence of what people do in it: what the laws are tried on."""

from hypothesis import strategies as st

from app.engine import commands
from app.engine.commands import LetTimePass
from app.engine.decide import decide
from app.engine.events import ImprovisedInject, Settings
from app.engine.fold import replay
from tests.engine.conftest import Play, inject, small_scenario

rates = st.integers(100, 60_000)
names = st.sampled_from([f"A{n}" for n in range(8)] + ["B1"])


SEATS = ("gezinswerker-1", "gezinswerker-2", "teamleider-1", "wethouder-1")
ACTORS = {"mentor": {"title": "Mentor"}, "school": {"title": "School", "answers": {"Wie haalt Lotte?": "Niemand."}}}
LEVELS = {"N0": {"title": "Regulier"}, "N3": {"title": "Bestuurlijk", "opens": ["bestuur"], "decides": ["wethouder"]}}
TEAMS = {"wijkteam": {"title": "Wijkteam"}, "bestuur": {"title": "Bestuurlijk team", "from": "N3"}}
FACTS = {"F1": {"text": "x", "held_by": ["mentor"], "share_with": ["bestuur"]}}
MORE = {
    "A4": {"by": "letter", "questions": ["Wie?", "Wanneer?"], "deadline": "10m", "remind": "3m"},
    "A5": {"by": "phone", "questions": ["Wie?"], "facts": ["F1"], "to": ["wijkteam"]},
    "A6": {"by": "phone", "rings": "45s", "expect": [{"id": "A6-op", "text": "x", "met_by": {"call_taken": "A6"}}]},
    "A7": {"by": "letter", "continues": "A4"},
}
CLOCKS = {
    "melding": {
        "title": "Melden",
        "within": "60m",
        "who": ["teamleider"],
        "starts": {"inject": "A0"},
        "met_by": {"statutory_notified": "mentor"},
    },
    "raad": {
        "title": "Raad",
        "within": "40m",
        "who": ["wethouder"],
        "starts": {"level_decided": "N3"},
        "met_by": {"council_notice": True},
    },
}


def scenario_of(minutes: list[int]):
    injects = [inject(f"A{n}", f"T+{at}s", **{"to": ["all"], **MORE.get(f"A{n}", {})}) for n, at in enumerate(minutes)]
    injects.append(inject("B1", None, after={"inject": "A0", "wait": "90s"}))
    return small_scenario(
        injects=injects, actors=ACTORS, levels=LEVELS, teams=TEAMS, facts=FACTS, clocks=CLOCKS, start_level="N0"
    )


scenarios = st.lists(st.integers(0, 1800), min_size=8, max_size=8).map(scenario_of)
acts = st.one_of(
    st.builds(commands.PauseExercise, st.sampled_from(["pause", "timeout", "no_play"])),
    st.just(commands.ResumeExercise()),
    st.builds(commands.ChangeRate, rates),
    st.builds(commands.JumpTo, st.none() | st.integers(0, 3_600_000), st.sampled_from(["release", "skip"])),
    st.builds(commands.ShiftRest, st.integers(-1_200_000, 1_200_000)),
    st.builds(commands.ReleaseInject, names),
    st.builds(commands.UndoRelease, names),
    st.builds(commands.HoldInject, names),
    st.builds(commands.SkipInject, names),
    st.builds(commands.ReturnInject, names),
    st.builds(commands.RescheduleInject, names, st.integers(0, 3_600_000)),
    st.builds(commands.GiveAnswer, st.integers(1, 9), st.just("teamleider-1"), st.just("ja")),
    st.builds(commands.OpenMessage, st.integers(1, 9), st.just("teamleider-1")),
    st.just("restart"),
)
# Soon enough that phones ring and letters lie there while people act.
quick = st.lists(st.integers(0, 200), min_size=8, max_size=8).map(scenario_of)
numbers, seats = st.integers(1, 12), st.sampled_from(SEATS)
sides = st.sampled_from((*SEATS, "school"))


def on_the_phone(what: str, pick: int):
    """Somebody does this with one of the calls that it can be done with, as they stand at that moment."""

    def choose(state):
        status = {"take": ("ringing", "missed"), "back": ("waiting",)}.get(what, ("live",))
        calls = [call for call in state.calls.values() if call.status in status]
        if not calls:
            return LetTimePass()
        call = calls[pick % len(calls)]
        talk, who = call.conversation, call.taken_by
        match what:
            case "take":
                return commands.TakeCall(talk, call.rung[pick % len(call.rung)])
            case "hang up":
                return commands.HangUp(talk, who)
            case "gone" | "back":
                return commands.NoteLaptop(who, there=what == "back")
            case _:
                return commands.GiveAnswer(state.conversations[talk].numbers[-1], who, "ja")

    return choose


phone = st.builds(
    on_the_phone, st.sampled_from(("take", "take", "answer", "gone", "back", "hang up")), st.integers(0, 9)
)
talk = st.one_of(
    st.just(commands.ResumeExercise()),
    st.builds(commands.TakeCall, numbers, sides),
    st.builds(commands.DeclineCall, numbers, sides),
    st.builds(commands.HangUp, numbers, sides),
    st.builds(commands.NoteLaptop, seats, st.booleans()),
    st.builds(commands.GiveAnswer, numbers, seats, st.just("ja"), question=st.integers(0, 2)),
    st.builds(commands.WriteMessage, sides, numbers, text=st.just("Wie haalt Lotte?"), facts=st.just(("F1",))),
    st.builds(commands.WriteMessage, seats, to=st.sampled_from((("school",), SEATS[:1])), by=st.just("phone")),
    st.builds(commands.WriteMessage, sides, to=st.just(SEATS[:2]), by=st.just("email"), text=st.just("Wie?")),
    st.builds(commands.OpenMessage, numbers, seats),
    st.builds(commands.AssignMessage, numbers, seats, seats),
    st.builds(commands.ParkMessage, numbers, seats, st.integers(0, 900_000)),
    st.just(commands.ImproviseInject(ImprovisedInject("", "mentor", ("all",), "phone", "Mentor belt", "…"), "now")),
)
deeds = st.one_of(
    st.builds(commands.DoAct, seats, st.just("statutory_notified"), st.just({"actor": ("mentor",)})),
    st.builds(commands.DoAct, seats, st.just("council_notice"), st.just({"audience": ("council",), "knows": ("x",)})),
    st.builds(commands.DoAct, seats, st.just("handover"), st.just({"to": ("bestuur",), "asked": ("x",)})),
    st.builds(commands.ProposeLevel, seats, st.sampled_from(("N0", "N3")), st.just(()), st.just("x")),
    st.builds(commands.DecideLevel, st.sampled_from(("N0", "N3")), proposal=st.integers(0, 2)),
    st.builds(commands.DeclineLevel, st.integers(1, 3)),
    st.builds(commands.ChangeGrip, st.integers(0, 5)),
    st.builds(commands.AddTask, seats, st.just("Bellen")),
    st.builds(commands.ChangeTask, seats, st.integers(1, 3), st.just("mentor"), st.sampled_from(("open", "done"))),
    st.builds(commands.MakePromise, seats, st.just("mentor"), st.just("x"), st.sampled_from(("", "09:00", "12:30"))),
    st.builds(commands.KeepPromise, st.integers(1, 3)),
    st.builds(commands.SaveDraft, seats, st.integers(0, 2), st.integers(0, 2), st.just("x"), st.just("y")),
)
stories = st.lists(st.tuples(st.integers(0, 400_000), acts), max_size=25)
talks = st.lists(
    st.tuples(st.integers(0, 40_000), st.one_of(phone, phone, phone, talk, talk, deeds, acts)), min_size=12, max_size=40
)
conduct = st.sampled_from([Settings(), Settings(show="at_once"), Settings(undo_window_ms=0)])


def perform(play: Play, story, look_every_ms=None) -> None:
    """Play a story: wait so many ms, then act; a restart loses nothing but memory."""
    play.start()
    for wait, act in story:
        until = play.at + wait
        while look_every_ms and play.at + look_every_ms < until:
            play.at += look_every_ms
            play.ask(LetTimePass(), by="clock")
        play.at = until
        if act == "restart":
            play.ask(LetTimePass(), by="clock")
            play.state = replay(play.scenario, play.log)
            play.ask(commands.BridgeOutage(play.at), by="server")
        else:
            play.ask(meant(play, act))
    play.pass_time("1h")


def meant(play: Play, act):
    """The command of an act; an act that depends on how things stand sees what is due by now, without writing it."""
    if not callable(act):
        return act
    now = play.state.fork()
    decide(now, LetTimePass(), play.at, "clock")
    return act(now)
