"""What stands between two brackets: contested words, alternatives, the place of words to come, a number, a date."""

import re
from enum import StrEnum

# A run of spaces is tried from its first only: from each of them it would take the square of its length.
_SLASH = re.compile(r"(?<!\s)\s+/\s+|(?<!\s)\s+//\s*|//\s*")
LONGEST = 500
"""In a bracket of more characters no number, date or placeholder is looked for."""
# What the words between two brackets are. Every pattern is tried on the whole of them, without the spaces around.
_BLANK = re.compile(r"[\s.…·•●○*_\-\u2010-\u2015?]*|[Xx]{1,6}|[Nn]|\(\s*\)")
_TO_COME = re.compile(
    r"(?:tb[acd]|place\s?holder|dates?|number|amount|percentage|year)"
    r"|(?:to be|yet to be)\s+\w+(?:\s+(?:later|on))?"
    r"|(?:place\s?holder|text to come|wording to come)\b.{0,400}"
    r"|insert\s+(?:(?:a|an|the)\s+)?(?:date|figure|name|number|paragraph|reference|text|title|words?)\b.{0,400}"
    r"|(?:à|a)\s+(?:déterminer|compléter|préciser|insérer|venir)|por\s+(?:determinar|completar|definir)"
    r"|(?:будет|подлежит)\s+\w+(?:\s+\w+)?|يحدد لاحقا[ً]?|待定|待补充",
    re.IGNORECASE | re.DOTALL,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]"
    r"|декабр[ья])"
)
_YEAR = r"(?:(?:19|20|21)\d\d|20[Xx]{2}|20\d[Xx])"
_NUMBERED = r"\d{1,2}(?:er|st|nd|rd|th)?"
# A month alone is none: “may” is more often what a State may do.
_DAY = (
    rf"(?:{_NUMBERED}\s+(?:de\s+)?{_MONTH}\.?(?:,?\s+(?:de\s+|del\s+)?{_YEAR})?"
    rf"|{_MONTH}\.?(?:\s+{_NUMBERED})?,?\s+(?:de\s+|del\s+)?{_YEAR}|{_MONTH}\.?\s+{_NUMBERED}|{_YEAR})"
)
_DATE = re.compile(
    rf"(?:(?:by|in|before|after|from|until|since|the year|en|d'ici à|para|до)\s+)?(?:the\s+)?{_DAY}"
    rf"(?:\s?(?:-|\u2013|/|to|and|or|à|et|y|a)\s?{_DAY})?(?:\s?(?:\u0433\.|\u0433|年))?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?",
    re.IGNORECASE,
)
_CARDINAL = (
    r"(?:[0-9]+|[Xx]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|half|thirds?|quarters?)"
)
_NUMBER = re.compile(
    rf"(?:US\$|[$€£]|EUR|USD)?\s?{_CARDINAL}(?:[\s.,\u00a0\u2013/-]{{1,3}}{_CARDINAL})"
    r"{0,9}"
    r"\s?(?:%|per\s?cent|pour cent|por ciento|процент\w{0,3}|بالمائة|°C|degrees)?",
    re.IGNORECASE,
)


class Nature(StrEnum):
    """What a bracket is; a placeholder is the place of words, a number or a date still to come."""

    CONTESTED = "contested"
    ALTERNATIVES = "alternatives"
    PLACEHOLDER = "placeholder"
    NUMBER = "number"
    DATE = "date"


def nature_of(words: str) -> Nature:
    """Say what one bracket is by the words in it; whether others stand beside it is told by its place."""
    if len(words) > LONGEST:
        return Nature.CONTESTED
    bare = words.strip()
    for nature, patterns in _NATURES:
        if any(pattern.fullmatch(bare) for pattern in patterns):
            return nature
    return Nature.ALTERNATIVES if len(alternatives(bare)) > 1 else Nature.CONTESTED


_NATURES = (
    (Nature.PLACEHOLDER, (_BLANK, _TO_COME)),
    (Nature.DATE, (_DATE,)),
    (Nature.NUMBER, (_NUMBER,)),
)


def alternatives(words: str) -> list[str]:
    """Return the words between the slashes of `A / B`; a slash between letters (“and/or”) parts nothing."""
    return _SLASH.split(words)
