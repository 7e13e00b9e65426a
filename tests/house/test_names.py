"""Does every file say what question it answers, in a size one can read, and is it finished?"""

from __future__ import annotations

import ast
import re

from tests.house.source import ROOT, python_files, shown, tracked, tree

CODE = ("app", "tools", "bench")
LINES_A_FILE = 250
LINES_A_FUNCTION = 40
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
TEXT = (".py", ".html", ".css", ".js", ".toml", ".yaml", ".yml", ".md", ".txt", ".sql")


def test_every_module_opens_with_one_sentence() -> None:
    wrong = []
    for file in python_files(*CODE, "tests"):
        if file.name == "__init__.py" and file.stat().st_size == 0 and shown(file).startswith("tests/"):
            continue
        first = (ast.get_docstring(tree(file)) or "").split("\n\n")[0].strip()
        if not re.fullmatch(r"[A-Z`\"'].*[.?!]", first, re.DOTALL):
            wrong.append(f"{shown(file)}: {first or 'no docstring'}")
    assert wrong == []


def test_files_are_short_enough_to_read() -> None:
    long = {shown(file) for file in python_files(*CODE) if lines_of(shown(file)) > LINES_A_FILE}
    long |= {path for path in tracked() if path.startswith("static/js/") and lines_of(path) > LINES_A_FILE}
    assert long == set()


def test_functions_fit_on_a_screen() -> None:
    wrong = []
    for file in python_files(*CODE):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LINES_A_FUNCTION:
                    wrong.append(f"{shown(file)}:{node.lineno} {node.name} has {length} lines")
    assert wrong == []


def test_nothing_is_left_to_do() -> None:
    wrong = []
    for path in tracked():
        if path.endswith(TEXT):
            text = (ROOT / path).read_text(encoding="utf-8")
            wrong += [f"{path}: {found.group()}" for found in UNFINISHED.finditer(text)]
    assert wrong == []


def lines_of(path: str) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())
