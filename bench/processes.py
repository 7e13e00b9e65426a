"""How do the two sides of a measurement live apart, each in a process of its own on a core of its own?"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from typing import Any

from bench.machine import pin

PATIENCE = 90.0
Pipe = Connection
Answer = Callable[..., Awaitable[Any]]


class Child:
    """A process of ours that answers questions over a pipe; it ends with us, whatever happens."""

    def __init__(self, target: Callable[..., None], core: int, *arguments: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_begin, args=(target, core, theirs, arguments), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid or 0

    def ask(self, *question: Any, patience: float = PATIENCE) -> Any:
        """The answer to a question; what went wrong over there is raised here."""
        self.tell(*question)
        return self.answer(patience)

    def tell(self, *question: Any) -> None:
        """Ask, and fetch the answer later."""
        self._pipe.send(question)

    def answer(self, patience: float = PATIENCE) -> Any:
        """The next answer; TimeoutError when it takes too long."""
        if not self._pipe.poll(patience):
            raise TimeoutError(f"no answer from {self._process.name} within {patience:g} s")
        said = self._pipe.recv()
        if isinstance(said, Exception):
            raise said
        return said

    def end(self) -> None:
        """Stop the process, gently if it lets us."""
        self._process.terminate()
        self._process.join(8)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._pipe.close()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def _begin(target: Callable[..., None], core: int, pipe: Pipe, arguments: tuple[Any, ...]) -> None:
    pin(core)
    try:
        target(pipe, *arguments)
    except Exception as trouble:
        pipe.send(RuntimeError(f"{type(trouble).__name__}: {trouble}"))


def attend(pipe: Pipe, answers: dict[str, Answer]) -> None:
    """Answer what comes through the pipe on the running loop; when nobody is there any more, stop the loop."""
    loop = asyncio.get_running_loop()
    busy: set[asyncio.Task[None]] = set()

    async def reply(name: str, words: tuple[Any, ...]) -> None:
        try:
            said = await answers[name](*words)
        except Exception as trouble:
            said = RuntimeError(f"{type(trouble).__name__}: {trouble}")
        pipe.send(said)

    def hear() -> None:
        try:
            name, *words = pipe.recv()
        except (EOFError, ConnectionResetError):
            loop.remove_reader(pipe.fileno())
            loop.stop()
            return
        task = loop.create_task(reply(name, tuple(words)))
        busy.add(task)
        task.add_done_callback(busy.discard)

    loop.add_reader(pipe.fileno(), hear)
    # A watched pipe is made not to wait, but long messages come and go in several pieces.
    os.set_blocking(pipe.fileno(), True)


def stay(pipe: Pipe, answers: dict[str, Answer]) -> None:
    """Do nothing but answer, on a fast loop."""
    import uvloop

    async def forever() -> None:
        attend(pipe, answers)
        await asyncio.Event().wait()

    try:
        uvloop.run(forever())
    except RuntimeError:
        # The loop was stopped from outside: nobody asks any more.
        return
