"""How does a scenario play under a simulated clock?"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from app.engine import commands
from app.engine.calm import Reaction, SeatCommand, seat_of
from app.engine.commands import AnyCommand, Refusal
from app.engine.decide import carry_out, decide
from app.engine.events import Line, SeatPlan, Settings
from app.engine.fold import new_state
from app.engine.schedule import next_deadline
from app.engine.turn import Turn
from app.scenario.model import Scenario

BEGIN = 0
"""A rehearsal begins at real time 0 of its own world."""


def seat_plans(scenario: Scenario, counts: dict[str, int] | None = None) -> tuple[SeatPlan, ...]:
    """The table that a scenario lays: for each role its seats, or as many as ``counts`` says."""
    plans = []
    for role in scenario.roles.values():
        count = role.seats if counts is None else counts.get(role.id, role.seats)
        for number in range(1, count + 1):
            title = role.title if count == 1 else f"{role.title} {number}"
            plans.append(SeatPlan(f"{role.id}-{number}", role.id, title, role.team, role.automatic))
    return tuple(plans)


class Rehearsal:
    """An exercise that is played by hand or by scripted seats; only its own clock moves, nothing waits."""

    def __init__(self, scenario: Scenario, settings: Settings = Settings(), react: Reaction | None = None) -> None:
        self.scenario = scenario
        self.at = BEGIN
        self.state = new_state(scenario)
        self.log: list[Line] = []
        self._react = react
        self._acts: list[tuple[int, int, Sequence[SeatCommand]]] = []
        self._planned = 0
        plan = commands.PrepareExercise(scenario.title, seat_plans(scenario), settings, scenario.start_at * 1000)
        self.ask(plan, by="facilitator:rehearsal")

    def ask(self, command: AnyCommand, by: str = "facilitator:rehearsal", wish: str = "") -> Refusal | None:
        """Carry out one command now; the reason when it is refused."""
        decision = decide(self.state, command, self.at, by, wish)
        self._tell(decision.lines)
        return decision.refusal

    def pass_until(self, at: int) -> None:
        """Let real time pass until ``at`` (ms), with everything that falls due and every scripted act on the way."""
        while True:
            due = next_deadline(self.state) if self._react else None
            act_at = self._acts[0][0] if self._acts else None
            if act_at is not None and act_at <= at and (due is None or act_at < due):
                self._act(act_at)
            elif due is not None and due <= at:
                self._look(due)
            else:
                break
        self._look(at)

    def _act(self, at: int) -> None:
        _, _, together = heappop(self._acts)
        self.at = max(self.at, at)
        turn = Turn(self.state, self.at, "")
        for command in together:
            turn.by = f"seat:{seat_of(command)}"
            carry_out(turn, command)
        self._tell(turn.lines)

    def _look(self, at: int) -> None:
        self.at = max(self.at, at)
        self.ask(commands.LetTimePass(), by="clock")

    def _tell(self, lines: list[Line]) -> None:
        self.log.extend(lines)
        if self._react is None:
            return
        for line in lines:
            for act in self._react(self.state, line):
                self._planned += 1
                heappush(self._acts, (line.at + act.after_ms, self._planned, act.commands))


def rehearse(scenario: Scenario, settings: Settings = Settings(), react: Reaction | None = None) -> Rehearsal:
    """Play a scenario from StartEx to its planned end at normal tempo and give the whole exercise back."""
    rehearsal = Rehearsal(scenario, settings, react)
    rehearsal.ask(commands.StartExercise())
    rehearsal.pass_until(BEGIN + (scenario.duration - scenario.start_at) * 1000)
    rehearsal.ask(commands.EndExercise())
    return rehearsal
