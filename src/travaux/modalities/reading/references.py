"""What a clause refers to: resolutions and documents by symbol, paragraphs by number; the same in every language."""

import re

from travaux.modalities.reading.tongue import compiled, table

_SYMBOL = re.compile(
    r"(?<![a-z0-9/])(?:[a-z]{1,4}(?:/[a-z0-9][a-z0-9.()-]{0,12}){2,5}|s-\d{1,2}/\d{1,3}|\d{2}/\d{1,3}(?:\s[ab](?![\w-]))?|"
    r"\d{1,3}/\d{1,4}(?=\u53f7))(?![a-z0-9/])"
)
_OLD = re.compile(r"(?<![\w/])\d{3,4}(?:\s[a-z])?\s\([a-z0-9-]{1,9}\)")
_NUMBERS = r"\d{1,3}(?:\s?\([a-z]{1,3}\)){0,2}"
_NUMBER = re.compile(_NUMBERS)


@compiled
def _paragraphs(language: str) -> str:
    words = table(language)["references"]["paragraph"]
    beside = r",\s?|\s?[\u3001\u548c]\s?|\s(?:and|et|y|e|to|\u0438|au|al|\u043f\u043e)\s|\s?\u0648\s?"
    more = rf"(?:(?:{beside})(?:\u7b2c)?{_NUMBERS}){{0,8}}"
    lead = rf"(?<!\w){words}\s" if language != "zh" else words
    tail = "" if language != "zh" else "\u6bb5"
    return rf"{lead}(?P<numbers>{_NUMBERS}{more}){tail}"


def references(text: str, language: str) -> tuple[str, ...]:
    """Return what a searched text refers to: “A/RES/…” or “71/280” as printed, “paragraph 4 (c)”."""
    found = [(each.start(), each[0].upper()) for each in _SYMBOL.finditer(text)]
    found += [(each.start(), each[0].upper()) for each in _OLD.finditer(text)]
    for each in _paragraphs(language).finditer(text):
        numbers = _NUMBER.finditer(each["numbers"])
        found += [(each.start() + number.start(), f"paragraph {_spaced(number[0])}") for number in numbers]
    return tuple(dict.fromkeys(words for _, words in sorted(found)))


def _spaced(number: str) -> str:
    return " ".join(number.replace("(", " (").split())
