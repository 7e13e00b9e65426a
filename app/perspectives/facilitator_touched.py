"""Which parts of the console did these lines touch?"""

from __future__ import annotations

from app.engine import events
from app.engine.state import State

_COURSE = (
    events.ExerciseStarted, events.ExercisePaused, events.ExerciseResumed, events.ExerciseEnded,
    events.OutageBridged, events.RateChanged,
)  # fmt: skip
_EVERYTHING = (events.ExercisePrepared, events.TimeJumped, events.RestShifted)
_PLACES = (events.SeatTaken, events.SeatLeft, events.SeatAutomated, events.SeatCovered)
_EXPECTED = (events.ExpectationMet, events.ExpectationMissed)
_CALLS = (
    events.CallTaken, events.CallDeclined, events.CallMissed, events.CallWaits, events.CallResumed, events.CallEnded,
)  # fmt: skip
_DEADLINES = (events.DeadlineNeared, events.DeadlinePassed)
_LEVELS = (events.LevelProposed, events.LevelDeclined, events.LevelChanged, events.GripChanged)
_DEEDS = (events.ActDone, events.PromiseMade, events.PromiseKept, events.PromiseBroken)
_CLOCKS = (events.ClockStarted, events.ClockMet, events.ClockExpired)
_LOG_ONLY = (
    events.MessageAssigned, events.MessageParked, events.MessageReturned, events.TaskAdded, events.TaskChanged,
    events.DraftSaved, events.FileAdded,
)  # fmt: skip


class Touched:
    """What has to be painted again; each once, however many lines touched it."""

    def __init__(self) -> None:
        self.injects: dict[str, None] = {}
        self.seats: dict[str, None] = {}
        self.course = False
        self.plan = False
        self.talks = False
        self.ladder = False
        self.terms = False
        self.deeds = False

    def everything(self, state: State) -> None:
        """All there is."""
        self.injects = dict.fromkeys(state.injects)
        self.seats = dict.fromkeys(state.seats)
        self.course = self.plan = self.talks = self.ladder = self.terms = self.deeds = True

    def by(self, state: State, event: events.AnyEvent) -> None:
        """What one event touches."""
        if isinstance(event, _EVERYTHING):
            self.everything(state)
        elif isinstance(event, _COURSE):
            self.course = self.ladder = True
        elif isinstance(event, _PLACES):
            self.seats[event.seat] = None
            self.talks = True
        elif isinstance(event, _EXPECTED):
            self.injects[event.inject] = None
            self.plan = True
        elif isinstance(event, _LEVELS):
            self.ladder = True
        elif isinstance(event, _DEEDS):
            self.deeds = True
            if isinstance(event, events.ActDone):
                self.seats[event.seat] = None
        elif isinstance(event, _CLOCKS):
            self.terms = True
        elif not isinstance(event, _LOG_ONLY):
            self._by_message(state, event)

    def _by_message(self, state: State, event: events.AnyEvent) -> None:
        match event:
            case events.ReceiptsNoted():
                numbers = sorted({receipt.number for receipt in (*event.arrived, *event.shown)})
                for number in numbers:
                    self._inject(state.messages[number - 1].inject)
            case events.MessageOpened() | events.MessageAcknowledged() | events.AnswerGiven():
                self._inject(event.inject)
                self.seats[event.seat] = None
                if isinstance(event, events.AnswerGiven):
                    self._answer(state, event)
            case events.MessageSent():
                self.talks = True
                self.seats.update(dict.fromkeys(event.seats))
                if event.sender in state.seats:
                    self.seats[event.sender] = None
            case events.DeadlineNeared() | events.DeadlinePassed():
                self._inject(state.messages[event.number - 1].inject)
                self.terms = True
            case _ if isinstance(event, _CALLS):
                self._inject(state.messages[event.conversation - 1].inject)
                self.talks = True
            case _:
                self._by_script(state, event)

    def _answer(self, state: State, event: events.AnswerGiven) -> None:
        message = state.messages[(event.number or state.injects[event.inject].number) - 1]
        self._inject(state.messages[message.conversation - 1].inject)
        self.talks = True
        self.terms = self.terms or message.deadline is not None

    def _inject(self, name: str) -> None:
        """A line of the script; what nobody scripted has none."""
        if name:
            self.injects[name] = None

    def _by_script(self, state: State, event: events.AnyEvent) -> None:
        inject = getattr(event, "inject", "")
        name = inject.id if isinstance(inject, events.ImprovisedInject) else str(inject)
        self.injects[name] = None
        self.plan = True
        if isinstance(event, events.InjectReleased | events.InjectRecalled):
            self.injects.update(dict.fromkeys(state.followers.get(name, ())))
            self.seats.update(dict.fromkeys(state.deliveries.get(state.injects[name].number, ())))
            self.talks = self.terms = True
        elif isinstance(event, events.RecipientAdded):
            self.seats[event.seat] = None
            self.talks = self.terms = True
        elif isinstance(event, events.InjectEdited | events.CorrectionSent | events.AlternativeChosen):
            self.talks = self.terms = True
