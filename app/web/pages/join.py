"""How does somebody come in with a code, a QR code or a seat card? Without an account and without e-mail."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from app.engine.commands import Refusal, TakeSeat
from app.web import access
from app.web.errors import Refused
from app.web.parts import Parts, parts_of
from app.web.ratelimit import address_of

if TYPE_CHECKING:
    from app.engine.state import Seat
    from app.live.room import Room
    from app.store.exercises import ExerciseRecord

router = APIRouter()
LONGEST_CODE = 20
NO_CODE = Refusal("Write the code first.")
WRONG_CODE = Refusal("There is no exercise with this code. Look at it once more, or ask exercise control.")
WRONG_CARD = Refusal("This seat card is not valid in this exercise. Ask exercise control for a new one.")
WAIT = Refusal("Too many wrong codes came from here. Wait {seconds} seconds and try again.")


@router.get("/join")
async def join_page(request: Request) -> Response:
    """Ask for the code."""
    return parts_of(request).templates.page(request, "pages/join.html", code="", refusal=None)


@router.post("/join")
async def join(request: Request, code: Annotated[str, Form()] = "") -> Response:
    """Go to the lobby of the exercise with this code."""
    return await _enter(request, code)


@router.get("/j/{code}")
async def join_by_link(request: Request, code: str) -> Response:
    """The address behind the QR code on the wall."""
    return await _enter(request, code)


async def _enter(request: Request, code: str) -> Response:
    parts = parts_of(request)
    if not code.strip():
        return _asked_again(request, code, NO_CODE)
    wait = parts.code_limit.wait_seconds(address_of(request))
    if wait:
        return _asked_again(request, code, Refusal(WAIT.template, {"seconds": wait}), 429)
    exercise = await asyncio.to_thread(parts.exercises.by_code, code[:LONGEST_CODE])
    if exercise is None:
        parts.code_limit.failed(address_of(request))
        return _asked_again(request, code, WRONG_CODE)
    response = RedirectResponse(f"/x/{exercise.slug}/lobby", 303)
    access.admit_guest(request, response, exercise.slug)
    return response


def _asked_again(request: Request, code: str, refusal: Refusal, status: int = 422) -> Response:
    values = {"code": code[:LONGEST_CODE], "refusal": refusal}
    return parts_of(request).templates.page(request, "pages/join.html", status=status, **values)


@router.get("/card/{slug}/{seat}/{token}")
async def card_page(request: Request, slug: str, seat: str, token: str) -> Response:
    """The address on a seat card. Looking at it changes nothing yet, because mail scanners look at every link."""
    _, room = await _behind_card(request, slug, seat, token)
    here = room.state.seats[seat]
    return _card(request, room, here, here.name)


@router.post("/card/{slug}/{seat}/{token}")
async def sit_down(request: Request, slug: str, seat: str, token: str, name: Annotated[str, Form()] = "") -> Response:
    """Sit down on the seat of the card, or go on there on this laptop."""
    exercise, room = await _behind_card(request, slug, seat, token)
    here = room.state.seats[seat]
    # Whoever holds the card is the one on the seat; the old laptop is parked as soon as this one opens the desk.
    if not here.is_taken or here.name != " ".join(name.split()):
        answer = await room.submit(TakeSeat(seat, name), f"seat:{seat}")
        if isinstance(answer, Refusal):
            return _card(request, room, here, name, answer)
    response = RedirectResponse(f"/x/{slug}/lobby", 303)
    await access.admit_to_seat(request, response, exercise, seat)
    return response


async def _behind_card(request: Request, slug: str, seat: str, token: str) -> tuple[ExerciseRecord, Room]:
    parts = parts_of(request)
    exercise = await parts.passes.record(slug)
    room = await parts.rooms.get(slug) if exercise else None
    if (
        exercise is None
        or room is None
        or seat not in room.state.seats
        or not await _fits(parts, exercise, seat, token)
    ):
        # A card that is right is let in also when others behind the same address tried wrong ones.
        if wait := parts.code_limit.wait_seconds(address_of(request)):
            raise Refused(429, Refusal(WAIT.template, {"seconds": wait}))
        parts.code_limit.failed(address_of(request))
        raise Refused(403, WRONG_CARD)
    return exercise, room


async def _fits(parts: Parts, exercise: ExerciseRecord, seat: str, token: str) -> bool:
    return await asyncio.to_thread(parts.exercises.card_fits, exercise.id, seat, token)


def _card(request: Request, room: Room, seat: Seat, name: str, refusal: Refusal | None = None) -> Response:
    values = {"title": room.state.title, "notice": room.state.scenario.notice, "seat": seat, "name": name}
    status = 422 if refusal else 200
    return parts_of(request).templates.page(request, "pages/card.html", status=status, refusal=refusal, **values)
