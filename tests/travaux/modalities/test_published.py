import re
import tomllib
from datetime import date, time

import pytest

from travaux.modalities import in_words, json_schema, library, library_file
from travaux.modalities.wants import ROUTES

KINDS = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def faults(value, schema, place=""):
    """Hold a value against the words of JSON Schema that a process file needs; there is no such tool among ours."""
    value = value.isoformat() if isinstance(value, date | time) else value
    if "anyOf" in schema:
        return [] if any(not faults(value, each, place) for each in schema["anyOf"]) else [f"{place}: none fits"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{place}: not among those known"]
    if not isinstance(value, KINDS[schema["type"]]):
        return [f"{place}: no {schema['type']}"]
    if isinstance(value, dict):
        return of_table(value, schema, place)
    if isinstance(value, list):
        return [fault for n, each in enumerate(value) for fault in faults(each, schema["items"], f"{place}[{n}]")]
    wrong = isinstance(value, str) and (
        not re.search(schema.get("pattern", ""), value) or len(value) > schema.get("maxLength", len(value))
    )
    return [f"{place}: not of that form"] if wrong else []


def of_table(value, schema, place):
    known, other = schema.get("properties", {}), schema["additionalProperties"]
    found = [f"{place}: {name} is missing" for name in schema.get("required", ()) if name not in value]
    for name, each in value.items():
        inner = known.get(name, other)
        found += faults(each, inner, f"{place}.{name}") if inner else [f"{place}: {name} is unknown"]
    return found


@pytest.mark.parametrize("key", library())
def test_every_file_of_the_library_is_as_the_schema_says(key):
    assert faults(tomllib.loads(library_file(key)), json_schema()) == []


def test_the_schema_knows_the_words_of_each_vocabulary():
    assert json_schema()["properties"]["participation"]["items"]["properties"]["route"]["enum"] == list(ROUTES)


def test_what_the_reading_refuses_the_schema_refuses_too(small):
    raw = tomllib.loads(small)
    assert faults(raw, json_schema()) == []
    assert faults(raw | {"colour": "red", "key": "A B"}, json_schema()) == [
        ".key: not of that form",
        ": colour is unknown",
    ]
    raw["events"][0] |= {"held": {"opens": "2017-06-19"}, "days": "2", "opens": "June"}
    assert sorted(faults(raw, json_schema())) == [
        ".events[0].days: no integer",
        ".events[0].held: closes is missing",
        ".events[0].held: place is missing",
        ".events[0].held: source is missing",
        ".events[0].opens: none fits",
    ]


def test_the_words_name_every_table_with_its_keys():
    assert "## `[[amendments]]`" in in_words()
    assert "| `adopted` | day | yes | from which day it holds |" in in_words()
