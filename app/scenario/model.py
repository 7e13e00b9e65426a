"""What does a scenario consist of?"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from app.scenario.moves import Drift, Move, Pressure, PressureAxis
from app.scenario.people import Actor, Criterion, Level, Role, Team
from app.scenario.steps import Step
from app.scenario.story_durations import StoryTerm
from app.scenario.values import Id, Moment, Part, Seconds, ShortText, SomeSeconds, StoryTime, Text

Channel = Literal[
    "phone", "email", "letter", "chat", "news", "press", "social", "television", "visitor", "document", "meeting",
    "system",
]  # fmt: skip
InjectKind = Literal["core", "noise", "context", "contingency"]
ReplyKind = Literal["none", "acknowledge", "text", "choice", "scale", "statement", "decision", "agreement", "form"]
ASKS_NO_ANSWER: tuple[ReplyKind, ...] = ("none", "acknowledge")


class Story(Part):
    """The clock inside the story: ``start`` is story time at StartEx, ``pace`` story seconds per exercise second."""

    start: StoryTime
    pace: float = Field(default=1.0, gt=0, le=1000)


class Objective(Part):
    """What the exercise is held for."""

    id: Id
    text: ShortText
    indicators: tuple[str, ...] = ()


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


class StatutoryClock(Part):
    """A term that runs in story time: an inject or an act starts it, an act meets it, and ``who`` must see to that."""

    id: Id
    title: ShortText
    about: Text = ""
    within: StoryTerm
    who: tuple[Id, ...]
    starts: dict[str, Any]
    met_by: dict[str, Any]


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
    """One of several texts of an inject, chosen before it goes; without a choice the first of them goes."""

    id: Id
    label: ShortText
    title: ShortText | None = None
    text: Text


class Inject(Part):
    """A scripted piece of information that asks for a reaction.

    Timing: ``at`` (a moment), or ``after`` another inject, or neither: then it waits in reserve.
    ``release: hand`` means that its moment only asks the facilitator; ``condition`` says on what grounds to decide.
    ``questions`` are asked one after another in a talk, and numbered on paper; ``continues`` is the inject whose
    conversation it goes into. ``rings``, ``deadline`` and ``remind`` are exercise time.
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
    continues: Id | None = None
    questions: tuple[ShortText, ...] = ()
    reply: ReplyKind = "text"
    choices: tuple[ShortText, ...] = ()
    deadline: SomeSeconds | None = None
    remind: SomeSeconds | None = None
    reference: ShortText | None = None
    attachments: tuple[Id, ...] = ()
    rings: SomeSeconds | None = None
    voicemail: Text = ""
    facts: tuple[Id, ...] = ()
    objectives: tuple[Id, ...] = ()
    expect: tuple[Expectation, ...] = ()
    hook: Text = ""


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
    choose: dict[Id, Id] = Field(default_factory=dict)


KEYED = ("objectives", "criteria", "levels", "teams", "roles", "actors", "facts", "documents", "clocks", "variants")


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
    counterplay: Literal["on", "off"] = "on"
    objectives: dict[Id, Objective] = Field(default_factory=dict)
    criteria: dict[Id, Criterion] = Field(default_factory=dict)
    levels: dict[Id, Level] = Field(default_factory=dict)
    teams: dict[Id, Team]
    roles: dict[Id, Role]
    actors: dict[Id, Actor] = Field(default_factory=dict)
    facts: dict[Id, Fact] = Field(default_factory=dict)
    documents: dict[Id, Document] = Field(default_factory=dict)
    clocks: dict[Id, StatutoryClock] = Field(default_factory=dict)
    injects: tuple[Inject, ...] = Field(default=(), max_length=20_000)
    moves: tuple[Move, ...] = ()
    pressure: dict[PressureAxis, Pressure] = Field(default_factory=dict)
    drift: tuple[Drift, ...] = ()
    steps: tuple[Step, ...] = ()
    variants: dict[Id, Variant] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _name_by_key(cls, data: Any) -> Any:
        """A part that is written under its id carries that id itself too."""
        if not isinstance(data, dict):
            return data
        named = dict(data)
        for group in KEYED:
            parts = named.get(group)
            if isinstance(parts, dict):
                named[group] = {
                    key: {**part, "id": key} if isinstance(part, dict) else part for key, part in parts.items()
                }
        return named

    @cached_property
    def inject_by_id(self) -> dict[str, Inject]:
        """The injects under their ids."""
        return {inject.id: inject for inject in self.injects}

    @cached_property
    def enclosed(self) -> frozenset[str]:
        """The documents that go with an inject: nobody sees them before it is out."""
        return frozenset(name for inject in self.injects for name in inject.attachments)

    def title_of(self, name: str) -> str:
        """How a role, team or actor is called on screen; a name that is none of these is its own title."""
        part = self.actors.get(name) or self.roles.get(name) or self.teams.get(name)
        return part.title if part else name

    def roles_of(self, to: tuple[str, ...]) -> tuple[str, ...]:
        """Role ids, in the order of the file, that are reached by names of teams, roles or levels, or by ``all``."""
        reached: set[str] = set()
        for name in to:
            teams = {name} if name in self.teams else set(self.levels[name].opens) if name in self.levels else set()
            reached.update(role.id for role in self.roles.values() if name in ("all", role.id) or role.team in teams)
        return tuple(role for role in self.roles if role in reached)

    def opened(self, level: str) -> tuple[str, ...]:
        """Teams that come together at this level or at one below it; none when there is no such level."""
        levels = list(self.levels)
        reached = levels[: levels.index(level) + 1] if level in self.levels else []
        teams = [team for name in reached for team in self.levels[name].opens]
        teams += [team.id for team in self.teams.values() if team.from_level in reached]
        return tuple(dict.fromkeys(teams))
