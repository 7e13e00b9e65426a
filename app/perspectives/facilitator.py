"""What does somebody who leads the exercise see? Everything; this room only decides in which pieces it is painted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.engine import events
from app.engine.events import Line
from app.perspectives import facilitator_rows as rows
from app.perspectives.facilitator_actions import course_actions
from app.perspectives.facilitator_log import log_regions
from app.perspectives.facilitator_parts import BannerPart, TopPart
from app.perspectives.facilitator_people import people, people_count
from app.perspectives.parts import Region, Scene

_COURSE = (
    events.ExerciseStarted, events.ExercisePaused, events.ExerciseResumed, events.ExerciseEnded,
    events.OutageBridged, events.RateChanged,
)  # fmt: skip
_EVERYTHING = (events.ExercisePrepared, events.TimeJumped, events.RestShifted)
_ACTS = (events.MessageOpened, events.MessageAcknowledged, events.AnswerGiven, events.RecipientAdded)
_PLACES = (events.SeatTaken, events.SeatLeft, events.SeatAutomated)
_EXPECTED = (events.ExpectationMet, events.ExpectationMissed)


class Facilitator:
    """The console. The lines of the log are not part of ``whole``: the page reads them from the log itself."""

    name = "facilitator"

    def whole(self, scene: Scene, seat: str) -> list[Region]:  # noqa: ARG002 - a console has no seat
        """Every region of the console."""
        touched = _Touched()
        touched.everything(scene)
        return [*touched.regions(scene)]

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """What these lines may have changed, and the lines themselves."""
        touched = _Touched()
        for line in lines:
            touched.by(scene, line.event)
        yield from touched.regions(scene)
        yield from log_regions(scene.state, lines)

    def around(self, scene: Scene) -> Iterable[Region]:
        """People and banner."""
        yield _banner(scene)
        yield Region("people-count", "people_count", people_count(scene))
        yield from people(scene, scene.state.seats)


class _Touched:
    """Which regions have to be painted again; each once, however many lines touched it."""

    def __init__(self) -> None:
        self.injects: dict[str, None] = {}
        self.seats: dict[str, None] = {}
        self.course = False
        self.plan = False

    def everything(self, scene: Scene) -> None:
        """All there is."""
        self.injects = dict.fromkeys(scene.state.injects)
        self.seats = dict.fromkeys(scene.state.seats)
        self.course = self.plan = True

    def by(self, scene: Scene, event: events.Event) -> None:
        """What one event touches."""
        state = scene.state
        if isinstance(event, _EVERYTHING):
            self.everything(scene)
        elif isinstance(event, _COURSE):
            self.course = True
        elif isinstance(event, _PLACES):
            self.seats[event.seat] = None
        elif isinstance(event, _ACTS):
            self.injects[event.inject] = None
            self.seats[event.seat] = None
        elif isinstance(event, events.ReceiptsNoted):
            numbers = {receipt.number for receipt in (*event.arrived, *event.shown)}
            self.injects.update(dict.fromkeys(state.messages[number - 1].inject for number in sorted(numbers)))
        elif isinstance(event, _EXPECTED):
            self.injects[event.inject] = None
            self.plan = True
        else:
            self._by_script(scene, event)

    def _by_script(self, scene: Scene, event: events.Event) -> None:
        inject = getattr(event, "inject", "")
        name = inject.id if isinstance(inject, events.ImprovisedInject) else str(inject)
        self.injects[name] = None
        self.plan = True
        if isinstance(event, events.InjectReleased | events.InjectRecalled):
            self.injects.update(dict.fromkeys(scene.state.followers.get(name, ())))
            self.seats.update(dict.fromkeys(scene.state.deliveries.get(scene.state.injects[name].number, ())))

    def regions(self, scene: Scene) -> Iterator[Region]:
        """The regions, in the order of the page."""
        state = scene.state
        if self.course:
            yield _banner(scene)
        if self.course or self.plan:
            yield _top(scene)
        if self.plan:
            yield Region("counts", "counts", rows.counts(state))
        for part in sorted((rows.row(state, name) for name in self.injects), key=lambda part: part.sort):
            yield Region(f"row-{part.id}", "row", part, into="msel")
        if self.seats:
            yield Region("people-count", "people_count", people_count(scene))
            yield from people(scene, self.seats)
        if self.plan:
            yield Region("next", "next", rows.coming(state))


def _top(scene: Scene) -> Region:
    state = scene.state
    written = state.scenario
    part = TopPart(
        title=state.title,
        phase=state.phase,
        pause=state.pause,
        reason=state.pause_reason,
        clock=state.clock,
        story_start=written.story.start,
        pace=written.story.pace,
        duration=written.duration * 1000,
        actions=course_actions(state),
    )
    return Region("top", "top", part)


def _banner(scene: Scene) -> Region:
    state = scene.state
    paused = state.phase == "paused"
    part = BannerPart(scene.log_writable, state.pause if paused else None, state.pause_reason if paused else "")
    return Region("banner", "banner", part)
