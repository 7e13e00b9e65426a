"""What may counter-play do, and what does it look at?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from app.scenario.values import Id, Part, Seconds, ShortText, Text

MoveMode = Literal["manual", "assist", "automatic"]
PressureAxis = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,29}$")]


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
