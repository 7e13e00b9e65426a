"""Does the page about the scenario language tell every key and every word of it, and nothing else?"""

from __future__ import annotations

import re
import typing

import pytest

from app.scenario.model import (
    KEYED,
    After,
    Alternative,
    Channel,
    Criterion,
    Document,
    Expectation,
    Fact,
    Inject,
    InjectKind,
    LeaveOut,
    Level,
    Objective,
    ReplyKind,
    Scenario,
    StatutoryClock,
    Story,
    Variant,
)
from app.scenario.moves import Drift, Move, Pressure
from app.scenario.people import Actor, Role, Team
from app.scenario.read import examine
from app.scenario.shape import keys_of
from app.scenario.steps import Question, Step
from app.scenario.values import Part
from app.scenario.words import MET_BY, STARTS, THEN, WHEN
from tests.house.source import ROOT

PAGE = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
SECTIONS: dict[str, type[Part]] = {
    "## The file": Scenario,
    "### story": Story,
    "### objective": Objective,
    "### criterion": Criterion,
    "### level": Level,
    "### team": Team,
    "### role": Role,
    "### actor": Actor,
    "### fact": Fact,
    "### document": Document,
    "### clock": StatutoryClock,
    "### inject": Inject,
    "### after": After,
    "### alternative": Alternative,
    "### expectation": Expectation,
    "### move": Move,
    "### pressure": Pressure,
    "### drift": Drift,
    "### step": Step,
    "### question": Question,
    "### variant": Variant,
    "### leave_out": LeaveOut,
}
WORDS: dict[str, typing.Iterable[str]] = {
    "channel": typing.get_args(Channel),
    "kind": typing.get_args(InjectKind),
    "reply": typing.get_args(ReplyKind),
    "when": WHEN,
    "then": THEN,
    "met_by": MET_BY,
    "starts": STARTS.keys() - MET_BY.keys(),
}


def told_in(section: str) -> list[str]:
    """The keys in the table under a heading."""
    after = PAGE.split(f"\n{section}\n", 1)[1]
    return table("key", re.split(r"\n##", after)[0])


def table(head: str, text: str = PAGE) -> list[str]:
    """The first column of the table with this heading."""
    found = re.search(rf"^\| {head} \|.*\n\|[-|]+\|\n((?:\|.*\n?)+)", text, re.MULTILINE)
    assert found, f"no table of {head}"
    return re.findall(r"^\| `([^`]+)` \|", found[1], re.MULTILINE)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_key_is_told(section: str) -> None:
    part = SECTIONS[section]
    named_by_key = any(part is typing.get_args(Scenario.model_fields[group].annotation)[1] for group in KEYED)
    assert told_in(section) == keys_of(part, named_by_key=named_by_key)


@pytest.mark.parametrize("head", WORDS)
def test_each_word_is_told(head: str) -> None:
    assert table(head) == list(WORDS[head])


def test_each_part_of_the_model_has_its_section() -> None:
    def all_below(part: type[Part]) -> set[type[Part]]:
        return {part}.union(*(all_below(below) for below in part.__subclasses__()))

    assert set(SECTIONS.values()) == all_below(Part) - {Part}


def test_each_choice_between_words_is_told() -> None:
    for part in SECTIONS.values():
        for name, info in part.model_fields.items():
            for word in typing.get_args(info.annotation):
                if isinstance(word, str):
                    assert f"`{word}`" in PAGE, f"{part.__name__}.{name}: {word}"


def test_the_example_can_be_played() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    examined = examine(example[1].encode(), "README.md")
    assert examined.problems == ()
    assert examined.scenario is not None
