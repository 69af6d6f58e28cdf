"""Symbols of documents: a pattern per series, the number that a symbol has in it, the next one, and the gaps.

A pattern is data of the process file: “A/CONF.231/{number}”. A symbol may go on behind it: “/Add.1”, “/Rev.1”.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NUMBER = "{number}"
MOST = 9_999
_PARTS = re.compile(r"(?:/(?:Add|Corr|Rev|Amend)\.[1-9]\d{0,2})*")
_DIGITS = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a symbol says in a series: its number, and what stands behind: an addendum, a corrigendum, a revision."""

    number: int
    behind: str = ""


def is_pattern(pattern: str) -> bool:
    """Whether a text is the pattern of a series: it has the place of the number once, and no other braces."""
    return pattern.count(NUMBER) == 1 and not set(pattern.replace(NUMBER, "")) & set("{}")


def symbol(pattern: str, number: int) -> str:
    """Return the symbol that has a number in a series."""
    return pattern.replace(NUMBER, str(number))


def read(pattern: str, written: str) -> Numbered | None:
    """Return what a symbol says in a series; None if it is not of that series."""
    before, _, after = pattern.partition(NUMBER)
    if not written.startswith(before):
        return None
    found = _DIGITS.match(written, len(before))
    if not found or not written.startswith(after, found.end()):
        return None
    behind = written[found.end() + len(after) :]
    return Numbered(int(found[0]), behind) if _PARTS.fullmatch(behind) else None


def series_of(patterns: Iterable[str], written: str) -> str:
    """Return the pattern of the series that a symbol is of: the most particular of those that fit; or nothing."""
    return max((each for each in patterns if read(each, written)), key=len, default="")


def following(pattern: str, given: Iterable[str]) -> int:
    """Return the number that comes behind those that were given in a series."""
    return max(_numbers(pattern, given), default=0) + 1


def gaps(pattern: str, given: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of a series that were passed over: nobody can say what stands under them."""
    numbers = _numbers(pattern, given)
    return tuple(number for number in range(1, max(numbers, default=0)) if number not in numbers)


def _numbers(pattern: str, given: Iterable[str]) -> set[int]:
    return {found.number for each in given if (found := read(pattern, each))}
