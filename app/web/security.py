"""What must be true of every request, whatever it asks, and of every answer, whatever it holds?

Pure ASGI: nothing here wraps a websocket.
"""

from __future__ import annotations

import re
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.scenario.media import MOST_BYTES
from app.web.errors import BROKEN, FOREIGN, TOO_LARGE, answer_refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()
BODY_LIMIT = 1_000_000
# Where players put files to attach: the file itself and what a form adds around it.
FILE_ADDRESS = re.compile(r"/x/[^/]+/file")
FILE_LIMIT = MOST_BYTES + 100_000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "media-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURE_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: that makes browsers send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}
_SECURE = [(name.encode(), value.encode()) for name, value in SECURE_HEADERS.items()]
A_YEAR = b"public, max-age=31536000, immutable"


class TooLarge(HTTPException):
    """The body grew past the limit while it was read."""

    def __init__(self) -> None:
        super().__init__(413)


class Guard:
    """Refuses what comes from another site or is too large, adds secure headers, and turns faults into a calm page."""

    def __init__(self, app: ASGIApp, public_host: str = "") -> None:
        self.app = app
        self.public_host = public_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guard one HTTP request; anything else passes untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        headers = Headers(scope=scope)
        if scope["method"] not in SAFE_METHODS and not is_same_site(headers, self.public_host):
            await answer_refusal(Request(scope), 403, FOREIGN)(scope, receive, answer)
        elif _length(headers) > _limit_of(scope):
            await answer_refusal(Request(scope), 413, TOO_LARGE)(scope, receive, answer)
        else:
            await self._pass_on(scope, receive, answer)

    async def _pass_on(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        try:
            await self.app(scope, _limited(receive, _limit_of(scope)), answer)
        except Exception:
            log.exception("request failed", method=scope["method"], path=scope["path"], request=token_hex(4))
            if not answer.started:
                await answer_refusal(Request(scope), 500, BROKEN)(scope, receive, answer)


class _Answer:
    """The way back to the browser, which adds what every answer carries."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = [*message.get("headers", ()), *_SECURE, (b"cache-control", self._keep(message["status"]))]
            if self.scope["scheme"] == "https":
                headers.append((b"strict-transport-security", b"max-age=31536000"))
            message["headers"] = headers
        await self.send(message)

    def _keep(self, status: int) -> bytes:
        """How long a browser may keep this: files whose address carries their mark for ever, pages never."""
        if not self.scope["path"].startswith("/static/"):
            return b"no-store"
        return A_YEAR if status == 200 and self.scope["query_string"].startswith(b"v=") else b"no-cache"


def is_same_site(headers: Headers, public_host: str = "", *, required: bool = False) -> bool:
    """Whether a request comes from our own pages, by what browsers say about where it comes from.

    A request without Sec-Fetch-Site and Origin was not made by a browser page, so it carries nobody's cookies behind
    their back; with ``required`` it is refused all the same.
    """
    fetched = headers.get("sec-fetch-site")
    if fetched is not None and not required:
        return fetched == "same-origin"
    origin = headers.get("origin")
    if origin is None:
        return not required
    host = urlsplit(origin).netloc
    return bool(host) and host in (headers.get("host", ""), public_host)


def _limit_of(scope: Scope) -> int:
    return FILE_LIMIT if FILE_ADDRESS.fullmatch(scope["path"]) else BODY_LIMIT


def _length(headers: Headers) -> int:
    value = headers.get("content-length", "0")
    return int(value) if value.isdecimal() else FILE_LIMIT + 1


def _limited(receive: Receive, limit: int) -> Receive:
    """The same body, that stops when it grows past the limit."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise TooLarge
        return message

    return limited
