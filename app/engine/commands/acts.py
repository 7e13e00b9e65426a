"""What may a player do that has a meaning of its own?"""

from app.engine.commands.base import Command
from app.engine.events.acts import TaskStatus


class DoAct(Command, frozen=True):
    """Do an act of ``app.engine.acts``; ``draft`` the statement that is published by it, 0 for none."""

    seat: str
    act: str
    fields: dict[str, tuple[str, ...]]
    facts: tuple[str, ...] = ()
    draft: int = 0


class ProposeLevel(Command, frozen=True):
    """Propose to scale up or down."""

    seat: str
    level: str
    criteria: tuple[str, ...]
    reason: str


class DecideLevel(Command, frozen=True):
    """Decide on the level: one of the roles that may, or a facilitator (``seat`` empty). ``proposal`` 0 for none."""

    level: str
    reason: str = ""
    seat: str = ""
    proposal: int = 0


class DeclineLevel(Command, frozen=True):
    """Say no to a proposal."""

    proposal: int
    reason: str = ""
    seat: str = ""


class ChangeGrip(Command, frozen=True):
    """Say at which level the regional incident response stands."""

    grip: int
    seat: str = ""


class AddTask(Command, frozen=True):
    """Put a task on the board of one's team."""

    seat: str
    title: str
    owner: str = ""


class ChangeTask(Command, frozen=True):
    """Give a task an owner, or say that it is done or given back."""

    seat: str
    task: int
    owner: str
    status: TaskStatus


class MakePromise(Command, frozen=True):
    """Promise something; ``due`` story time as HH:MM, empty for no moment."""

    seat: str
    to: str
    text: str
    due: str = ""


class KeepPromise(Command, frozen=True):
    """Say that a promise was kept; ``seat`` is empty when a facilitator saw it."""

    promise: int
    seat: str = ""


class SaveDraft(Command, frozen=True):
    """Write a statement of one's team; ``draft`` 0 begins one, ``based_on`` the version that was changed."""

    seat: str
    draft: int
    based_on: int
    title: str
    text: str
