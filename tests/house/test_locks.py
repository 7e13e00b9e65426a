"""Is everything others wrote locked by version and hash, fetched by set-up, and never committed?"""

from __future__ import annotations

import json
import re
import tomllib

from tests.house.source import ROOT, tracked
from tools.installing import assets

PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-setup.lock"]
NPM_FOLDERS = ["", "tools/chromium/"]
THIRD_PARTY = re.compile(
    r"(^|/)(node_modules|static/vendor|\.venv)/|\.min\.(js|css|mjs)$|\.(woff2?|ttf|otf|whl|map)$"
    r"|(^|/)(uv\.lock|pylock\.toml|poetry\.lock|yarn\.lock)$"
)


def locks() -> list[str]:
    return [*PYTHON_LOCKS, *(f"{folder}package-lock.json" for folder in NPM_FOLDERS)]


def test_locks_hold_no_address() -> None:
    assert [lock for lock in locks() if "://" in (ROOT / lock).read_text()] == []


def test_every_locked_python_package_has_a_version_and_a_hash() -> None:
    for lock in PYTHON_LOCKS:
        entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
        assert entries
        assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_every_locked_npm_package_has_a_version_and_a_hash() -> None:
    for folder in NPM_FOLDERS:
        packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
        loose = [name for name, entry in packages.items() if name and not ({"version", "integrity"} <= set(entry))]
        assert loose == []


def test_the_locks_name_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["project"]["dependencies"] + groups["dev"],
        "requirements-setup.lock": groups["setup"],
    }
    for lock, requirements in asked.items():
        assert {plain_name(wish) for wish in requirements} - locked_versions(lock).keys() == set()


def test_tests_run_on_the_versions_that_people_run() -> None:
    dev = locked_versions("requirements-dev.lock")
    different = {name for name, version in locked_versions("requirements.lock").items() if dev.get(name) != version}
    assert different == set()


def test_npm_locks_name_what_package_json_asks_for() -> None:
    for folder in NPM_FOLDERS:
        asked = json.loads((ROOT / folder / "package.json").read_text())
        locked = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"][""]
        for kind in ("dependencies", "devDependencies"):
            assert locked.get(kind, {}) == asked.get(kind, {})


def test_nothing_of_others_is_committed() -> None:
    assert [path for path in tracked() if THIRD_PARTY.search(path)] == []


def test_every_icon_that_a_page_uses_is_named() -> None:
    used: dict[str, str] = {}
    for path in tracked():
        if path.startswith(("templates/", "static/", "app/")) and path.endswith((".html", ".css", ".js", ".py")):
            for name in re.findall(r"vendor/icons/([a-z0-9-]+)\.svg", (ROOT / path).read_text(encoding="utf-8")):
                used[name] = path
    assert {name: path for name, path in used.items() if name not in assets.icon_names()} == {}


def plain_name(requirement: str) -> str:
    """Return a requirement's name as locks write it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name
    return re.sub(r"[._-]+", "-", name.group()).lower()


def locked_versions(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / lock).read_text(), re.MULTILINE))
