"""How does one ready frame reach a browser as cheaply as possible?

A frame is encoded once and its bytes are written to the transports of all screens. That reads uvicorn's private
surface, so one function does it, looks before it trusts, and otherwise the public ``send`` carries the text.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from starlette.types import Send

_TRANSPORT_CAN = ("write", "writelines", "get_write_buffer_size")
_TEXT = 0x81  # a whole text message in one frame


class Wire(Protocol):
    """The way to one browser. ``write``, ``write_all`` and ``waiting`` never wait."""

    write: Callable[[bytes], None]
    write_all: Callable[[Sequence[bytes]], None]
    waiting: Callable[[], int]

    async def finish(self) -> None:
        """Wait until all that was written is on its way."""

    def stop(self) -> None:
        """Nothing more will be written."""


class TransportWire:
    """Writes frames straight to the connection."""

    __slots__ = ("waiting", "write", "write_all")

    def __init__(self, transport: Any) -> None:
        self.write: Callable[[bytes], None] = transport.write
        self.write_all: Callable[[Sequence[bytes]], None] = transport.writelines
        self.waiting: Callable[[], int] = transport.get_write_buffer_size

    async def finish(self) -> None:
        """What was written is on its way."""

    def stop(self) -> None:
        """The connection closes by itself."""


class SendWire:
    """Sends frames by the public way, one after another, in a task of its own."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._frames: asyncio.Queue[bytes] = asyncio.Queue()
        self._size = 0
        self._task = asyncio.create_task(self._carry())
        self.write: Callable[[bytes], None] = self._put
        self.write_all: Callable[[Sequence[bytes]], None] = self._put_all
        self.waiting: Callable[[], int] = lambda: self._size

    async def finish(self) -> None:
        """Wait until all that was written has been sent, or can't be sent any more."""
        self._frames.put_nowait(b"")
        await asyncio.wait({self._task})

    def stop(self) -> None:
        """Nothing more will be written."""
        self._task.cancel()

    def _put(self, frame: bytes) -> None:
        self._size += len(frame)
        self._frames.put_nowait(frame)

    def _put_all(self, frames: Sequence[bytes]) -> None:
        for frame in frames:
            self._put(frame)

    async def _carry(self) -> None:
        while frame := await self._frames.get():
            try:
                await self._send({"type": "websocket.send", "text": payload_of(frame).decode()})
            except OSError:
                return  # gone; the receiving side of the socket hears that too
            self._size -= len(frame)


def wire_of(send: Send) -> Wire:
    """The cheapest way to the browser behind this ``send``."""
    transport = _uvicorn_transport(send)
    return SendWire(send) if transport is None else TransportWire(transport)


def _uvicorn_transport(send: Send) -> Any:
    """The transport of an open uvicorn websocket, or None when this is not exactly what we know."""
    try:
        from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
    except ImportError:
        return None
    protocol = getattr(send, "__self__", None)
    if not isinstance(protocol, WebSocketsSansIOProtocol) or not getattr(protocol, "handshake_complete", False):
        return None
    transport = getattr(protocol, "transport", None)
    return transport if all(callable(getattr(transport, name, None)) for name in _TRANSPORT_CAN) else None


def text_frame(payload: bytes) -> bytes:
    """One websocket text frame from server to browser."""
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", _TEXT, size) + payload
    if size < 65_536:
        return struct.pack("!BBH", _TEXT, 126, size) + payload
    return struct.pack("!BBQ", _TEXT, 127, size) + payload


def payload_of(frame: bytes) -> bytes:
    """What a frame of ours carries."""
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :]
