"""What is installed is what was examined: every package by its digest, none of the tests' tools on a site."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LINE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")
TOOLS = {"pytest", "hypothesis", "ruff", "mypy", "playwright", "djlint", "coverage", "atheris", "import-linter"}


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield each package of a lock with what stands behind its name."""
    for block in re.split(r"\n(?=\S)", text):
        if block.strip() and not block.startswith("#"):
            yield plain(block), block


def plain(name: str) -> str:
    found = NAME.match(name)
    return re.sub(r"[-_.]+", "-", found.group()).lower() if found else name


@pytest.fixture(scope="module")
def locks(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((root / "locks").glob("*.txt"))}


def loose(text: str) -> list[str]:
    return [name for name, block in entries(text) if not (LINE.match(block) and "--hash=sha256:" in block)]


def test_every_package_is_pinned_by_its_digest(locks: dict[str, str]) -> None:
    assert {name: loose(text) for name, text in locks.items()} == {"dev.txt": [], "engines.txt": [], "site.txt": []}


@pytest.mark.parametrize("line", ["django>=5.2 --hash=sha256:0", "django==5.2", "-e .", "git+https://example.org/x"])
def test_a_package_that_is_not_pinned_is_found(line: str) -> None:
    assert len(loose(f"{line}\n")) == 1


def test_all_that_the_site_asks_for_is_in_its_lock(locks: dict[str, str], pyproject: dict[str, Any]) -> None:
    project = pyproject["project"]
    extras = project["optional-dependencies"]
    asked = {plain(each) for each in [*project["dependencies"], *extras["site"], *extras["postgres"]]}
    assert asked - {name for name, _ in entries(locks["site.txt"])} == set()


def test_the_lock_of_the_site_holds_no_tool_of_the_tests(locks: dict[str, str]) -> None:
    assert {name for name, _ in entries(locks["site.txt"])} & TOOLS == set()
    assert TOOLS - {name for name, _ in entries(locks["dev.txt"])} == set()


def test_what_is_on_a_site_is_tested_in_the_same_version(locks: dict[str, str]) -> None:
    site, dev = (set(LINE.findall(locks[name])) for name in ("site.txt", "dev.txt"))
    assert site - dev == set()
