"""How does news reach a page? One websocket a page, straight from uvicorn: no middleware wraps its ``send``."""

from __future__ import annotations

import re
from secrets import token_hex
from typing import TYPE_CHECKING

import msgspec
import structlog
from starlette.requests import HTTPConnection

from app.store.errors import StoreUnavailable
from app.web import access
from app.web.errors import Refused
from app.web.lane import Screen
from app.web.locale_choice import choose_locale
from app.web.parts import parts_of
from app.web.security import is_same_site
from app.web.wire import wire_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from app.web.hub import Hub
    from app.web.parts import Parts

log = structlog.get_logger()

# Screen -> its perspective, and who may look at it.
SCREENS = {
    "desk": ("player", access.player),
    "console": ("facilitator", access.facilitator),
    "seat": ("player", access.facilitator),  # somebody who leads looks at the desk of a seat
    "wall": ("wall", access.watcher),
}
ADDRESS = re.compile(r"/x/([^/]+)/live")
LONGEST_MESSAGE = 16_384
MOST_NUMBERS = 2_000
# So many messages may come at once, and then so many a second.
BURST = 60
PER_SECOND = 6
POLICY = 1008
TOO_LONG = 1009
FAULT = 1011
TRY_AGAIN = 1013


class Upward(msgspec.Struct, frozen=True):
    """What a page may say: that it is alive, and which messages arrived and were shown."""

    beat: float = 0
    arrived: list[int] = []
    shown: list[int] = []


_read = msgspec.json.Decoder(Upward).decode


class LiveSockets:
    """Answers every websocket itself; anything else goes to the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        try:
            await _serve(scope, receive, send)
        except OSError:
            pass  # the page went while we wrote
        except Exception:
            log.exception("a socket failed", path=scope["path"])
            await send({"type": "websocket.close", "code": FAULT})


async def _serve(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    connection = HTTPConnection(scope)
    parts = parts_of(connection)
    address = ADDRESS.fullmatch(scope["path"])
    if address is None or not is_same_site(connection.headers, parts.settings.public_host, required=True):
        await send({"type": "websocket.close"})  # before it is accepted: the browser gets a 403
        return
    await send({"type": "websocket.accept"})
    opened = await _enter(parts, connection, send, address[1])
    if isinstance(opened, int):
        await send({"type": "websocket.close", "code": opened})
        return
    hub, screen = opened
    try:
        code = await _listen(parts, hub, screen, receive)
    finally:
        hub.leave(screen)
    if code:
        await send({"type": "websocket.close", "code": code})


async def _enter(parts: Parts, connection: HTTPConnection, send: Send, slug: str) -> tuple[Hub, Screen] | int:
    """The hub and the new screen, or with which code to close."""
    asked = connection.query_params.get("screen", "")
    perspective, who = SCREENS.get(asked, ("", None))
    if who is None:
        return 4404
    try:
        person = await who(connection, slug)
    except Refused as refused:
        return 4000 + refused.status
    except StoreUnavailable as error:
        log.error("store unavailable", reason=str(error))
        return TRY_AGAIN
    accept = connection.headers.get("accept-language", "")
    locale = choose_locale(connection.query_params, connection.cookies, accept, parts.settings.language)
    watched = connection.query_params.get("seat", "") if asked == "seat" else ""
    if asked == "seat" and watched not in person.room.state.seats:
        return 4404
    seat = watched or (person.seat if perspective == "player" else "")
    screen = Screen(token_hex(8), wire_of(send), locale, seat, watches=bool(watched))
    hub = parts.hubs.of(person.room)
    try:
        hub.join(screen, perspective, send, _since(connection.query_params.get("since", "")))
    except Exception:
        screen.wire.stop()
        raise
    return hub, screen


def _since(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 16 else -1


async def _listen(parts: Parts, hub: Hub, screen: Screen, receive: Receive) -> int:
    """Take what the page says until it goes; the code to close with, 0 when it closed itself."""
    left, filled_at = float(BURST), parts.clock.now()
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return 0
        now = parts.clock.now()
        left = min(BURST, left + (now - filled_at) / 1000 * PER_SECOND) - 1
        filled_at = now
        text = message.get("text") or ""
        if len(text) > LONGEST_MESSAGE:
            return TOO_LONG
        if left < 0:
            return POLICY
        try:
            said = _read(text)
        except msgspec.DecodeError:
            return POLICY
        hub.heard(screen, said.arrived[:MOST_NUMBERS], said.shown[:MOST_NUMBERS])
