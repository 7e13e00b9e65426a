"""Which words may a rule use, and what goes with each? The one list of "when", "then", "met_by" and "starts" words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Takes = Literal[
    "conditions", "condition", "inject", "channel", "duration", "moment", "event", "filter", "flag", "fact", "level",
    "axis", "band", "change", "expectation", "outcome", "actor", "text", "yes",
]  # fmt: skip
"""What a word or one of its arguments is followed by."""


@dataclass(frozen=True)
class Word:
    """One word of a rule: ``about`` tells a trainer what it means.

    It is followed either by one thing (``takes``) or by a group of arguments; ``needs`` are those that must be there,
    and of ``one_of`` exactly one.
    """

    about: str
    takes: Takes | None = None
    arguments: Mapping[str, Takes] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    one_of: tuple[str, ...] = ()


def _word(about: str, *, needs: str = "", one_of: str = "", **arguments: Takes) -> Word:
    named = {name.rstrip("_"): takes for name, takes in arguments.items()}
    return Word(about, None, named, frozenset(needs.split()), tuple(one_of.split()))


WHEN: Mapping[str, Word] = {
    "all": Word("every one of these conditions holds", "conditions"),
    "any": Word("at least one of these conditions holds", "conditions"),
    "not": Word("this condition does not hold", "condition"),
    "no_response": _word(
        "nobody answered this inject, or anything on this channel, for so long",
        needs="for",
        one_of="inject channel",
        inject="inject",
        channel="channel",
        for_="duration",
    ),
    "no_event": _word(
        "nothing of this kind happened for so long, counted from an inject if one is named",
        needs="kind for",
        kind="event",
        filter="filter",
        since="inject",
        for_="duration",
    ),
    "event": _word("something of this kind happened", needs="kind", kind="event", filter="filter"),
    "order": _word("the first kind of act came before the second", needs="first then", first="event", then="event"),
    "text_flag": _word(
        "an outgoing text was marked so, and an evaluator confirmed it if asked for",
        needs="kind",
        kind="flag",
        confirmed="yes",
    ),
    "promise_broken": Word("a promise to this actor was not kept", "actor"),
    "fact_withheld": _word(
        "a team knows this fact and did not tell this level for so long",
        needs="fact from for",
        fact="fact",
        from_="level",
        for_="duration",
    ),
    "fact_shared_wrongly": Word("this fact was shared outside the circle that may know it", "fact"),
    "pressure": _word(
        "the pressure on an axis stands above or below a number",
        needs="axis",
        one_of="above below",
        axis="axis",
        above="band",
        below="band",
    ),
    "level_not_reached": _word(
        "at this moment the level had not been decided", needs="level at", level="level", at="moment"
    ),
    "answered": _word(
        "this inject was answered, with this choice if one is named", needs="inject", inject="inject", choice="text"
    ),
    "decided": Word("a decision about this subject was logged", "text"),
    "expectation": _word("an expected action was met or missed", needs="id is", id="expectation", is_="outcome"),
    "manual": Word("only when somebody sets it off by hand", "yes"),
}  # fmt: skip

THEN: Mapping[str, Word] = {
    "release": Word("an inject from the reserve goes out", "inject"),
    "pressure": Word("the pressure on one or more axes changes by so much", "change"),
}

MET_BY: Mapping[str, Word] = {
    "answered": Word("somebody answers this inject", "inject"),
    "acknowledged": Word("somebody confirms this inject", "inject"),
    "opened": Word("somebody opens this inject", "inject"),
    "call_taken": Word("somebody takes the call of this inject", "inject"),
    "level_proposed": Word("somebody proposes this level", "level"),
    "level_decided": Word("this level is decided", "level"),
    "handover": Word("the handover to this level is sent", "level"),
    "fact_shared": Word("this fact is shared", "fact"),
    "safety_arranged": Word("the safety of this person is arranged", "text"),
    "care_arranged": Word("care for these people is arranged", "text"),
    "contact_made": Word("this actor is contacted", "actor"),
    "party_invited": Word("this actor is invited", "actor"),
    "statutory_notified": Word("this authority is notified", "actor"),
    "role_defined": Word("the municipality's own role is written down", "yes"),
    "decision_logged": Word("a decision about this subject is logged", "text"),
    "files_secured": Word("the files are secured", "yes"),
    "council_notice": Word("the council is informed", "yes"),
    "statement_published": Word("a statement is published", "yes"),
    "situation_reported": Word("a report of the situation is made", "yes"),
}

STARTS: Mapping[str, Word] = {"inject": Word("this inject goes out", "inject"), **MET_BY}
"""What sets a clock going."""

EVENTS: tuple[str, ...] = (*MET_BY, "closed_briefing", "promise_made", "promise_kept", "media_report")
"""What can happen, for the conditions that ask whether it did."""

FLAGS: tuple[str, ...] = ("speculation", "blame", "guarantee", "stigma", "privacy", "compassion", "measure")
"""What a reader of an outgoing text can mark."""

OUTCOMES: tuple[str, ...] = ("met", "missed")


def argument_of(written: object) -> str:
    """What goes with a word of a rule, as text: ``true`` for words that need nothing."""
    return "true" if written is True else str(written)
