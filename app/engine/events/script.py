"""What can happen to an inject and to an expected action?"""

import msgspec

from app.engine.events.base import Event


class ImprovisedInject(msgspec.Struct, frozen=True, gc=False):
    """An inject that a facilitator wrote during play."""

    id: str
    sender: str
    to: tuple[str, ...]
    by: str
    title: str
    text: str
    reply: str = "text"
    choices: tuple[str, ...] = ()


class InjectReadied(Event, frozen=True, tag="inject_readied"):
    """The moment of an inject came that a facilitator releases by hand."""

    inject: str


class InjectQueued(Event, frozen=True, tag="inject_queued"):
    """A facilitator released an inject; it goes out at real time ``goes_at`` unless that is undone."""

    inject: str
    goes_at: int


class InjectReleased(Event, frozen=True, tag="inject_released"):
    """An inject went out to these seats, as message ``number`` of the exercise."""

    inject: str
    number: int
    seats: tuple[str, ...]


class InjectRecalled(Event, frozen=True, tag="inject_recalled"):
    """A release was undone within its window; ``seen`` tells whether players may have seen it."""

    inject: str
    seen: bool


class InjectHeld(Event, frozen=True, tag="inject_held"):
    """An inject is kept back until a facilitator decides."""

    inject: str


class InjectSkipped(Event, frozen=True, tag="inject_skipped"):
    """An inject is left out."""

    inject: str


class InjectReturned(Event, frozen=True, tag="inject_returned"):
    """A held or skipped inject stands in the script again, at ``due`` or in reserve."""

    inject: str
    due: int | None


class InjectRescheduled(Event, frozen=True, tag="inject_rescheduled"):
    """An inject got another moment."""

    inject: str
    due: int


class InjectEdited(Event, frozen=True, tag="inject_edited"):
    """The text of an inject changed before it went; earlier versions stay in the log."""

    inject: str
    title: str
    text: str


class AlternativeChosen(Event, frozen=True, tag="alternative_chosen"):
    """One of the written texts of an inject was chosen before it went."""

    inject: str
    alternative: str


class InjectImprovised(Event, frozen=True, tag="inject_improvised"):
    """A facilitator wrote a new inject; it stands in reserve, or at ``due``."""

    inject: ImprovisedInject
    due: int | None = None


class CorrectionSent(Event, frozen=True, tag="correction_sent"):
    """A correction was added, visibly, to an inject that players already have."""

    inject: str
    text: str


class RecipientAdded(Event, frozen=True, tag="recipient_added"):
    """An inject that is out also went to one more seat."""

    inject: str
    seat: str


class ExpectationMet(Event, frozen=True, tag="expectation_met"):
    """An expected action was seen, by the machine or by a facilitator."""

    expectation: str
    inject: str
    late: bool = False


class ExpectationMissed(Event, frozen=True, tag="expectation_missed"):
    """An expected action was not seen within its time."""

    expectation: str
    inject: str
