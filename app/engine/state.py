"""Where does an exercise stand?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import msgspec

from app.engine.clock import PlayClock
from app.engine.deeds import ClockState, Deed, Draft, LevelStep, Promise, Proposal, Task
from app.engine.events import PauseKind, Settings
from app.engine.talk import NOT_DELIVERED, Call, Conversation, Delivery, File, Message, Tally

if TYPE_CHECKING:
    from app.scenario.model import Scenario

Phase = Literal["planned", "running", "paused", "ended"]
InjectStatus = Literal["waiting", "ready", "held", "queued", "released", "recalled", "skipped", "reserve"]


class Seat(msgspec.Struct, frozen=True, gc=False):
    """One person's place in one exercise; ``name`` is empty while nobody has taken it."""

    id: str
    role: str
    title: str
    team: str
    automatic: bool = False
    name: str = ""
    taken_at: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether somebody sits here."""
        return bool(self.name)

    @property
    def plays_itself(self) -> bool:
        """Whether the seat is empty and needs no answer."""
        return self.automatic and not self.name


class InjectState(msgspec.Struct, frozen=True, gc=False):
    """Where one inject stands in the script.

    ``due`` exercise ms or None for reserve; ``planned`` the same as first written; ``goes_at`` real ms while queued;
    ``before`` the status to return to when a queued release is undone; ``number`` the message it became, 0 until it is
    released; ``version`` 1 until its text is changed.
    """

    id: str
    sender: str
    to: tuple[str, ...]
    by: str
    title: str
    text: str
    reply: str
    choices: tuple[str, ...] = ()
    kind: str = "core"
    by_hand: bool = False
    improvised: bool = False
    status: InjectStatus = "reserve"
    due: int | None = None
    planned: int | None = None
    goes_at: int = 0
    before: InjectStatus = "reserve"
    number: int = 0
    version: int = 1
    alternative: str = ""


class ExpectationState(msgspec.Struct, frozen=True, gc=False):
    """Where one expected action stands; ``due`` exercise ms once its inject is out.

    ``by_hand`` tells that a facilitator saw it; otherwise the machine only saw that somebody reacted.
    """

    id: str
    inject: str
    status: Literal["idle", "open", "met", "met_late", "missed"] = "idle"
    due: int | None = None
    t: int = 0
    by_hand: bool = False


@dataclass(slots=True)
class State:
    """Where one exercise stands: the fold of its log.

    The values are frozen; only ``fold`` puts others in their place. ``agenda`` is a heap of (exercise ms, order,
    kind, id); an entry that no longer agrees with its inject, expectation or alarm is passed over. ``alarms`` (kind,
    id) -> the exercise ms at which the clock looks at something else. ``owned`` names the deliveries that this state
    may change in place: a fork shares them until it writes. ``messages`` stand in the order of their numbers,
    ``deliveries`` and ``tallies`` under them. ``assigned`` conversation -> the seat that sees to it; ``parked``
    (conversation, seat) -> the exercise ms until which it is put aside; ``known`` fact -> seat -> the message that
    told it. ``woken`` team -> the exercise ms at which a level woke it,
    ``steps`` the changes of the level. ``watched`` act -> what it is about -> the
    expectations it meets. ``reach`` remembers which seats a ``to`` reaches: the table does not change after it was
    laid. ``deadline`` is what ``next_deadline`` found, until a line comes that may change it.
    """

    scenario: Scenario
    seq: int = 0
    last_at: int = 0
    title: str = ""
    phase: Phase = "planned"
    clock: PlayClock = field(default_factory=PlayClock)
    started_at: int = 0
    ended_at: int = 0
    pause: PauseKind = "pause"
    pause_reason: str = ""
    paused_at: int = 0
    settings: Settings = field(default_factory=Settings)
    shifted: int = 0
    seats: dict[str, Seat] = field(default_factory=dict)
    injects: dict[str, InjectState] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    queued: dict[str, int] = field(default_factory=dict)
    followers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    expectations: dict[str, ExpectationState] = field(default_factory=dict)
    watched: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    deliveries: dict[int, dict[str, Delivery]] = field(default_factory=dict)
    tallies: dict[int, Tally] = field(default_factory=dict)
    conversations: dict[int, Conversation] = field(default_factory=dict)
    calls: dict[int, Call] = field(default_factory=dict)
    assigned: dict[int, str] = field(default_factory=dict)
    parked: dict[tuple[int, str], int] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    covered: dict[str, str] = field(default_factory=dict)
    known: dict[str, dict[str, int]] = field(default_factory=dict)
    level: str = ""
    grip: int = 0
    woken: dict[str, int] = field(default_factory=dict)
    steps: list[LevelStep] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    clocks: dict[str, ClockState] = field(default_factory=dict)
    alarms: dict[tuple[str, str], int] = field(default_factory=dict)
    agenda: list[tuple[int, int, str, str]] = field(default_factory=list)
    wishes: set[str] = field(default_factory=set)
    owned: set[int] = field(default_factory=set)
    reach: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    deadline: int | None = field(default=None, compare=False)
    is_deadline_known: bool = field(default=False, compare=False)

    def fork(self) -> State:
        """A draft to decide on: changing it leaves this state as it is."""
        self.owned = set()
        return replace(
            self,
            seats=self.seats.copy(),
            injects=self.injects.copy(),
            order=self.order.copy(),
            messages=self.messages.copy(),
            queued=self.queued.copy(),
            expectations=self.expectations.copy(),
            deliveries=self.deliveries.copy(),
            tallies=self.tallies.copy(),
            conversations=self.conversations.copy(),
            calls=self.calls.copy(),
            assigned=self.assigned.copy(),
            parked=self.parked.copy(),
            files=self.files.copy(),
            covered=self.covered.copy(),
            known=self.known.copy(),
            woken=self.woken.copy(),
            steps=self.steps.copy(),
            proposals=self.proposals.copy(),
            deeds=self.deeds.copy(),
            tasks=self.tasks.copy(),
            promises=self.promises.copy(),
            drafts=self.drafts.copy(),
            clocks=self.clocks.copy(),
            alarms=self.alarms.copy(),
            agenda=self.agenda.copy(),
            wishes=self.wishes.copy(),
            owned=set(),
        )

    def roles_on(self, seat: str) -> set[str]:
        """The roles that are played on a seat: its own, and those of the empty seats that it covers."""
        return {self.seats[seat].role, *(self.seats[other].role for other, by in self.covered.items() if by == seat)}

    def message(self, number: int) -> Message | None:
        """What went out under this number, or None."""
        return self.messages[number - 1] if 1 <= number <= len(self.messages) else None

    def sent(self, inject: str) -> Message | None:
        """The message that this inject became, the last one when it went out again; None while it has not."""
        known = self.injects.get(inject)
        return self.message(known.number) if known is not None else None

    def put_message(self, message: Message) -> None:
        """Put a message in the place of the one with its number."""
        self.messages[message.number - 1] = message

    def has(self, seat: str, number: int) -> bool:
        """Whether this seat got this message."""
        return seat in self.deliveries.get(number, {})

    def delivery(self, number: int, seat: str) -> Delivery:
        """How far this message came on this seat."""
        return self.deliveries.get(number, {}).get(seat, NOT_DELIVERED)

    def own_deliveries(self, number: int) -> dict[str, Delivery]:
        """The deliveries of a message, to change in place: a copy of our own when they were shared."""
        if number not in self.owned:
            self.deliveries[number] = self.deliveries[number].copy()
            self.owned.add(number)
        return self.deliveries[number]
