"""A small scenario that is right, for tests that change one thing in it, and what is then said about it."""

from __future__ import annotations

from app.scenario.problems import Problem
from app.scenario.read import examine

RIGHT = """\
tegenspel: 1
id: proef
title: Proef
duration: 30m
story: { start: "2026-03-10 08:30", pace: 4 }
objectives:
  OD1: { text: "Herkennen we het op tijd?" }
levels:
  N0: { title: Regulier }
  N3: { title: Bestuurlijk, opens: [bestuur], decides: [wethouder] }
teams:
  wijkteam: { title: Wijkteam, from: N0 }
  bestuur: { title: Bestuur, from: N3 }
roles:
  gezinswerker: { title: Gezinswerker, team: wijkteam }
  wethouder: { title: Wethouder, team: bestuur }
actors:
  mentor: { title: Mentor van Milan, kind: school }
facts:
  F01: { text: Milan is gewond, held_by: [mentor], needed_by: [wethouder] }
pressure:
  media: { start: 10 }
moves: []
variants: {}
injects:
  - id: A01
    at: T+1m
    from: mentor
    to: [gezinswerker]
    by: phone
    title: Milan is er niet
    text: Goedemorgen.
    facts: [F01]
    expect:
      - { id: A01-bel, text: Belt terug, within: 6m, objectives: [OD1], met_by: { answered: A01 } }
  - id: A02
    after: { inject: A01, wait: 14m }
    from: mentor
    to: [all]
    by: email
    title: Nog iets
    text: Dag.
"""


def changed(old: str, new: str) -> str:
    """The small scenario with one piece of it replaced."""
    assert RIGHT.count(old) == 1, f"{old!r} does not stand once in the small scenario"
    return RIGHT.replace(old, new)


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """All that is wrong with a text."""
    return examine(text.encode() if isinstance(text, str) else text, "proef.yaml").problems


def said(old: str, new: str) -> list[str]:
    """What is said, without the place, when one piece of the small scenario is replaced."""
    return [f"{problem.message} {problem.hint}".rstrip() for problem in problems(changed(old, new))]
