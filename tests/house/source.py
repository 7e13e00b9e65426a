"""What is written in our own code? Files and their syntax trees, read once for all house tests."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"


@cache
def tracked() -> tuple[str, ...]:
    """Return the paths of all files that are committed or about to be: not what `.gitignore` names."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(sorted(path for path in done.stdout.split("\0") if path and (ROOT / path).is_file()))


def python_files(*folders: str) -> list[Path]:
    """Return our Python files in some folders of the project."""
    return [ROOT / path for path in tracked() if path.endswith(".py") and path.split("/")[0] in folders]


@cache
def tree(file: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def module_name(file: Path) -> str:
    """Return the dotted name under which a file is imported."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def shown(file: Path) -> str:
    """Return a path as people write it."""
    return file.relative_to(ROOT).as_posix()


def imports(file: Path, *, for_types: bool = True) -> set[tuple[str, int]]:
    """Return every imported name in full with its line, wherever in the file it is imported.

    `for_types=False` leaves out what stands under `if TYPE_CHECKING:`.
    """
    package = module_name(file).split(".")
    if file.name != "__init__.py":
        package = package[:-1]
    left_out = set() if for_types else set(_for_types_only(file))
    found: set[tuple[str, int]] = set()
    for node in ast.walk(tree(file)):
        if node in left_out:
            continue
        if isinstance(node, ast.Import):
            found |= {(alias.name, node.lineno) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {(f"{base}.{alias.name}", node.lineno) for alias in node.names}
    return found


def _for_types_only(file: Path) -> Iterator[ast.AST]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            for statement in node.body:
                yield from ast.walk(statement)


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in a file with the name of what is called, as written."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node
