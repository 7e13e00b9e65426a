"""Is everything that people read there in Dutch too, and is nothing in the catalogues that nobody says?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from app.web.locale_catalogue import FOLDER
from tests.house.source import ROOT, python_files, shown, tracked, tree

# What marks a sentence, and which of its arguments is one.
MARKS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
MARKS |= {"Refusal": (1,), "Stop": (1,), "FieldWrong": (1,), "StoreUnavailable": (1,)}  # type: ignore[dict-item]
# Here the sentences are constants.
CONSTANTS = "app/store/errors.py"
# In a template of Python or of Jinja: what is filled in.
HOLES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def in_python() -> Iterator[tuple[str, str]]:
    """Every sentence in the code, with its file."""
    for file in python_files("app"):
        for _line, message, *_rest in _extracted("python", file):
            yield from ((one, shown(file)) for one in _forms(message))
    for node in ast.walk(tree(ROOT / CONSTANTS)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value, CONSTANTS


def in_templates() -> Iterator[tuple[str, str]]:
    """Every sentence in the templates, with its file."""
    for path in tracked():
        if path.startswith("templates/") and path.endswith(".html"):
            for _line, message, *_rest in _extracted("jinja2.ext:babel_extract", ROOT / path):
                yield from ((one, path) for one in _forms(message))


def _extracted(method: str, file: Path) -> list[tuple[int, object, object, object]]:
    options = {"trimmed": "false", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
    return list(extract(method, BytesIO(file.read_bytes()), MARKS, (), options))


def _forms(message: object) -> list[str]:
    forms = message if isinstance(message, tuple) else (message,)
    return [form for form in forms if isinstance(form, str) and form]


@cache
def said() -> dict[str, str]:
    """Sentence -> one of the files that say it."""
    return {**dict(in_templates()), **dict(in_python())}


@cache
def catalogue() -> dict[str, tuple[str, str]]:
    """Sentence -> its Dutch, and the file that has it; both forms of one that counts."""
    found = {}
    for path in sorted((FOLDER / "nl").glob("*.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale="nl"):
            if message.id:
                found.update({one: (dutch, path.name) for one, dutch in _pairs(message.id, message.string)})
    return found


def _pairs(ids: object, strings: object) -> list[tuple[str, str]]:
    dutch = strings if isinstance(strings, tuple) else (strings,)
    return list(zip(_forms(ids), (str(one) for one in dutch), strict=True))


def test_every_sentence_has_its_dutch() -> None:
    missing = [f"{file}: {sentence!r}" for sentence, file in said().items() if not catalogue().get(sentence, ("",))[0]]
    assert sorted(missing) == []


def test_no_catalogue_holds_what_nobody_says() -> None:
    left = [f"{file}: {sentence!r}" for sentence, (_, file) in catalogue().items() if sentence not in said()]
    assert sorted(left) == []


def test_every_sentence_stands_in_one_catalogue() -> None:
    seen: dict[str, str] = {}
    twice = []
    for path in sorted((FOLDER / "nl").glob("*.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale="nl"):
            for one in _forms(message.id):
                twice += [f"{seen[one]} and {path.name}: {one!r}"] if one in seen else []
                seen[one] = path.name
    assert twice == []


def test_the_same_is_filled_in_in_both_languages() -> None:
    wrong = [
        f"{file}: {sentence!r} -> {dutch!r}"
        for sentence, (dutch, file) in catalogue().items()
        if dutch and sorted(HOLES.findall(sentence)) != sorted(HOLES.findall(dutch))
    ]
    assert wrong == []


@pytest.mark.parametrize("sentence", ["Log in first.", "The exercise is over.", "{place} may not be written to."])
def test_the_extraction_finds_what_is_there(sentence: str) -> None:
    assert sentence in said()
