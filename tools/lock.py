"""Which exact packages do we use from now on? Writes all lock files anew, with hashes and without an address."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, os.fspath(Path(__file__).resolve().parents[1]))

from tools.installing.browser import PACKAGE
from tools.installing.common import ROOT, Problem, complain, run, say
from tools.installing.environment import DEV_LOCK, LOCK, SETUP_LOCK, UV
from tools.installing.node import Node, throw_away

COMPILE = ["pip", "compile", "--quiet", "--universal", "--no-header", "--no-annotate", "--generate-hashes"]
COMPILE += ["--python-version", "3.11", "--upgrade"]
# What npm notes down beside the versions: it holds addresses, and no installation reads it.
REMARKS = ("funding", "deprecated", "resolved")


def main() -> int:
    """Write every lock and return the exit status."""
    try:
        say("Locking the Python packages …")
        project = ["pyproject.toml", "--output-file"]
        lock_python([*project, LOCK.name])
        lock_python([*project, DEV_LOCK.name, "--group", "dev", "--constraint", LOCK.name])
        lock_python(["--group", "setup", "--output-file", SETUP_LOCK.name])
        say("Locking the npm packages …")
        node = Node()
        for folder in (ROOT, PACKAGE):
            node.npm_lock(folder)
            strip(folder / "package-lock.json")
        throw_away()
    except Problem as problem:
        return complain(str(problem))
    return 0


def lock_python(arguments: list[str]) -> None:
    """Write one requirements lock."""
    run([UV, *COMPILE, *arguments], "lock the Python packages", env={"UV_PYTHON_DOWNLOADS": "never"})


def strip(lock: Path) -> None:
    """Take npm's remarks out of a package-lock.json."""
    content = json.loads(lock.read_text())
    for package in content["packages"].values():
        for remark in REMARKS:
            package.pop(remark, None)
    lock.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
