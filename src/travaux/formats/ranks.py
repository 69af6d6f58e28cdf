"""Printed numbers: what is one, in the six languages, and how deep it stands: 1. above (a) above (i)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from travaux.formats.document import Run
from travaux.text.numbering import AGAIN

_HAN = "一二三四五六七八九十"
_NUMBER = re.compile(
    r"\s*(?P<number>"
    rf"(?:OP|PP|Op|Pp)\s?\d{{1,3}}{AGAIN}[.:)]?(?=\s)|"
    rf"\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}{AGAIN}[.)](?=[\s\[“\"])|"
    rf"\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}(?=\s)|"
    rf"[\u0660-\u0669]{{1,3}}\s?[.\u2013-](?=\s)|\d{{1,3}}\s[\u2013-](?=\s)|"
    rf"\((?:[a-z]{{1,2}}|[ivxl]{{3,6}}|\d{{1,3}}|[\u0430-\u044f]|[\u0621-\u064a\ufe80-\ufefc]\u0640?){AGAIN}\)(?=\s)|"
    r"[\u2018\u2019]\d{1,2}[\u2018\u2019](?=\s)|"
    rf"(?:[a-z]{{1,2}}|[ivxl]{{3,6}}|[\u0430-\u044f])\)(?=\s)|"
    rf"[(\uff08][{_HAN}]{{1,3}}[)\uff09]|[{_HAN}]{{1,3}}、|\d{{1,3}}[\uff0e、]"
    r"|[(\uff08](?:[a-z]{1,2}|[ivxl]{3,6}|\d{1,3})[)\uff09](?=[\u4e00-\u9fff])"
    r")\s*(?=\S)"
)
_BULLET = re.compile(r"\s*[•▪◦‣\uf0b7]\s+(?=\S)")
BULLET = "\u2022"
"""What is printed before a paragraph of a list without numbers."""
_CORE = re.compile(r"[\w.]+")
_ROMAN = re.compile(r"[ivxl]{1,6}")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_LETTERS, _ROMANS = 1, 2


@dataclass(slots=True)
class Ranks:
    """Counts along a paper, since (i) is a roman one in a list of its own and the ninth letter behind (h)."""

    letter: str = ""
    roman: int = 0

    def rank(self, number: str, depth: int = 0) -> int:
        """Return how deep a paragraph of this number stands; `depth` is what its format says, if it says so."""
        core = _CORE.search(number)
        if depth or core is None:
            return depth
        return self._rank(core.group().rstrip("."), number)

    def _rank(self, core: str, number: str) -> int:
        if number.startswith(("\u2018", "\u2019")):
            return _ROMANS
        if core[:2].lower() in ("op", "pp") or (core[0].isdecimal() and not number.startswith(("(", "\uff08"))):
            self.letter, self.roman = "", 0
            return core.count(".")
        if _ROMAN.fullmatch(core) and self._goes_on(core):
            self.roman = value(core)
            return _ROMANS
        if core[0].isupper() or (core[0] in _HAN and "、" in number):
            self.letter, self.roman = "", 0
            return 0
        self.letter, self.roman = core, 0
        return _LETTERS

    def _goes_on(self, core: str) -> bool:
        """Whether a number that could be a letter is a roman one: it begins its list, or goes on with it."""
        if self.roman:
            return value(core) == self.roman + 1
        return len(core) > 1 or (core == "i" and self.letter != "h")


def value(roman: str) -> int:
    """Return what a roman number in small letters counts."""
    digits = [_VALUES[letter] for letter in roman]
    return sum(-digit if digit < max(digits[place:]) else digit for place, digit in enumerate(digits))


def split(text: str) -> tuple[str, str]:
    """Part the number that is printed before a paragraph from its words; without one it is empty."""
    found = _NUMBER.match(text)
    return (found["number"].strip(), text[found.end() :]) if found else ("", text)


def itemized(text: str) -> tuple[str, str]:
    """Part the number or the bullet that is printed before a paragraph from its words; without one it is empty."""
    bullet = _BULLET.match(text)
    return (BULLET, text[bullet.end() :]) if bullet else split(text)


def parted(runs: Sequence[Run]) -> tuple[str, tuple[Run, ...]]:
    """Part the printed number from the runs of a paragraph; one that is dressed apart ((*a*)) is found as well."""
    number, rest = itemized("".join(run.text for run in runs))
    if not number:
        return "", tuple(runs)
    left = sum(len(run.text) for run in runs) - len(rest)
    found = []
    for run in runs:
        cut = min(left, len(run.text))
        left -= cut
        if run.text[cut:] or run.is_sign:
            found.append(replace(run, text=run.text[cut:]))
    return number, tuple(found)
