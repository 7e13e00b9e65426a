"""Is uvicorn's transport used only when it is exactly what we know, and does the public way do the same?"""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from app.web.frames import frame
from app.web.wire import SendWire, TransportWire, wire_of


class Transport:
    """What a connection offers, in memory."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Keep what was written."""
        self.written.append(data)

    def writelines(self, data: list[bytes]) -> None:
        """Keep all that was written at once."""
        self.written.append(b"".join(data))

    def get_write_buffer_size(self) -> int:
        """Bytes that were not taken yet."""
        return 7


@pytest.fixture
async def protocol() -> WebSocketsSansIOProtocol:
    """uvicorn's side of a websocket that is open."""
    config = uvicorn.Config(lambda scope: None, log_config=None)
    config.load()
    made = WebSocketsSansIOProtocol(config, ServerState(), {}, asyncio.get_running_loop())
    made.handshake_complete = True
    made.transport = Transport()  # type: ignore[assignment]
    return made


async def test_an_open_socket_of_uvicorn_is_written_to_directly(protocol: Any) -> None:
    wire = wire_of(protocol.send)
    assert isinstance(wire, TransportWire)
    wire.write(b"frame")
    wire.write_all([b"one", b"two"])
    assert protocol.transport.written == [b"frame", b"onetwo"]
    assert wire.waiting() == 7
    await wire.finish()
    wire.stop()


async def _not_open(protocol: Any) -> Any:
    protocol.handshake_complete = False
    return protocol.send


async def _wrapped(protocol: Any) -> Any:
    async def send(message: Any) -> None:
        await protocol.send(message)

    return send


async def _somebody_elses(protocol: Any) -> Any:
    class Other:
        transport = protocol.transport
        handshake_complete = True

        async def send(self, message: Any) -> None:
            """Not uvicorn's."""

    return Other().send


async def _unable(protocol: Any) -> Any:
    protocol.transport = SimpleNamespace(write=None)
    return protocol.send


@pytest.mark.parametrize("change", [_not_open, _wrapped, _somebody_elses, _unable])
async def test_anything_else_is_sent_to_the_public_way(protocol: Any, change: Any) -> None:
    wire = wire_of(await change(protocol))
    assert isinstance(wire, SendWire)
    wire.stop()


async def test_the_public_way_sends_in_order_and_counts_what_waits() -> None:
    sent: list[str] = []
    free = asyncio.Event()

    async def send(message: Any) -> None:
        await free.wait()
        sent.append(message["text"])

    wire = SendWire(send)
    frames = [frame("change", number, 0, ("é" * number).encode()) for number in (1, 2, 300)]
    wire.write(frames[0])
    wire.write_all(frames[1:])
    assert wire.waiting() == sum(map(len, frames))
    free.set()
    await wire.finish()
    assert [text.split("\n")[1] for text in sent] == ["é", "éé", "é" * 300]
    assert wire.waiting() == 0


async def test_the_public_way_ends_when_the_page_is_gone() -> None:
    async def send(message: Any) -> None:
        raise ConnectionResetError

    wire = SendWire(send)
    wire.write(frame("beat", 1, 0))
    async with asyncio.timeout(5):
        await wire.finish()
