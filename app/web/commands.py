"""How does a form become a line of the log? Every wish of a facilitator or a player passes here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.engine.commands import AnyCommand, Refusal, TakeSeat
from app.engine.preview import preview
from app.web import access
from app.web.access import Insider
from app.web.errors import answer_refusal, is_htmx
from app.web.forms import FACILITATOR, PLAYER, Fields, FieldWrong
from app.web.parts import parts_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData

router = APIRouter()
PREVIEWED = frozenset({"jump", "shift", "rate", "release", "skip", "reschedule", "resume", "end"})
MOST_FIELDS = 200


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


async def take(request: Request) -> Response:
    """Sit down on a free seat, or change the name on one's own, and keep a pass for it on this laptop."""
    person = await access.joiner(request, request.path_params["slug"])
    fields = await read_fields(request)
    seat = person.seat
    try:
        seat = seat or fields.line("seat")
        refusal = await carry_out(person, TakeSeat(seat, fields.line("name")), fields.wish)
    except FieldWrong as wrong:
        refusal = wrong.refusal
    if refusal:
        return refused(request, refusal)
    response = done(request, f"/x/{person.exercise.slug}/lobby", moved=not person.seat)
    if not person.seat:
        await access.admit_to_seat(request, response, person.exercise, seat)
    return response


async def act(request: Request) -> Response:
    """Carry out a wish of a player, on their own seat only."""
    person = await access.player(request, request.path_params["slug"])
    command = request.path_params["command"]
    if command not in PLAYER:
        raise HTTPException(404)
    fields = await read_fields(request)
    try:
        refusal = await carry_out(person, PLAYER[command](fields, person.seat), fields.wish)
    except FieldWrong as wrong:
        refusal = wrong.refusal
    if refusal:
        return refused(request, refusal)
    response = done(request, "/" if command == "leave" else f"/x/{person.exercise.slug}/desk", moved=command == "leave")
    if command == "leave":
        await parts_of(request).passes.withdraw(person.exercise.id, person.seat)
        access.leave_seat(response, person.exercise.slug)
    return response


def add_player_routes(app: FastAPI) -> None:
    """The wishes of players, as plain routes before all others.

    When a whole hall answers at once, FastAPI's own way to a route and its parameters takes longer than all of ours.
    """
    app.add_route("/x/{slug}/seat/take", take, methods=["POST"])
    app.add_route("/x/{slug}/seat/{command}", act, methods=["POST"])


async def carry_out(person: Insider, command: AnyCommand, wish: str = "") -> Refusal | None:
    """Ask the room; None when the wish is in the log, else why not."""
    answer = await person.room.submit(command, person.by, wish)
    return answer if isinstance(answer, Refusal) else None


async def read_fields(request: Request) -> Fields:
    """The fields of the form that was sent."""
    form: FormData = await request.form(max_files=0, max_fields=MOST_FIELDS)
    return Fields(form, form.getlist)


def refused(request: Request, refusal: Refusal) -> Response:
    """Why not, as a sentence for the form."""
    return answer_refusal(request, 422, refusal)


def done(request: Request, page: str, *, moved: bool = False) -> Response:
    """It is done: an empty sentence clears what the form said before; ``moved`` also goes to another page."""
    if not is_htmx(request):
        return RedirectResponse(page, 303)
    headers = {"hx-redirect": page} if moved else {}
    return Response("", 200, headers, media_type="text/html")
