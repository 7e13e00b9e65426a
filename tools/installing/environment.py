"""How does this checkout get its Python environment, exactly as locked?"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tools.installing.common import ROOT, WORK, Problem, fingerprint, run, say, stamp, stamped

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
SETUP_LOCK = ROOT / "requirements-setup.lock"


def install(*, dev: bool) -> None:
    """Make `.venv` as the locks say; `dev` adds what the tests need. Does nothing when that is already so."""
    step, lock = ("test packages", DEV_LOCK) if dev else ("packages", LOCK)
    mark = fingerprint(lock, SETUP_LOCK, ROOT / "pyproject.toml")
    whole = PYTHON.exists() and UV.exists()
    if whole and stamped(step) == mark:
        return
    # Started scripts of an environment hold its place, so a moved checkout gets a new one.
    if not whole or stamped("place") != str(ROOT):
        make_environment()
    say("Installing the Python packages" + (" and the test tools" if dev else "") + " …")
    # Compiled now: otherwise the first start takes twice as long, and each where Python may keep no compiled files.
    uv_install(
        "--require-hashes", "--compile-bytecode", "--requirements", str(lock), what="install the Python packages"
    )
    uv_install("--no-deps", "--offline", "--editable", str(ROOT), what="install the project itself")
    stamp(step, mark)
    if dev:
        stamp("packages", fingerprint(LOCK, SETUP_LOCK, ROOT / "pyproject.toml"))


def make_environment() -> None:
    """Make a new, empty environment that holds uv."""
    say(f"Making a Python environment in {VENV.name} …")
    for step in ("place", "packages", "test packages"):
        stamp(step, "")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", VENV], "make a Python environment")
    wanted = WORK / "uv.lock"
    wanted.write_text(lock_entry("uv"))
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "--requirement", str(wanted)], "install uv, which installs the rest")
    wanted.unlink()
    stamp("place", str(ROOT))


def uv_install(*arguments: str, what: str) -> None:
    """Run `uv pip install` for this environment; nothing but packages is ever downloaded."""
    settings = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    if mirror := os.environ.get("PIP_INDEX_URL"):
        settings["UV_DEFAULT_INDEX"] = os.environ.get("UV_DEFAULT_INDEX", mirror)
    run([UV, "pip", "install", "--quiet", "--python", PYTHON, *arguments], what, env=settings)


def lock_entry(name: str) -> str:
    """Return one package of the set-up lock with its hashes, as a requirements file of its own."""
    kept: list[str] = []
    for line in SETUP_LOCK.read_text().splitlines():
        if not line.startswith(" "):
            inside = line.startswith(f"{name}==")
        if inside:
            kept.append(line)
    if not kept:
        raise Problem(f"{SETUP_LOCK.name} does not name {name}; make the locks again with `make lock`.")
    return "\n".join(kept).rstrip("\\ ") + "\n"


def packages_in(folder: Path, name: str) -> None:
    """Install one package of the set-up lock in a folder of its own."""
    wanted = WORK / f"{name}.lock"
    wanted.write_text(lock_entry(name))
    uv_install("--target", str(folder), "--require-hashes", "--requirements", str(wanted), what=f"install {name}")
    wanted.unlink()
