"""Who is the first one here? Whoever has the key from the terminal makes the first account."""

from __future__ import annotations

import asyncio
import hmac
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from app.engine.commands import Refusal
from app.web import access
from app.web.parts import Parts, parts_of

router = APIRouter()
SHORTEST_PASSWORD = 10
LONGEST = 200

KEY_WRONG = Refusal("This link is not valid any more. Log in, or look in the terminal for the newest link.")
NO_NAME = Refusal("Write your name and a login name.")
PASSWORD_SHORT = Refusal("Choose a password of at least {least} characters.", {"least": SHORTEST_PASSWORD})
TOO_LONG = Refusal("Use at most {most} characters.", {"most": LONGEST})


@router.get("/setup")
async def setup_page(request: Request, key: str = "") -> Response:
    """Ask for the first account, of whoever has the key."""
    parts = parts_of(request)
    refusal = None if await _is_key(parts, key) else KEY_WRONG
    return _setup(request, key, refusal=refusal)


@router.post("/setup")
async def setup(
    request: Request,
    key: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Make the first account and go to the console of the exercise that is ready."""
    parts = parts_of(request)
    name = " ".join(name.split())
    refusal = _unfit(name, login.strip(), password)
    if refusal is None:
        account = await asyncio.to_thread(parts.accounts.create_first, key, name, login, password)
        if account is not None:
            response = RedirectResponse(await asyncio.to_thread(_first_place, parts), 303)
            access.open_session(request, response, account)
            return response
        refusal = KEY_WRONG
    return _setup(request, key, name, login, refusal)


def _setup(request: Request, key: str, name: str = "", login: str = "", refusal: Refusal | None = None) -> Response:
    status = 200 if refusal is None else 403 if refusal is KEY_WRONG else 422
    return parts_of(request).templates.page(
        request, "pages/setup.html", status=status, key=key, name=name[:LONGEST], login=login[:LONGEST],
        refusal=refusal, lost=refusal is KEY_WRONG, least=SHORTEST_PASSWORD,
    )  # fmt: skip


async def _is_key(parts: Parts, key: str) -> bool:
    known = await asyncio.to_thread(parts.keys.first_run)
    return known is not None and hmac.compare_digest(known.encode(), key.encode())


def _unfit(name: str, login: str, password: str) -> Refusal | None:
    if not name or not login:
        return NO_NAME
    if len(password) < SHORTEST_PASSWORD:
        return PASSWORD_SHORT
    return TOO_LONG if max(map(len, (name, login, password))) > LONGEST else None


def _first_place(parts: Parts) -> str:
    """The console of the newest exercise that the server made by itself; else the start page."""
    ready = (record for record in parts.exercises.list() if record.created_by is None and record.phase != "ended")
    first = next(ready, None)
    return f"/x/{first.slug}/console" if first else "/"
