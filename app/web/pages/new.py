"""How is a new exercise made from a scenario? Every run is a new exercise; an old log is never touched."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from msgspec.structs import replace
from starlette.responses import RedirectResponse, Response

from app.engine.commands import Refusal
from app.engine.events import SeatPlan
from app.engine.play import seat_plans
from app.scenario.variants import apply_variant
from app.web import access
from app.web.access import Person
from app.web.commands import read_fields
from app.web.errors import Refused
from app.web.forms import Fields, FieldWrong
from app.web.parts import Parts, parts_of

if TYPE_CHECKING:
    from app.scenario.library import Entry
    from app.scenario.model import Scenario

router = APIRouter()
LoggedIn = Annotated[Person, Depends(access.logged_in)]
MOST_SEATS = 1000

NO_SCENARIO = Refusal("There is no such scenario.")
NOT_PLAYABLE = Refusal("This scenario has mistakes. Mend them first; they stand on the start page.")
NOT_ALLOWED = Refusal("Your account may not make exercises. Ask a facilitator.")
NO_SEATS = Refusal("Give at least one role a seat.")
TOO_MANY_SEATS = Refusal("An exercise has at most {most} seats.", {"most": MOST_SEATS})
NO_MOMENT = Refusal("Write the planned start as a date and a time.")


@router.get("/new")
async def new_form(request: Request, person: LoggedIn, scenario: str = "", variant: str = "") -> Response:
    """Ask how the exercise will be held."""
    entry, played = await _chosen(parts_of(request), person, scenario, variant)
    return _page(request, entry, played, variant)


@router.post("/new")
async def new_exercise(request: Request, person: LoggedIn) -> Response:
    """Make the exercise and go to its console."""
    parts = parts_of(request)
    fields = await read_fields(request)
    variant = fields.line("variant")
    entry, played = await _chosen(parts, person, fields.line("scenario"), variant)
    try:
        seats = _seats(fields, played)
        planned = _moment(fields.line("planned_start"), parts.settings.timezone)
        title = fields.line("title") or played.title
    except FieldWrong as wrong:
        return _page(request, entry, played, variant, fields, wrong.refusal)
    record = await asyncio.to_thread(
        parts.exercises.create,
        scenario_text=entry.text.decode(),
        scenario_id=entry.id,
        variant=variant,
        title=title,
        seats=seats,
        at=parts.clock.now(),
        start_at=played.start_at * 1000,
        planned_start=planned,
        created_by=person.account.id if person.account else None,
        by=f"facilitator:{person.name}",
        papers=await asyncio.to_thread(parts.library.papers, played),
    )
    return RedirectResponse(f"/x/{record.slug}/console", 303)


async def _chosen(parts: Parts, person: Person, scenario: str, variant: str) -> tuple[Entry, Scenario]:
    """The scenario as it will be played."""
    if person.account is None or not person.account.facilitates:
        raise Refused(403, NOT_ALLOWED)
    entry = await asyncio.to_thread(parts.library.open, scenario)
    if entry is None:
        raise Refused(404, NO_SCENARIO)
    found = entry.examined.scenario
    if found is None:
        raise Refused(422, NOT_PLAYABLE)
    if not variant:
        return entry, found
    if variant not in found.variants:
        raise Refused(404, NO_SCENARIO)
    return entry, apply_variant(found, variant)


def _page(
    request: Request,
    entry: Entry,
    played: Scenario,
    variant: str,
    fields: Fields | None = None,
    why: Refusal | None = None,
) -> Response:
    roles = played.roles.values()
    teams = [(team, [role for role in roles if role.team == team.id]) for team in played.teams.values()]
    return parts_of(request).templates.page(
        request,
        "pages/new.html",
        status=422 if why else 200,
        entry=entry,
        scenario=entry.examined.scenario,
        played=played,
        variant=variant,
        teams=[(team, roles) for team, roles in teams if roles],
        typed=_typed(fields, played) if fields else _proposed(played),
        refusal=why,
        most=MOST_SEATS,
    )


def _proposed(played: Scenario) -> dict[str, Any]:
    roles = played.roles.values()
    return {
        "title": played.title,
        "planned_start": "",
        "counts": {role.id: str(role.seats) for role in roles},
        "automatic": {role.id: role.automatic for role in roles},
    }


def _typed(fields: Fields, played: Scenario) -> dict[str, Any]:
    return {
        "title": fields.line("title"),
        "planned_start": fields.line("planned_start"),
        "counts": {role: fields.line(f"seats-{role}") for role in played.roles},
        "automatic": {role: fields.ticked(f"automatic-{role}") for role in played.roles},
    }


def _seats(fields: Fields, played: Scenario) -> tuple[SeatPlan, ...]:
    counts = {role: max(0, fields.whole(f"seats-{role}")) for role in played.roles}
    if not any(counts.values()):
        raise FieldWrong(NO_SEATS.template)
    if sum(counts.values()) > MOST_SEATS:
        raise FieldWrong(TOO_MANY_SEATS.template, **TOO_MANY_SEATS.words)
    alone = {role for role in played.roles if fields.ticked(f"automatic-{role}")}
    return tuple(replace(plan, automatic=plan.role in alone) for plan in seat_plans(played, counts))


def _moment(written: str, zone: ZoneInfo) -> int | None:
    """Real ms of a date and time at the place of the exercise; None when it was left empty."""
    if not written:
        return None
    try:
        return int(datetime.fromisoformat(written).replace(tzinfo=zone).timestamp() * 1000)
    except (ValueError, OverflowError):
        raise FieldWrong(NO_MOMENT.template) from None
