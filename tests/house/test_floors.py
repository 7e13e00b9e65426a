"""Do all arrows between the rooms point down, and are the pure rooms pure?"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.source import APP, calls, imports, module_name, python_files, shown

PURE = {"scenario", "engine", "perspectives", "review"}
MAY_IMPORT: dict[str, set[str]] = {
    "scenario": set(),
    "engine": {"scenario"},
    "perspectives": {"scenario", "engine"},
    "review": {"scenario", "engine"},
    "store": {"scenario", "engine", "settings"},
    "live": {"scenario", "engine", "store", "settings"},
    "web": {"scenario", "engine", "perspectives", "review", "store", "live", "settings"},
    "settings": set(),
}
# Reads the disk: that is its question.
AT_THE_DISK = {"app/scenario/library.py"}
PURE_PATHS = {"pathlib.PurePath", "pathlib.PurePosixPath"}
DISK = {"os", "pathlib", "io", "shutil", "tempfile", "glob"}
# What lets a clock, chance, a network, a database or HTML into a room that only knows values.
IMPURE = {
    *{"asyncio", "threading", "multiprocessing", "concurrent", "anyio", "socket", "subprocess", "signal"},
    *{"time", "sched", "random", "secrets", "uuid"},
    *{"sqlite3", "psycopg", "sqlalchemy", "sqlmodel", "alembic"},
    *{"jinja2", "markupsafe", "html", "fastapi", "starlette", "uvicorn", "websockets", "logging", "structlog"},
}
CLOCKS = {"now", "utcnow", "today"}
WALL_CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}


def room_of(module: str) -> str:
    """Return the room of `app.room.file`; the files on top of all rooms (main, cli, …) name themselves."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_arrows_between_rooms_point_down() -> None:
    wrong = []
    for file in python_files("app"):
        room = room_of(module_name(file))
        for name, line in sorted(imports(file)):
            target = room_of(name) if name.startswith("app.") else ""
            if room in MAY_IMPORT and target and target != room and target not in MAY_IMPORT[room]:
                wrong.append(f"{shown(file)}:{line} {room} imports {name}")
    assert wrong == []


def test_every_room_is_in_the_drawing() -> None:
    rooms = {file.parent.name for file in APP.glob("*/__init__.py")}
    assert rooms - set(MAY_IMPORT) == set()


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    files = {module_name(file): file for file in python_files("app")}
    graph = {
        name: {target for target in targets_of(file, set(files)) if target != name} for name, file in files.items()
    }
    circle: list[str] = []
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == []


def targets_of(file: Path, modules: set[str]) -> set[str]:
    """Return which of our modules a file imports: `from app.engine import fold` is the module, not its room."""
    names = {name for name, _ in imports(file, for_types=False)}
    return {name if name in modules else name.rpartition(".")[0] for name in names} & modules


def test_pure_rooms_import_nothing_impure() -> None:
    wrong = []
    for file in pure_files():
        banned = IMPURE if shown(file) in AT_THE_DISK else IMPURE | DISK
        used = {(name, line) for name, line in imports(file) if name not in PURE_PATHS}
        wrong += [f"{shown(file)}:{line} {name}" for name, line in used if name.split(".")[0] in banned]
    assert sorted(wrong) == []


def test_pure_rooms_never_look_at_a_clock_or_open_a_file() -> None:
    wrong = []
    for file in pure_files():
        banned = {"print", "input"} if shown(file) in AT_THE_DISK else {"print", "input", "open"}
        wrong += [
            f"{shown(file)}:{call.lineno} {name}"
            for name, call in calls(file)
            if name in banned or ("." in name and name.rpartition(".")[2] in CLOCKS)
        ]
    assert wrong == []


def test_the_only_wall_clock_is_in_live_clock() -> None:
    looking = {shown(file) for file in python_files("app") for name, _ in calls(file) if name in WALL_CLOCKS}
    assert looking <= {"app/live/clock.py"}


def pure_files() -> list[Path]:
    """Return the files of the rooms that hold values only."""
    return [file for file in python_files("app") if room_of(module_name(file)) in PURE]
