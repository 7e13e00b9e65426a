"""What can players have done that has a meaning of its own?"""

from typing import Literal

from app.engine.events.base import Event

TaskStatus = Literal["open", "done", "returned"]


class ActDone(Event, frozen=True, tag="act_done"):
    """A player did act number ``deed`` of the exercise; ``fields`` as ``app.engine.acts`` lists them for its kind.

    ``draft`` the statement that it publishes, 0 for none.
    """

    deed: int
    seat: str
    act: str
    fields: dict[str, tuple[str, ...]]
    facts: tuple[str, ...] = ()
    draft: int = 0


class LevelProposed(Event, frozen=True, tag="level_proposed"):
    """A player proposed to scale up or down."""

    proposal: int
    seat: str
    level: str
    criteria: tuple[str, ...]
    reason: str


class LevelDeclined(Event, frozen=True, tag="level_declined"):
    """Who may decide said no to a proposal; ``seat`` is empty when a facilitator did."""

    proposal: int
    seat: str
    reason: str


class LevelChanged(Event, frozen=True, tag="level_changed"):
    """The level is another one now; ``proposal`` 0 when nobody had proposed it, ``wakes`` the teams that it opens."""

    level: str
    was: str
    seat: str
    reason: str
    proposal: int = 0
    wakes: tuple[str, ...] = ()


class GripChanged(Event, frozen=True, tag="grip_changed"):
    """The regional incident response stands at another level, apart from the scale-up ladder; 0 for none."""

    grip: int
    seat: str = ""


class TaskAdded(Event, frozen=True, tag="task_added"):
    """A task stands on the board of a team; ``owner`` a role, team or actor, empty while it is nobody's."""

    task: int
    seat: str
    title: str
    owner: str = ""


class TaskChanged(Event, frozen=True, tag="task_changed"):
    """A task has another owner, is done, or was given back to whose it is."""

    task: int
    seat: str
    owner: str
    status: TaskStatus


class PromiseMade(Event, frozen=True, tag="promise_made"):
    """A player promised something to somebody; ``due`` exercise ms, None without a moment."""

    promise: int
    seat: str
    to: str
    text: str
    due: int | None = None


class PromiseKept(Event, frozen=True, tag="promise_kept"):
    """What was promised was done; ``late`` after it had been broken."""

    promise: int
    seat: str
    late: bool = False


class PromiseBroken(Event, frozen=True, tag="promise_broken"):
    """The moment of a promise passed without it being kept."""

    promise: int


class DraftSaved(Event, frozen=True, tag="draft_saved"):
    """Somebody of a team wrote version ``version`` of a public statement that is not published yet."""

    draft: int
    seat: str
    version: int
    title: str
    text: str


class ClockStarted(Event, frozen=True, tag="clock_started"):
    """A statutory clock runs; ``due`` exercise ms, far beyond the exercise for most."""

    clock: str
    due: int


class ClockMet(Event, frozen=True, tag="clock_met"):
    """What a statutory clock asks for was done; ``late`` after it had run out."""

    clock: str
    late: bool = False


class ClockExpired(Event, frozen=True, tag="clock_expired"):
    """A statutory clock ran out."""

    clock: str
