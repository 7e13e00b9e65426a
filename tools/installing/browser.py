"""Which Chromium do the browser tests drive, and where does it come from on a machine that has none?"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

from tools.installing.common import ROOT, WORK, Problem, fingerprint, say, stamp, stamped
from tools.installing.node import Node

SYSTEM = Path("/usr/bin/chromium")
PACKAGE = ROOT / "tools" / "chromium"
FOLDER = WORK / "chromium"
INPUTS = (PACKAGE / "package.json", PACKAGE / "package-lock.json", ROOT / ".npmrc")
UNPACK = """
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
const [from, to] = process.argv.slice(-2);
for (const name of ["chromium", "al2023.tar", "fonts.tar"])
  await pipeline(createReadStream(`${from}/${name}.br`), createBrotliDecompress(), createWriteStream(`${to}/${name}`));
"""


def own() -> Path | None:
    """Return the Chromium this machine has: `$CHROMIUM`, else /usr/bin/chromium, else None."""
    if named := os.environ.get("CHROMIUM"):
        if not os.access(named, os.X_OK):
            raise Problem(f"CHROMIUM names {named}, which is not a program.")
        return Path(named)
    return SYSTEM if os.access(SYSTEM, os.X_OK) else None


def executable() -> Path:
    """Return the Chromium to start: the machine's own, else the fetched one."""
    return own() or FOLDER / "chromium"


def surroundings() -> dict[str, str]:
    """Return the environment to start `executable` with; a fetched one brings its libraries and a font."""
    inherited = dict(os.environ)
    if own():
        return inherited
    libraries = [str(FOLDER / "lib"), inherited.get("LD_LIBRARY_PATH", "")]
    fetched = {"LD_LIBRARY_PATH": ":".join(filter(None, libraries))}
    if not Path("/etc/fonts").is_dir():
        fetched["FONTCONFIG_PATH"] = str(FOLDER)
    return {**inherited, **fetched}


def install() -> None:
    """Fetch a Chromium when this machine has none; needs no root and no system package."""
    if own():
        return
    mark = fingerprint(*INPUTS, Path(__file__))
    if (FOLDER / "chromium").exists() and stamped("chromium") == mark:
        return
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise Problem("The browser tests need a Chromium; install one and let CHROMIUM name its program.")
    say("Fetching Chromium for the browser tests …")
    stamp("chromium", "")
    build, node = WORK / "npm-chromium", Node()
    for folder in (build, FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    for file in INPUTS:
        shutil.copy(file, build)
    node.npm_ci(build)
    node.run_script(UNPACK, str(build / "node_modules" / "@sparticuz" / "chromium" / "bin"), str(FOLDER))
    for archive in sorted(FOLDER.glob("*.tar")):
        shutil.unpack_archive(archive, FOLDER)
        archive.unlink()
    (FOLDER / "chromium").chmod(0o755)
    shutil.rmtree(build)
    stamp("chromium", mark)
