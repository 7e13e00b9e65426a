"""Which exercises are there, and how is a new one made on the command line?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from app.cli_words import Stop, _, out, settings
from app.engine.play import seat_plans
from app.live.clock import SystemClock
from app.scenario.library import Library
from app.scenario.problems import N_
from app.scenario.variants import apply_variant
from app.store.database import open_database
from app.store.exercises import Exercises
from app.store.keys import Keys
from app.web.format_times import real_clock, real_day

if TYPE_CHECKING:
    from app.scenario.model import Scenario
    from app.settings import Settings
    from app.store.exercises import ExerciseRecord

PHASES = {"planned": N_("Planned"), "running": N_("Running"), "paused": N_("Paused"), "ended": N_("Over")}


def make_exercise(
    exercises: Exercises, library: Library, scenario_id: str, variant: str = "", title: str = ""
) -> ExerciseRecord:
    """A new exercise with every seat of the scenario; Stop when the scenario can't be played."""
    entry = library.open(scenario_id)
    if entry is None:
        known = ", ".join(entry.id for entry in library.entries()) or "-"
        raise Stop("There is no scenario {scenario}. There are: {known}.", scenario=scenario_id, known=known)
    if entry.examined.scenario is None:
        raise Stop("{file} has mistakes. See them with: tegenspel check {file}", file=entry.file)
    scenario = _as_played(entry.examined.scenario, variant)
    return exercises.create(
        scenario_text=entry.text.decode(),
        scenario_id=scenario.id,
        variant=variant,
        title=title or scenario.title,
        seats=seat_plans(scenario),
        start_at=scenario.start_at * 1000,
        at=SystemClock().now(),
        papers=library.papers(scenario),
    )


def _as_played(scenario: Scenario, variant: str) -> Scenario:
    if not variant:
        return scenario
    if variant not in scenario.variants:
        known = ", ".join(scenario.variants) or "-"
        raise Stop("There is no variant {variant}. There are: {known}.", variant=variant, known=known)
    return apply_variant(scenario, variant)


def make_and_show(scenario: str, variant: str, title: str, *, as_json: bool) -> None:
    """Make an exercise and show how to reach it."""
    known = settings()
    record = make_exercise(_exercises(known), Library(known.scenarios), scenario, variant, title)
    if as_json:
        print(json.dumps(_as_data(record, known)))  # noqa: T201
        return
    console = out()
    console.print(_("{title} is ready.", title=record.title), markup=False, style="green")
    console.print(_("Join code: {code}", code=record.join_code), markup=False)
    console.print(_("Console: {link}", link=f"{known.address}/x/{record.slug}/console"), markup=False)


def show_all(*, as_json: bool) -> None:
    """Show every exercise, the newest first."""
    known = settings()
    records = _exercises(known).list()
    if as_json:
        print(json.dumps([_as_data(record, known) for record in records], ensure_ascii=False))  # noqa: T201
        return
    if not records:
        out().print(_("There are no exercises yet. Make one with: tegenspel exercise new gruttostraat"), markup=False)
        return
    table = Table()
    for heading in (_("Code"), _("Title"), _("State"), _("Made"), _("Console")):
        table.add_column(heading)
    for record in records:
        made = f"{real_day(record.created_at, known.timezone, 'en')} {real_clock(record.created_at, known.timezone)}"
        console = f"/x/{record.slug}/console"
        table.add_row(record.join_code, escape(record.title), _(PHASES[record.phase]), made, console)
    out().print(table)


def _exercises(known: Settings) -> Exercises:
    database = open_database(known.database)
    database.migrate()
    return Exercises(database, Keys(database))


def _as_data(record: ExerciseRecord, known: Settings) -> dict[str, object]:
    return {
        "slug": record.slug,
        "join_code": record.join_code,
        "title": record.title,
        "scenario": record.scenario_id,
        "variant": record.variant,
        "phase": record.phase,
        "created_at": record.created_at,
        "console": f"{known.address}/x/{record.slug}/console",
        "join": f"{known.address}/j/{record.join_code}",
    }
