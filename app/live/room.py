"""What happens to one running exercise, one thing after another: decide, write, fold, tell."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from app.engine.commands import AnyCommand, BridgeOutage, LetTimePass, Refusal
from app.engine.decide import decide
from app.engine.events import Line
from app.engine.fold import fold
from app.engine.scene import Scene
from app.engine.schedule import next_deadline
from app.engine.state import State
from app.live.alarm import Forget
from app.live.ask import Ask, Told, with_receipts_together
from app.live.clock import Clock
from app.live.presence import Presence
from app.store.errors import NO_PROGRESS, Conflict, StoreUnavailable
from app.store.event_log import EventLog

ASKS_AT_ONCE = 256
"""So many wishes are decided in one go: some ms of work, so that other rooms and screens get their turn."""
FIRST_RETRY_MS = 1_000
LAST_RETRY_MS = 5_000

Listener = Callable[[list[Line]], None]
CLOSED = Refusal("The server is stopping. Try again in a moment.")
_log = structlog.get_logger(__name__)


class Room:
    """One exercise that is open in this process. ``state`` is the fold of what is durable in the log, no more."""

    def __init__(self, exercise_id: int, state: State, log: EventLog, clock: Clock) -> None:
        self.exercise_id = exercise_id
        self.state = state
        self.presence = Presence(clock)
        self.log_writable = True
        self._log = log
        self._clock = clock
        self._listeners: list[Listener] = []
        self._asks: list[Ask] = []
        self._woken = asyncio.Event()
        self._alarm: tuple[int, Forget] | None = None
        self._not_before = 0
        self._retry_ms = FIRST_RETRY_MS
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def start(self) -> None:
        """Begin to answer, and set the alarm."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Finish what is being written, and stop."""
        self._closed = True
        self._woken.set()
        if self._task is not None:
            await self._task

    async def bridge(self, since: int) -> None:
        """Before the start: the server was last alive at real time ``since``.

        StoreUnavailable when that can't be written.
        """
        ask = Ask(BridgeOutage(since), "server", "", [])
        await self._carry_out([ask])
        if isinstance(ask.answer, Refusal):
            raise StoreUnavailable(ask.answer.template, ask.answer.words)
        if isinstance(ask.answer, Exception):
            raise ask.answer

    async def submit(self, command: AnyCommand, by: str, wish: str = "") -> Told | Refusal:
        """Carry out a wish: Told when it is in the log, or why not.

        It is carried out even when whoever asked stops waiting; asking again with the same ``wish`` does no harm.
        """
        if self._closed:
            return CLOSED
        asker: asyncio.Future[Told | Refusal] = asyncio.get_running_loop().create_future()
        self._asks.append(Ask(command, by, wish, [asker]))
        self._woken.set()
        return await asker

    def listen(self, listener: Listener) -> Forget:
        """Call ``listener`` with lines that are in the log, or with none when ``log_writable`` changed.

        It is called on the loop, in order, and must not take long. Calling what comes back ends it.
        """
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return forget

    def scene(self) -> Scene:
        """What a perspective looks at now."""
        return Scene(self.state, self.presence.connected, self.presence.last_seen, self.log_writable)

    async def _run(self) -> None:
        while not self._closed:
            self._set_alarm()
            await self._woken.wait()
            self._woken.clear()
            asks, self._asks = self._asks[:ASKS_AT_ONCE], self._asks[ASKS_AT_ONCE:]
            if self._asks:
                self._woken.set()
            await self._carry_out(asks)
        self._forget_alarm()
        for ask in self._asks:
            ask.answer = CLOSED
            ask.give_answer()

    async def _carry_out(self, asks: list[Ask]) -> None:
        """Answer these asks and write what is due, as a whole or not at all."""
        asks = with_receipts_together(asks)
        try:
            await self._write(asks)
        except StoreUnavailable as trouble:
            self._note_trouble(trouble)
            for ask in asks:
                ask.answer = (
                    ask.answer if isinstance(ask.answer, Exception) else Refusal(trouble.template, trouble.words)
                )
        except Exception as error:
            if len(asks) > 1:
                # Whatever is wrong with one of them must not fail the others.
                for ask in asks:
                    await self._carry_out([ask])
                return
            _log.exception("an exercise could not go on", exercise=self.exercise_id)
            self._not_before = self._clock.now() + LAST_RETRY_MS
            for ask in asks:
                ask.answer = error
        for ask in asks:
            ask.give_answer()

    async def _write(self, asks: list[Ask]) -> None:
        if not self.log_writable:
            # What could not be confirmed may have been written after all.
            await self._catch_up()
        while True:
            self._not_before = self._clock.now() + 1
            draft, lines = self._decide(asks)
            if not lines and self.log_writable:
                return
            try:
                await self._log.append(self.exercise_id, lines, after=self.state.seq)
                break
            except Conflict as conflict:
                if not await self._catch_up():
                    raise StoreUnavailable(NO_PROGRESS) from conflict
        self.state = draft
        if lines:
            self._tell(lines)
        self._note_writable()

    def _decide(self, asks: list[Ask]) -> tuple[State, list[Line]]:
        """One draft with the answers to all these asks, and its lines; a fault in one of them spoils no other."""
        now = self._clock.now()
        draft, lines = self.state.fork(), list[Line]()
        for ask in asks or [Ask(LetTimePass(), "clock", "", [])]:
            if isinstance(ask.answer, Exception):
                continue
            try:
                decision = decide(draft, ask.command, now, ask.by, ask.wish)
            except Exception as error:
                if not asks:
                    raise
                _log.exception(
                    "a wish could not be decided", exercise=self.exercise_id, wish=type(ask.command).__name__
                )
                ask.answer = error
                return self._decide(asks)
            lines += decision.lines
            ask.answer = decision.refusal or Told(draft.seq, decision.lines)
        return draft, lines

    async def _catch_up(self) -> bool:
        """Fold and tell what another writer wrote; False when there was nothing."""
        tail = await asyncio.to_thread(self._log.read, self.exercise_id, self.state.seq)
        for line in tail:
            fold(self.state, line)
        if tail:
            self._tell(tail)
        return bool(tail)

    def _tell(self, lines: list[Line]) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(lines)
            except Exception:
                _log.exception("a listener failed", exercise=self.exercise_id)

    def _note_trouble(self, trouble: StoreUnavailable) -> None:
        self._not_before = self._clock.now() + self._retry_ms
        self._retry_ms = min(2 * self._retry_ms, LAST_RETRY_MS)
        if self.log_writable:
            _log.error("the log can't be written", exercise=self.exercise_id, reason=trouble.sentence)
            self.log_writable = False
            self._tell([])

    def _note_writable(self) -> None:
        self._retry_ms = FIRST_RETRY_MS
        if not self.log_writable:
            _log.info("the log can be written again", exercise=self.exercise_id)
            self.log_writable = True
            self._tell([])

    def _set_alarm(self) -> None:
        """Wake up when something falls due, or to try again; never twice in one millisecond."""
        due = next_deadline(self.state) if self.log_writable else self._not_before
        at = None if due is None else max(due, self._not_before)
        if self._alarm is not None and self._alarm[0] == at:
            return
        self._forget_alarm()
        if at is not None:
            self._alarm = at, self._clock.call_at(at, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self._woken.set()

    def _forget_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm[1]()
            self._alarm = None
