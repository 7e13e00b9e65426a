"""How does a form become a line of the log? Every wish of a facilitator or a player passes here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.engine.commands import AnyCommand, Refusal, TakeSeat
from app.engine.preview import preview
from app.web import access
from app.web.access import Insider
from app.web.errors import EXPECTED, answer_refusal, answer_wrong, is_htmx
from app.web.forms import Fields, FieldWrong
from app.web.parts import parts_of
from app.web.wishes_facilitator import FACILITATOR
from app.web.wishes_player import PLAYER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

router = APIRouter()
PREVIEWED = frozenset({"jump", "shift", "rate", "release", "skip", "reschedule", "resume", "end"})
MOST_FIELDS = 200
FORM = "application/x-www-form-urlencoded"
SEAT_PATHS = ("/x/{slug}/seat/take", "/x/{slug}/seat/{command}")
_SEAT_ADDRESS = re.compile(r"/x/([^/]+)/seat/([^/]+)")


@router.post("/x/{slug}/do/{command}")
async def do(request: Request, command: str, person: Annotated[Insider, Depends(access.facilitator)]) -> Response:
    """Carry out a wish of a facilitator."""
    if command not in FACILITATOR:
        raise HTTPException(404)
    fields = await read_fields(request)
    try:
        asked = FACILITATOR[command](fields)
        refusal = await carry_out(person, asked, fields.wish)
    except FieldWrong as wrong:
        refusal = wrong.refusal
    if refusal is None and command == "free":
        await parts_of(request).passes.withdraw(person.exercise.id, fields.line("seat"))
    return refused(request, refusal) if refusal else done(request, f"/x/{person.exercise.slug}/console")


@router.get("/x/{slug}/preview/{command}")
async def show_preview(
    request: Request, command: str, person: Annotated[Insider, Depends(access.facilitator)]
) -> Response:
    """What a wish would change, before it is confirmed."""
    if command not in PREVIEWED:
        raise HTTPException(404)
    parts = parts_of(request)
    try:
        asked = FACILITATOR[command](Fields(request.query_params))
    except FieldWrong as wrong:
        return refused(request, wrong.refusal)
    shown = preview(person.room.state, asked, parts.clock.now())
    if isinstance(shown, Refusal):
        return refused(request, shown)
    return parts.templates.page(request, "parts/preview.html", preview=shown, command=command)


async def take(request: Request, slug: str) -> Response:
    """Sit down on a free seat, or change the name on one's own, and keep a pass for it on this laptop."""
    person = await access.joiner(request, slug)
    fields = await read_fields(request)
    seat = person.seat
    try:
        seat = seat or fields.line("seat")
        refusal = await carry_out(person, TakeSeat(seat, fields.line("name")), fields.wish)
    except FieldWrong as wrong:
        refusal = wrong.refusal
    if refusal:
        return refused(request, refusal)
    response = done(request, f"/x/{slug}/lobby", moved=not person.seat)
    if not person.seat:
        await access.admit_to_seat(request, response, person.exercise, seat)
    return response


async def act(request: Request, slug: str, command: str) -> Response:
    """Carry out a wish of a player, on their own seat only."""
    person = await access.player(request, slug)
    if command not in PLAYER:
        raise HTTPException(404)
    fields = await read_fields(request)
    try:
        refusal = await carry_out(person, PLAYER[command](fields, person.seat), fields.wish)
    except FieldWrong as wrong:
        refusal = wrong.refusal
    if refusal:
        return refused(request, refusal)
    response = done(request, "/" if command == "leave" else f"/x/{slug}/desk", moved=command == "leave")
    if command == "leave":
        await parts_of(request).passes.withdraw(person.exercise.id, person.seat)
        access.leave_seat(response, slug)
    return response


class PlayerWishes:
    """Answers the wishes of players itself; anything else goes to the application.

    When a whole hall answers at once, a framework's own way to a route takes longer than all that we do there.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        address = _SEAT_ADDRESS.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if address is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        slug, command = address.groups()
        try:
            if scope["method"] != "POST":
                raise HTTPException(405)
            response = await (take(request, slug) if command == "take" else act(request, slug, command))
        except EXPECTED as wrong:
            response = answer_wrong(request, wrong)
        await response(scope, receive, send)


async def carry_out(person: Insider, command: AnyCommand, wish: str = "") -> Refusal | None:
    """Ask the room; None when the wish is in the log, else why not."""
    answer = await person.room.submit(command, person.by, wish)
    return answer if isinstance(answer, Refusal) else None


async def read_fields(request: Request) -> Fields:
    """The fields of the form that was sent; anything that is no plain form is not understood."""
    body = await request.body()
    if body and not request.headers.get("content-type", "").lower().startswith(FORM):
        raise HTTPException(400)
    try:
        pairs = parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise HTTPException(400) from None
    return Fields(dict(pairs), lambda name: [value for each, value in pairs if each == name])


def refused(request: Request, refusal: Refusal) -> Response:
    """Why not, as a sentence for the form."""
    return answer_refusal(request, 422, refusal)


def done(request: Request, page: str, *, moved: bool = False) -> Response:
    """It is done: an empty sentence clears what the form said before; ``moved`` also goes to another page."""
    if not is_htmx(request):
        return RedirectResponse(page, 303)
    headers = {"hx-redirect": page} if moved else {}
    return Response("", 200, headers, media_type="text/html")
