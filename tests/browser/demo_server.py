"""The program as a user starts it: `tegenspel demo` in a process of its own, which can be killed and started again."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAST_WORDS = "Ctrl+C"
LONGEST_START_S = 30


class DemoServer:
    """One server on a data folder and a port of its own; starting it again finds both as they were."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._env = {**os.environ, "TEGENSPEL_DATA": str(folder), "PORT": str(self.port), "HOST": "127.0.0.1"}
        self._process: asyncio.subprocess.Process | None = None
        self.said = ""

    async def start(self) -> None:
        """Start the program and wait until it has said how to get in."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "app", "demo", cwd=ROOT, env=self._env, stdout=asyncio.subprocess.PIPE
        )
        assert self._process.stdout is not None
        self.said = ""
        async with asyncio.timeout(LONGEST_START_S):
            while LAST_WORDS not in self.said:
                line = await self._process.stdout.readline()
                assert line, f"the program ended: {self.said}"
                self.said += line.decode()

    async def kill(self) -> None:
        """End it as a pulled plug does."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    @property
    def setup_link(self) -> str:
        """The link that makes the first account."""
        return self._find(r"http://\S+/setup\S+")

    @property
    def join_link(self) -> str:
        """The link with which participants join the demo exercise."""
        return self._find(r"http://\S+/j/\S+")

    @property
    def join_code(self) -> str:
        """The code with which participants join."""
        return self.join_link.rpartition("/")[2]

    @property
    def address(self) -> str:
        """Where the server is."""
        return f"http://127.0.0.1:{self.port}"

    def _find(self, pattern: str) -> str:
        found = re.search(pattern, self.said)
        assert found is not None, self.said
        return found[0]
