"""What stands between quotation marks: titles, which set no time."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = re.compile("''|[\"\u300a\u300b]")


@dataclass(frozen=True, slots=True)
class Quotes:
    """Where the quotation marks of a text stand."""

    opened: Sequence[int]
    closed: Sequence[int]
    double: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Quotes":
        """Find the marks."""
        signs = [(found.start(), found[0]) for found in _MARKS.finditer(text)]
        return cls(
            [at for at, sign in signs if sign == "\u300a"],
            [at for at, sign in signs if sign == "\u300b"],
            [at for at, sign in signs if sign not in "\u300a\u300b"],
        )

    def hold(self, start: int, end: int) -> bool:
        """Whether what stands from `start` to `end` is in a title between quotation marks."""
        titled = bisect_left(self.opened, start) > bisect_left(self.closed, start) and _is_behind(self.closed, end)
        return titled or (bisect_left(self.double, start) % 2 == 1 and _is_behind(self.double, end))


def _is_behind(places: Sequence[int], end: int) -> bool:
    return bool(places) and places[-1] >= end
