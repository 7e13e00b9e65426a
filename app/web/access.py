"""Who is asking, in which exercise, and on which seat?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from app.engine.commands import Refusal
from app.web.errors import Refused
from app.web.parts import Parts, parts_of
from app.web.signing import DAY

if TYPE_CHECKING:
    from app.live.room import Room
    from app.store.accounts import Account
    from app.store.exercises import ExerciseRecord

Role = Literal["nobody", "guest", "player", "facilitator", "controller", "evaluator", "observer"]
SESSION_COOKIE = "tegenspel_session"
SESSION_LASTS = 14 * DAY
GUEST_LASTS = 1 * DAY
SEAT_LASTS = 30 * DAY


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks. ``account`` is set for people who logged in."""

    role: Role = "nobody"
    name: str = ""
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Insider:
    """Somebody with a role in one exercise; ``seat`` is set for players. Guests know the code but have no seat yet."""

    role: Role
    exercise: ExerciseRecord
    room: Room
    name: str = ""
    account: Account | None = None
    seat: str = ""

    @property
    def by(self) -> str:
        """How the log names this person."""
        return f"seat:{self.seat}" if self.seat else f"{self.role}:{self.name}" if self.name else self.role


def seat_cookie(slug: str) -> str:
    """The cookie that holds the pass of one seat in this exercise."""
    return f"tegenspel_seat_{slug}"


def guest_cookie(slug: str) -> str:
    """The cookie of somebody who gave the right join code of this exercise."""
    return f"tegenspel_join_{slug}"


# Who asks. FastAPI calls these for the routes that depend on them.


async def anyone(connection: HTTPConnection) -> Person:
    """Whoever asks, logged in or not."""
    account = await _account(connection)
    return Person("facilitator", account.name, account) if account else Person()


async def logged_in(connection: HTTPConnection) -> Person:
    """Somebody with an account; others are sent to the log-in page."""
    person = await anyone(connection)
    if person.account is None:
        raise Refused(401, Refusal("Log in first."))
    return person


async def facilitator(connection: HTTPConnection, slug: str) -> Insider:
    """The one who leads this exercise."""
    insider = await _by_account(connection, slug)
    if insider is None:
        raise Refused(401, Refusal("Log in first."))
    if insider.role != "facilitator":
        raise Refused(403, NO_PART if insider.role == "nobody" else NOT_LEADING)
    return insider


async def player(connection: HTTPConnection, slug: str) -> Insider:
    """The one who sits on a seat of this exercise."""
    insider = await _by_seat(connection, slug)
    if insider is None:
        raise Refused(403, NO_SEAT)
    return insider


async def joiner(connection: HTTPConnection, slug: str) -> Insider:
    """A player, or a guest who gave the join code and may choose a seat."""
    insider = await _by_seat(connection, slug) or await _by_code(connection, slug)
    if insider is None:
        raise Refused(403, NO_SEAT)
    return insider


async def watcher(connection: HTTPConnection, slug: str) -> Insider:
    """Anybody with a role in this exercise."""
    insider = await _by_account(connection, slug)
    if insider is None or insider.role == "nobody":
        insider = await _by_seat(connection, slug)
    if insider is None:
        raise Refused(403, NO_SEAT)
    return insider


NO_SEAT = Refusal("This laptop has no seat in this exercise. Join with the code or with your seat card.")
NO_PART = Refusal("You have no part in this exercise. Ask the facilitator who made it to let you in.")
NOT_LEADING = Refusal("Only a facilitator of this exercise may do this.")
NO_EXERCISE = Refusal("There is no exercise at this address.")


async def _by_account(connection: HTTPConnection, slug: str) -> Insider | None:
    exercise, room = await _exercise(connection, slug)
    account = await _account(connection)
    if account is None:
        return None
    role = await asyncio.to_thread(parts_of(connection).grants.role, account, exercise.id)
    return Insider(role or "nobody", exercise, room, account.name, account)


async def _by_seat(connection: HTTPConnection, slug: str) -> Insider | None:
    exercise, room = await _exercise(connection, slug)
    token = connection.cookies.get(seat_cookie(slug), "")
    found = await parts_of(connection).passes.seat(exercise.id, token)
    seat = room.state.seats.get(found[0]) if found else None
    # A pass outlives neither the seat nor the person on it.
    if seat is None or not seat.is_taken:
        return None
    return Insider("player", exercise, room, seat.name, seat=seat.id)


async def _by_code(connection: HTTPConnection, slug: str) -> Insider | None:
    exercise, room = await _exercise(connection, slug)
    parts = parts_of(connection)
    token = connection.cookies.get(guest_cookie(slug), "")
    if parts.signer.read("join", token, parts.clock.now(), GUEST_LASTS) != slug:
        return None
    return Insider("guest", exercise, room)


async def _exercise(connection: HTTPConnection, slug: str) -> tuple[ExerciseRecord, Room]:
    parts = parts_of(connection)
    exercise = await parts.passes.record(slug)
    room = await parts.rooms.get(slug) if exercise else None
    if exercise is None or room is None:
        raise Refused(404, NO_EXERCISE)
    return exercise, room


async def _account(connection: HTTPConnection) -> Account | None:
    parts = parts_of(connection)
    token = connection.cookies.get(SESSION_COOKIE, "")
    number = parts.signer.read("session", token, parts.clock.now(), SESSION_LASTS) if token else None
    return await asyncio.to_thread(parts.accounts.get, number) if isinstance(number, int) else None


# Letting people in and out.


def open_session(request: Request, response: Response, account: Account) -> None:
    """Remember on this laptop who logged in."""
    parts = parts_of(request)
    token = parts.signer.sign("session", account.id, parts.clock.now())
    _keep(request, response, SESSION_COOKIE, token, SESSION_LASTS)


def close_session(response: Response) -> None:
    """Forget on this laptop who logged in."""
    response.delete_cookie(SESSION_COOKIE)


def admit_guest(request: Request, response: Response, slug: str) -> None:
    """Remember on this laptop that the join code of this exercise was right."""
    parts = parts_of(request)
    _keep(request, response, guest_cookie(slug), parts.signer.sign("join", slug, parts.clock.now()), GUEST_LASTS)


async def admit_to_seat(request: Request, response: Response, exercise: ExerciseRecord, seat: str) -> None:
    """Give this laptop a pass for a seat that has been taken."""
    parts = parts_of(request)
    token = await parts.passes.give(exercise.id, seat, parts.clock.now())
    _keep(request, response, seat_cookie(exercise.slug), token, SEAT_LASTS)


def leave_seat(response: Response, slug: str) -> None:
    """Forget on this laptop which seat it had."""
    response.delete_cookie(seat_cookie(slug))


def _keep(request: Request, response: Response, name: str, token: str, lasts: int) -> None:
    response.set_cookie(
        name, token, max_age=lasts // 1000, httponly=True, samesite="lax", secure=is_https(request, parts_of(request))
    )


def is_https(connection: HTTPConnection, parts: Parts) -> bool:
    """Whether people reach us over https, directly or through a proxy."""
    return connection.url.scheme in ("https", "wss") or parts.settings.public_url.startswith("https:")
