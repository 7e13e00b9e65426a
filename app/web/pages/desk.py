"""Where does a player read, answer and look back?"""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.web import access
from app.web.access import Insider
from app.web.links import card_link, qr_code
from app.web.parts import parts_of

router = APIRouter()


@router.get("/x/{slug}/desk")
async def desk(request: Request, person: Annotated[Insider, Depends(access.player)]) -> Response:
    """The desk with all that was delivered to its seat so far."""
    parts = parts_of(request)
    locale = parts.templates.locale_of(request)
    screen = parts.painter.screen(parts.perspectives["player"], person.room.scene(), person.seat, locale)
    return parts.templates.page(
        request,
        "pages/desk.html",
        now=parts.clock.now(),
        timezone=parts.settings.timezone.key,
        slug=person.exercise.slug,
        seat=person.seat,
        role=person.room.state.seats[person.seat].title,
        screen=screen,
    )


@router.get("/x/{slug}/seat-link")
async def seat_link(request: Request, person: Annotated[Insider, Depends(access.player)]) -> Response:
    """The link that opens one's own seat on another laptop."""
    parts = parts_of(request)
    token = await asyncio.to_thread(parts.exercises.card_token, person.exercise.id, person.seat)
    link = card_link(request, person.exercise.slug, person.seat, token)
    return parts.templates.page(
        request,
        "pages/seat_link.html",
        slug=person.exercise.slug,
        title=person.room.state.title,
        link=link,
        qr=qr_code(link, link),
    )
