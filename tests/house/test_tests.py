"""Do the tests run, all of them, without waiting for a clock?"""

from __future__ import annotations

import ast

from tests.house.source import calls, python_files, shown, tree

LEFT_OUT = {"skip", "skipif", "xfail", "importorskip"}
WAITS = {"sleep", "wait_for_timeout"}


def test_no_test_is_left_out() -> None:
    wrong = []
    for file in python_files("tests"):
        found = (node for node in ast.walk(tree(file)) if isinstance(node, ast.Attribute) and node.attr in LEFT_OUT)
        wrong += [f"{shown(file)}:{node.lineno}" for node in found if ast.unparse(node).startswith("pytest.")]
    assert wrong == []


def test_no_test_sleeps() -> None:
    wrong = []
    for file in python_files("tests"):
        waits = ((name, call) for name, call in calls(file) if name.rpartition(".")[2] in WAITS)
        # `asyncio.sleep(0)` waits for nothing: it lets the others go first.
        wrong += [f"{shown(file)}:{call.lineno}" for _, call in waits if [*map(ast.unparse, call.args)] != ["0"]]
    assert wrong == []
