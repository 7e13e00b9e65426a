"""What is the smallest room with the smallest screens? For tests of how news travels, not of what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from app.engine.commands import AnyCommand
from app.engine.events import CorrectionSent, Line, SeatLeft
from app.engine.scene import Scene
from app.live.clock import MovedClock
from app.perspectives.parts import EVERYONE, Part, Region
from app.web.hub import Hub
from app.web.lane import Screen
from app.web.wire import wire_of


class Word(Part, frozen=True):
    """One word on a toy screen."""

    text: str


class Toys:
    """A perspective that shows how far the log is, and each seat its own word."""

    def __init__(self, name: str) -> None:
        self.name = name

    def whole(self, scene: Scene, seat: str) -> list[Region]:
        """The newest line, and the seat's own region."""
        regions = [Region("newest", "newest", Word(str(scene.state.seq)))]
        return [*regions, Region("own", "own", Word(seat), frozenset({seat}))] if seat else regions

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """A correction is for everybody, or for the seats that it names; a text that says so is a fault."""
        for line in lines:
            if isinstance(line.event, CorrectionSent):
                if line.event.text == "fault":
                    raise RuntimeError("this toy is broken")
                to = frozenset(line.event.inject.split()) if line.event.inject else EVERYONE
                yield Region(f"said-{line.seq}", "newest", Word(line.event.text), to, into="list")

    def around(self, scene: Scene) -> Iterable[Region]:
        """How many are here."""
        yield Region("here", "newest", Word(str(len(scene.connected))))


class ToyPainter:
    """Paints a word as an element, and counts how often."""

    def __init__(self) -> None:
        self.painted = 0

    def encode_all(self, perspective: str, regions: Iterable[Region], locale: str) -> bytes:
        """One element for each region."""
        return "\n".join([self._paint(region, locale) for region in regions]).encode()

    def _paint(self, region: Region, locale: str) -> str:
        self.painted += 1
        return f'<p id="{region.id}" lang="{locale}">{region.part.text}</p>'


@dataclass
class ToyState:
    """A log of so many lines, and nobody in a call."""

    seq: int = 0
    calls: dict[int, Any] = field(default_factory=dict)


@dataclass
class ToyPresence:
    """Who is connected, in the order in which it happened."""

    heard: list[tuple[str, str]] = field(default_factory=list)

    def sign_of_life(self, seat: str) -> None:
        """A screen let hear of itself."""
        self.heard.append(("life", seat))

    def arrive(self, seat: str, screen: str) -> None:
        """A screen came."""
        self.heard.append(("arrive", seat))

    def leave(self, seat: str, screen: str) -> None:
        """A screen went."""
        self.heard.append(("leave", seat))


class ToyRoom:
    """A room whose log is written by hand."""

    exercise_id = 1

    def __init__(self) -> None:
        self.state = ToyState()
        self.presence = ToyPresence()
        self.submitted: list[AnyCommand] = []
        self._listeners: list[Callable[[list[Line]], None]] = []

    def listen(self, callback: Callable[[list[Line]], None]) -> Callable[[], None]:
        """Call back after every write."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def scene(self) -> Any:
        """The state as it stands."""
        return Scene(ToyState(self.state.seq))  # type: ignore[arg-type]

    async def submit(self, command: AnyCommand, by: str, wish: str = "") -> None:
        """Remember what was asked."""
        self.submitted.append(command)

    def write(self, *events: CorrectionSent | SeatLeft) -> None:
        """These things happened, in one batch."""
        lines = [Line(self.state.seq + n, 0, 0, event, "test") for n, event in enumerate(events, start=1)]
        self.state.seq += len(lines)
        for listener in self._listeners:
            listener(lines)

    def say(self, text: str, to: str = "") -> None:
        """Something is said to everybody, or to the seats named."""
        self.write(CorrectionSent(to, text))


class ToyPasses:
    """Remembers whose passes were forgotten."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    def forget(self, exercise: int, seat: str) -> None:
        """Ask the database again about this seat."""
        self.forgotten.append(seat)


class ToyServer:
    """An application of one room: `…/seat/<seat>` opens a player's screen, `…/console` and `…/wall` the others.

    With ``public`` it hides uvicorn's ``send`` behind another one, as a middleware would.
    """

    def __init__(self, public: bool = False) -> None:
        self.room = ToyRoom()
        self.clock = MovedClock()
        self.painter = ToyPainter()
        self.passes = ToyPasses()
        self.public = public
        self.screens: list[Screen] = []
        views = {name: Toys(name) for name in ("player", "facilitator", "wall")}
        make: Any = Hub
        self.hub: Hub = make(self.room, views, self.painter, self.clock, self.passes)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one connection."""
        sending = send

        async def public_send(message: Any) -> None:
            await sending(message)

        await receive()
        await send({"type": "websocket.accept"})
        _, _, kind, *seat = scope["path"].split("/")
        query = parse_qs(scope["query_string"].decode())
        wire = wire_of(public_send if self.public else send)
        screen = Screen(str(len(self.screens)), wire, query.get("lang", ["nl"])[0], seat[0] if seat else "")
        self.screens.append(screen)
        perspective = {"seat": "player", "console": "facilitator", "wall": "wall"}[kind]
        self.hub.join(screen, perspective, send, int(query.get("since", ["-1"])[0]))
        while (message := await receive())["type"] != "websocket.disconnect":
            numbers = json.loads(message["text"])
            self.hub.heard(screen, numbers.get("arrived", []), numbers.get("shown", []))
        self.hub.leave(screen)


class ToyTown:
    """Many toy servers behind one port: the first part of the path says which."""

    def __init__(self) -> None:
        self.servers: dict[str, ToyServer] = {}

    def add(self, server: ToyServer) -> str:
        """Take in a server; gives where it is."""
        name = str(len(self.servers))
        self.servers[name] = server
        return f"/{name}"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one connection."""
        if scope["type"] == "websocket":
            await self.servers[scope["path"].split("/")[1]](scope, receive, send)
            return
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})
