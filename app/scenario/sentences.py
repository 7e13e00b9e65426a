"""How is a mistake in the shape of a file said to a trainer? Pydantic's errors as plain sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.scenario.durations import format_duration
from app.scenario.model import KEYED
from app.scenario.problems import N_, Findings, Path, Said, Unreadable
from app.scenario.shape import keys_at

_DAYS = 86_400

# What people write who know another language, and what it is called here.
_CALLED = {
    "body": "text", "message": "text", "sender": "from", "channel": "by", "recipients": "to", "recipient": "to",
    "time": "at", "moment": "at", "on": "when", "if": "when", "do": "then", "name": "title", "options": "choices",
    "answers": "choices", "variants": "alternatives", "type": "kind",
}  # fmt: skip

# The Dutch words that the screens show, for trainers who write those.
_IN_DUTCH = {
    "telefoon": "phone", "e-mail": "email", "mail": "email", "brief": "letter", "app": "chat", "nieuws": "news",
    "pers": "press", "tv": "television", "televisie": "television", "balie": "visitor", "bezoek": "visitor",
    "overleg": "meeting", "systeem": "system", "kern": "core", "ruis": "noise", "reserve": "contingency",
    "geen": "none", "bevestigen": "acknowledge", "tekst": "text", "keuze": "choice", "hand": "hand", "klok": "clock",
    "aan": "on", "uit": "off",
}  # fmt: skip

_MUST_BE: Mapping[str, str] = {
    "int_type": N_('"{key}" of {owner} must be a whole number.'),
    "int_parsing": N_('"{key}" of {owner} must be a whole number.'),
    "int_from_float": N_('"{key}" of {owner} must be a whole number.'),
    "float_type": N_('"{key}" of {owner} must be a number.'),
    "float_parsing": N_('"{key}" of {owner} must be a number.'),
    "bool_type": N_('"{key}" of {owner} must be true or false.'),
    "bool_parsing": N_('"{key}" of {owner} must be true or false.'),
    "dict_type": N_('"{key}" of {owner} must be a group of keys.'),
    "model_type": N_('"{key}" of {owner} must be a group of keys.'),
    "string_too_short": N_('"{key}" of {owner} is empty.'),
}
_LIMITS: Mapping[str, str] = {
    "greater_than": N_('"{key}" of {owner} must be more than {limit}.'),
    "greater_than_equal": N_('"{key}" of {owner} must be at least {limit}.'),
    "less_than_equal": N_('"{key}" of {owner} must be at most {limit}.'),
    "string_too_long": N_('"{key}" of {owner} is longer than {limit} characters.'),
    "too_long": N_('"{key}" of {owner} holds more than {limit} items.'),
}
_LIMIT_WORDS = ("gt", "ge", "le", "max_length")


def tell(findings: Findings, error: Any, data: dict[str, Any]) -> None:
    """Note one error of pydantic, in words, at its place in the file."""
    path: Path = error["loc"]
    kind, value = error["type"], error["input"]
    if path[-1:] == ("[key]",):
        _bad_name(findings, path[:-1], path[-2], at_key=True)
        return
    words = {"key": _key(path), "owner": owner_of(path, data)}
    if kind == "extra_forbidden":
        hint = _unknown_key_hint(findings, path)
        findings.add("error", path, Said(N_('{owner} has no key "{key}".'), words), hint, at_key=True)
    elif kind == "missing":
        findings.error(path[:-1], N_('{owner} needs the key "{key}".'), **words)
    elif value is None:
        findings.error(path, N_('"{key}" of {owner} is empty.'), N_("Fill it in, or leave the key out."), **words)
    elif kind == "value_error" and isinstance(error["ctx"]["error"], Unreadable):
        findings.add("error", path, error["ctx"]["error"].said, error["ctx"]["error"].advice)
    elif kind == "string_pattern_mismatch":
        _bad_name(findings, path, value)
    elif kind == "literal_error":
        _bad_choice(findings, path, value, error["ctx"]["expected"], words)
    else:
        _bad_value(findings, path, error, words)


def owner_of(path: Path, data: Any) -> str:
    """The name of the nearest part around a value: an id when it has one, else where it stands."""
    owner = data["id"] if isinstance(data, dict) and isinstance(data.get("id"), str) else "scenario"
    for depth, step in enumerate(path[:-1]):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            owner = data["id"]
        elif isinstance(step, int):
            owner = f"{path[depth - 1]}[{step + 1}]"
        elif depth == 0 or path[0] in KEYED:
            owner = step
    return owner[:60]


def _key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "scenario")[:60]


def _unknown_key_hint(findings: Findings, path: Path) -> Said | None:
    keys = keys_at(path[:-1])
    called = _CALLED.get(str(path[-1]))
    if called in keys:
        return Said(N_('Write "{near}".'), {"near": called})
    if path[-1] == "id" and len(path) == 3 and path[0] in KEYED:
        return Said(N_("The word before the colon is its name already."))
    return findings.guess(str(path[-1]), keys)


def _bad_name(findings: Findings, path: Path, value: object, *, at_key: bool = False) -> None:
    said = Said(N_('"{value}" cannot be a name.'), {"value": str(value)[:60]})
    hint = Said(N_('A name begins with a letter and has at most 40 letters, digits, "-" and "_".'))
    findings.add("error", path, said, hint, at_key=at_key)


def _bad_choice(findings: Findings, path: Path, value: object, expected: str, words: dict[str, str]) -> None:
    if path == ("tegenspel",):
        findings.error(path, N_("This is not version 1 of the language."), N_('Write "tegenspel: 1".'))
        return
    choices = re.findall(r"'([^']*)'", expected)
    listed = Said(N_("Choose one of: {choices}."), {"choices": ", ".join(choices)})
    meant = _IN_DUTCH.get(str(value).lower())
    near = (
        Said(N_('Write "{near}".'), {"near": meant})
        if meant and meant in choices
        else findings.guess(str(value), choices)
    )
    said = Said(N_('"{value}" is no "{key}" that {owner} can have.'), {"value": str(value)[:60], **words})
    findings.add("error", path, said, near or listed)


def _bad_value(findings: Findings, path: Path, error: Any, words: dict[str, str]) -> None:
    kind, value = error["type"], error["input"]
    if kind == "string_type" and isinstance(value, dict | list):
        findings.error(path, N_('"{key}" of {owner} must be a text.'), **words)
    elif kind == "string_type":
        quoted = {"value": str(value).lower() if isinstance(value, bool) else str(value), **words}
        findings.error(path, N_('"{key}" of {owner} must be a text.'), N_('Put it in quotes: "{value}".'), **quoted)
    elif kind == "tuple_type":
        hint = "" if isinstance(value, dict) else N_("Write it between brackets: [{value}].")
        findings.error(path, N_('"{key}" of {owner} must be a list.'), hint, value=str(value)[:60], **words)
    elif kind in _LIMITS:
        limit = next(error["ctx"][word] for word in _LIMIT_WORDS if word in error["ctx"])
        findings.error(path, _LIMITS[kind], limit=format_duration(limit) if limit == 7 * _DAYS else int(limit), **words)
    elif kind in _MUST_BE:
        findings.error(path, _MUST_BE[kind], **words)
    else:
        findings.error(path, N_('Something is wrong with "{key}" of {owner}: {reason}.'), reason=error["msg"], **words)
