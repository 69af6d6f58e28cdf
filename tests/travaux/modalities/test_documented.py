import re
from pathlib import Path

import pytest

from travaux.modalities.schema import HELD, PROCESS, TABLES

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "process-file.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<key>\w+)` \|.*?\| (?P<needed>yes|no)\b", re.MULTILINE)


def section(heading):
    return PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]


def documented(heading):
    return {row["key"]: row["needed"] == "yes" for row in ROW.finditer(section(heading))}


@pytest.mark.parametrize(
    ("heading", "table"),
    [("At the head of the file", PROCESS), *((f"`[[{name}]]`", table) for name, table in TABLES.items())],
)
def test_every_key_is_documented_and_whether_it_must_be_there_and_no_other(heading, table):
    assert documented(heading) == {name: key.required for name, key in table.items()}


def test_the_keys_of_an_event_set_later_are_documented():
    assert [key for key in HELD if f"`{key}`" not in section("`[[events]]`")] == []
