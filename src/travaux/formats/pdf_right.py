"""The lines of a page that is read from the right: put together from where each of its signs stands.

The library turns such lines round piece by piece and parts what belongs together. Here the signs are laid out as they
stand on the page, and read as a reader does: from the right, with figures and foreign words from the left (the
Unicode Bidirectional Algorithm, UAX 9, backwards).
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from travaux.formats.pdf_signs import Char, Line, Probe

RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?: [\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)+")
OPENING = "([{«"
BRACKETS = f"{OPENING})]}}»"
_MIRROR = str.maketrans("()[]{}«»<>\u201c\u201d\u2018\u2019", ")(][}{»«><\u201d\u201c\u2019\u2018")
_KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "D", "AN": "D", "CS": "C"}
_ISLAND = re.compile("(?:D+(?:CD+)*)?L(?:(?:[^RBd]|B[^RBd]*B)*[LD])?|D+(?:CD+)*|d+")
"""What runs from left to right: foreign words with all between them, figures with a sign that may part them."""
_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"[\d*]+")
_LABEL = re.compile(r"\d{1,3}\s?[-.)\u2013]|\(?\w{1,3}\)|[-\u2013\u2014\u2022*]")
_STOPS, _POINTS = "\u060c\u061b\u061f", ".,:;!"
"""Signs that stand behind a word without a space between: always, and behind a word that is read from the right."""
_BEHIND = f"{_POINTS}-\u2013"
"""Signs that stand first from the left only where a line without a letter is read from the right."""
_ALEF = "\u0622\u0623\u0625\u0627"
_LAM, _SHADDA = "\u0644", "\u0651"
_NONE = 0.05
_LEAST = 0.08
_SPACE = 0.15
_WIDE = 0.3
_WIDER = 0.6
_APART = 1.3
_SAME_PLACE = 0.1
_SAME_LINE = 0.5
_BESIDE = 0.8
_FEW = 3
_SMALL = 0.85
_LONGEST_MARK = 3


@dataclass(slots=True)
class _Sign:
    """A letter with the marks on it, or a space (kind S): where it stands, how tall it is, its place in the file."""

    text: str
    place: Char
    size: float
    index: int
    kind: str = "S"
    marks: str = ""

    @property
    def middle(self) -> float:
        return (self.place.left + self.place.right) / 2

    @property
    def said(self) -> str:
        return self.text + self.marks


def stands(probe: Probe, words: str) -> bool:
    """Whether the signs of a page stand upright, so that its lines can be told from their places."""
    first = next((place for place, sign in enumerate(words) if sign.isalpha()), 0)
    return not probe.is_slanted(first)


def lines(probe: Probe, length: int, *, is_declared: bool) -> list[Line]:
    """Return the lines of a page, from above; `left` and `right` are measured from the left edge of the page.

    `is_declared` says that the file declares itself to be read from the right: the library then mirrors more.
    """
    rows = _rows(_signs(probe, length, is_declared=is_declared))
    return facing([_line(piece, probe) for row in rows for piece in _labelled(_pieces(_marked(row)))])


def _signs(probe: Probe, length: int, *, is_declared: bool) -> Iterator[_Sign]:
    """Go through the signs; brackets as the file has them, before the library mirrored them."""
    run: list[_Sign] = []
    for index in range(length):
        sign = probe.sign(index)
        if sign in "\r\n":
            yield from _whole(run, is_declared=is_declared)
            run = []
        elif unicodedata.category(sign) != "Cc":
            run.append(_Sign(sign, probe.at(index), probe.size(index), index, _kind(sign)))
    yield from _whole(run, is_declared=is_declared)


def _kind(sign: str) -> str:
    """Return M for a mark on a letter, B for a bracket, S for a space, else how a sign takes part in directions."""
    if unicodedata.combining(sign):
        return "M"
    if sign.isspace():
        return "S"
    return "B" if sign in BRACKETS else _KINDS.get(unicodedata.bidirectional(sign), "N")


def _whole(run: Sequence[_Sign], *, is_declared: bool) -> Iterator[_Sign]:
    """Go through what the library gives as one line: ligatures in their order, brackets as they were."""
    kinds = [kind for kind, _run in groupby(sign.kind for sign in run if sign.kind in "RL")]
    is_right = is_declared or kinds.count("R") >= max(kinds.count("L"), 1)
    shapes: dict[tuple[float, float] | int, _Sign] = {}
    for sign in run:
        is_right = sign.kind == "R" or (is_right and sign.kind != "L")
        if is_right:
            sign.text = sign.text.translate(_MIRROR)
        shape = shapes.setdefault((sign.place.x, sign.place.y) if sign.kind in "RM" else sign.index, sign)
        if shape is not sign:
            _add(shape, sign)
    yield from shapes.values()


def _add(shape: _Sign, sign: _Sign) -> None:
    """Add a letter or a mark to the shape of which it is a part: a ligature, or a letter with its marks.

    The library turns the letters of a ligature round with their line, but not those that it took apart itself.
    """
    place = shape.place
    if sign.kind == "M":
        shape.marks += "" if sign.text in shape.marks else sign.text
    elif shape.kind == "M":
        shape.kind, shape.text, shape.marks = "R", sign.text, shape.text
    else:
        is_turned = (sign.place.left, sign.place.right) == (place.left, place.right) or sign.text == _LAM
        is_turned = is_turned and not (sign.text in _ALEF and shape.text.startswith(_LAM))
        shape.text = f"{sign.text}{shape.text}" if is_turned else f"{shape.text}{sign.text}"
    left, right = min(place.left, sign.place.left), max(place.right, sign.place.right)
    shape.place = replace(place, left=left, right=right)


def _rows(signs: Iterable[_Sign]) -> Iterator[list[_Sign]]:
    """Put signs together that stand on one line, a raised figure too; from above."""
    row: list[_Sign] = []
    for sign in sorted(signs, key=lambda each: (-each.place.y, each.kind == "S")):
        if row and row[-1].place.y - sign.place.y > max(row[-1].size, sign.size) * _SAME_LINE:
            yield row
            row = []
        row.append(sign)
    if row:
        yield row


def _marked(row: Sequence[_Sign]) -> list[_Sign]:
    """Return the letters of a row from the left, with the marks on each.

    Some programs give each part of a letter with its marks the words of the whole: such a letter is taken once.
    """
    marks = sorted((sign for sign in row if sign.kind == "M"), key=lambda each: each.middle)
    letters = sorted((sign for sign in row if sign.kind != "M"), key=lambda each: each.middle)
    if not letters:
        return []
    letters = _once(letters)
    places = [sign.middle for sign in letters]
    for mark in marks:
        behind = bisect_left(places, mark.middle)
        near = letters[max(behind - 1, 0) : behind + 1]
        letter = min(near, key=lambda each: (each.kind != "R", abs(each.middle - mark.middle)))
        letter.marks += "" if mark.text in letter.marks else mark.text
    for letter in letters:
        letter.marks = "".join(sorted(letter.marks, key=lambda mark: mark != _SHADDA))  # as people write it
    return letters


def _once(letters: Sequence[_Sign]) -> list[_Sign]:
    """Take letters once that stand there twice with the same marks: as themselves, and as the mark on them."""
    found: list[_Sign] = []
    for letter in letters:
        before = next((each for each in found[-_FEW:] if letter.marks and _is_copy(each, letter)), None)
        if before is None:
            found.append(letter)
        else:
            before.marks = max(before.marks, letter.marks, key=len)
            before.text = max(before.text, letter.text, key=len)
            before.place = max(before, letter, key=_width).place
    return found


def _is_copy(letter: _Sign, other: _Sign) -> bool:
    near = abs(letter.middle - other.middle) < letter.size * _BESIDE
    alike = letter.text in other.text or other.text in letter.text
    return near and alike and not set(letter.marks).isdisjoint(other.marks)


def _pieces(row: Sequence[_Sign]) -> Iterator[list[_Sign]]:
    """Part a row where there is more room than between words; from the left, one space between words."""
    piece: list[_Sign] = []
    space: _Sign | None = None
    for sign in row:
        if sign.kind == "S":
            space = space if space and _width(space) > _width(sign) else sign
            continue
        if piece:
            if sign.place.left - piece[-1].place.right > min(sign.size, piece[-1].size) * _APART:
                yield piece
                piece = []
            elif _is_spaced(piece[-1], space, sign):
                piece.append(_Sign(" ", sign.place, sign.size, sign.index))
        space = None
        piece.append(sign)
    if piece:
        yield piece


def _width(sign: _Sign) -> float:
    return sign.place.right - sign.place.left


def _is_spaced(before: _Sign, space: _Sign | None, sign: _Sign) -> bool:
    """Whether a space stands between two signs: those that the library made up may stand where there is no room.

    Figures and points are narrow and stand in wide places of their own, so that more room before them is no space yet.
    """
    if before.text in _STOPS or (before.text in _POINTS and sign.kind == "R"):
        return False
    room = (sign.place.left - before.place.right) / max(before.size, sign.size)
    if space is None:
        narrow = before.kind == sign.kind == "D" or before.kind in "CN" or sign.kind in "CN"
        return room > (_WIDER if narrow else _WIDE)
    return room > (_LEAST if _width(space) > _NONE else _SPACE)


def _labelled(pieces: Iterable[list[_Sign]]) -> list[list[_Sign]]:
    """Put the numbers of paragraphs, which stand to the right of their words, back before them."""
    found: list[list[_Sign]] = []
    for piece in pieces:
        if found and _LABEL.fullmatch("".join(sign.said for sign in _read(piece))):
            found[-1] += [_Sign(" ", piece[0].place, piece[0].size, piece[0].index), *piece]
        else:
            found.append(piece)
    return found


def _line(piece: Sequence[_Sign], probe: Probe) -> Line:
    signs = _read(piece)
    size = max(sign.size for sign in signs)
    base = next(sign.place.y for sign in signs if sign.size == size)
    left, right = min(sign.place.left for sign in signs), max(sign.place.right for sign in signs)
    is_bold = probe.is_bold(signs[0].index) and probe.is_bold(signs[-1].index)
    text = "".join(sign.said for sign in signs)
    return Line(text, left, right, base, size, base, is_bold, tuple(_raised(signs, text, size)))


def _read(piece: Sequence[_Sign]) -> list[_Sign]:
    """Put signs that stand from left to right into the order in which they are read: foreign lines stay as they are."""
    small = max(sign.size for sign in piece) * _SMALL
    kinds = "".join("d" if sign.kind == "D" and sign.size < small else sign.kind for sign in piece)
    if "R" not in kinds and piece[0].text not in _BEHIND:
        return list(piece)
    parts: list[Iterable[_Sign]] = []
    place = 0
    for island in _ISLAND.finditer(kinds):
        parts += [reversed(piece[place : island.start()]), piece[island.start() : island.end()]]
        place = island.end()
    parts.append(reversed(piece[place:]))
    return [sign for part in reversed(parts) for sign in part]


def _raised(signs: Sequence[_Sign], text: str, size: float) -> Iterator[tuple[int, int]]:
    """Go through the stretches of small figures, and of asterisks, that call footnotes."""
    sizes = [sign.size for sign in signs for _letter in sign.said]
    for is_small, found in groupby(range(len(text)), lambda place: sizes[place] < size * _SMALL):
        places = list(found)
        for mark in _MARKS.finditer(text, places[0], places[-1] + 1):
            if mark.start() and mark.end() - mark.start() <= _LONGEST_MARK and (is_small or mark[0].startswith("*")):
                yield mark.span()


def facing(lines: list[Line]) -> list[Line]:
    """Turn brackets that were mirrored for the eye, if the page then closes fewer that it never opened."""
    turned = [replace(line, text=line.text.translate(_MIRROR)) for line in lines]
    return turned if _unopened(turned) < _unopened(lines) else lines


def _unopened(lines: Iterable[Line]) -> int:
    text = "".join(sign for line in lines for sign in line.text if sign in BRACKETS)
    depth = count = 0
    for sign in text:
        depth += 1 if sign in OPENING else -1
        count += depth < 0
        depth = max(depth, 0)
    return count


def among_others(probe: Probe, text: str, begin: int) -> str:
    """Return a line that is read from the left, with words in it that are not, these in their order.

    The library turns round lam and alef of one ligature, and words that stand side by side.
    """
    signs = list(text)
    for found in _ALEF_LAM.finditer(text):
        alef, lam = (probe.at(begin + place) for place in (found.start(), found.start() + 1))
        if abs(alef.left - lam.left) < _SAME_PLACE and abs(alef.right - lam.right) < _SAME_PLACE:
            signs[found.start()], signs[found.start() + 1] = signs[found.start() + 1], signs[found.start()]
    return _WORDS.sub(lambda found: _from_right(probe, found, begin), "".join(signs))


def _from_right(probe: Probe, found: re.Match[str], begin: int) -> str:
    """Return words that are read from the right, in a line that is not, in the order in which they stand."""
    words = _WORD.finditer(found[0])
    placed = sorted(words, key=lambda each: -probe.at(begin + found.start() + each.start()).left)
    return " ".join(each[0] for each in placed)
