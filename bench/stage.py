"""How is an exercise with a thousand people laid out in a second, and led from outside?"""

from __future__ import annotations

import http.client
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.engine import commands
from app.engine.decide import decide
from app.engine.events import InjectReleased, Line
from app.engine.fold import replay
from app.engine.play import seat_plans
from app.live.clock import SystemClock
from app.scenario.model import Scenario
from app.settings import Settings
from app.store.accounts import Accounts
from app.store.codec import to_row
from app.store.database import open_database
from app.store.event_log import EventLog
from app.store.exercises import Exercises
from app.store.keys import Keys
from app.store.writer import insert_lines
from app.web.access import SESSION_COOKIE, seat_cookie
from app.web.signing import Signer
from bench import serving
from bench.machine import SERVER_CORE
from bench.processes import Child
from bench.scenarios import text_of

HOST = "127.0.0.1"
_wishes = count(1)


@dataclass(frozen=True, slots=True)
class Laid:
    """One exercise with its number, its address and its scenario, and the pass of every seat."""

    number: int
    slug: str
    scenario: Scenario
    passes: dict[str, str]

    def socket(self, seat: str, port: int, locale: str = "nl", since: int = -1) -> bytes:
        """The handshake of the desk of this seat."""
        return (
            f"GET /x/{self.slug}/live?screen=desk&since={since} HTTP/1.1\r\nHost: {HOST}:{port}\r\n"
            f"Origin: http://{HOST}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Accept-Language: {locale}\r\nCookie: {self._cookie(seat)}\r\n\r\n"
        ).encode()

    def sockets(self, port: int, locales: tuple[str, ...] = ("nl",)) -> list[bytes]:
        """The handshakes of all desks, in these languages in turn."""
        return [self.socket(seat, port, locales[place % len(locales)]) for place, seat in enumerate(self.passes)]

    def answer(self, seat: str, port: int, number: int, text: str, wish: str = "") -> bytes:
        """The form with which this seat answers a message."""
        body = urlencode({"number": number, "text": text, "wish": wish or f"wish-{next(_wishes)}"}).encode()
        head = (
            f"POST /x/{self.slug}/seat/answer HTTP/1.1\r\nHost: {HOST}:{port}\r\nOrigin: http://{HOST}:{port}\r\n"
            "Sec-Fetch-Site: same-origin\r\nHX-Request: true\r\nAccept: text/html\r\nAccept-Language: nl\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Cookie: {self._cookie(seat)}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _cookie(self, seat: str) -> str:
        return f"{seat_cookie(self.slug)}={self.passes[seat]}"


class Stage:
    """A folder with a database of its own, and the real server on it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tegenspel-bench-")
        self.home = Path(self._folder.name)
        self.clock = SystemClock()
        self.settings = Settings(host=HOST, port=0, data=self.home)
        self.database = open_database(self.settings.database)
        self.database.migrate()
        self.log = EventLog(self.database)
        keys = Keys(self.database)
        self.exercises = Exercises(self.database, keys)
        self.account = Accounts(self.database).create("Eva", "eva", "een goed wachtwoord", True).id
        session = Signer(keys.signing()).sign("session", self.account, self.clock.now())
        self._headers = {
            "Cookie": f"{SESSION_COOKIE}={session}",
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",
        }
        self.port = self.ahead_ns = 0

    def lay(self, data: dict[str, Any], title: str = "Oefening Gemeten") -> Laid:
        """A new exercise of which every seat is taken."""
        scenario = Scenario.model_validate(data)
        now = self.clock.now()
        record = self.exercises.create(
            scenario_text=text_of(data),
            scenario_id=scenario.id,
            variant="",
            title=title,
            seats=seat_plans(scenario),
            at=now,
            created_by=self.account,
        )
        draft = replay(scenario, self.log.read(record.id))
        lines: list[Line] = []
        for seat in list(draft.seats):
            lines += decide(draft, commands.TakeSeat(seat, f"Speler {seat}"), now, f"seat:{seat}").lines
        with self.database.connection() as connection:
            insert_lines(connection, [to_row(record.id, line) for line in lines])
            connection.commit()
        passes = {seat: self.exercises.give_pass(record.id, seat, now) for seat in draft.seats}
        return Laid(record.id, record.slug, scenario, passes)

    def serve(self) -> Child:
        """The real server, in a process of its own."""
        server = Child(serving.run, SERVER_CORE, self.settings)
        self.port, self.ahead_ns = server.ask("begin")
        return server

    def lead(self, laid: Laid, command: str, **fields: Any) -> None:
        """Carry out a wish of the facilitator; RuntimeError when it is refused."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            body = urlencode({"wish": f"lead-{next(_wishes)}", **fields})
            connection.request("POST", f"/x/{laid.slug}/do/{command}", body, self._headers)
            answer = connection.getresponse()
            said = answer.read().decode()
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{command} was refused: {answer.status} {said[:100]}")

    def due_after(self, laid: Laid, seq: int) -> list[int]:
        """When (real ms) injects fell due after line ``seq``; several at the same moment count once."""
        lines = self.log.read(laid.number, seq)
        return list(dict.fromkeys(line.at for line in lines if isinstance(line.event, InjectReleased)))

    def last_line(self, laid: Laid) -> int:
        """How long the log is."""
        return self.log.read(laid.number)[-1].seq

    def close(self) -> None:
        """Leave nothing behind."""
        self.log.close()
        self.database.close()
        self._folder.cleanup()

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
