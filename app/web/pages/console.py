"""What does the one who leads the exercise look at? The console, and the pieces it fetches by itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any, get_args

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.perspectives.facilitator_detail import detail
from app.perspectives.facilitator_log import LINES_AT_MOST, log_regions
from app.perspectives.facilitator_people import seat as seat_part
from app.perspectives.facilitator_talk import talk_detail
from app.scenario.model import Channel, ReplyKind
from app.web import access
from app.web.access import Insider
from app.web.format_times import exercise_time
from app.web.pages.desk import desk_page
from app.web.parts import parts_of

if TYPE_CHECKING:
    from app.engine.state import State

router = APIRouter()
Leader = Annotated[Insider, Depends(access.facilitator)]

PERSPECTIVE = "facilitator"
# Receipts fill lines of the log that the console does not show: read so many more than it shows.
LINES_READ = 3 * LINES_AT_MOST
FORMS = frozenset({"edit", "correct", "reschedule", "recipient"})
IN_A_WHILE_MS = 5 * 60_000


@router.get("/x/{slug}/console")
async def console(request: Request, person: Leader) -> Response:
    """The console."""
    parts = parts_of(request)
    locale = parts.templates.locale_of(request)
    painted = parts.painter.screen(parts.perspectives[PERSPECTIVE], person.room.scene(), "", locale)
    return parts.templates.page(
        request,
        "pages/console.html",
        exercise=person.exercise,
        painted=painted,
        log=await _log(request, person),
        now=parts.clock.now(),
        me=person.by,
        **_choices(person.room.state),
    )


@router.get("/x/{slug}/log")
async def log(request: Request, person: Leader) -> Response:
    """The newest lines of the log, for a console that missed some."""
    return Response(await _log(request, person), media_type="text/html")


async def _log(request: Request, person: Insider) -> Markup:
    parts = parts_of(request)
    state = person.room.state
    lines = await asyncio.to_thread(parts.log.read, person.exercise.id, max(0, state.seq - LINES_READ))
    newest = list(log_regions(state, lines))[: -LINES_AT_MOST - 1 : -1]
    painted = parts.painter.paint_all(PERSPECTIVE, newest, parts.templates.locale_of(request))
    return Markup(painted)  # noqa: S704 - from our templates


@router.get("/x/{slug}/inject/{inject}")
async def inject_detail(request: Request, inject: str, person: Leader) -> Response:
    """Everything about one inject."""
    parts = parts_of(request)
    part = detail(person.room.scene(), inject, parts.clock.now())
    if part is None:
        raise HTTPException(404)
    return parts.templates.page(request, "parts/inject_detail.html", part=part)


@router.get("/x/{slug}/form/{name}")
async def inject_form(request: Request, name: str, inject: str, person: Leader) -> Response:
    """A dialog about one inject, filled in with what is known."""
    parts = parts_of(request)
    state = person.room.state
    part = detail(person.room.scene(), inject, parts.clock.now())
    if part is None or name not in FORMS | {"improvise"}:
        raise HTTPException(404)
    if name == "improvise":
        like = state.injects[inject]
        values = {**_choices(state), "like": like, "sender": state.scenario.title_of(like.sender)}
        return parts.templates.page(request, "forms/improvise.html", **values)
    now = state.clock.exercise_ms(parts.clock.now())
    moment = exercise_time(max(part.row.due or 0, now + IN_A_WHILE_MS))
    return parts.templates.page(request, "forms/inject.html", name=name, part=part, moment=moment)


@router.get("/x/{slug}/people")
async def people(request: Request, person: Leader, seat: str = "", role: str = "") -> Response:
    """One seat, or all seats of a role, with what can be done about them."""
    parts = parts_of(request)
    scene = person.room.scene()
    found = [each for each in scene.state.seats.values() if seat == each.id or role == each.role]
    if not found:
        raise HTTPException(404)
    title = found[0].title if seat else scene.state.scenario.roles[role].title
    shown = [seat_part(scene, each) for each in found]
    values = {
        "title": title,
        "seats": shown,
        "speakers": _choices(scene.state)["speakers"],
        "taken": [(each.id, f"{each.title} {each.name}") for each in scene.state.seats.values() if each.is_taken],
    }
    return parts.templates.page(request, "parts/people_list.html", **values)


@router.get("/x/{slug}/talk/{number}")
async def talk(request: Request, number: int, person: Leader, voice: str = "") -> Response:
    """One conversation, with the card of the actor as whom one speaks."""
    part = talk_detail(person.room.state, number, voice)
    if part is None:
        raise HTTPException(404)
    return parts_of(request).templates.page(request, "parts/talk_detail.html", part=part)


@router.get("/x/{slug}/console/seat/{seat}")
async def seat_screen(request: Request, seat: str, person: Leader) -> Response:
    """The screen of a seat as the player sees it; nothing can be done on it, and nobody there notices."""
    if seat not in person.room.state.seats:
        raise HTTPException(404)
    return desk_page(request, "pages/seat_screen.html", person, seat)


def _choices(state: State) -> dict[str, Any]:
    """What can be filled in about an improvised inject."""
    scenario = state.scenario
    at_table = {each.role for each in state.seats.values()}
    teams = {each.team for each in state.seats.values()}
    many = [each for each in state.seats.values() if each.title != scenario.roles[each.role].title]
    roles = [(role.id, role.title) for role in scenario.roles.values() if role.id in at_table]
    return {
        "teams": [(team.id, team.title) for team in scenario.teams.values() if team.id in teams],
        "roles": [*roles, *((each.id, each.title) for each in many)],
        "speakers": [(actor.id, actor.title) for actor in scenario.actors.values()],
        "actors": [actor.title for actor in scenario.actors.values()],
        "channels": get_args(Channel),
        "replies": get_args(ReplyKind),
        "like": None,
    }
