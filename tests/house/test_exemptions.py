"""An exemption from a rule bears its reason beside it."""

import re
from pathlib import Path

import pytest

MARK = re.compile(
    r"#\s*(?:(?:ruff:\s*)?noqa|type:\s*ignore|pragma:\s*no|fmt:\s*(?:off|skip)|nosec|pyright:)(?P<rest>.*)"
)
REASON = re.compile(r"^(?::\s*[\w, ]+?|\[[\w, -]+\]|\s+(?:cover|branch))?\s*(?:-|#)\s*\w.{3,}")


def without_reason(path: Path, root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (mark := MARK.search(line)) and not REASON.match(mark["rest"])
    ]


def test_every_exemption_in_the_code_says_why(tracked: list[Path], root: Path) -> None:
    code = [path for path in tracked if path.suffix == ".py" and path != Path(__file__)]
    assert [place for path in code for place in without_reason(path, root)] == []


def test_every_exemption_in_the_configuration_says_why(root: Path) -> None:
    codes = re.compile(r'^\s*"[A-Z]+[0-9]*",?\s*$', re.MULTILINE)
    assert codes.findall((root / "pyproject.toml").read_text()) == []


@pytest.mark.parametrize(
    ("line", "reasoned"),
    [
        ("x = 1  # noqa: S105 - keeps nothing", True),
        ("x = 1  # noqa: S105, E501 - keeps nothing", True),
        ("x = 1  # type: ignore[attr-defined] # the stubs do not know it", True),
        ("if x:  # pragma: no cover - only on Windows", True),
        ("x = 1  # noqa: S105", False),
        ("x = 1  # noqa", False),
        ("x = 1  # type: ignore[attr-defined]", False),
    ],
)
def test_a_mark_without_words_is_no_reason(line: str, *, reasoned: bool) -> None:
    assert bool(REASON.match(MARK.search(line)["rest"])) == reasoned
