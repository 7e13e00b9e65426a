"""What does the beamer show to the whole room?"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.web import access
from app.web.access import Insider
from app.web.links import join_link, qr_code, site
from app.web.parts import parts_of

router = APIRouter()


@router.get("/x/{slug}/wall")
async def wall(request: Request, person: Annotated[Insider, Depends(access.watcher)]) -> Response:
    """The wall screen; before the start it shows how to join."""
    parts = parts_of(request)
    locale = parts.templates.locale_of(request)
    screen = parts.painter.screen(parts.perspectives["wall"], person.room.scene(), "", locale)
    link = join_link(request, person.exercise.join_code)
    return parts.templates.page(
        request,
        "pages/wall.html",
        now=parts.clock.now(),
        slug=person.exercise.slug,
        screen=screen,
        code=person.exercise.join_code,
        address=f"{site(request)}/join",
        qr=qr_code(link, link),
    )
