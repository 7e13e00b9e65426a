"""Who plays, and on which ladder? Criteria and levels, teams, roles, and the actors of the outside world."""

from __future__ import annotations

from pydantic import Field

from app.scenario.values import Id, Part, ShortText, Text


class Criterion(Part):
    """One ground to scale up, which levels name."""

    id: Id
    text: ShortText


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
    """A character of the outside world; ``voicemail`` is heard by who calls while nobody plays the actor."""

    id: Id
    title: ShortText
    kind: ShortText = "other"
    tone: Text = ""
    aim: Text = ""
    knows: tuple[Id, ...] = ()
    never_says: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    ladder: tuple[str, ...] = ()
    answers: dict[str, Text] = Field(default_factory=dict)
    voicemail: Text = ""
