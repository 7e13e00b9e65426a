"""Is every template used, does each stand where it is looked for, and does none bring its own style or script?"""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.house.source import ROOT, calls, python_files, shown, tracked
from tools.installing.assets import icon_names

FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE),
    "a script of its own": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=|hx-on", re.IGNORECASE),
    "script in an address": re.compile(r"\bjavascript:|=[\"']js:", re.IGNORECASE),
    "something from another site": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
    # A text that stands in the template itself may be HTML.
    "HTML that is not escaped": re.compile(r"(?<![\"'])\s*\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
}
NAMED = re.compile(r"[\"']((?:pages|parts|forms|regions)/[\w/-]+\.html|base\.html)[\"']")
ICON = re.compile(r"\bicon\(\s*[\"']([a-z0-9-]+)[\"']\s*\)|[\"']([a-z0-9-]+)[\"']\s*\|\s*icon\b")


@cache
def templates() -> dict[str, str]:
    """Name under templates/ -> text."""
    paths = [path for path in tracked() if path.startswith("templates/") and path.endswith(".html")]
    return {path.removeprefix("templates/"): (ROOT / path).read_text(encoding="utf-8") for path in paths}


@cache
def regions() -> frozenset[str]:
    """The names of all region templates that perspectives ask for."""
    found = set()
    for file in python_files("app"):
        if shown(file).startswith("app/perspectives/"):
            for name, call in calls(file):
                if name == "Region":
                    found |= _constants(call.args[1] if len(call.args) > 1 else _keyword(call, "template"))
    return frozenset(found)


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _constants(node: ast.expr | None) -> set[str]:
    if node is None:
        return set()
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_every_region_has_its_template() -> None:
    there = {name.split("/")[2].removesuffix(".html") for name in templates() if name.startswith("regions/")}
    assert regions() - there == set()


def test_every_region_template_is_asked_for() -> None:
    files = [name for name in templates() if name.startswith("regions/")]
    assert [name for name in files if name.split("/")[2].removesuffix(".html") not in regions()] == []


def test_every_other_template_is_used() -> None:
    texts = [*templates().values(), *(file.read_text(encoding="utf-8") for file in python_files("app"))]
    used = {name for text in texts for name in NAMED.findall(text)}
    assert {name for name in templates() if not name.startswith("regions/")} - used == set()


def test_every_template_that_is_named_is_there() -> None:
    wrong = [f"{name}: {other}" for name, text in templates().items() for other in NAMED.findall(text)]
    assert [line for line in wrong if line.split(": ")[1] not in templates()] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    assert [name for name, text in templates().items() if FORBIDDEN[what].search(text)] == []


def test_every_region_can_be_found_again() -> None:
    files = {name: text for name, text in templates().items() if name.startswith("regions/")}
    wanted = ('id="{{ region.id }}"', "{{ region_attrs }}")
    assert [name for name, text in files.items() if any(text.count(one) != 1 for one in wanted)] == []


def test_every_icon_is_fetched() -> None:
    named = {first or second: name for name, text in templates().items() for first, second in ICON.findall(text)}
    assert {icon: name for icon, name in named.items() if icon not in icon_names()} == {}
