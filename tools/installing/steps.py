"""Which steps does this checkout still need, and in which order?"""

from __future__ import annotations

import argparse
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from tools.installing import assets, browser, environment, node
from tools.installing.common import ROOT, WORK, Problem, complain, explain, say


def take(arguments: list[str]) -> int:
    """Take the steps asked for and return the exit status; every failure is one sentence."""
    parser = argparse.ArgumentParser(prog="setup.py", description="Make this checkout ready.")
    parser.add_argument("--dev", action="store_true", help="also what the tests need")
    parser.add_argument("--assets", action="store_true", help="make static/vendor again")
    wish = parser.parse_args(arguments)
    try:
        with one_at_a_time():
            try:
                environment.install(dev=wish.dev)
                assets.install(dev=wish.dev, again=wish.assets)
                if wish.dev:
                    browser.install()
            finally:
                node.throw_away()
    except Problem as problem:
        return complain(str(problem))
    except OSError as error:
        return complain(explain(error))
    except KeyboardInterrupt:
        return complain("Set-up was stopped; run it again to go on.")
    return 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock of this checkout; a second set-up waits for the first."""
    try:
        WORK.mkdir(exist_ok=True)
        handle = (WORK / "lock").open("w")
    except OSError as error:
        raise Problem(f"Set-up cannot write in {ROOT}: {error.strerror}.") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this folder; waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
