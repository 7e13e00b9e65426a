"""What values does the facilitator's console show? Every field is hashable, so that equal parts are painted once."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from app.engine.clock import PlayClock
from app.engine.commands import Refusal
from app.engine.events import PauseKind
from app.engine.state import InjectStatus, Phase
from app.engine.talk import Tally
from app.perspectives.parts import Part

Mark = Literal["sent", "arrived", "shown", "opened", "answered"]
Words = tuple[tuple[str, str | int], ...]


class Reason(Part, frozen=True):
    """Why a button can't be used now: a refusal that can be compared and remembered."""

    template: str
    pairs: Words = ()

    @property
    def words(self) -> dict[str, str | int]:
        """What goes into the template."""
        return dict(self.pairs)

    @classmethod
    def of(cls, refusal: Refusal | None) -> Reason | None:
        """The reason in a refusal, or None when there is none."""
        return None if refusal is None else cls(refusal.template, tuple(sorted(refusal.words.items())))


class Action(Part, frozen=True):
    """One button: its name, and why it can't be used now."""

    name: str
    reason: Reason | None = None


class TopPart(Part, frozen=True):
    """The bar at the top: how the exercise stands, its clock and its buttons. ``duration`` and ``pace`` as written."""

    title: str
    phase: Phase
    pause: PauseKind
    reason: str
    clock: PlayClock
    story_start: datetime
    pace: float
    duration: int
    actions: tuple[Action, ...]

    @property
    def by_name(self) -> dict[str, Action]:
        """The buttons under their names."""
        return {action.name: action for action in self.actions}


class BannerPart(Part, frozen=True):
    """What everybody who leads must know at once."""

    log_writable: bool
    pause: PauseKind | None
    reason: str


class CallPart(Part, frozen=True):
    """How a call stands; ``until`` exercise ms of the voicemail, ``taken_by`` the title of the seat or actor that
    took it, ``by_cards`` when the machine speaks for that actor from its cards.
    """

    status: Literal["ringing", "live", "waiting", "missed", "over"]
    until: int = 0
    taken_by: str = ""
    by_cards: bool = False


class RowPart(Part, frozen=True):
    """One line of the MSEL.

    ``sort`` puts the lines in order as text; ``story`` is story time when it went out or will; ``to`` names the
    audience, "" for everyone; ``marks`` one a seat, or empty when there are too many; ``done`` of ``reach`` seats did
    what the inject asks; ``limit`` exercise ms of the first deadline that is still open; ``expected`` how the expected
    actions stand together.
    """

    id: str
    sort: str
    title: str
    channel: str
    kind: str
    sender: str
    to: tuple[str, ...]
    status: InjectStatus
    reply: str
    reach: int
    by_hand: bool = False
    improvised: bool = False
    version: int = 1
    due: int | None = None
    story: datetime | None = None
    planned: int | None = None
    released_t: int = 0
    goes_at: int = 0
    marks: tuple[Mark, ...] = ()
    tally: Tally = Tally()
    done: int = 0
    expected: Literal["none", "idle", "open", "met", "missed"] = "none"
    limit: int | None = None
    call: CallPart | None = None
    deadline: int | None = None
    overdue: bool = False

    @property
    def is_out(self) -> bool:
        """Whether players have it."""
        return self.status == "released"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to react to it."""
        if not self.is_out or self.reply == "none":
            return False
        return self.done < self.reach if self.call is None else self.call.status in ("ringing", "missed")


class CountPart(Part, frozen=True):
    """What stands on a tab at the side: how many things ask for attention, and a word such as the level now."""

    of: Literal["talks", "ladder", "terms", "deeds"]
    number: int
    word: str = ""


class CountsPart(Part, frozen=True):
    """How many injects stand how; ``late`` expected actions were not seen in time."""

    total: int
    released: int
    waiting: int
    ready: int
    held: int
    reserve: int
    late: int


class ComingPart(Part, frozen=True):
    """One inject that may go out soon; ``lanes`` are the places of its teams in the list of lanes."""

    id: str
    title: str
    due: int
    status: InjectStatus
    lanes: tuple[int, ...]


class NextPart(Part, frozen=True):
    """What comes next: a lane a team, and the injects in order of time."""

    lanes: tuple[str, ...]
    coming: tuple[ComingPart, ...]


class PeopleCountPart(Part, frozen=True):
    """How many people are there: ``taken`` of ``seats``, of which ``connected``."""

    seats: int
    taken: int
    connected: int
    automatic: int


class SeatPart(Part, frozen=True):
    """One seat. Real ms: ``away_since`` 0 while its laptop is connected, ``active_at`` its last act.

    ``covered_by`` is the title of the seat whose player plays this empty one too, "" for nobody.
    """

    seat: str
    title: str
    name: str
    automatic: bool
    connected: bool
    away_since: int
    active_at: int
    unread: int
    covered_by: str = ""


class GroupPart(Part, frozen=True):
    """All seats of one role together, when there are too many to show one by one."""

    role: str
    title: str
    seats: int
    taken: int
    connected: int
    automatic: int


class LogPart(Part, frozen=True):
    """One line of the log: who did what, and because of what. ``name`` is the seat or the facilitator.

    ``talk`` is the conversation that it is about, 0 for none.
    """

    seq: int
    at: int
    t: int
    kind: str
    group: str
    by: str
    who: Literal["clock", "server", "seat", "facilitator"]
    name: str
    inject: str
    title: str
    because: str
    words: Words
    talk: int = 0

    @property
    def said(self) -> dict[str, str | int]:
        """The words under their names."""
        return dict(self.words)


def mark(arrived: int, shown: int, opened: int, answered: bool) -> Mark:
    """The farthest stage that a message reached on a seat."""
    if answered:
        return "answered"
    return "opened" if opened else "shown" if shown else "arrived" if arrived else "sent"
