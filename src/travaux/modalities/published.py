"""The shape of a process file as a JSON Schema (2020-12) and as tables in words: both made of the tables it is read by.

TOML has days and times of its own; in the schema they are strings in the same form, as the tools that check TOML by a
JSON Schema have it.
"""

from collections.abc import Mapping
from typing import Any

from travaux.modalities.schema import HELD, MOVE, PROCESS, TABLES
from travaux.modalities.wants import (
    KEY_AT_MOST,
    PARAGRAPH_AT_MOST,
    ROLES,
    STAGES,
    SYMBOL_AT_MOST,
    TEXT_AT_MOST,
    VOCABULARIES,
    Table,
    Want,
)

Schema = dict[str, Any]
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MONTH = {"type": "string", "pattern": "^[12][0-9]{3}-(0[1-9]|1[0-2])$"}


def json_schema() -> Schema:
    """Return the JSON Schema of a process file."""
    lists = {name: {"type": "array", "items": _table(table)} for name, table in TABLES.items()}
    head = _table(PROCESS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Process file of Travaux",
        **head,
        "properties": {**head["properties"], **lists},
    }


def _table(table: Table) -> Schema:
    return {
        "type": "object",
        "properties": {name: {"description": key.meaning, **_form(key.want)} for name, key in table.items()},
        "required": [name for name, key in table.items() if key.required],
        "additionalProperties": False,
    }


def _form(want: Want) -> Schema:
    if want is Want.HELD:
        return _table(HELD)
    return _list(_table(MOVE)) if want is Want.MOVES else _FORMS[want]


def _text(at_most: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": at_most, "pattern": r"^\S(.*\S)?$"}


def _list(item: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": item}


def _map(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


_KEY = {"type": "string", "maxLength": KEY_AT_MOST, "pattern": "^[a-z0-9]+([-_][a-z0-9]+)*$"}
_COUNT = {"type": "integer", "minimum": 1}
_LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}$"}
_HOURS = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$"}
_FORMS: Mapping[Want, Schema] = {
    Want.TEXT: _text(TEXT_AT_MOST),
    Want.SYMBOL: _text(SYMBOL_AT_MOST),
    Want.KEY: _KEY,
    Want.PARAGRAPH: _text(PARAGRAPH_AT_MOST),
    Want.ZONE: {"type": "string"},
    Want.TEXTS: _list(_text(TEXT_AT_MOST)),
    Want.KEYS: _list(_KEY),
    Want.ROLES: _list({"enum": list(ROLES)}),
    Want.STAGES: _list({"enum": list(STAGES)}),
    Want.CLOCK: {"type": "string", "format": "time"},
    Want.DAY: _DAY,
    Want.TIME: {"anyOf": [_DAY, _MONTH]},
    Want.FLAG: {"type": "boolean"},
    Want.COUNT: _COUNT,
    Want.PARAGRAPHS: _map(_text(TEXT_AT_MOST)),
    Want.ACCOUNTS: _map(_text(TEXT_AT_MOST)),
    Want.TERMS: _map({"anyOf": [_text(TEXT_AT_MOST), _map(_text(TEXT_AT_MOST))]}),
    Want.SEATS: _map(_COUNT),
    Want.HOURS: _list(_HOURS),
    Want.LANGUAGES: _list(_LANGUAGE),
    Want.SERIES: {"type": "string", "maxLength": SYMBOL_AT_MOST, "pattern": r"^[^{}]*\{number\}[^{}]*$"},
    **{want: {"enum": list(known)} for want, known in VOCABULARIES.items()},
}


_WORDS: Mapping[Want, str] = {
    Want.TEXT: "text",
    Want.SYMBOL: f"text of {SYMBOL_AT_MOST} characters at most",
    Want.KEY: "key",
    Want.PARAGRAPH: "paragraph",
    Want.ZONE: "name of a time zone",
    Want.TEXTS: "list of texts",
    Want.KEYS: "list of keys",
    Want.ROLES: "list of roles",
    Want.STAGES: f"list of {', '.join(STAGES)}",
    Want.CLOCK: "time of day",
    Want.DAY: "day",
    Want.TIME: "time",
    Want.FLAG: "`true` or `false`",
    Want.COUNT: "count",
    Want.PARAGRAPHS: "a table",
    Want.ACCOUNTS: "a table",
    Want.TERMS: "a table",
    Want.SEATS: "a table of counts",
    Want.HOURS: "list of hours",
    Want.LANGUAGES: "list of languages",
    Want.SERIES: "pattern with `{number}` in it",
    Want.HELD: "a table",
    Want.MOVES: "list of tables",
    **{want: " or ".join(f"`{word}`" for word in known) for want, known in VOCABULARIES.items()},
}


def in_words() -> str:
    """Return the keys of every table in Markdown: what each holds, whether it must be there, what it means."""
    parts = [("At the head of the file", PROCESS), *((f"`[[{name}]]`", table) for name, table in TABLES.items())]
    parts += [("`held` of an event", HELD), ("`moves` of an event", MOVE)]
    return "\n\n".join(f"## {heading}\n\n{_rows(table)}" for heading, table in parts)


def _rows(table: Table) -> str:
    rows = [
        f"| `{name}` | {_WORDS[key.want]} | {'yes' if key.required else 'no'} | {key.meaning} |"
        for name, key in table.items()
    ]
    return "\n".join(["| key | value | must it be there | meaning |", "| --- | --- | --- | --- |", *rows])
