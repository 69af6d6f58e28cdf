"""A function fits on a screen, a file is read at one sitting, and no import hides in a function."""

import ast
import statistics
from pathlib import Path

import pytest

Trees = list[tuple[Path, ast.Module]]
Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines(node: ast.AST) -> int:
    """Count the lines of a function without its decorators and its docstring, which say and do not do."""
    doc = node.body[0] if ast.get_docstring(node) else None
    return node.end_lineno - node.lineno + 1 - (doc.end_lineno - doc.lineno + 1 if doc else 0)


@pytest.fixture(scope="module")
def functions(trees: Trees) -> dict[str, int]:
    return {
        f"{path}:{node.lineno} {node.name}": lines(node)
        for path, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, Function)
    }


def test_a_file_has_at_most_400_lines(trees: Trees, root: Path) -> None:
    counted = {str(path): len((root / path).read_text().splitlines()) for path, _ in trees}
    assert {path: count for path, count in counted.items() if count > 400} == {}


def test_a_function_has_at_most_40_lines(functions: dict[str, int]) -> None:
    assert {name: count for name, count in functions.items() if count > 40} == {}


def test_half_of_the_functions_have_at_most_10_lines_and_nine_tenths_at_most_35(functions: dict[str, int]) -> None:
    counts = list(functions.values())
    assert (statistics.median(counts) <= 10, statistics.quantiles(counts, n=10)[-1] <= 35) == (True, True)


def test_no_import_hides_in_a_function(trees: Trees) -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for path, tree in trees
        for function in ast.walk(tree)
        if isinstance(function, Function)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []
