"""The signs of a page of PDF: where each stands, and the line that they make."""

import ctypes
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

raw: Any = import_module("pypdfium2.raw") if find_spec("pypdfium2") else None

_HEAVY = 600
_HIGH = 0.2
_SLANT = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `left` and `right` from the side where reading begins, `base` its height, both in points.

    Where a word is divided the library gives two lines as one, with the sign DIVIDED in it: `head` is the height of the
    first. `raised` are the stretches of small raised figures and asterisks, which call footnotes.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    head: float
    is_bold: bool = False
    raised: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Char:
    """Where a sign stands: its left and right edge, the line that it stands on, and where on it it was begun."""

    left: float
    right: float
    y: float
    x: float


class Probe:
    """Asks the library where characters stand; the places it writes into are made once."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.a, self.b, self.c, self.d = (ctypes.c_double() for _ in range(4))

    def at(self, index: int) -> Char:
        """Return where a character stands: its left and right edge, and the line that it stands on."""
        raw.FPDFText_GetCharBox(self.page, index, self.a, self.b, self.c, self.d)
        left, right = self.a.value, self.b.value
        raw.FPDFText_GetCharOrigin(self.page, index, self.a, self.c)
        return Char(left, right, self.c.value, self.a.value)

    def sign(self, index: int) -> str:
        """Return a character."""
        return chr(raw.FPDFText_GetUnicode(self.page, index))

    def is_slanted(self, index: int) -> bool:
        """Whether a character does not stand upright on its page."""
        return bool(abs(raw.FPDFText_GetCharAngle(self.page, index)) > _SLANT)

    def size(self, index: int) -> float:
        """Return how tall the letters are of which a character is one."""
        return float(raw.FPDFText_GetFontSize(self.page, index))

    def floats(self, index: int) -> bool:
        """Whether a sign of its own stands high above the line, as raised figures of a font do."""
        raw.FPDFText_GetCharBox(self.page, index, self.a, self.b, self.c, self.d)
        low = self.c.value
        raw.FPDFText_GetCharOrigin(self.page, index, self.a, self.c)
        return low - self.c.value > self.size(index) * _HIGH

    def is_bold(self, index: int) -> bool:
        """Whether a character is of a heavy font."""
        return bool(raw.FPDFText_GetFontWeight(self.page, index) >= _HEAVY)
