import json
import re
from pathlib import Path

import pytest

from travaux.modalities import json_schema
from travaux.modalities.schema import HELD, MOVE, PROCESS, TABLES

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
PAGE = (REFERENCE / "process-file-keys.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<key>\w+)` \|.*? \| (?P<needed>yes|no) \| .+ \|$", re.MULTILINE)
HEADINGS = (
    ("At the head of the file", PROCESS),
    *((f"`[[{name}]]`", table) for name, table in TABLES.items()),
    ("`moves` of an event", MOVE),
)


def documented(heading):
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return {row["key"]: row["needed"] == "yes" for row in ROW.finditer(section)}


@pytest.mark.parametrize(("heading", "table"), HEADINGS)
def test_every_key_is_documented_and_whether_it_must_be_there_and_no_other(heading, table):
    assert documented(heading) == {name: key.required for name, key in table.items()}


def test_the_keys_of_an_event_set_later_are_documented():
    assert documented("`held` of an event") == {name: key.required for name, key in HELD.items()}


def test_the_published_schema_is_the_one_by_which_files_are_read():
    published = json.loads((REFERENCE / "process-file.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema()
