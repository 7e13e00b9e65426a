"""Where does a player read, answer and look back?"""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.perspectives.act_forms import act_forms
from app.perspectives.directory import directory
from app.web import access
from app.web.access import Insider
from app.web.links import card_link, qr_code
from app.web.parts import parts_of

router = APIRouter()


@router.get("/x/{slug}/desk")
async def desk(request: Request, person: Annotated[Insider, Depends(access.player)]) -> Response:
    """The desk with all that was delivered to its seat so far."""
    return desk_page(request, "pages/desk.html", person, person.seat)


def desk_page(request: Request, template: str, person: Insider, seat: str) -> Response:
    """The desk of a seat, for the one who sits there or for somebody who leads and looks on."""
    parts = parts_of(request)
    locale = parts.templates.locale_of(request)
    return parts.templates.page(
        request,
        template,
        now=parts.clock.now(),
        timezone=parts.settings.timezone.key,
        slug=person.exercise.slug,
        seat=seat,
        role=person.room.state.seats[seat].title,
        groups=directory(person.room.state, seat),
        act_forms=act_forms(person.room.state, seat),
        screen=parts.painter.screen(parts.perspectives["player"], person.room.scene(), seat, locale),
    )


@router.get("/x/{slug}/directory")
async def addresses(request: Request, person: Annotated[Insider, Depends(access.player)]) -> Response:
    """To whom a player can write, with who sits where by now."""
    groups = directory(person.room.state, person.seat)
    return parts_of(request).templates.page(request, "parts/directory.html", groups=groups)


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
