"""How is the real program started as people start it, and killed as no program should be?"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.machine import SERVER_CORE, pin
from bench.stage import HOST

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0


class Program:
    """``tegenspel serve`` in a process of its own, on a data folder of ours; in a ``with`` it answers already."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it does not answer yet."""
        environment = {**os.environ, "HOST": HOST, "PORT": str(self.port), "TEGENSPEL_DATA": str(self._data)}
        environment.pop("DATABASE_URL", None)
        # An installed program is compiled: nobody but its first start waits for that.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(self._data / "compiled")
        command = [sys.executable, "-m", "app", "serve"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        pin(SERVER_CORE, self._process.pid)

    def wait(self) -> None:
        """Until it answers; TimeoutError when it doesn't."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            connection = HTTPConnection(HOST, self.port, timeout=5)
            try:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.02)
            finally:
                connection.close()
        raise TimeoutError(f"the server did not answer within {PATIENCE:g} s")

    def kill(self) -> None:
        """SIGKILL: it has no time for a last word."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()

    def __enter__(self) -> Program:
        self.start()
        try:
            self.wait()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as looking:
        looking.bind((HOST, 0))
        return int(looking.getsockname()[1])
