"""What keeps hostile input from doing harm is kept by plan: where words count as HTML, and which patterns there are."""

import ast
import re
from pathlib import Path

import pytest

from benchmarks.trust import pump

SAFE = {
    ("evidence/templatetags/charts.py", "mark_safe"): "the engine escapes every word of a chart and of its table",
    ("inputs/templatetags/passages.py", "mark_safe"): "all is escaped before four fixed elements are put in",
    ("record/templatetags/once.py", "mark_safe"): "a token of Django's and a key of ours, each escaped by its maker",
    ("negotiation/templatetags/rolling_text.py", "mark_safe"): "each segment escapes its words, a chip its names",
    ("negotiation/templatetags/requests.py", "mark_safe"): "each run escapes its words, a chip its names",
    (
        "people/services/adapters.py",
        "mark_safe",
    ): "the picture of a code, squares only, drawn by us",
}
"""Who may say that words are HTML, and why nothing foreign is. Papers are shown as escaped text, so none is cleaned."""

BY_LANGUAGE = 2
"""How many calls compile the patterns of a language (`tongue.py`); these have the names of what writes them."""
UNESCAPED = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off")
FOREIGN = ("lxml", "pypdfium2", "travaux.formats.docx", "travaux.formats.pdf", "travaux.formats.page")


def test_no_template_takes_words_for_html(root: Path) -> None:
    pages = (root / "src").rglob("templates/**/*.html")  # a mail (.txt) is no page: what it escaped would be read as is
    assert [str(path) for path in pages if UNESCAPED.search(path.read_text())] == []


def test_only_those_who_give_a_reason_mark_words_as_html(trees: list[tuple[Path, ast.Module]]) -> None:
    found = {
        ("/".join(path.parts[2:]), name.id)
        for path, tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for name in [call.func]
        if isinstance(name, ast.Name) and name.id in {"mark_safe", "SafeString"}
    }
    assert found == set(SAFE)


def test_no_register_parses_what_came_from_outside(trees: list[tuple[Path, ast.Module]]) -> None:
    parsing = [
        (str(path), module)
        for path, tree in trees
        if "secretariat" in path.parts
        for node in ast.walk(tree)
        for module in ([node.module or ""] if isinstance(node, ast.ImportFrom) else _names(node))
        if module.startswith(FOREIGN)
    ]
    assert parsing == []


def _names(node: ast.AST) -> list[str]:
    return [name.name for name in node.names] if isinstance(node, ast.Import) else []


def test_every_pattern_has_a_name_and_is_pumped(trees: list[tuple[Path, ast.Module]]) -> None:
    calls = [
        (str(path), call.func.attr)
        for path, tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "re"
    ]
    assert [call for call in calls if call[1] not in {"compile", "escape"}] == []
    named = [name for path, tree in trees for name in _patterns(path, tree)]
    assert len(named) == sum(name == "compile" for _, name in calls) - BY_LANGUAGE
    named += [name for path, tree in trees for name in _made_by_language(path, tree)]
    assert set(named) - {name.partition("[")[0] for name in pump.patterns()} == set()


def _made_by_language(path: Path, tree: ast.Module) -> list[str]:
    """Return the name of each pattern that is made when a language is first asked for."""
    module = ".".join(path.with_suffix("").parts[1:])
    return [
        f"{module}.{line.name}"
        for line in tree.body
        if isinstance(line, ast.FunctionDef)
        if {"compiled", "each_compiled"} & {ast.unparse(each) for each in line.decorator_list}
    ]


def _patterns(path: Path, tree: ast.Module) -> list[str]:
    """Return the name of each pattern that a module makes at its head, once for each that is made under it."""
    module = ".".join(path.with_suffix("").parts[1:]).removesuffix(".__init__")
    return [
        f"{module}.{target.id}"
        for line in tree.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
        for call in ast.walk(line.value)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "re.compile"
    ]


@pytest.mark.parametrize("pattern", [r"\s+/\s+", r"(?:a+)+b", r"\W\s*$", r"<[^>]*x"])
def test_the_pump_makes_the_input_on_which_a_bad_pattern_is_slow(pattern: str) -> None:
    """Seen by what is repeated, not by the clock: spaces for `\\s+/`, letters for `(a+)+`, and so on."""
    compiled = re.compile(pattern)
    repeated = {pump_ for _, pump_, _ in pump.pumped(pump.samples(compiled))}
    wanted = {r"\s+/\s+": " ", r"(?:a+)+b": "a", r"\W\s*$": " ", r"<[^>]*x": "<"}
    assert wanted[pattern] in repeated
