"""Can every conversation be held: do questions, calls, deadlines and continuations fit their channel?"""

from __future__ import annotations

from app.scenario.durations import format_duration
from app.scenario.model import ASKS_NO_ANSWER, Channel, Inject, Scenario
from app.scenario.problems import N_, Findings, Path
from app.scenario.timing import circles

_CAN_ASK: tuple[Channel, ...] = ("phone", "press", "visitor", "letter", "email", "document")
_HAS_REFERENCE: tuple[Channel, ...] = ("letter", "email", "document")


def check_conversations(scenario: Scenario, findings: Findings) -> None:
    """Note what cannot be said, asked or answered as it is written."""
    for place, inject in enumerate(scenario.injects):
        path: Path = ("injects", place)
        _channel(path, inject, findings)
        _deadline(path, inject, findings)
        _continues(path, inject, scenario, findings)
    if len(scenario.inject_by_id) == len(scenario.injects):
        places = {inject.id: place for place, inject in enumerate(scenario.injects)}
        for circle in circles(scenario, lambda inject: inject.continues):
            said = N_("These injects continue one another, so none of them begins a conversation: {chain}.")
            chain = " -> ".join((*circle, circle[0]))[:200]
            findings.error(("injects", places[circle[0]], "continues"), said, chain=chain)


def _channel(path: Path, inject: Inject, findings: Findings) -> None:
    if inject.by != "phone":
        for key, given in (("rings", inject.rings), ("voicemail", inject.voicemail)):
            if given:
                said = N_('{owner} has "{key}", but only what comes by phone can have that.')
                findings.error((*path, key), said, owner=inject.id, key=key)
    if inject.reference and inject.by not in _HAS_REFERENCE:
        said = N_('{owner} has "{key}", but only these channels can have that: {channels}.')
        words = {"key": "reference", "channels": ", ".join(_HAS_REFERENCE)}
        findings.error((*path, "reference"), said, owner=inject.id, **words)
    if inject.questions and inject.by not in _CAN_ASK:
        said = N_("{owner} asks questions, but only these channels can ask them: {channels}.")
        findings.error((*path, "questions"), said, owner=inject.id, channels=", ".join(_CAN_ASK))
    elif inject.questions and inject.reply in ASKS_NO_ANSWER:
        said = N_("{owner} asks questions, but its reply is {reply}, so nobody can answer them.")
        findings.error((*path, "questions"), said, N_('Write "reply: text".'), owner=inject.id, reply=inject.reply)


def _deadline(path: Path, inject: Inject, findings: Findings) -> None:
    if inject.deadline is not None and inject.reply in ASKS_NO_ANSWER:
        said = N_("{owner} has a deadline, but asks for no answer.")
        findings.error((*path, "deadline"), said, N_('Write "reply: text".'), owner=inject.id)
    if inject.remind is None:
        return
    if inject.deadline is None:
        said = N_("{owner} reminds of a deadline that it does not have.")
        findings.error((*path, "remind"), said, N_('Write a time under "deadline".'), owner=inject.id)
    elif inject.remind >= inject.deadline:
        said = N_("{owner} reminds {remind} before a deadline that is only {deadline} away.")
        words = {"remind": format_duration(inject.remind), "deadline": format_duration(inject.deadline)}
        findings.error((*path, "remind"), said, owner=inject.id, **words)


def _continues(path: Path, inject: Inject, scenario: Scenario, findings: Findings) -> None:
    before = scenario.inject_by_id.get(inject.continues or "")
    if before is not None and before.by != inject.by:
        said = N_("{owner} comes by {channel}, but the conversation of {inject} that it continues is by {other}.")
        words = {"channel": inject.by, "inject": before.id, "other": before.by}
        findings.error((*path, "continues"), said, owner=inject.id, **words)
