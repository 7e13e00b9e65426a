"""Which exercises are there, and from which scenarios can new ones be made?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.web import access
from app.web.access import Person
from app.web.links import join_link
from app.web.parts import Parts, parts_of

if TYPE_CHECKING:
    from app.engine.state import Phase
    from app.store.accounts import Account
    from app.store.exercises import ExerciseRecord

router = APIRouter()
# What asks for attention first stands first.
IN_ORDER: tuple[Phase, ...] = ("running", "paused", "planned", "ended")


@dataclass(frozen=True, slots=True)
class Shown:
    """One exercise in the list; ``leads`` tells whether its console opens."""

    record: ExerciseRecord
    link: str
    leads: bool
    scenario: str
    variant: str


@router.get("/")
async def home(request: Request, person: Annotated[Person, Depends(access.anyone)]) -> Response:
    """The facilitator's home; the join page for everybody else."""
    parts = parts_of(request)
    if person.account is None:
        return parts.templates.page(request, "pages/join.html", code="", refusal=None)
    exercises = await asyncio.to_thread(_exercises, request, parts, person.account)
    return parts.templates.page(
        request,
        "pages/home.html",
        person=person,
        groups=[(phase, [one for one in exercises if one.record.phase == phase]) for phase in IN_ORDER],
        scenarios=await asyncio.to_thread(parts.library.entries),
    )


def _exercises(request: Request, parts: Parts, account: Account) -> list[Shown]:
    """The exercises in which this account has a part, the newest first."""
    titles = {entry.id: entry for entry in parts.library.entries()}
    shown = []
    for record in parts.exercises.list():
        role = parts.grants.role(account, record.id)
        if role is None:
            continue
        entry = titles.get(record.scenario_id)
        scenario = entry.examined.scenario if entry else None
        variant = scenario.variants.get(record.variant) if scenario else None
        shown.append(
            Shown(
                record,
                join_link(request, record.join_code),
                role == "facilitator",
                entry.title if entry else record.scenario_id,
                variant.title or variant.id if variant else record.variant,
            )
        )
    return shown
