"""Where do the fonts, icons and the script library come from that our pages use?"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tools.installing.common import ROOT, WORK, Problem, fingerprint, say, stamp, stamped
from tools.installing.node import Node

VENDOR = ROOT / "static" / "vendor"
ICONS = ROOT / "tools" / "icons.txt"
AXE = WORK / "axe-core" / "axe.min.js"
INPUTS = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")

# Each font with the style sheets we take from it, and the subsets that Dutch and its neighbours need.
FONTS = {
    "source-sans-3": ("wght.css", "wght-italic.css"),
    "source-serif-4": ("wght.css", "wght-italic.css"),
    "source-code-pro": ("wght.css",),
}
SUBSETS = ("latin", "latin-ext")


def install(*, dev: bool, again: bool = False) -> None:
    """Make `static/vendor`; `dev` also fetches axe-core for the accessibility tests."""
    step = "test assets" if dev else "assets"
    mark = fingerprint(*INPUTS, ICONS, Path(__file__))
    whole = (VENDOR / "icons").is_dir() and (AXE.exists() or not dev)
    if whole and mark in (stamped(step), stamped("test assets")) and not again:
        return
    say("Fetching fonts, icons and scripts for the pages …")
    stamp("assets", "")
    stamp("test assets", "")
    build, node = WORK / "npm", Node()
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir()
    for file in INPUTS:
        shutil.copy(file, build)
    node.npm_ci(build, "--include=dev" if dev else "--omit=dev")
    modules = build / "node_modules"
    fill_vendor(modules)
    if dev:
        AXE.parent.mkdir(exist_ok=True)
        shutil.copy(modules / "axe-core" / "axe.min.js", AXE)
    shutil.rmtree(build)
    stamp(step, mark)


def fill_vendor(modules: Path) -> None:
    """Copy the named files of the installed packages, and put the new folder in the place of the old one."""
    new, old = WORK / "vendor", WORK / "vendor-old"
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir()
    shutil.copy(modules / "htmx.org" / "dist" / "htmx.esm.min.js", new)
    copy_licence(modules / "htmx.org", new, "htmx")
    for font, sheets in FONTS.items():
        copy_font(modules / "@fontsource-variable" / font, new / "fonts" / font, sheets)
    copy_icons(modules / "lucide-static", new / "icons")
    VENDOR.parent.mkdir(exist_ok=True)
    if VENDOR.exists():
        VENDOR.rename(old)
    new.rename(VENDOR)
    shutil.rmtree(old, ignore_errors=True)


def copy_font(package: Path, target: Path, sheets: tuple[str, ...]) -> None:
    """Copy one font: an `index.css` of the wanted subsets, and the files it names."""
    target.mkdir(parents=True)
    css = "\n".join((package / sheet).read_text() for sheet in sheets)
    kept = [face for face in re.findall(r"@font-face\s*{[^}]*}", css) if subset_of(face, package.name) in SUBSETS]
    if not kept:
        raise Problem(f"The package of the font {package.name} has none of the subsets {', '.join(SUBSETS)}.")
    (target / "index.css").write_text("\n".join(kept).replace("./files/", "./") + "\n")
    for face in kept:
        shutil.copy(package / "files" / font_file(face), target)
    copy_licence(package, target, package.name)


def font_file(face: str) -> str:
    """Return the name of the file that one @font-face rule loads."""
    found = re.search(r"url\(\./files/([^)]+\.woff2)\)", face)
    return found.group(1) if found else ""


def subset_of(face: str, font: str) -> str:
    """Return the subset of one @font-face rule, taken from its file name."""
    return re.sub(rf"^{re.escape(font)}-|-wght-(normal|italic)\.woff2$", "", font_file(face))


def copy_icons(package: Path, target: Path) -> None:
    """Copy the icons that `tools/icons.txt` names, with a class for each; an unknown name is a Problem."""
    target.mkdir()
    missing = []
    for name in icon_names():
        source = package / "icons" / f"{name}.svg"
        if source.is_file():
            shutil.copy(source, target)
        else:
            missing.append(name)
    if missing:
        raise Problem(f"Lucide has no icon called {', '.join(missing)}; correct tools/icons.txt.")
    copy_licence(package, target, "lucide")
    # A class for each icon: the pages' content security policy allows no style attribute. The address is absolute,
    # because browsers read a relative one from the style sheet that uses the property.
    rules = (f".icon-{name} {{ --i: url(/static/vendor/icons/{name}.svg); }}\n" for name in icon_names())
    (target.parent / "icons.css").write_text("".join(rules))


def icon_names() -> list[str]:
    """Return the names in `tools/icons.txt`, without its comments."""
    lines = (line.split("#")[0].strip() for line in ICONS.read_text().splitlines())
    return sorted({name for line in lines for name in line.split()})


def copy_licence(package: Path, target: Path, name: str) -> None:
    """Lay a package's licence beside what was taken from it."""
    for file in package.glob("LICENSE*"):
        shutil.copy(file, target / f"{name}.LICENSE.txt")
