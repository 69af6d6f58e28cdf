"""What the value of a key of a process file must be: in the words of a refusal, and as a JSON Schema says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

KEY_AT_MOST = 60
TEXT_AT_MOST = 300
PARAGRAPH_AT_MOST = 30
SYMBOL_AT_MOST = 60

ROLES = ("visitor", "officer", "cofacilitator", "delegate", "focal_point")
NUMBERINGS = ("bis-added", "bis-alternative")
STAGES = ("preparation", "consultations", "stocktaking", "negotiations", "conference", "followup")
ROUTES = ("right", "invitation", "registration", "non-objection", "accreditation", "delegation")
METHODS = ("consensus", "silence", "vote", "election", "appointment", "rules-of-procedure")
MAJORITIES = ("simple", "two-thirds", "qualified")
SOURCES = ("existing-resources", "voluntary-contributions", "trust-fund", "assessed", "hosts")


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
    MOVES = "a list of tables with by, decided, opens, closes and place"
    SEATS = "a table that gives each group a whole number of seats of at least 1"
    TERMS = "a table of texts by key, each a text, or a table of texts by language"
    ACCOUNTS = "a table that gives numbers of paragraphs a reason"
    HOURS = "a list of hours, such as “10:00-13:00”"
    LANGUAGES = "a list of languages by their codes, such as “en”"
    SERIES = "a pattern with {number} in it once, such as “A/CONF.231/{number}”"
    STAGES = f"a list of {', '.join(STAGES)}"
    ROUTE = f"one of {', '.join(ROUTES)}"
    METHOD = f"one of {', '.join(METHODS)}"
    MAJORITY = f"one of {', '.join(MAJORITIES)}"
    SOURCE = f"one of {', '.join(SOURCES)}"


VOCABULARIES: Mapping[Want, tuple[str, ...]] = {
    Want.NUMBERING: NUMBERINGS,
    Want.ROUTE: ROUTES,
    Want.METHOD: METHODS,
    Want.MAJORITY: MAJORITIES,
    Want.SOURCE: SOURCES,
}
"""The wants that are one word of a list."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: what its value must be, what it means, and whether it must be there."""

    want: Want
    meaning: str
    required: bool = False


Table = Mapping[str, Key]


def needed(want: Want, meaning: str) -> Key:
    """Return a key that must be there."""
    return Key(want, meaning, required=True)


NAMED: Table = {
    "key": needed(Want.KEY, "its name for links, commands and other parts of the file"),
    "title": needed(Want.TEXT, "what it is, in our own words"),
    "paragraph": needed(Want.PARAGRAPH, "which paragraph sets it"),
}
"""What nearly every entry has."""
