"""A small scenario full of words that players must never read, and random plays of it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from app.engine import commands
from app.engine.decide import decide
from app.engine.events import ImprovisedInject, Line, Receipt, SeatPlan, Settings
from app.engine.fold import new_state
from app.engine.state import State
from app.perspectives.parts import EVERYONE, Perspective, Region, Scene
from app.scenario.model import Scenario

START = 1_800_000_000_000
SEATS = ("gw-1", "gw-2", "tl-1", "wh-1")

SCENARIO = Scenario.model_validate(
    {
        "tegenspel": 1,
        "id": "small",
        "title": "Exercise Small",
        "duration": "30m",
        "story": {"start": "2026-03-10 08:30", "pace": 4},
        "start_level": "N1",
        "objectives": {"OD1": {"text": "SECRETOBJECTIVE"}},
        "levels": {"N1": {"title": "Regular", "opens": ["care"], "criteria": ["SECRETCRITERION"]}},
        "teams": {"care": {"title": "Care team"}, "board": {"title": "Board"}},
        "roles": {
            "gw": {"title": "Family worker", "team": "care", "seats": 2, "brief": "You know the family."},
            "tl": {"title": "Team leader", "team": "care"},
            "wh": {"title": "Alderman", "team": "board"},
        },
        "actors": {
            "mentor": {"title": "Mentor of class 2B", "aim": "SECRETAIM", "never_says": ["SECRETNEVER"]},
            "paper": {"title": "The Water Herald", "kind": "SECRETACTORKIND"},
        },
        "facts": {
            "F01": {"text": "He sleeps badly", "held_by": ["gw"]},
            "F02": {"text": "The letter tells this", "held_by": ["paper"]},
            "F03": {"text": "SECRETFACT", "held_by": ["mentor"]},
        },
        "documents": {"plan": {"title": "The plan", "file": "plan.md"}},
        "injects": [
            {"id": "Q01", "at": "T+0", "from": "Exercise control", "to": ["all"], "by": "system", "title": "The start",
             "text": "It is half past eight.", "reply": "acknowledge", "kind": "context"},
            {"id": "Q02", "at": "T+1m", "from": "mentor", "to": ["gw"], "by": "visitor", "title": "Not at school",
             "text": "He is not here.", "facts": ["F01"], "objectives": ["OD1"], "hook": "SECRETHOOK",
             "condition": "SECRETCONDITION", "kind": "core",
             "expect": [{"id": "E02", "text": "SECRETEXPECTATION", "within": "2m", "met_by": {"answered": "Q02"}}]},
            {"id": "Q03", "at": "T+2m", "from": "mentor", "to": ["wh"], "by": "email", "title": "BOARDTITLE",
             "text": "BOARDTEXT", "kind": "noise"},
            {"id": "Q04", "after": {"inject": "Q02", "wait": "1m"}, "from": "paper", "to": ["all"], "by": "news",
             "title": "Council is silent", "text": "Nobody answers.", "reply": "none", "kind": "contingency"},
            {"id": "Q05", "at": "T+5m", "release": "hand", "from": "tl", "to": ["care"], "by": "chat",
             "title": "Who calls?", "reply": "choice", "choices": ["I do", "You do"],
             "alternatives": [{"id": "a", "label": "SECRETLABEL", "text": "Who calls the mother?"},
                              {"id": "b", "label": "SECRETLABEL", "text": "SECRETOTHERTEXT"}]},
            {"id": "Q07", "at": "T+6m", "from": "paper", "to": ["care"], "by": "letter", "title": "Some questions",
             "text": "Please answer.", "questions": ["Who knew?", "Since when?"], "deadline": "3m", "remind": "1m",
             "reference": "WH-7", "facts": ["F02"], "attachments": ["plan"]},
            {"id": "Q08", "at": "T+7m", "from": "paper", "to": ["all"], "by": "letter", "title": "CONTINUEDTITLE",
             "text": "Still waiting.", "continues": "Q07"},
            {"id": "Q09", "at": "T+8m", "from": "mentor", "to": ["care"], "by": "phone", "title": "CALLTITLE",
             "text": "CALLTEXT", "questions": ["CALLQUESTION"], "voicemail": "Call me back.", "rings": "30s"},
            {"id": "Q06", "at": "T+20m", "from": "paper", "to": ["all"], "by": "social", "title": "LATERTITLE",
             "text": "LATERTEXT"},
        ],
    }
)  # fmt: skip

SECRETS = (
    "SECRET",
    "Q01",
    "Q02",
    "Q03",
    "Q04",
    "Q05",
    "Q06",
    "Q07",
    "Q08",
    "Q09",
    "E02",
    "F03",
    "OD1",
    "noise",
    "contingency",
)
OF_CALLS = ("CALLTITLE", "CALLTEXT", "CALLQUESTION")
"""Words of a call, which only those who are in it hear."""
ONLY_IN = {"Q03": ("BOARDTITLE", "BOARDTEXT"), "Q06": ("LATERTITLE", "LATERTEXT")}
"""Words that a seat may read only once it got this inject."""


def prepared(settings: Settings | None = None) -> tuple[State, list[Line]]:
    """The exercise with its table laid, and the lines so far."""
    state = new_state(SCENARIO)
    plans = tuple(
        SeatPlan(seat, seat.split("-")[0], SCENARIO.roles[seat.split("-")[0]].title,
                 SCENARIO.roles[seat.split("-")[0]].team)
        for seat in SEATS
    )  # fmt: skip
    lines = decide(state, commands.PrepareExercise("Small", plans, settings or Settings()), START, "server").lines
    return state, lines


def tell(state: State, command: commands.AnyCommand, after: int = 0, by: str = "facilitator:Kim") -> list[Line]:
    """Carry out a command so many real ms after the last line, and give its lines."""
    return decide(state, command, state.last_at + after, by).lines


IDS = st.sampled_from(("Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q07", "Q08", "Q09", "X01", "X02"))
NUMBERS = st.integers(1, 12)
SEAT = st.sampled_from(SEATS)
SENDER = st.sampled_from((*SEATS, "mentor"))
TO = st.sampled_from((*SEATS, "care", "board", "wh", "mentor", "paper", "all"))
RECEIPTS = st.tuples(st.builds(Receipt, NUMBERS, SEAT, st.just(START)))
IMPROVISED = st.builds(
    ImprovisedInject,
    id=st.just(""),
    sender=st.sampled_from(("mentor", "wh", "A neighbour")),
    to=st.sampled_from((("all",), ("wh-1",), ("care", "wh"), ("N1",))),
    by=st.sampled_from(("news", "visitor")),
    title=st.just("Just in"),
    text=st.just("Something new."),
)
COMMANDS: st.SearchStrategy[commands.AnyCommand] = st.one_of(
    st.builds(commands.LetTimePass),
    st.builds(commands.TakeSeat, SEAT, st.sampled_from(("Sam", "Noor"))),
    st.builds(commands.LeaveSeat, SEAT),
    st.builds(commands.PauseExercise, st.sampled_from(("pause", "timeout", "no_play")), st.just("A real alarm")),
    st.builds(commands.ResumeExercise),
    st.builds(commands.ChangeRate, st.sampled_from((500, 1000, 10_000))),
    st.builds(commands.JumpTo, st.none(), st.sampled_from(("release", "skip"))),
    st.builds(commands.ReleaseInject, IDS),
    st.builds(commands.UndoRelease, IDS),
    st.builds(commands.HoldInject, IDS),
    st.builds(commands.SkipInject, IDS),
    st.builds(commands.ReturnInject, IDS),
    st.builds(commands.EditInject, IDS, st.just("Edited"), st.just("Edited text")),
    st.builds(commands.SendCorrection, IDS, st.just("It was nine o'clock.")),
    st.builds(commands.AddRecipient, IDS, SEAT),
    st.builds(commands.ImproviseInject, IMPROVISED),
    st.builds(commands.NoteReceipts, RECEIPTS, RECEIPTS),
    st.builds(commands.OpenMessage, NUMBERS, SEAT),
    st.builds(commands.AcknowledgeMessage, NUMBERS, SEAT),
    st.builds(commands.GiveAnswer, NUMBERS, SEAT, st.just("I will call."), st.sampled_from(("", "I do"))),
    st.builds(commands.GiveAnswer, NUMBERS, SEAT, st.just("Since May."), question=st.integers(1, 3)),
    st.builds(
        commands.WriteMessage,
        SENDER,
        to=st.lists(TO, min_size=1, max_size=3).map(tuple),
        by=st.sampled_from(("phone", "email", "chat")),
        title=st.just("From us"),
        text=st.just("Read this."),
        facts=st.sampled_from(((), ("F01",))),
    ),
    st.builds(commands.WriteMessage, SENDER, NUMBERS, text=st.just("And this.")),
    st.builds(commands.TakeCall, NUMBERS, SEAT),
    st.builds(commands.TakeCall, NUMBERS, st.just("mentor")),
    st.builds(commands.DeclineCall, NUMBERS, SEAT),
    st.builds(commands.HangUp, NUMBERS, SENDER),
    st.builds(commands.NoteLaptop, SEAT, st.booleans()),
    st.builds(commands.AssignMessage, NUMBERS, SEAT, st.sampled_from(("", *SEATS))),
    st.builds(commands.ParkMessage, NUMBERS, SEAT, st.sampled_from((0, 60_000, 600_000))),
    st.builds(commands.BridgeOutage, st.just(0)),
)
STEPS = st.lists(st.tuples(COMMANDS, st.sampled_from((0, 500, 3_000, 61_000))), max_size=25)


class Screen:
    """One screen that follows the changes.

    ``shows`` maps the id of a region to its part; ``stand`` a container to the regions in it, in order.
    """

    def __init__(self, perspective: Perspective, state: State, seat: str) -> None:
        self.perspective = perspective
        self.seat = seat
        self.orders: dict[str, int] = {}
        self.shows: dict[str, object] = {}
        self.stand: dict[str, list[str]] = {}
        self.follow(perspective.whole(Scene(state), seat))

    def follow(self, regions: list[Region]) -> None:
        """Take over the regions that are for this screen, as static/js/live.js does."""
        for region in regions:
            if region.audience != EVERYONE and self.seat not in region.audience:
                continue
            if region.id not in self.shows and region.into:
                self._put(region, self.stand.setdefault(region.into, []))
            if not (region.once and region.id in self.shows):
                self.shows[region.id] = region.part

    def _put(self, region: Region, shelf: list[str]) -> None:
        self.orders[region.id] = order = region.order
        if order and region.at == "end":
            place = next((n for n, id_ in enumerate(shelf) if self.orders[id_] > order), len(shelf))
        elif order:
            place = next((n for n, id_ in enumerate(shelf) if self.orders[id_] <= order), len(shelf))
        else:
            place = 0 if region.at == "start" else len(shelf)
        shelf.insert(place, region.id)

    def painted_whole(self, state: State) -> tuple[dict[str, object], dict[str, list[str]]]:
        """What this screen would show, and where, if it were painted from scratch: in the order of the regions."""
        regions = self.perspective.whole(Scene(state), self.seat)
        assert len({region.id for region in regions}) == len(regions)
        stand: dict[str, list[str]] = {}
        for region in regions:
            if region.into:
                shelf = stand.setdefault(region.into, [])
                shelf.insert(0 if region.at == "start" else len(shelf), region.id)
        return {region.id: region.part for region in regions}, stand


WHO = ("seat", "who", "sender")


def plays(state: State, steps: list[tuple[commands.AnyCommand, int]]) -> Iterator[list[Line]]:
    """The lines of each step of a random play, from StartEx to EndEx."""
    yield tell(state, commands.StartExercise())
    for command, after in steps:
        seat = next((who for who in (getattr(command, name, "") for name in WHO) if who in SEATS), "")
        yield tell(state, command, after, f"seat:{seat}" if seat else "facilitator:Kim")
    yield tell(state, commands.EndExercise("Well done"))
