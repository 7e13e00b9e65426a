"""Where does somebody read what this is, choose a seat and test the sound?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.web import access
from app.web.access import Insider
from app.web.parts import parts_of

if TYPE_CHECKING:
    from app.engine.state import Seat, State

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SeatsOfTeam:
    """The seats of one team; ``free`` so many nobody has taken."""

    title: str
    seats: tuple[Seat, ...]
    free: int


@router.get("/x/{slug}/lobby")
async def lobby(request: Request, person: Annotated[Insider, Depends(access.joiner)]) -> Response:
    """The lobby: before a seat is taken to choose one, afterwards to test the sound and see who is there."""
    state = person.room.state
    return parts_of(request).templates.page(
        request,
        "pages/lobby.html",
        slug=person.exercise.slug,
        title=state.title,
        notice=state.scenario.notice,
        own=state.seats[person.seat] if person.seat else None,
        over=state.phase == "ended",
        teams=tuple(_teams(state)),
    )


def _teams(state: State) -> Iterator[SeatsOfTeam]:
    for team in dict.fromkeys(seat.team for seat in state.seats.values()):
        seats = tuple(seat for seat in state.seats.values() if seat.team == team)
        known = state.scenario.teams.get(team)
        yield SeatsOfTeam(known.title if known else "", seats, sum(not seat.is_taken for seat in seats))
