"""Which rows shall be measured? Prints the table and writes it to ``bench/out/latest.json``."""

from __future__ import annotations

import argparse
import importlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.goals import GOALS
from bench.how import QUICK, THOROUGH, How
from bench.measuring import Row, reason_of

GROUPS = ("rehearsal", "writer", "fanout", "screens", "talks", "lateness", "answers", "restart")
OUT = Path(__file__).parent / "out" / "latest.json"
COLOURS = {"stretch": "green", "floor": "cyan", "missed": "red", "not judged": "yellow", "not measured": "yellow"}


def main() -> None:
    """Measure what was asked for, one group after another."""
    wanted, how = _asked()
    console = Console()
    rows = []
    for row in _measured(wanted, how):
        rows.append(row)
        console.print(f"{row.goal.name}: {_figure(row)} {row.verdict}. {row.beside}", highlight=False)
        if row.reason:
            console.print(f"    {row.reason}", markup=False, highlight=False)
    console.print(_table(rows))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([row.plain() for row in rows], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _asked() -> tuple[frozenset[str], How]:
    names = "\n".join(f"  {goal.name:<4} {goal.title} ({goal.unit})" for goal in GOALS.values())
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure the project beside the best that this machine could do.",
        epilog=f"rows:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help="the rows to measure; without any, all of them")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, for a first look")
    asked = parser.parse_args()
    unknown = sorted(set(asked.rows) - set(GOALS))
    if unknown:
        parser.error(f"there is no row {', '.join(unknown)}; the rows are {', '.join(GOALS)}")
    return frozenset(asked.rows or GOALS), QUICK if asked.quick else THOROUGH


def _measured(wanted: frozenset[str], how: How) -> Iterator[Row]:
    """The wanted rows; what goes wrong in one group does not keep the others from being measured."""
    cores = os.sched_getaffinity(0)
    for name in GROUPS:
        group = importlib.import_module(f"bench.{name}")
        here = wanted & frozenset(group.NAMES)
        done: set[str] = set()
        try:
            for row in group.measure(here, how) if here else ():
                done.add(row.goal.name)
                yield row
        except Exception as trouble:
            reason = reason_of(trouble)
            yield from (Row(GOALS[left], missing=reason) for left in group.NAMES if left in here - done)
        finally:
            os.sched_setaffinity(0, cores)


def _table(rows: list[Row]) -> Table:
    table = Table("", "what", "measured", "floor", "stretch", "", "beside")
    for row in rows:
        goal = row.goal
        sign = "≤" if goal.less_is_better else "≥"
        colour = COLOURS[row.verdict]
        bounds = (f"{sign} {goal.floor:g}", f"{sign} {goal.stretch:g}")
        remark = row.beside or row.reason
        table.add_row(goal.name, goal.title, _figure(row), *bounds, f"[{colour}]{row.verdict}[/]", remark)
    return table


def _figure(row: Row) -> str:
    return "-" if row.ratio is None else f"{row.ratio:.3g} {row.goal.unit}"


if __name__ == "__main__":
    main()
