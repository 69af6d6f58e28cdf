"""Lines joined to paragraphs, by where they stand and how they end; also over the end of a column or a page."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from travaux.formats.document import Document, Note, Paragraph, Role, Run
from travaux.formats.pdf_layout import Sheet, body_size
from travaux.formats.pdf_lines import DIVIDED
from travaux.formats.pdf_signs import Line
from travaux.formats.ranks import BULLET, Ranks, parted, split
from travaux.formats.reading import About
from travaux.formats.tongue import tongue

_POINT = re.compile(r"[•▪◦‣\uf0b7]\s+(?=\S)")
"""A bullet that stands in no sentence, as a dash may."""
_BULLET = re.compile(r"[•·▪◦‣\u2013\u2014\uf0b7-]\s+(?=\S)")
_ONLY_NUMBER = re.compile(r"\S{1,7}")
_ENDS = re.compile(r"[.:;!?؟。\uff1b\uff1a،][\"”\u2019»)\]]*$")
_STOPS = re.compile(r"[.:;!?؟。\uff1b\uff1a][\"”\u2019»)\]]*$")
_OPENS = re.compile(r"[\s\[({\"“\u2018«]*([^\W\d_])")
_WIDE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PARTED = re.compile(rf"(?<![^\W\d_])([^\W\d_]++){DIVIDED}\s*([^\W\d_]+)")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_SLASH = re.compile(r"[^\W\d_]/$")
_LOOSE = 1.3
_WIDER = 1.15
_LEADING = 1.45
_STEP = 5.0
_NEAR = 2.5
_EDGES = 3
_MANY = 8
_SHARED = 0.6
_LARGER = 1.08
_OTHER_SIZE = 0.08
_ASIDE = 15.0
_CENTRE = 8.0
_SHORT_TITLE = 160
_BRIEF = 80
_FULL = 0.92
_SHORT = 0.8


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the text of a column begins and ends, how far its lines are apart, and whether they begin anywhere.

    `edge` is where the text of pages on this side begins, odd or even; `reach` how far a line of a column with few
    lines, alone on its page, might go.
    """

    left: float
    right: float
    leading: float
    is_ragged: bool = False
    edge: float = 0.0
    reach: float = 0.0

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both edges."""
        off = abs(line.left + line.right - self.left - self.right) / 2
        return off < _CENTRE and line.left - self.left > _ASIDE and self.right - line.right > _ASIDE


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its frame, on its page."""

    line: Line
    frame: Frame
    sheet: int


def assembled(sheets: Sequence[Sheet]) -> Document:
    """Return the paper that the lines of its pages make."""
    size = body_size([sheet.page for sheet in sheets])
    feet = [(page, foot) for page, sheet in enumerate(sheets) for foot in sheet.notes]
    known = {(page, foot.marker): rank for rank, (page, foot) in enumerate(feet)}
    ranks = Ranks()
    vocabulary = _vocabulary(sheets)
    groups = list(_grouped(list(_framed(sheets))))
    paragraphs = tuple(_paragraph(group, _whole(_runs(group, known), vocabulary), size, ranks) for group in groups)
    notes = tuple(Note(foot.marker, _whole(_note(foot.lines), vocabulary)) for _page, foot in feet)
    about = About(tongue(" ".join(each.text for each in paragraphs)))
    return _without_loose(Document(about, paragraphs, notes))


def _without_loose(document: Document) -> Document:
    """Put notes that nothing calls at the end of a paper, as paragraphs."""
    called = sorted({run.note for each in document.paragraphs for run in each.runs if run.note is not None})
    if len(called) == len(document.notes):
        return document
    place = {rank: at for at, rank in enumerate(called)}
    kept = (
        replace(each, runs=tuple(run if run.note is None else replace(run, note=place[run.note]) for run in each.runs))
        for each in document.paragraphs
    )
    loose = (
        Paragraph(Role.FURNITURE, (Run(f"{each.marker} "), *each.runs))
        for rank, each in enumerate(document.notes)
        if rank not in place
    )
    return replace(document, paragraphs=(*kept, *loose), notes=tuple(document.notes[rank] for rank in called))


def _vocabulary(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Return the words of a paper in which words are divided, those with a hyphen and what stands around each too."""
    whole = "\n".join(line.text for sheet in sheets for line in sheet.page.lines).lower()
    words = set(_WORD.findall(whole)) if DIVIDED in whole else set()
    return frozenset(words.union("-".join(two) for word in words if "-" in word for two in pairwise(word.split("-"))))


def _whole(runs: Sequence[Run], vocabulary: frozenset[str]) -> tuple[Run, ...]:
    """Put divided words together, as one word or with the hyphen of their own, as the rest of the paper writes them."""

    def joined(found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        one = f"{first}{second}".lower()
        hyphen = f"{first}-{second}".lower() in vocabulary or {first.lower(), second.lower()} <= vocabulary
        return f"{first}-{second}" if hyphen and one not in vocabulary else f"{first}{second}"

    return tuple(
        replace(run, text=_PARTED.sub(joined, run.text).replace(DIVIDED, "")) if DIVIDED in run.text else run
        for run in runs
    )


def _note(lines: Sequence[Line]) -> tuple[Run, ...]:
    parts = [_between(before, line) + line.text for before, line in pairwise(lines)]
    return (Run("".join([lines[0].text, *parts])),)


def _framed(sheets: Sequence[Sheet]) -> Iterator[Placed]:
    """Go through the lines of a paper, each with the frame of its column."""
    found = []
    for page, sheet in enumerate(sheets):
        columns = _columns(sheet)
        for column in columns:
            frame = _frame(column)
            is_few = len(columns) == 1 and len(column) < _MANY
            found.append((page, column, replace(frame, reach=sheet.page.width - frame.left if is_few else 0.0)))
    lefts = [sorted(frame.left for page, _column, frame in found if page % 2 == side) for side in (0, 1)]
    edges = [side[len(side) // 4] if side else 0.0 for side in lefts]
    for page, column, frame in found:
        own = replace(frame, edge=edges[page % 2])
        yield from (Placed(line, own, page) for line in column)


def _columns(sheet: Sheet) -> list[list[Line]]:
    columns: list[list[Line]] = []
    for line in sheet.lines:
        if not columns or line.head > columns[-1][-1].base + line.size:
            columns.append([])
        columns[-1].append(line)
    return columns


def _frame(lines: Sequence[Line]) -> Frame:
    gaps = sorted(gap for above, below in pairwise(lines) if (gap := above.base - below.head) > below.size / 2)
    rights = sorted(line.right for line in lines)
    lefts = sorted(line.left for line in lines)
    leading = gaps[len(gaps) // 3] if gaps else 0.0
    places = Counter(round(left / _STEP) for left in lefts)
    shared = sum(count for _place, count in places.most_common()[:_EDGES])
    ragged = len(lines) >= _MANY and shared < len(lines) * _SHARED
    return Frame(lefts[0], rights[int(len(rights) * _FULL)], leading, ragged)


def _grouped(lines: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Put lines together that make a paragraph."""
    group: list[Placed] = []
    for placed in lines:
        if group and _is_new(group, placed):
            yield group
            group = []
        group.append(placed)
    yield from [group] if group else []


def _is_new(group: Sequence[Placed], placed: Placed) -> bool:
    """Whether a line begins another paragraph than the lines before it."""
    before, line = group[-1].line, placed.line
    if before.text.endswith(DIVIDED):
        return False
    is_beside = group[-1].frame is placed.frame and abs(before.base - line.head) < line.size / 2
    if is_beside:
        return len(group) > 1 or not _ONLY_NUMBER.fullmatch(before.text)
    if abs(before.size - line.size) > max(before.size, line.size) * _OTHER_SIZE:
        return True
    if group[-1].frame is not placed.frame:
        return _is_new_overleaf(group, placed)
    return _is_apart(group[-1], placed) or _begins(group, placed) or _moved(group, line) or _was_ended(group[-1], line)


def _is_apart(before: Placed, placed: Placed) -> bool:
    """Whether more room than between lines stands before a line."""
    gap, leading = before.line.base - placed.line.head, placed.frame.leading
    if gap > max(leading * _LOOSE, placed.line.size * _LEADING):
        return True
    opens = placed.line.text[:1]
    is_line = len(before.line.text) < _BRIEF and _is_early(before) and opens.isalnum() and not opens.islower()
    return gap > leading * _WIDER and (_stops(before.line) or (is_line and _has_room(before, placed.line)))


def _was_ended(before: Placed, line: Line) -> bool:
    """Whether a line was ended on purpose, and the next begins as a sentence does or stands far below its end."""
    if _has_room(before, line):
        return not _continues(line) or _is_short(before)
    is_last = before.line.right < before.frame.reach * _SHORT
    return is_last and _stops(before.line) and not _continues(line)


def _is_new_overleaf(group: Sequence[Placed], placed: Placed) -> bool:
    """Whether the first line of a column or page begins another paragraph than the last one before it."""
    before, line = group[-1].line, placed.line
    if _number(line) or placed.frame.is_centred(line) or group[-1].frame.is_centred(before):
        return True
    shift = line.left - before.left
    in_frame = shift - placed.frame.left + group[-1].frame.left
    on_page = shift - placed.frame.edge + group[-1].frame.edge
    if len(group) > 1 and min(abs(shift), abs(in_frame), abs(on_page)) > _STEP:
        return True
    return _has_room(group[-1], line) or (_stops(before) and not _continues(line))


def _begins(group: Sequence[Placed], placed: Placed) -> bool:
    """Whether a line begins with a number or a bullet that is none in the midst of a sentence."""
    if not _number(placed.line):
        return False
    before = group[-1].line
    if _POINT.match(placed.line.text):
        return True
    in_flow = abs(placed.line.left - before.left) < _NEAR and len(group) > 1
    return not in_flow or bool(_ENDS.search(before.text)) or _has_room(group[-1], placed.line)


def _moved(group: Sequence[Placed], line: Line) -> bool:
    """Whether a line begins further out or in than the lines of its paragraph do."""
    first, before = group[0].line, group[-1].line
    if group[0].frame.is_ragged or (group[0].frame.is_centred(first) and group[0].frame.is_centred(line)):
        return False
    step = line.left - before.left
    if len(group) > 1:
        return abs(step) > _STEP
    if step > _STEP:
        return not _number(first) and (_has_room(group[-1], line) or bool(_ENDS.search(before.text)))
    return step < -_STEP and _has_room(group[-1], line)


def _has_room(placed: Placed, line: Line) -> bool:
    """Whether the first word of the next line had room at the end of a line, so that it was ended on purpose."""
    before = placed.line
    if placed.frame.is_centred(before) and placed.frame.is_centred(line):
        return _stops(before)
    first = line.text[:1] if _WIDE.match(line.text) else line.text.split(maxsplit=1)[0]
    width = (line.right - line.left) / max(len(line.text), 1) * (len(first) + 1)
    return before.right + width + line.size / 2 < placed.frame.right


def _is_short(placed: Placed) -> bool:
    """Whether a line is a finished one and stops well before the end of its column."""
    return _stops(placed.line) and _is_early(placed)


def _is_early(placed: Placed) -> bool:
    width = placed.frame.right - placed.frame.left
    return placed.line.right < placed.frame.left + width * _SHORT


def _stops(line: Line) -> bool:
    return bool(_STOPS.search(line.text))


def _continues(line: Line) -> bool:
    """Whether a line begins as the midst of a sentence does: in small letters, with a mark or a figure."""
    opens = _OPENS.match(line.text)
    return opens is None or opens[1].islower()


def _number(line: Line) -> bool:
    return bool(split(line.text.lstrip("["))[0] or _BULLET.match(line.text))


def _paragraph(group: Sequence[Placed], runs: tuple[Run, ...], size: float, ranks: Ranks) -> Paragraph:
    number, rest = parted(runs)
    if _is_heading(group, size):
        return Paragraph(Role.HEADING, rest, number)
    if not number:
        return Paragraph(Role.PARAGRAPH, runs)
    rank = 1 if number == BULLET else ranks.rank(number)
    return Paragraph(Role.SUB if rank else Role.OPERATIVE, rest, number, rank)


def _is_heading(group: Sequence[Placed], size: float) -> bool:
    """Whether lines are a heading: larger than the text, or short and in the middle or heavy, and no sentence."""
    lines = [placed.line for placed in group]
    if (
        sum(len(line.text) for line in lines) > _SHORT_TITLE
        or _ENDS.search(lines[-1].text)
        or lines[-1].text.endswith(",")
    ):
        return False
    heavy = all(line.is_bold for line in lines)
    return heavy or lines[0].size > size * _LARGER or all(placed.frame.is_centred(placed.line) for placed in group)


def _runs(group: Sequence[Placed], known: Mapping[tuple[int, str], int]) -> tuple[Run, ...]:
    """Return the words of a paragraph, with the call of a footnote where its marker stands."""
    found: list[Run] = []
    for before, placed in zip([None, *group], group, strict=False):
        line, place = placed.line, 0
        found.append(Run(_between(before.line, line) if before else ""))
        for start, end in line.raised:
            rank = known.get((placed.sheet, line.text[start:end]))
            if rank is not None:
                found += [Run(line.text[place:start]), Run("", note=rank)]
                place = end
        found.append(Run(line.text[place:]))
    return tuple(_merged(found))


def _merged(runs: Sequence[Run]) -> Iterator[Run]:
    text = ""
    for run in runs:
        if run.note is None:
            text += run.text
            continue
        yield from [Run(text)] if text else []
        yield run
        text = ""
    yield from [Run(text)] if text else []


def _between(before: Line, line: Line) -> str:
    """Return what stands between two lines: nothing in a divided word, behind / or -, or between Chinese signs."""
    divided = before.text.endswith(DIVIDED) or (_HYPHEN.search(before.text) and line.text[:1].islower())
    parted = _SLASH.search(before.text)
    wide = _WIDE.match(before.text[-1:]) and _WIDE.match(line.text)
    return "" if divided or parted or wide else " "
