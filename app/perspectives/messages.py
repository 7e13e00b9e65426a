"""How does a message look to those who got it?

A message is what a released inject is to players: it has a number, and nothing of the script clings to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from app.engine.clock import story_time
from app.engine.state import State
from app.engine.talk import Answer, Delivery, Message
from app.perspectives.parts import Part

Mark = Literal["new", "read", "acknowledged", "answered", "recalled"]
Wants = Literal["", "acknowledge", "answer"]


class Correction(Part, frozen=True):
    """A correction under a message; ``moment`` is story time."""

    text: str
    moment: datetime


class OwnAnswer(Part, frozen=True):
    """What this seat answered: ``moment`` story time; ``written_at``, ``sent_at`` real ms, equal when sent at once."""

    text: str
    choice: str
    moment: datetime
    written_at: int
    sent_at: int


class Entry(Part, frozen=True):
    """A message in the list; ``wants`` what is asked and not done yet; ``moment`` story time."""

    number: int
    channel: str
    sender: str
    title: str
    moment: datetime
    mark: Mark
    wants: Wants
    corrected: bool


class Shown(Part, frozen=True):
    """A message to everybody who came this far with it, painted once for all of them; ``moment`` is story time.

    After a recall it has no title and text any more.
    """

    number: int
    channel: str
    sender: str
    to: tuple[str, ...]
    to_all: bool
    title: str
    text: str
    moment: datetime
    reply: str
    recalled: bool
    acknowledged: bool
    answered: bool
    corrections: tuple[Correction, ...]


class Item(Part, frozen=True):
    """A message in full, with what the seat itself answered, which stays after a recall."""

    shown: Shown
    answers: tuple[OwnAnswer, ...]


class AnswerForm(Part, frozen=True):
    """What can be filled in under a message."""

    number: int
    channel: str
    reply: str
    choices: tuple[str, ...]


def moment_of(state: State, t: int) -> datetime:
    """Story time at exercise time ``t`` ms."""
    story = state.scenario.story
    return story_time(story.start, story.pace, t)


def recipients_of(state: State, message: Message) -> tuple[str, ...]:
    """Titles of the teams, roles and seats that a message is visibly addressed to; a name nobody knows is left out."""
    scenario = state.scenario
    titles: list[str] = []
    for name in message.to:
        if name in scenario.levels:
            titles.extend(scenario.teams[team].title for team in scenario.levels[name].opens if team in scenario.teams)
        elif name in scenario.teams:
            titles.append(scenario.teams[name].title)
        elif name in scenario.roles:
            titles.append(scenario.roles[name].title)
        elif name in state.seats:
            titles.append(state.seats[name].title)
    return tuple(dict.fromkeys(titles))


def entry(state: State, message: Message, delivery: Delivery) -> Entry:
    """A message in the list of a seat that came so far with it."""
    recalled = message.recalled_at > 0
    return Entry(
        number=message.number,
        channel=message.by,
        sender=state.scenario.title_of(message.sender),
        title="" if recalled else message.title,
        moment=moment_of(state, message.t),
        mark="recalled" if recalled else _mark(delivery),
        wants="" if recalled else _wants(message, delivery),
        corrected=bool(message.corrections) and not recalled,
    )


def shown(state: State, message: Message, delivery: Delivery) -> Shown:
    """A message in full for all seats that came so far with it."""
    recalled = message.recalled_at > 0
    corrections = () if recalled else message.corrections
    return Shown(
        number=message.number,
        channel=message.by,
        sender=state.scenario.title_of(message.sender),
        to=recipients_of(state, message),
        to_all="all" in message.to,
        title="" if recalled else message.title,
        text="" if recalled else message.text,
        moment=moment_of(state, message.t),
        reply=message.reply,
        recalled=recalled,
        acknowledged=bool(delivery.acknowledged),
        answered=bool(delivery.answers),
        corrections=tuple(Correction(one.text, moment_of(state, one.t)) for one in corrections),
    )


def own_answers(state: State, answers: tuple[Answer, ...]) -> tuple[OwnAnswer, ...]:
    """The answers of one seat to one message, in the order in which they were sent."""
    return tuple(
        OwnAnswer(answer.text, answer.choice, moment_of(state, answer.t), answer.written_at or answer.at, answer.at)
        for answer in answers
    )


def answer_form(message: Message) -> AnswerForm:
    """The form under a message."""
    return AnswerForm(message.number, message.by, message.reply, message.choices)


def _mark(delivery: Delivery) -> Mark:
    if delivery.answers:
        return "answered"
    if delivery.acknowledged:
        return "acknowledged"
    return "read" if delivery.opened else "new"


def _wants(message: Message, delivery: Delivery) -> Wants:
    if message.reply == "none" or delivery.answers:
        return ""
    if message.reply == "acknowledge":
        return "" if delivery.acknowledged else "acknowledge"
    return "answer"
