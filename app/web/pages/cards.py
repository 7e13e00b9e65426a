"""What is printed before an exercise? The join code for the wall, and a card for each seat."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import Response

from app.web import access
from app.web.access import Insider
from app.web.links import card_link, join_link, qr_code
from app.web.parts import parts_of

router = APIRouter()
# Drawing a QR code takes some ms: of a larger table the cards are shown one role at a time.
MOST_CARDS = 120


@dataclass(frozen=True, slots=True)
class Card:
    """The card of one seat."""

    title: str
    team: str
    brief: str
    link: str
    drawing: Markup


@router.get("/x/{slug}/cards")
async def cards(request: Request, person: Annotated[Insider, Depends(access.facilitator)], role: str = "") -> Response:
    """The join link, code and QR code, and the seat cards: all of them, or those of one role."""
    link = join_link(request, person.exercise.join_code)
    state = person.room.state
    roles = list(dict.fromkeys(seat.role for seat in state.seats.values()))
    if role not in roles:
        role = roles[0] if len(state.seats) > MOST_CARDS else ""
    return parts_of(request).templates.page(
        request,
        "pages/cards.html",
        exercise=person.exercise,
        notice=state.scenario.notice,
        roles=[(each, state.scenario.roles[each].title) for each in roles] if role else [],
        role=role,
        link=link,
        drawing=qr_code(link, person.exercise.title),
        cards=await asyncio.to_thread(_cards, request, person, role),
    )


def _cards(request: Request, person: Insider, only: str) -> list[Card]:
    parts = parts_of(request)
    scenario = person.room.state.scenario
    made = []
    for seat in person.room.state.seats.values():
        if only and seat.role != only:
            continue
        token = parts.exercises.card_token(person.exercise.id, seat.id)
        link = card_link(request, person.exercise.slug, seat.id, token)
        role, team = scenario.roles.get(seat.role), scenario.teams.get(seat.team)
        made.append(
            Card(seat.title, team.title if team else "", role.brief if role else "", link, qr_code(link, seat.title))
        )
    return made
