"""Is this scenario file right, and how does it play?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from app.cli_words import Stop, _, out, words
from app.engine.calm import calm_seats
from app.engine.events import ExpectationMet, ExpectationMissed, InjectReleased
from app.engine.play import BEGIN, Rehearsal
from app.scenario.library import with_papers
from app.scenario.read import Examined, examine
from app.scenario.source import MAX_BYTES
from app.scenario.variants import apply_variant
from app.web.format_times import exercise_time

if TYPE_CHECKING:
    from app.scenario.model import Scenario
    from app.scenario.problems import Problem, Said

STEP_S = 60


def check_files(files: list[Path], *, as_json: bool) -> int:
    """Show the problems of these files; 1 when one of them can't be played."""
    found = [(str(file), _examined(file)) for file in files]
    if as_json:
        print(json.dumps([_as_data(name, examined) for name, examined in found], ensure_ascii=False))  # noqa: T201
    else:
        for name, examined in found:
            _show(name, examined)
    return int(any(examined.errors for _name, examined in found))


def _examined(file: Path) -> Examined:
    try:
        with file.open("rb") as opened:
            text = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Stop("There is no file {file}.", file=str(file)) from None
    except OSError as error:
        raise Stop("{file} can't be read: {reason}.", file=str(file), reason=error.strerror or "?") from None
    return with_papers(examine(text, str(file)), text, file)


def _said(said: Said | None) -> str:
    return words().gettext(said.template).format(**said.words) if said else ""


def _show(name: str, examined: Examined) -> None:
    console = out()
    for problem in examined.problems:
        place = f"{problem.file}:{problem.line}:{problem.column}"
        style = "red" if problem.severity == "error" else "yellow"
        line = f"[bold]{escape(place)}[/bold]  [{style}]{escape(_said(problem.said))}[/{style}]"
        console.print(f"{line} {escape(_said(problem.advice))}".rstrip())
    errors, warnings = len(examined.errors), len(examined.warnings)
    if errors:
        verdict = words().ngettext("{count} mistake", "{count} mistakes", errors).format(count=errors)
    else:
        verdict = _("can be played")
    if warnings:
        verdict += ", " + words().ngettext("{count} remark", "{count} remarks", warnings).format(count=warnings)
    console.print(f"{escape(name)}: {verdict}", style="red" if errors else "green")


def _as_data(name: str, examined: Examined) -> dict[str, object]:
    scenario = examined.scenario
    return {
        "file": name,
        "ok": not examined.errors,
        "id": scenario.id if scenario else None,
        "title": scenario.title if scenario else None,
        "problems": [_problem(problem) for problem in examined.problems],
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "message": _said(problem.said),
        "hint": _said(problem.advice),
    }


def rehearse_file(file: Path, variant: str, *, silent: bool, as_json: bool) -> None:
    """Play one scenario and show when what went out, and what was done in time."""
    scenario = _playable(file, variant)
    rehearsal = Rehearsal(scenario, react=None if silent else calm_seats)
    _play(rehearsal, scenario, show=not as_json and sys.stderr.isatty())
    if as_json:
        print(json.dumps(_outcome(rehearsal), ensure_ascii=False))  # noqa: T201
    else:
        _show_outcome(rehearsal)


def _playable(file: Path, variant: str) -> Scenario:
    examined = _examined(file)
    if examined.scenario is None:
        _show(str(file), examined)
        raise Stop("{file} can't be played before its mistakes are mended.", file=str(file))
    if variant and variant not in examined.scenario.variants:
        known = ", ".join(examined.scenario.variants) or "-"
        raise Stop("There is no variant {variant}. There are: {known}.", variant=variant, known=known)
    return apply_variant(examined.scenario, variant) if variant else examined.scenario


def _play(rehearsal: Rehearsal, scenario: Scenario, *, show: bool) -> None:
    from app.engine.commands import EndExercise, StartExercise

    length = scenario.duration - scenario.start_at
    rehearsal.ask(StartExercise())
    with Progress(console=out(), transient=True, disable=not show) as progress:
        task = progress.add_task(scenario.title, total=length)
        for passed in range(STEP_S, length + STEP_S, STEP_S):
            rehearsal.pass_until(BEGIN + min(passed, length) * 1000)
            progress.update(task, completed=min(passed, length))
    rehearsal.ask(EndExercise())


def _outcome(rehearsal: Rehearsal) -> dict[str, object]:
    released = [
        {"t": line.t, "inject": line.event.inject, "number": line.event.number, "seats": list(line.event.seats)}
        for line in rehearsal.log
        if isinstance(line.event, InjectReleased)
    ]
    return {
        "id": rehearsal.scenario.id,
        "title": rehearsal.scenario.title,
        "duration_ms": rehearsal.scenario.duration * 1000,
        "lines": len(rehearsal.log),
        "released": released,
        "met": sum(isinstance(line.event, ExpectationMet) for line in rehearsal.log),
        "missed": sum(isinstance(line.event, ExpectationMissed) for line in rehearsal.log),
    }


def _show_outcome(rehearsal: Rehearsal) -> None:
    console, outcome = out(), _outcome(rehearsal)
    table = Table(title=rehearsal.scenario.title)
    for heading in (_("Moment"), _("Inject"), _("Title"), _("To"), _("Channel")):
        table.add_column(heading)
    for line in rehearsal.log:
        if isinstance(line.event, InjectReleased):
            inject = rehearsal.state.injects[line.event.inject]
            to = escape(", ".join(inject.to))
            table.add_row(exercise_time(line.t), inject.id, escape(inject.title), to, inject.by)
    console.print(table)
    done = {"injects": table.row_count, "met": outcome["met"], "missed": outcome["missed"]}
    console.print(_("{injects} injects went out; expected actions: {met} seen, {missed} not seen.").format(**done))
