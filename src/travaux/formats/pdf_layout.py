"""What on a page is the text and what is not: columns, running heads and feet, line numbers, footnotes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from travaux.formats.pdf_lines import Page
from travaux.formats.pdf_signs import Line

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-\u2013\s]*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|de|из|من)\s*\d{1,4})?[-\u2013\s]*",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(r"(?<![\w/])(\d{1,4})\s?(?:/|of|de|из)\s?(\d{1,4})\s*$")
_NUMBERED = re.compile(r"(\d{1,4})\s+(?=\S)")
_MARKER = re.compile(r"(?P<marker>\d{1,3}|\*{1,3}|[a-z](?=\s))\s*(?=\S)")
_OFTEN = 3
_SHARE = 3
_EDGE = 2
_ELSEWHERE = 1.5
_DEEP = 8
_SMALLER = 0.93
_MIDDLE = 0.5
_COUNTED = 4
_SIDE = 0.3
_GAP_BETWEEN_COLUMNS = 8.0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed marker, and its lines."""

    marker: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page told apart: the lines of the text in the order of reading, its footnotes, and what was left out."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    page: Page
    heads: int = 0
    counted: int = 0


def sheets(pages: Sequence[Page]) -> list[Sheet]:
    """Tell the text of pages from what stands around it."""
    ordered = [replace(page, lines=tuple(_in_order(page))) for page in pages]
    bare = [_without_counts(page) for page in ordered]
    counted = [len(page.lines) - len(left.lines) for page, left in zip(ordered, bare, strict=True)]
    kept = _without_heads(bare)
    size = body_size(kept)
    found = []
    for page, left, count in zip(bare, kept, counted, strict=True):
        text, notes = _parted(left, size)
        found.append(Sheet(tuple(text), tuple(notes), left, len(page.lines) - len(left.lines), count))
    return found


def body_size(pages: Iterable[Page]) -> float:
    """Return the size of the letters of most words."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common()[0][0] if sizes else 0.0  # with a number it would import behind the walls


def _in_order(page: Page) -> list[Line]:
    """Put lines in the order of reading: from above, and where a gutter parts two columns, the first column first."""
    lines = sorted(page.lines, key=lambda line: (-line.head, line.left))
    gutter = _gutter(lines, page.width)
    if gutter is None:
        return _rows(lines)
    found: list[Line] = []
    band: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            found += [*_columns(band, gutter), line]
            band = []
        else:
            band.append(line)
    return [*found, *_columns(band, gutter)]


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Put pieces on one height from left to right, though their heights differ by a hair."""
    found: list[Line] = []
    row: list[Line] = []
    for line in lines:
        if row and row[0].head - line.head > min(row[0].size, line.size) * _MIDDLE:
            found += sorted(row, key=lambda each: each.left)
            row = []
        row.append(line)
    return [*found, *sorted(row, key=lambda each: each.left)]


def _columns(band: Sequence[Line], gutter: float) -> list[Line]:
    first = [line for line in band if line.right <= gutter]
    return [*_rows(first), *_rows([line for line in band if line.right > gutter])]


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Return where two columns part, if there are two: near the middle, few lines across, many on both sides."""
    if len(lines) < 2 * _DEEP:
        return None
    best: tuple[int, float] | None = None
    for place in (width * (0.4 + 0.02 * step) for step in range(11)):
        edge = _GAP_BETWEEN_COLUMNS / 2
        crossing = sum(line.left < place + edge and line.right > place - edge for line in lines)
        before = sum(line.right <= place - edge for line in lines)
        behind = len(lines) - crossing - before
        wide = [line for line in lines if line.right <= place and line.right - line.left > width * _SIDE * 0.8]
        fair = min(before, behind) >= len(lines) * _SIDE and crossing <= len(lines) * _SIDE
        if fair and len(wide) * 2 > before and (best is None or crossing < best[0]):
            best = crossing, place
    return best[1] if best else None


def _without_counts(page: Page) -> Page:
    """Leave out the numbers of lines: a column of figures in the margin, or figures that count at the head of lines."""
    alone = [line for line in page.lines if line.text.isdecimal()]
    others = [line for line in page.lines if not line.text.isdecimal()]
    if others and (_are_beside(alone, others) or (len(alone) >= _COUNTED and _counts([int(ln.text) for ln in alone]))):
        left = min(line.left for line in others)
        right = max(line.right for line in others)
        if all(line.right <= left or line.left >= right for line in alone):
            return replace(page, lines=tuple(others))
    heads = [(line, _NUMBERED.match(line.text)) for line in page.lines]
    numbers = [int(match[1]) for _line, match in heads if match]
    if len(numbers) >= max(_COUNTED, len(page.lines) * _SHARE / (_SHARE + 1)) and _counts(numbers):
        return replace(page, lines=tuple(_uncounted(line, match) for line, match in heads))
    return page


def _are_beside(numbers: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether small figures count from 1, each on the height of a line, as the numbers of a page with few lines do."""
    heights = {round(line.head) for line in lines}
    size = min(line.size for line in lines) * _SMALLER
    return [int(line.text) for line in numbers] == [*range(1, len(numbers) + 1)] != [] and all(
        line.size < size and not heights.isdisjoint(range(round(line.head) - 1, round(line.head) + 2))
        for line in numbers
    )


def _counts(numbers: Sequence[int]) -> bool:
    """Whether figures count on by one step."""
    steps = Counter(after - before for before, after in pairwise(numbers))
    step, times = steps.most_common()[0]
    return step in (1, 2, 5, 10) and times >= len(numbers) - 2


def _uncounted(line: Line, match: re.Match[str] | None) -> Line:
    if match is None:
        return line
    share = (line.right - line.left) * match.end() / len(line.text)
    raised = tuple((start - match.end(), end - match.end()) for start, end in line.raised if start >= match.end())
    return replace(line, text=line.text[match.end() :], left=line.left + share, raised=raised)


def _without_heads(pages: Sequence[Page]) -> list[Page]:
    """Leave out running heads and feet.

    A head is the stretch of lines from the top of a page of which each stands near the top of other pages too, but for
    its numbers; the first line that does not ends it. The two outermost lines must stand on three pages, the lines
    further in (at most eight in all) on a third of the pages besides, since words of the text recur there. A foot is
    the same from below; what recurs in the midst of pages too is neither. A number of a page is none of the text
    wherever it stands alone at the edge.
    """
    heads = _stretches([[line.text for line in page.lines] for page in pages])
    feet = _stretches([[line.text for line in reversed(page.lines)] for page in pages])
    kept = []
    for page, head, foot in zip(pages, heads, feet, strict=True):
        stop = len(page.lines) - foot
        kept.append(replace(page, lines=page.lines[head : max(head, stop)]))
    return kept


def _stretches(pages: Sequence[Sequence[str]]) -> list[int]:
    """Return how many lines repeat from the first line of each page on."""
    whole = [[_DIGITS.sub("0", line).strip() for line in lines] for lines in pages]
    shapes = [found[:_DEEP] for found in whole]
    times = Counter(shape for found in shapes for shape in set(found))
    everywhere = Counter(shape for found in whole for shape in found if not _PAGE_NUMBER.fullmatch(shape))
    rare = {shape for shape, count in times.items() if everywhere[shape] > count * _ELSEWHERE < len(pages)}
    times = Counter({shape: count for shape, count in times.items() if shape not in rare})
    deep = max(_OFTEN, len(pages) / _SHARE)
    lengths = [
        sum(1 for _ in takewhile(lambda at: times[at[1]] >= (_OFTEN if at[0] < _EDGE else deep), enumerate(found)))
        for found in shapes
    ]
    return [
        length or int(len(lines) > 1 and _is_page_number(lines[0], len(pages)))
        for length, lines in zip(lengths, pages, strict=True)
    ]


def _is_page_number(line: str, count: int) -> bool:
    """Whether a line at the edge is the number of its page, or ends with it and with that of the pages (3/14)."""
    ends = _OF_PAGES.search(line)
    return bool(_PAGE_NUMBER.fullmatch(line)) or (ends is not None and int(ends[1]) <= int(ends[2]) == count)


def _parted(page: Page, size: float) -> tuple[list[Line], list[Note]]:
    """Part the footnotes from the text: the small lines at the foot of the page, from the first that bears a marker."""
    lines = list(page.lines)
    small = list(takewhile(lambda line: line.size < size * _SMALLER, reversed(lines)))[::-1]
    start = next((rank for rank, line in enumerate(small) if _marks(line)), None)
    if start is None:
        return lines, []
    text = lines[: len(lines) - len(small) + start]
    notes: list[tuple[str, list[Line]]] = []
    for line in small[start:]:
        found = _MARKER.match(line.text)
        if found and _marks(line):
            cut = found.end()
            raised = tuple((begin - cut, end - cut) for begin, end in line.raised if begin >= cut)
            notes.append((found["marker"], [replace(line, text=line.text[cut:], raised=raised)]))
        else:
            notes[-1][1].append(line)
    return text, [Note(marker, tuple(part)) for marker, part in notes]


def _marks(line: Line) -> bool:
    """Whether a line begins with the marker of a footnote."""
    return _MARKER.match(line.text) is not None
