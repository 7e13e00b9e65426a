"""What are the steps of a format without a clock?"""

from __future__ import annotations

from typing import Literal

from app.scenario.values import Id, Part, Seconds, ShortText, Text


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
