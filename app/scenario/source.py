"""What does a scenario file say, key by key, and on which line? YAML to plain values, before anything is judged."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from app.scenario.problems import N_, Findings, Path, Place, Positions, Problem, Said, ScenarioMistakes
from app.scenario.yaml_words import explain

MAX_BYTES = 1_048_576
MAX_DEPTH = 20
MAX_VALUES = 150_000

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Numbers as trainers write them: 007 and 0612345678 are no numbers but text, and so is what no number can hold.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})?\.[0-9]{1,15}", re.ASCII)
_WORDS = {"": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False}


@dataclass(frozen=True)
class Source:
    """The plain values of a file, where each stands, and what was already wrong."""

    data: dict[str, Any]
    positions: Positions
    problems: tuple[Problem, ...]


class _Refused(Exception):
    """Stops the reading: ``place`` is where, ``said`` why."""

    def __init__(self, place: Place, said: Said, advice: Said | None = None) -> None:
        super().__init__(str(said))
        self.place = place
        self.said = said
        self.advice = advice


def read_source(text: bytes, name: str) -> Source:
    """The values of a YAML file; ScenarioMistakes with one line when it is no such file, or not fit to be read."""
    positions = Positions(name)
    findings = Findings(positions)
    try:
        data = _Reader(_decoded(text), findings).whole()
    except _Refused as why:
        raise ScenarioMistakes((Problem(name, *why.place, "error", why.said, why.advice),)) from None
    except YAMLError as broken:
        raise ScenarioMistakes((explain(broken, name),)) from None
    return Source(data, positions, tuple(problem for _, problem in findings.found))


def _decoded(text: bytes) -> str:
    if len(text) > MAX_BYTES:
        raise _Refused((1, 1), Said(N_("The file is larger than 1 MB, so it was not read.")))
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = text.count(b"\n", 0, broken.start) + 1
        column = broken.start - text.rfind(b"\n", 0, broken.start)
        hint = Said(N_('Open it in an editor and save it with the encoding "UTF-8".'))
        raise _Refused((line, column), Said(N_("The file is not saved as UTF-8 text.")), hint) from None
    found = _UNPRINTABLE.search(decoded)
    if found:
        before = decoded[: found.start()]
        place = (before.count("\n") + 1, found.start() - before.rfind("\n"))
        words = {"code": f"U+{ord(found[0]):04X}"}
        raise _Refused(place, Said(N_("Here stands a character that is no text ({code})."), words))
    return decoded


class _Reader:
    """Builds plain values out of YAML events, and notes where each began."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._parser = CParser(text)
        self._findings = findings
        self._positions = findings.positions
        self._values = 0

    def whole(self) -> dict[str, Any]:
        """The one document of the file, which must be a block of keys."""
        self._next()
        begin = Said(N_('A scenario begins with "tegenspel: 1".'))
        if not self._parser.check_event(DocumentStartEvent):
            raise _Refused((1, 1), Said(N_("The file is empty.")), begin)
        self._next()
        event = self._parser.peek_event()
        if isinstance(event, SequenceStartEvent):
            raise _Refused(_place(event), Said(N_("The file holds a list instead of a scenario.")), begin)
        if isinstance(event, ScalarEvent):
            said = (
                N_("The file is empty.") if not event.value else N_("The file holds plain text instead of a scenario.")
            )
            raise _Refused(_place(event), Said(said), begin)
        data: dict[str, Any] = self._value(())
        self._next()
        if self._parser.check_event(DocumentStartEvent):
            raise _Refused(
                _place(self._parser.peek_event()),
                Said(N_('Only one scenario fits in a file, so "---" may not stand here.')),
            )
        return data

    def _next(self) -> Event:
        """The next event; anchors, aliases and tags are refused: they can make a small file grow without end."""
        event: Event = self._parser.get_event()
        if isinstance(event, StreamStartEvent):
            return event
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            hint = Said(N_('Write the text out, or put a text that begins with "&" or "*" in quotes.'))
            raise _Refused(_place(event), Said(N_('References with "&" and "*" are not part of this language.')), hint)
        if getattr(event, "tag", None) not in (None, "!"):
            hint = Said(N_('Put a text that begins with "!" in quotes.'))
            raise _Refused(_place(event), Said(N_('Tags with "!" are not part of this language.')), hint)
        return event

    def _value(self, path: Path) -> Any:
        event = self._next()
        self._values += 1
        if len(path) > MAX_DEPTH:
            raise _Refused(
                _place(event), Said(N_("More than {limit} levels inside one another."), {"limit": MAX_DEPTH})
            )
        if self._values > MAX_VALUES:
            raise _Refused(_place(event), Said(N_("The file holds more than {limit} values."), {"limit": MAX_VALUES}))
        self._positions.values[path] = _place(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        return self._mapping(path) if isinstance(event, MappingStartEvent) else self._list(path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not self._parser.check_event(SequenceEndEvent):
            items.append(self._value((*path, len(items))))
        self._next()
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not self._parser.check_event(MappingEndEvent):
            event = self._next()
            place = _place(event)
            if not isinstance(event, ScalarEvent):
                hint = Said(N_('Put a text that begins with "{{" or "[" in quotes.'))
                raise _Refused(place, Said(N_("Here a key should stand, and a key is one word.")), hint)
            key = event.value
            if key in mapping:
                words: dict[str, str | int] = {"key": key[:60], "line": self._positions.keys[(*path, key)][0]}
                said = Said(N_('"{key}" stands here a second time; the first is on line {line}.'), words)
                self._findings.note(path, Problem(self._positions.file, *place, "error", said))
                # What stands under the second key is read as if it were elsewhere, and then forgotten.
                self._value((*path, f"{key} (line {place[0]}, column {place[1]})"))
                continue
            self._positions.keys[(*path, key)] = place
            mapping[key] = self._value((*path, key))
        self._next()
        return mapping

    def _scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value
        found = _UNPRINTABLE.search(text)
        if found:
            words = {"code": f"U+{ord(found[0]):04X}"}
            said = Said(N_("This text holds a character that is no text ({code})."), words)
            self._findings.add("error", path, said)
            return _UNPRINTABLE.sub(" ", text)
        return _resolved(text) if event.style in ("", None) else text


def _resolved(text: str) -> Any:
    """What a text without quotes means: number, true or false, nothing, or text; ``NO`` and ``10:30`` are text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
