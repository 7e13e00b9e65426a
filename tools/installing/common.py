"""What do all steps of set-up share: the folders, one sentence for every problem, and the stamps of what is done."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / ".setup"
STAMPS = WORK / "stamps.json"

# What pip, uv and npm say when they could not reach anything, and when they got something else than was locked.
NO_NETWORK = re.compile(
    r"connection|connect error|timed? ?out|temporary failure|name resolution|dns error|unreachable|proxy|certificate"
    r"|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|error sending request|No matching distribution",
    re.IGNORECASE,
)
NOT_AS_LOCKED = re.compile(r"hash(es)? (mismatch|do not match)|THESE PACKAGES DO NOT MATCH|EINTEGRITY", re.IGNORECASE)
DISK_FULL = re.compile(r"no space left|ENOSPC|disk quota", re.IGNORECASE)
NOISE = re.compile(r"^(npm warn|npm notice|warning:|\s*$|.*complete log of this run)", re.IGNORECASE)


class Problem(Exception):
    """Set-up cannot go on; the text is one sentence for the person who started it."""


def say(text: str) -> None:
    """Tell the person at the keyboard what is being done."""
    print(f"  {text}", flush=True)


def run(command: Sequence[str | Path], what: str, *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it printed.

    `what` completes "could not …". Raises Problem with one sentence when the program fails or cannot be started.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Problem(f"Set-up could not {what}: {error.strerror}.") from error
    if done.returncode:
        raise Problem(f"Set-up could not {what}: {reason(done.stdout + done.stderr)}.")
    return done.stdout


def reason(output: str) -> str:
    """Say in a few words why a program failed, from what it printed."""
    if DISK_FULL.search(output):
        return "the disk is full"
    if NOT_AS_LOCKED.search(output):
        return "what was downloaded is not what the lock files name; nothing of it was kept"
    if NO_NETWORK.search(output):
        return "the package registry cannot be reached; check the internet connection or the proxy and try again"
    lines = [line.strip() for line in output.splitlines() if not NOISE.match(line)]
    return (lines[-1] if lines else "no reason was given").rstrip(".")


def fingerprint(*files: Path) -> str:
    """Digest the folder's own place and the content of files: another place or content is another fingerprint."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in files:
        digest.update(b"\0" + file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def stamped(step: str) -> str:
    """Return the fingerprint with which a step was last completed, or an empty string."""
    return _stamps().get(step, "")


def stamp(step: str, mark: str) -> None:
    """Note that a step is complete for this fingerprint; an empty mark means it is no longer."""
    stamps = {**_stamps(), step: mark}
    new = STAMPS.with_suffix(".new")
    new.write_text(json.dumps(stamps, indent=1))
    new.replace(STAMPS)


def _stamps() -> dict[str, str]:
    try:
        return dict(json.loads(STAMPS.read_text()))
    except (OSError, ValueError):
        return {}


def explain(error: OSError) -> str:
    """Turn a refusal of the operating system into one sentence."""
    where = error.filename or ROOT
    return f"Set-up could not use {where}: {error.strerror or error}."


def complain(text: str) -> int:
    """Print the one sentence of a failed set-up and return its exit status."""
    print(text, file=sys.stderr, flush=True)
    return 1
