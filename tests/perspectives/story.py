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
        "facts": {"F01": {"text": "SECRETFACT", "held_by": ["gw"]}},
        "injects": [
            {"id": "Q01", "at": "T+0", "from": "Exercise control", "to": ["all"], "by": "system", "title": "The start",
             "text": "It is half past eight.", "reply": "acknowledge", "kind": "context"},
            {"id": "Q02", "at": "T+1m", "from": "mentor", "to": ["gw"], "by": "phone", "title": "Not at school",
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
            {"id": "Q06", "at": "T+20m", "from": "paper", "to": ["all"], "by": "social", "title": "LATERTITLE",
             "text": "LATERTEXT"},
        ],
    }
)  # fmt: skip

SECRETS = ("SECRET", "Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "E02", "F01", "OD1", "noise", "contingency")
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


IDS = st.sampled_from(("Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "X01", "X02"))
NUMBERS = st.integers(1, 8)
SEAT = st.sampled_from(SEATS)
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
    st.builds(commands.BridgeOutage, st.just(0)),
)
STEPS = st.lists(st.tuples(COMMANDS, st.sampled_from((0, 500, 3_000, 61_000))), max_size=25)


class Screen:
    """One screen that follows the changes; ``shows`` maps the id of a region to its part."""

    def __init__(self, perspective: Perspective, state: State, seat: str) -> None:
        self.perspective = perspective
        self.seat = seat
        self.shows = {region.id: region.part for region in perspective.whole(Scene(state), seat)}

    def follow(self, regions: list[Region]) -> None:
        """Take over the regions that are for this screen."""
        for region in regions:
            for_me = region.audience == EVERYONE or self.seat in region.audience
            if for_me and not (region.once and region.id in self.shows):
                self.shows[region.id] = region.part

    def painted_whole(self, state: State) -> dict[str, object]:
        """What this screen would show if it were painted from scratch."""
        return {region.id: region.part for region in self.perspective.whole(Scene(state), self.seat)}


def plays(state: State, steps: list[tuple[commands.AnyCommand, int]]) -> Iterator[list[Line]]:
    """The lines of each step of a random play, from StartEx to EndEx."""
    yield tell(state, commands.StartExercise())
    for command, after in steps:
        seat = getattr(command, "seat", "")
        yield tell(state, command, after, f"seat:{seat}" if seat else "facilitator:Kim")
    yield tell(state, commands.EndExercise("Well done"))
