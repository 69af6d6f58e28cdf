"""The numbers that an OpenDocument text prints before the paragraphs of lists: words to its readers, not in its words.

OpenDocument 1.3, part 3, 5.3 (lists) and 16.30 (their styles); `num-list-format` is an extension of LibreOffice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from travaux.formats.ranks import BULLET
from travaux.formats.word.numerals import numeral

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MORE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
LIST, ITEM = f"{_TEXT}list", f"{_TEXT}list-item"
_BULLET_LEVEL = f"{_TEXT}list-level-style-bullet"
_LEVELS = (f"{_TEXT}list-level-style-number", _BULLET_LEVEL, f"{_TEXT}outline-level-style")
_OUTLINE, _UNNAMED, _NONE = "\x00outline", "\x00unnamed", "\x00"
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "\u0430": "russianLower",
    "\u0410": "russianUpper",
    "\u0623": "arabicAlpha",
    "\u4e00": "chineseCounting",
}
_PLACE = re.compile(r"%(\d)%")
_MOST_LEVELS = 10
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of a level are numbered: `shown` counts the levels in a number; %1%.%2% is a `pattern`."""

    form: str
    before: str = ""
    behind: str = ""
    start: int = 1
    shown: int = 1
    pattern: str = ""
    is_bullet: bool = False


@dataclass(slots=True)
class _Counts:
    """How far a list has counted on each level, and the style that it has."""

    style: str
    at: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Lists:
    """Counts along a text: lists are opened, their items are entered, and each first paragraph takes its number."""

    styles: dict[str, dict[int, Level]]
    running: dict[str, _Counts] = field(default_factory=dict)
    last: dict[str, _Counts] = field(default_factory=dict)
    held: list[tuple[_Counts, str]] = field(default_factory=list)
    start: int | None = None
    is_due: bool = False

    def open(self, element: etree._Element) -> None:
        """Enter a list; one that goes on with another counts on."""
        style = element.get(f"{_TEXT}style-name", "")
        if self.held:
            counts, around = self.held[-1]
            self.held.append((counts, style or around))
            return
        went_on = self.running.get(element.get(f"{_TEXT}continue-list", _NONE))
        if went_on is None and element.get(f"{_TEXT}continue-numbering") == "true":
            went_on = self.last.get(style)
        counts = went_on or _Counts(style)
        self.last[style] = self.running[element.get(_ID, _UNNAMED)] = counts
        self.held.append((counts, style or counts.style))

    def close(self) -> None:
        """Leave the list."""
        self.held.pop()
        self.is_due = False

    def enter(self, item: etree._Element) -> None:
        """Enter an item: its first paragraph is numbered. A header of a list is none."""
        self.is_due, self.start = item.tag == ITEM, _whole(item.get(f"{_TEXT}start-value"))

    def number(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the number that is printed before a paragraph, and how deep it stands in its list."""
        if self.is_due and self.held:
            self.is_due = False
            counts, style = self.held[-1]
            return self._next(counts, self.styles.get(style, {}), len(self.held)), len(self.held) - 1
        outline = self.styles.get(_OUTLINE, {})
        depth = _whole(paragraph.get(f"{_TEXT}outline-level")) or 0
        if not self.held and depth in outline and paragraph.get(f"{_TEXT}is-list-header") != "true":
            counts = self.running.setdefault(_OUTLINE, _Counts(_OUTLINE))
            return self._next(counts, outline, depth), 0
        return "", 0

    def _next(self, counts: _Counts, levels: dict[int, Level], depth: int) -> str:
        own = levels.get(depth)
        if own is None:
            return ""
        before = counts.at.get(depth, own.start - 1)
        counts.at = {level: count for level, count in counts.at.items() if level < depth}
        counts.at[depth] = before + 1 if self.start is None else self.start
        self.start = None
        return BULLET if own.is_bullet else _printed(own, depth, levels, counts)


def _printed(own: Level, depth: int, levels: dict[int, Level], counts: _Counts) -> str:
    """Return a number as its level prints it, with those of the levels above that it shows."""

    def one(level: int) -> str:
        style = levels.get(level, own)
        return numeral(counts.at.get(level, style.start), _FORMS.get(style.form, "decimal")) if style.form else ""

    if not own.form:
        return ""
    if own.pattern:
        return _PLACE.sub(lambda place: one(int(place[1])), own.pattern)
    parts = [part for level in range(max(depth - own.shown + 1, 1), depth + 1) if (part := one(level))]
    return f"{own.before}{'.'.join(parts)}{own.behind}".strip()


def list_styles(*roots: etree._Element) -> dict[str, dict[int, Level]]:
    """Return how lists are numbered, by style and level; that of headings is the outline's."""
    found: dict[str, dict[int, Level]] = {}
    for root in roots:
        for style in root.iter(f"{_TEXT}list-style"):
            found[style.get(f"{_STYLE}name", "")] = dict(_levels(style))
        for style in root.iter(f"{_TEXT}outline-style"):
            found[_OUTLINE] = {depth: level for depth, level in _levels(style) if level.form}
    return found


def _levels(style: etree._Element) -> Iterator[tuple[int, Level]]:
    for each in style.iterchildren(*_LEVELS):
        yield (
            _whole(each.get(f"{_TEXT}level")) or 0,
            Level(
                each.get(f"{_STYLE}num-format", ""),
                each.get(f"{_STYLE}num-prefix", ""),
                each.get(f"{_STYLE}num-suffix", ""),
                _whole(each.get(f"{_TEXT}start-value"), 1) or 0,
                min(_whole(each.get(f"{_TEXT}display-levels")) or 1, _MOST_LEVELS),
                each.get(f"{_MORE}num-list-format", ""),
                is_bullet=each.tag == _BULLET_LEVEL,
            ),
        )


def _whole(written: str | None, otherwise: int | None = None) -> int | None:
    is_whole = written is not None and written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS
    return int(str(written)) if is_whole else otherwise
