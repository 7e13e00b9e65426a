"""An exercise that tests play by hand: short words, moved time, and a replay at the end."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import pytest

from app.engine import commands
from app.engine.commands import AnyCommand
from app.engine.decide import decide
from app.engine.events import ImprovisedInject, InjectReleased, Line, Settings
from app.engine.fold import fold, new_state, replay
from app.engine.play import seat_plans
from app.engine.state import State
from app.scenario.durations import parse_duration
from app.scenario.model import Scenario
from app.store.codec import from_row, to_row

BEGIN = 1_700_000_000_000
REMEMBERED = {"agenda", "owned", "reach", "deadline", "is_deadline_known"}
"""What a state only keeps to be quick; it says nothing about the exercise."""
AT_ONCE = Settings(show="at_once")


def small_scenario(**changes: Any) -> Scenario:
    """Two teams, four seats, three injects on the clock and one in reserve."""
    data: dict[str, Any] = {
        "tegenspel": 1,
        "id": "klein",
        "title": "Oefening Klein",
        "duration": "60m",
        "story": {"start": "2026-03-10 08:30", "pace": 4},
        "teams": {"wijkteam": {"title": "Wijkteam"}, "bestuur": {"title": "Bestuurlijk team"}},
        "roles": {
            "gezinswerker": {"title": "Gezinswerker", "team": "wijkteam", "seats": 2},
            "teamleider": {"title": "Teamleider", "team": "wijkteam"},
            "wethouder": {"title": "Wethouder", "team": "bestuur", "automatic": True},
        },
        "injects": [
            inject(
                "A1", "T+1m", expect=[{"id": "A1-terug", "text": "x", "within": "6m", "met_by": {"answered": "A1"}}]
            ),
            inject("A2", "T+3m", to=["bestuur"], reply="acknowledge"),
            inject("A3", "T+10m", to=["all"], reply="choice", choices=["ja", "nee"]),
            inject("B1", None, to=["teamleider"]),
        ],
    }
    return Scenario.model_validate({**data, **changes})


def inject(name: str, at: str | None, **more: Any) -> dict[str, Any]:
    """One inject as a file would say it."""
    timing = {} if at is None else {"at": at}
    return {
        "id": name,
        "from": "mentor",
        "to": ["wijkteam"],
        "by": "email",
        "title": name,
        "text": "…",
        **timing,
        **more,
    }


class Play:
    """One exercise in the words of the room; every line goes through the codec and back."""

    def __init__(self, scenario: Scenario, settings: Settings = AT_ONCE) -> None:
        self.scenario = scenario
        self.at = BEGIN
        self.log: list[Line] = []
        self.state: State = new_state(scenario)
        plan = commands.PrepareExercise(scenario.title, seat_plans(scenario), settings, scenario.start_at * 1000)
        assert self.ask(plan) == ""

    def ask(self, command: AnyCommand, by: str = "facilitator:Eva", wish: str = "") -> str:
        """Carry out a command now: the reason when it is refused, else nothing."""
        decision = decide(self.state.fork(), command, self.at, by, wish)
        for line in decision.lines:
            kept = from_row(to_row(1, line))
            assert kept == line
            fold(self.state, kept)
            self.log.append(kept)
        return "" if decision.refusal is None else decision.refusal.sentence

    def pass_time(self, duration: str, look_every_ms: int | None = None) -> None:
        """Let real time pass, looking at the clock once at the end or every so many ms."""
        until = self.at + parse_duration(duration) * 1000
        while look_every_ms and self.at + look_every_ms < until:
            self.at += look_every_ms
            self.ask(commands.LetTimePass(), by="clock")
        self.at = until
        self.ask(commands.LetTimePass(), by="clock")

    def start(self) -> None:
        assert self.ask(commands.StartExercise()) == ""

    def pause(self) -> None:
        assert self.ask(commands.PauseExercise()) == ""

    def resume(self) -> None:
        assert self.ask(commands.ResumeExercise()) == ""

    def rate(self, times: float) -> None:
        assert self.ask(commands.ChangeRate(round(times * 1000))) == ""

    def take(self, seat: str, name: str) -> None:
        assert self.ask(commands.TakeSeat(seat, name), by="join") == ""

    def answer(self, number: int, seat: str, text: str = "", choice: str = "", **more: Any) -> str:
        return self.ask(commands.GiveAnswer(number, seat, text, choice, **more), by=f"seat:{seat}")

    def act(self, command: AnyCommand, seat: str) -> str:
        """Carry out a wish of a player."""
        return self.ask(command, by=f"seat:{seat}")

    def improvise(self, title: str, when: Any = "now", to: tuple[str, ...] = ("all",), **more: str) -> str:
        new = ImprovisedInject("", "mentor", to, more.get("by", "email"), title, "…", more.get("reply", "text"))
        return self.ask(commands.ImproviseInject(new, when))

    def released(self) -> list[str]:
        """The injects that went out, in the order of the log."""
        return [line.event.inject for line in self.log if isinstance(line.event, InjectReleased)]

    def released_at(self) -> list[tuple[str, int]]:
        """The injects that went out, with the exercise second."""
        return [(line.event.inject, line.t // 1000) for line in self.log if isinstance(line.event, InjectReleased)]

    def status(self, name: str) -> str:
        return self.state.injects[name].status

    def told(self) -> list[str]:
        """The names of all events, in the order of the log."""
        return [type(line.event).__name__ for line in self.log]

    @property
    def exercise_ms(self) -> int:
        return self.state.clock.exercise_ms(self.at)

    def compare_with_replay(self) -> None:
        """The live state is the fold of the log, and the log has no gaps."""
        again = replay(self.scenario, self.log)
        for name in sorted({field.name for field in fields(State)} - REMEMBERED):
            assert getattr(again, name) == getattr(self.state, name), name
        assert [line.seq for line in self.log] == list(range(1, len(self.log) + 1))
        assert all(a.at <= b.at and a.t <= b.t for a, b in zip(self.log, self.log[1:], strict=False))


@pytest.fixture
def new_play() -> Iterator[Callable[..., Play]]:
    """A maker of exercises; each is compared with a replay of its log at the end of the test."""
    plays: list[Play] = []

    def make(settings: Settings = AT_ONCE, **changes: Any) -> Play:
        plays.append(Play(small_scenario(**changes), settings))
        return plays[-1]

    yield make
    for one in plays:
        one.compare_with_replay()


@pytest.fixture
def play(new_play: Callable[..., Play]) -> Play:
    """The small exercise, not yet started; releases by hand go out at once."""
    return new_play()
