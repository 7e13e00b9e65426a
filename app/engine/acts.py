"""What can players do that has a meaning of its own? The one list of acts and of what is filled in for each.

An act is known by the word that scenarios use for it (``app.scenario.words``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Takes = Literal["text", "line", "choice", "actor", "actors", "teams", "roles", "facts", "criteria", "story_time"]
"""How a field is filled in: a long text, one line, one of some words, or names from the scenario."""

Follows = Literal["", "teams", "public", "council"]
"""Who gets what was done as a message: the teams it names, everybody, or the gateway to the council."""


@dataclass(frozen=True)
class Field:
    """One thing to fill in; ``needed`` when the act makes no sense without it."""

    name: str
    takes: Takes
    needed: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Act:
    """One kind of act; ``about`` is the field that says what it is about, as scenarios mean it."""

    name: str
    fields: tuple[Field, ...]
    about: str = ""
    follows: Follows = ""

    def field(self, name: str) -> Field | None:
        """The field with this name."""
        return next((field for field in self.fields if field.name == name), None)


# The eight parts of a handover and their order: domain study §3.5.
HANDOVER = ("happened", "involved", "certain", "unsafe", "done", "sensitive", "asked", "contact")
STATEMENT_CHANNELS = ("news", "press", "social")

_ACTS = (
    Act("handover", (Field("to", "teams", True), *(Field(name, "text") for name in HANDOVER)), follows="teams"),
    Act(
        "council_notice",
        (
            Field("audience", "choice", True, ("leaders", "council", "closed")),
            # Only with a closed circle: a moral agreement, or secrecy by law (domain study §3.6).
            Field("form", "choice", False, ("confidential", "secret")),
            Field("criteria", "choice", False, ("community", "order", "system")),
            Field("knows", "text"),
            Field("does", "text"),
            Field("follow_up", "text"),
            Field("guidance", "text"),
        ),
        follows="council",
    ),
    Act(
        "statement_published",
        (
            Field("channel", "choice", True, STATEMENT_CHANNELS),
            Field("title", "line"),
            Field("text", "text", True),
            Field("approved_by", "roles"),
            Field("aligned_with", "actors"),
        ),
        follows="public",
    ),
    # Picture, judgement, decision and check: domain study §3.4.
    Act(
        "decision_logged",
        (
            Field("subject", "line", True),
            Field("picture", "text"),
            Field("judgement", "text"),
            Field("decision", "text", True),
            Field("check", "text"),
            Field("owner", "roles"),
            Field("due", "story_time"),
        ),
        about="subject",
    ),
    Act(
        "situation_reported",
        (
            Field("to", "teams", True),
            *(Field(name, "text") for name in ("event", "safety", "parties", "said", "terms", "open")),
            Field("next", "story_time"),
        ),
        follows="teams",
    ),
    Act("role_defined", (Field("role", "text", True),)),
    Act("safety_arranged", (Field("whom", "line", True), Field("how", "text", True)), about="whom"),
    Act("care_arranged", (Field("whom", "line", True), Field("how", "text", True)), about="whom"),
    Act("contact_made", (Field("actor", "actor", True), Field("said", "text")), about="actor"),
    Act(
        "party_invited",
        (Field("actor", "actor", True), Field("purpose", "text"), Field("basis", "text")),
        about="actor",
    ),
    Act("statutory_notified", (Field("actor", "actor", True), Field("text", "text")), about="actor"),
    Act("files_secured", (Field("what", "text", True),)),
    # The three parts of the definition in the Youth Act: requirement R07.
    Act(
        "calamity_judged",
        (
            Field("event", "choice", True, ("yes", "no", "unknown")),
            Field("quality", "choice", True, ("yes", "no", "unknown")),
            Field("harm", "choice", True, ("yes", "no", "unknown")),
            Field("reports", "line"),
        ),
    ),
)
ACTS: Mapping[str, Act] = {act.name: act for act in _ACTS}
