"""The keys that a process file may have, and which must be there; in words: docs/reference/process-file.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

KEY_AT_MOST = 60
TEXT_AT_MOST = 300
PARAGRAPH_AT_MOST = 30
SYMBOL_AT_MOST = 60


class Want(Enum):
    """What a value must be, in the words in which a refusal says it."""

    TEXT = f"some text of at most {TEXT_AT_MOST} characters in quotation marks"
    SYMBOL = f"a symbol of at most {SYMBOL_AT_MOST} characters in quotation marks"
    KEY = f"a key of at most {KEY_AT_MOST} lower-case letters, digits, “-” and “_” in quotation marks"
    PARAGRAPH = "the number of a paragraph, or several joined by “, ”, in quotation marks"
    ZONE = "the name of a time zone, such as “America/New_York”"
    NUMBERING = "“bis-added” or “bis-alternative”"
    TEXTS = "a list of texts"
    KEYS = "a list of keys"
    ROLES = "a list of roles: visitor, officer, cofacilitator, delegate, focal_point"
    CLOCK = "a time of day, such as 17:00:00 without quotation marks"
    DAY = "a day, such as 2017-12-04 without quotation marks"
    TIME = "a day, such as 2017-12-04 without quotation marks, or a month, such as “2017-12”"
    FLAG = "true or false, without quotation marks"
    COUNT = "a whole number of at least 1"
    PARAGRAPHS = "a table [paragraphs] that gives each number a short heading"
    HELD = "a table with opens, closes, place and source"


ROLES = ("visitor", "officer", "cofacilitator", "delegate", "focal_point")
NUMBERINGS = ("bis-added", "bis-alternative")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: what its value must be, and whether it must be there."""

    want: Want
    required: bool = True


Table = Mapping[str, Key]

_NAMED: Table = {"key": Key(Want.KEY), "title": Key(Want.TEXT), "paragraph": Key(Want.PARAGRAPH)}

PROCESS: Table = {
    "key": Key(Want.KEY),
    "title": Key(Want.TEXT),
    "short_title": Key(Want.TEXT),
    "symbol": Key(Want.SYMBOL),
    "timezone": Key(Want.ZONE),
    "numbering": Key(Want.NUMBERING, required=False),
    "paragraphs": Key(Want.PARAGRAPHS),
}
HELD: Table = {"opens": Key(Want.DAY), "closes": Key(Want.DAY), "place": Key(Want.TEXT), "source": Key(Want.TEXT)}
TABLES: Mapping[str, Table] = {
    "phases": {
        **_NAMED,
        "opens": Key(Want.DAY),
        "closes": Key(Want.DAY),
        "closes_at": Key(Want.CLOCK, required=False),
    },
    "themes": {**_NAMED, "words": Key(Want.TEXTS)},
    "events": {
        **_NAMED,
        "phase": Key(Want.KEY),
        "kind": Key(Want.KEY),
        "place": Key(Want.TEXT, required=False),
        "opens": Key(Want.TIME),
        "closes": Key(Want.TIME, required=False),
        "days": Key(Want.COUNT, required=False),
        "theme": Key(Want.KEY, required=False),
        "held": Key(Want.HELD, required=False),
    },
    "obligations": {
        **_NAMED,
        "phase": Key(Want.KEY),
        "addressees": Key(Want.TEXTS),
        "due": Key(Want.TIME),
        "due_from": Key(Want.TIME, required=False),
        "reading": Key(Want.TEXT, required=False),
    },
    "limits": {
        **_NAMED,
        "kind": Key(Want.KEY),
        "days_at_most": Key(Want.COUNT, required=False),
        "panels_at_least": Key(Want.COUNT, required=False),
        "panels_at_most": Key(Want.COUNT, required=False),
    },
    "rules": {
        "deeds": Key(Want.KEYS),
        "roles": Key(Want.ROLES),
        "phases": Key(Want.KEYS, required=False),
        "paragraph": Key(Want.PARAGRAPH),
        "because": Key(Want.TEXT),
    },
    "sights": {
        "things": Key(Want.KEYS),
        "states": Key(Want.KEYS, required=False),
        "relations": Key(Want.KEYS, required=False),
        "roles": Key(Want.ROLES),
        "phases": Key(Want.KEYS, required=False),
        "paragraph": Key(Want.PARAGRAPH),
        "because": Key(Want.TEXT),
        "voluntary": Key(Want.FLAG, required=False),
    },
}
