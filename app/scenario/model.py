"""What does a scenario consist of?"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import ConfigDict
from pydantic import Field
from pydantic import StringConstraints
from pydantic import model_validator

from app.scenario.durations import parse_duration
from app.scenario.durations import parse_moment

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Text = Annotated[str, StringConstraints(max_length=20_000)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Seconds = Annotated[
    int,
    BeforeValidator(parse_duration, json_schema_input_type=str),
    Field(ge=0, le=7 * 86_400, description="a duration with its unit, such as 90s, 10m or 1h30m"),
]
Moment = Annotated[
    int,
    BeforeValidator(parse_moment, json_schema_input_type=str),
    Field(ge=0, le=7 * 86_400, description="a moment after StartEx, such as T+10m"),
]

Channel = Literal[
    "phone", "email", "letter", "chat", "news", "press", "social", "television", "visitor", "document", "meeting",
    "system",
]  # fmt: skip
InjectKind = Literal["core", "noise", "context", "contingency"]
ReplyKind = Literal["none", "acknowledge", "text", "choice", "scale", "statement", "decision", "agreement", "form"]
MoveMode = Literal["manual", "assist", "automatic"]
PressureAxis = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,29}$")]


class Part(BaseModel):
    """Anything a scenario file may contain: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Story(Part):
    """The clock inside the story: ``start`` is story time at StartEx, ``pace`` story seconds per exercise second."""

    start: datetime
    pace: float = Field(default=1.0, gt=0, le=1000)


class Objective(Part):
    """What the exercise is held for."""

    id: Id
    text: ShortText
    indicators: tuple[str, ...] = ()


class Level(Part):
    """One rung of the scale-up ladder; rungs stand in the order of the file."""

    id: Id
    title: ShortText
    opens: tuple[Id, ...] = ()
    criteria: tuple[str, ...] = ()
    decides: tuple[Id, ...] = ()


class Team(Part):
    """A team of players; ``from_level`` is the level that wakes it."""

    id: Id
    title: ShortText
    from_level: Id | None = Field(default=None, alias="from")


class Role(Part):
    """A function that is played; ``seats`` people may play it side by side."""

    id: Id
    title: ShortText
    team: Id
    seats: int = Field(default=1, ge=1, le=1000)
    brief: Text = ""
    automatic: bool = False


class Actor(Part):
    """A character of the outside world."""

    id: Id
    title: ShortText
    kind: ShortText = "other"
    tone: str | tuple[str, ...] = ""
    aim: Text = ""
    knows: tuple[Id, ...] = ()
    never_says: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    ladder: tuple[str, ...] = ()
    answers: dict[str, Text] = {}


class Fact(Part):
    """Something true in the story: who holds it, who needs it, how sensitive it is."""

    id: Id
    text: ShortText
    held_by: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    sensitivity: str = ""
    share_with: tuple[Id, ...] = ()


class Document(Part):
    """A paper that players may read."""

    id: Id
    title: ShortText
    file: str
    to: tuple[str, ...] = ("all",)


class Expectation(Part):
    """What players should do after an inject, and within what exercise time.

    ``met_by`` names the act that the machine can see; without it a facilitator marks the expectation.
    """

    id: Id
    text: ShortText
    within: Seconds | None = None
    objectives: tuple[Id, ...] = ()
    met_by: dict[str, Any] | None = None


class After(Part):
    """Timing that follows another inject: so long after it went out."""

    inject: Id
    wait: Seconds = 0


class Alternative(Part):
    """One of several texts of an inject, chosen before it goes."""

    id: Id
    label: ShortText
    title: ShortText | None = None
    text: Text


class Inject(Part):
    """A scripted piece of information that asks for a reaction.

    Timing: ``at`` (a moment), or ``after`` another inject, or neither: then it waits in reserve.
    ``release: hand`` means that its moment only asks the facilitator; ``condition`` says on what grounds to decide.
    """

    id: Id
    at: Moment | None = None
    after: After | None = None
    release: Literal["clock", "hand"] = "clock"
    condition: Text = ""
    kind: InjectKind = "core"
    sender: str = Field(alias="from", min_length=1, max_length=300)
    to: tuple[str, ...]
    by: Channel
    title: ShortText
    text: Text = ""
    alternatives: tuple[Alternative, ...] = ()
    reply: ReplyKind = "text"
    choices: tuple[ShortText, ...] = ()
    facts: tuple[Id, ...] = ()
    objectives: tuple[Id, ...] = ()
    expect: tuple[Expectation, ...] = ()
    hook: Text = ""


class Move(Part):
    """One thing counter-play can do, with its condition and its effect."""

    id: Id
    actor: Id
    title: ShortText
    when: dict[str, Any]
    then: tuple[dict[str, Any], ...]
    mode: MoveMode = "assist"
    reason: Text
    intensity: int = Field(default=1, ge=1, le=3)
    cooldown: Seconds | None = None
    at_most: int = Field(default=1, ge=1, le=100)


class Pressure(Part):
    """Where one axis of pressure starts, and how far it may rise."""

    start: int = Field(default=0, ge=0, le=100)
    ceiling: int = Field(default=100, ge=0, le=100)


class Drift(Part):
    """A slow change of pressure while a condition holds."""

    change: dict[PressureAxis, str]
    when: dict[str, Any]


class Question(Part):
    """One question of a step."""

    text: ShortText
    kind: Literal["open", "choice", "scale", "dilemma", "agreement"] = "open"
    choices: tuple[ShortText, ...] = ()


class Step(Part):
    """One step of a format without a clock."""

    id: Id
    title: ShortText
    text: Text = ""
    injects: tuple[Id, ...] = ()
    questions: tuple[Question, ...] = ()
    who: Literal["each", "team", "plenary"] = "each"
    show: bool = True
    timer: Seconds | None = None


class LeaveOut(Part):
    """What a variant plays without."""

    teams: tuple[Id, ...] = ()
    roles: tuple[Id, ...] = ()
    injects: tuple[Id, ...] = ()


class Variant(Part):
    """One exercise out of a file that holds several."""

    id: Id
    title: ShortText | None = None
    counterplay: Literal["on", "off"] = "on"
    start_level: Id | None = None
    start_at: Moment = 0
    leave_out: LeaveOut = LeaveOut()
    choose: dict[Id, Id] = {}


_KEYED = ("objectives", "levels", "teams", "roles", "actors", "facts", "documents", "variants")


class Scenario(Part):
    """The written storyline. It never changes during play: an exercise keeps its own copy."""

    tegenspel: Literal[1]
    id: Id
    title: ShortText
    language: Literal["nl", "en"] = "nl"
    format: Literal[
        "exercise", "scenario-session", "plan-workshop", "reflection", "council-dialogue", "intervision",
        "investigation", "lessons", "practice-case",
    ] = "exercise"  # fmt: skip
    function: Literal["testen", "ontwikkelen", "oriënteren"] = "ontwikkelen"
    summary: Text = ""
    duration: Seconds = Field(gt=0)
    story: Story
    notice: Text = ""
    start_level: Id | None = None
    start_at: Moment = 0
    objectives: dict[Id, Objective] = {}
    levels: dict[Id, Level] = {}
    teams: dict[Id, Team]
    roles: dict[Id, Role]
    actors: dict[Id, Actor] = {}
    facts: dict[Id, Fact] = {}
    documents: dict[Id, Document] = {}
    injects: tuple[Inject, ...] = Field(default=(), max_length=20_000)
    moves: tuple[Move, ...] = ()
    pressure: dict[PressureAxis, Pressure] = {}
    drift: tuple[Drift, ...] = ()
    steps: tuple[Step, ...] = ()
    variants: dict[Id, Variant] = {}

    @model_validator(mode="before")
    @classmethod
    def _name_by_key(cls, data: Any) -> Any:
        """A part that is written under its id carries that id itself too."""
        if not isinstance(data, dict):
            return data
        named = dict(data)
        for group in _KEYED:
            parts = named.get(group)
            if isinstance(parts, dict):
                named[group] = {key: {"id": key, **part} if isinstance(part, dict) else part for key, part in parts.items()}
        return named

    @cached_property
    def inject_by_id(self) -> dict[str, Inject]:
        """The injects under their ids."""
        return {inject.id: inject for inject in self.injects}

    def roles_of(self, to: tuple[str, ...]) -> tuple[str, ...]:
        """Role ids, in the order of the file, that are reached by names of teams, roles or levels, or by ``all``."""
        reached: set[str] = set()
        for name in to:
            teams = {name} if name in self.teams else set(self.levels[name].opens) if name in self.levels else set()
            reached.update(role.id for role in self.roles.values() if name in ("all", role.id) or role.team in teams)
        return tuple(role for role in self.roles if role in reached)
