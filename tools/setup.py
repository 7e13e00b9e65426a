"""Makes this checkout ready: `python3 tools/setup.py` to run it, with `--dev` to test it too.

Must be readable by an old Python, so that it can say that it is too old; everything newer is in `installing/`.
"""

import importlib.util
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
NEEDED = (3, 11)
ABLE = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))"


def this_python_is_able() -> bool:
    """Tell whether this Python is new enough and can make an environment (Debian ships `ensurepip` apart)."""
    return sys.version_info >= NEEDED and importlib.util.find_spec("ensurepip") is not None


def another_python() -> str:
    """Find another Python on this machine that is able, or an empty string."""
    for minor in (14, 13, 12, 11):
        path = shutil.which("python3.%d" % minor)  # noqa: UP031
        if path and subprocess.call([path, "-c", ABLE], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return path
    return ""


def main() -> int:
    """Check the machine, hand over to the steps, and return the exit status."""
    if os.name != "posix":
        print("Set-up works on Linux and macOS; on Windows, use the Windows Subsystem for Linux.", file=sys.stderr)
        return 1
    if not this_python_is_able():
        better = another_python()
        if better:
            os.execv(better, [better, *sys.argv])
        print(
            "Set-up needs Python 3.11 or newer with the venv module; this is Python %d.%d at %s."  # noqa: UP031
            " (On Debian and Ubuntu the package is called python3-venv.)" % (*sys.version_info[:2], sys.executable),
            file=sys.stderr,
        )
        return 1
    sys.path.insert(0, ROOT)
    from tools.installing import steps

    return steps.take(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
