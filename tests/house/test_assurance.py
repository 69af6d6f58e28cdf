"""What docs/assurance claims is there: every item of the standard, every threat, every test and place that is named."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docs.generate import is_tested, kept, state
from secretariat import settings

IDS = "tests/house/asvs-5.0-ids.txt"
KEYS = {"level", "about", "applies", "because", "met", "tests", "open"}
THREAT = {"who", "would", "kind", "control", "tests", "remains"}
STRIDE = {"spoofing", "tampering", "repudiation", "disclosure", "denial", "elevation"}
QUOTED = re.compile(r"`([^`]+)`")
PLACE = re.compile(r"[\w./-]+\.(?:py|html|md|toml|txt)|src|src/[\w/]+|[a-z]+/[\w/.-]+\.\w+")
SETTING = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")
VERBS = re.compile(r"^    ([\w |-]+)\) ", re.MULTILINE)
NINE_TENTHS = 0.9

Items = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def items() -> Items:
    return kept("asvs-5.0.toml")


@pytest.fixture(scope="module")
def threats() -> Items:
    return kept("threats.toml")


@pytest.fixture(scope="module")
def levels(root: Path) -> dict[str, int]:
    lines = [line.split() for line in (root / IDS).read_text().splitlines() if not line.startswith("#")]
    return {name: int(level) for name, level in lines}


def test_the_file_holds_every_item_of_both_levels_in_its_order_and_no_other(
    items: Items, levels: dict[str, int]
) -> None:
    assert [(name, item["level"]) for name, item in items.items()] == list(levels.items())
    assert [list(levels.values()).count(level) for level in (1, 2)] == [70, 183]


def lacks(item: Mapping[str, Any]) -> bool:
    """Whether an item says too little or too much: why it does not apply, or how it is met, or what is missing."""
    if set(item) - KEYS or not item.get("about"):
        return True
    if not item.get("applies", True):
        return set(item) != {"level", "about", "applies", "because"} or not item["because"]
    return "because" in item or not (item.get("met") or item.get("open"))


def test_every_item_says_whether_it_applies_and_how_it_is_met_or_what_is_missing(items: Items) -> None:
    assert [name for name, item in items.items() if lacks(item)] == []


@pytest.mark.parametrize(
    "item",
    [
        {"level": 1, "about": "x", "applies": False},
        {"level": 1, "about": "x", "applies": False, "because": "y", "met": "z"},
        {"level": 1, "about": "x", "tests": ["y"]},
        {"level": 1, "about": "x", "met": ""},
        {"level": 1, "about": "x", "met": "y", "pending": "nobody"},
        {"level": 1, "met": "x"},
    ],
)
def test_an_item_that_says_too_little_is_found(item: dict[str, Any]) -> None:
    assert lacks(item)


def test_what_is_missing_does_not_count_as_met() -> None:
    one = {"about": "x", "met": "y", "tests": ["z"]}
    ways = [one, one | {"open": "o"}, {"about": "x", "met": "y"}, {"applies": False}]
    assert [(state(item), is_tested(item)) for item in ways] == [
        ("met", True),
        ("open", False),
        ("met", False),
        ("does not apply", False),
    ]


@cache
def functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def is_there(test: str, root: Path) -> bool:
    """Whether a test is one of ours: a function in a file of tests, or a verb of `./run`."""
    path, _, name = test.partition("::")
    if not name:
        cases = VERBS.findall((root / "run").read_text().partition("case $verb in")[2])
        verbs = {verb.strip() for case in cases for verb in case.split("|")}
        return test.startswith("./run ") and test.split()[1] in verbs
    found = root / path
    return found.name.startswith("test_") and found.is_file() and name in functions(found)


def named(items: Items) -> Iterator[str]:
    for item in items.values():
        yield from item.get("tests", ())


def test_every_test_that_is_named_is_there(items: Items, threats: Items, root: Path) -> None:
    assert sorted({test for each in (items, threats) for test in named(each) if not is_there(test, root)}) == []


def test_a_test_that_is_not_there_is_found(root: Path) -> None:
    here = Path(__file__).relative_to(root)
    names = [f"{here}::test_a_test_that_is_not_there_is_found", f"{here}::test_nothing", "tests/none.py::x", "./run x"]
    assert [is_there(name, root) for name in names] == [True, False, False, False]


def places(text: str) -> set[str]:
    return {word for word in QUOTED.findall(text) if PLACE.fullmatch(word)}


def leads(place: str, root: Path) -> bool:
    """Whether a path leads somewhere: from the root, within a package, or as the end of a path in `src`."""
    if any((root / above / place).exists() for above in ("", "src/secretariat", "src/travaux", "docs")):
        return True
    return any(str(path).endswith(f"/{place}") for path in (root / "src").rglob(Path(place).name))


def said(item: Mapping[str, Any]) -> str:
    return " ".join(str(item.get(part, "")) for part in ("met", "because", "control"))


def test_every_place_that_is_named_is_there(items: Items, threats: Items, root: Path) -> None:
    every = (item for each in (items, threats) for item in each.values())
    found = {place for item in every for place in places(said(item))}
    assert {place for place in found if not leads(place, root)} == set()
    assert len(found) > 20


def test_every_setting_that_is_named_is_set(items: Items, threats: Items, root: Path) -> None:
    known = set(SETTING.findall((root / "docs/reference/settings.md").read_text())) | set(vars(settings))
    every = (item for each in (items, threats) for item in each.values())
    found = {name for item in every for name in SETTING.findall(said(item))}
    assert found - known == set()


def test_what_is_met_is_shown_by_a_test(items: Items) -> None:
    assert [name for name, item in items.items() if state(item) == "met" and not is_tested(item)] == []


def test_nine_tenths_of_what_applies_are_met_and_tested(items: Items) -> None:
    applying = [item for item in items.values() if item.get("applies", True)]
    assert sum(map(is_tested, applying)) >= NINE_TENTHS * len(applying)


def test_every_threat_says_who_what_why_not_and_what_remains(threats: Items) -> None:
    wrong = {
        name: set(item) ^ THREAT
        for name, item in threats.items()
        if set(item) != THREAT or item["kind"] not in STRIDE or not all(item.values())
    }
    assert wrong == {}
    assert {item["kind"] for item in threats.values()} == STRIDE
    assert len(threats) >= 35


def test_every_threat_has_a_test(threats: Items) -> None:
    assert [name for name, item in threats.items() if not item.get("tests")] == []


def test_a_warning_fails_the_tests(pyproject: dict[str, Any]) -> None:
    assert pyproject["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]


def test_types_are_checked_without_exception(pyproject: dict[str, Any]) -> None:
    assert pyproject["tool"]["mypy"]["strict"] is True
    relaxed = {name for each in pyproject["tool"]["mypy"].get("overrides", []) for name in set(each) - {"module"}}
    # A library without types is read as `Any`, and a class of ours may stand on one of its own: nothing else.
    assert relaxed <= {"ignore_missing_imports", "disallow_subclassing_any"}


def test_the_only_scripts_are_those_that_are_listed(root: Path) -> None:
    assert {path.name for path in (root / "src").rglob("*.*js")} == {
        "htmx-2.0.11.min.js",
        "bench.js",  # keys for the coders
        "skip.js",  # goes from one open paragraph to the next
        "editor.js",  # marks the changes while one types
        "keys.js",  # asks the browser for a security key
        "room.js",  # the room screen: takes the live stream, and keys of the keyboard
    }


def test_the_data_is_read_as_it_is_written(root: Path) -> None:
    assert kept("threats.toml") == tomllib.loads((root / "docs/assurance/threats.toml").read_text(encoding="utf-8"))
