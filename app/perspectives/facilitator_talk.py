"""What does a facilitator need who speaks for an actor: all that was said, the card of the actor, what it was told?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.engine.state import State
from app.perspectives.facilitator_rows import title_of
from app.perspectives.facilitator_talks import (
    LOOKED_THROUGH,
    LinePart,
    TalkPart,
    lines,
    outside,
    talk_part,
    voices,
)
from app.perspectives.parts import Part

TOLD_AT_MOST = 12
LINES_AT_MOST = 200


class ToldPart(Part, frozen=True):
    """Something that players told, promised or did to an actor before; ``t`` exercise ms."""

    t: int
    who: str
    kind: str
    text: str


class CardPart(Part, frozen=True):
    """Who an actor is and how to play it; ``answers`` are cards that fill in the text, each with its name."""

    id: str
    title: str
    aim: str
    tone: str
    knows: tuple[str, ...]
    never_says: tuple[str, ...]
    opening: tuple[str, ...]
    ladder: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    voicemail: str
    told: tuple[ToldPart, ...]


class TalkDetail(Part, frozen=True):
    """One conversation in full; ``voices`` are those for whom a facilitator may speak, ``voice`` the one that does.

    ``newest`` is the last message that is shown, so that two facilitators don't talk through each other; ``can_take``
    when a call rings at this voice, or can be called back; ``speaks`` when the voice is in the call.
    """

    talk: TalkPart
    lines: tuple[LinePart, ...]
    earlier: int
    voices: tuple[tuple[str, str], ...]
    voice: str
    newest: int
    can_take: bool
    can_decline: bool
    speaks: bool
    can_speak: bool
    card: CardPart | None


def talk_detail(state: State, number: int, wanted: str = "") -> TalkDetail | None:
    """A conversation, to be spoken in as ``wanted`` when that can be; None when there is no such conversation."""
    talk = state.conversations.get(number)
    if talk is None:
        return None
    names = voices(state, talk)
    voice = wanted if wanted in names else next(iter(names), "")
    call = state.calls.get(number)
    said = sorted(lines(state, talk), key=lambda line: line.seq)
    rung = call is not None and voice in call.rung
    speaks = call is not None and call.has(voice)
    return TalkDetail(
        talk=talk_part(state, number),
        lines=tuple(said[-LINES_AT_MOST:]),
        earlier=max(0, len(said) - LINES_AT_MOST),
        voices=tuple((name, title_of(state, name)) for name in names),
        voice=voice,
        newest=talk.numbers[-1],
        can_take=rung and call is not None and call.status in ("ringing", "missed"),
        can_decline=rung and call is not None and call.status == "ringing" and voice not in call.declined,
        speaks=speaks and call is not None and (call.is_open or (call.status == "ringing" and voice == call.caller)),
        can_speak=bool(voice) and (call is None or (speaks and call.is_open)),
        card=card(state, voice, number),
    )


def card(state: State, name: str, talk: int = 0) -> CardPart | None:
    """The card of an actor of the scenario; ``talk`` is a conversation that is in sight already."""
    actor = state.scenario.actors.get(name)
    if actor is None:
        return None
    facts = state.scenario.facts
    return CardPart(
        id=name,
        title=actor.title,
        aim=actor.aim,
        tone=actor.tone,
        knows=tuple(facts[fact].text for fact in actor.knows if fact in facts),
        never_says=actor.never_says,
        opening=actor.opening,
        ladder=actor.ladder,
        answers=tuple(actor.answers.items()),
        voicemail=actor.voicemail,
        told=tuple(sorted(_told(state, name, talk), key=lambda each: each.t, reverse=True)[:TOLD_AT_MOST]),
    )


def _told(state: State, name: str, here: int) -> Iterator[ToldPart]:
    """Facts, promises and acts that concern this actor, and what was said to it in other conversations."""
    for promise in state.promises:
        if promise.to == name:
            yield ToldPart(promise.t, title_of(state, promise.seat), "promise", promise.text)
    for deed in state.deeds:
        if name in deed.fields.get("actor", ()) or name in deed.fields.get("aligned_with", ()):
            yield ToldPart(deed.t, title_of(state, deed.seat), deed.act, deed.first("said") or deed.first("text"))
    for talk in islice(reversed(state.conversations.values()), LOOKED_THROUGH):
        if name not in outside(state, talk):
            continue
        for line in lines(state, talk):
            if line.by_seat:
                for fact in line.facts:
                    yield ToldPart(line.t, line.who, "fact", state.scenario.facts[fact].text)
                if talk.number != here and (line.text or line.choice):
                    yield ToldPart(line.t, line.who, "said", line.choice or line.text)
