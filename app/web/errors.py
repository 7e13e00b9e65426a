"""What does a person read when something is refused, missing or broken? A calm sentence, never a traceback."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.engine.commands import Refusal
from app.store.errors import StoreUnavailable
from app.web.parts import parts_of

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

log = structlog.get_logger()

MISSING = Refusal("There is nothing at this address.")
WRONG_METHOD = Refusal("This address can't be used in this way.")
NOT_UNDERSTOOD = Refusal("Something in this form was missing or could not be understood.")
TOO_LARGE = Refusal("This is too large to send.")
FOREIGN = Refusal("This came from another site, so nothing was done.")
BROKEN = Refusal("Something went wrong on our side. What was saved is safe; try again.")
_SENTENCES = {403: FOREIGN, 404: MISSING, 405: WRONG_METHOD, 413: TOO_LARGE, 422: NOT_UNDERSTOOD}


class Refused(Exception):
    """This is not done; the sentence says why. 401 leads to the log-in page."""

    def __init__(self, status: int, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.status = status
        self.refusal = refusal


def is_htmx(request: Request) -> bool:
    """Whether a form on a live page asks, which wants a sentence and not a page."""
    return request.headers.get("hx-request") == "true"


def answer_refusal(request: Request, status: int, refusal: Refusal) -> Response:
    """The sentence as a fragment for a form, or as a calm page."""
    templates = parts_of(request).templates
    if is_htmx(request):
        return HTMLResponse(escape(templates.sentence(request, refusal)), status)
    if status == 401 and request.method == "GET":
        return RedirectResponse(f"/login?next={quote(request.url.path)}", 303)
    return templates.page(request, "pages/error.html", status=status, code=status, refusal=refusal)


EXPECTED = (Refused, HTTPException, StoreUnavailable)
"""What keeps a request from being carried out without anything being broken."""


def answer_wrong(request: Request, wrong: Refused | HTTPException | StoreUnavailable) -> Response:
    """Why this was not carried out."""
    if isinstance(wrong, Refused):
        return answer_refusal(request, wrong.status, wrong.refusal)
    if isinstance(wrong, HTTPException):
        return answer_refusal(request, wrong.status_code, _SENTENCES.get(wrong.status_code, NOT_UNDERSTOOD))
    log.error("store unavailable", reason=str(wrong))
    return answer_refusal(request, 503, Refusal(wrong.template, wrong.words))


def add_error_pages(app: FastAPI) -> None:
    """Every error of the application becomes one of these answers."""

    async def expected(request: Request, wrong: Exception) -> Response:
        return answer_wrong(request, cast("Any", wrong))

    for kind in EXPECTED:
        app.add_exception_handler(kind, expected)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, wrong: RequestValidationError) -> Response:
        log.info("form not understood", path=request.url.path, wrong=[str(error["loc"]) for error in wrong.errors()])
        return answer_refusal(request, 422, NOT_UNDERSTOOD)
