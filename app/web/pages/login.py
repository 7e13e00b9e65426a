"""Who are you? Logging in and logging out."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from app.engine.commands import Refusal
from app.web import access
from app.web.parts import parts_of
from app.web.ratelimit import address_of

router = APIRouter()
LONGEST = 200

WRONG = Refusal("This login name and password do not belong together.")
WAIT = Refusal("Too many wrong passwords came from here. Wait {seconds} seconds and try again.")


@router.get("/login")
async def login_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Ask for login name and password."""
    return _login(request, next)


@router.post("/login")
async def log_in(
    request: Request,
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the name in the form
) -> Response:
    """Log in and go on where the person was going."""
    parts = parts_of(request)
    wait = parts.login_limit.wait_seconds(address_of(request))
    if wait:
        return _login(request, next, login, Refusal(WAIT.template, {"seconds": wait}), 429)
    account = await asyncio.to_thread(parts.accounts.check, login[:LONGEST], password[:LONGEST])
    if account is None:
        parts.login_limit.failed(address_of(request))
        return _login(request, next, login, WRONG, 422)
    response = RedirectResponse(_own_page(next), 303)
    access.open_session(request, response, account)
    return response


@router.post("/logout")
async def log_out() -> Response:
    """Forget on this laptop who logged in."""
    response = RedirectResponse("/", 303)
    access.close_session(response)
    return response


def _login(
    request: Request, going: str, login: str = "", refusal: Refusal | None = None, status: int = 200
) -> Response:
    values = {"next": _own_page(going), "login": login[:LONGEST], "refusal": refusal}
    return parts_of(request).templates.page(request, "pages/login.html", status=status, **values)


def _own_page(address: str) -> str:
    """A page of this server, whatever was asked: never somebody else's site."""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if plain else "/"
