"""The square brackets of a whole document, counted and located: what stands open in it, and what is out of balance.

Counted is every square bracket character, whatever it is for. Nothing can tell for sure a bracket of a negotiation
from one of a citation; what Markdown can only use for itself (the marks of footnotes, the names of addresses) is told
apart in `markup`, and counted all the same.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from travaux.text.bracket import (
    Bracket,
    Node,
    Warned,
    depth,
    is_opening,
    options_marked,
    options_mentioned,
    parse,
    walk,
    warnings,
)

_SIGNS = re.compile("[\\[\\]\uff3b\uff3d]")
_NEWLINE = re.compile(r"\r\n?|\n")
_MARKUP = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:|\[\^[^\[\]\s]+\]", re.MULTILINE)
HEAD_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*\r?$).*\n)*?---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document, and where its words stand there.

    `anchors` are pairs of places, in the words and in the document, in order: between two of them both run alike. What
    is no paragraph of the text (the head of a Markdown file) is counted for its brackets only.
    """

    words: str
    anchors: tuple[tuple[int, int], ...]
    is_text: bool = True

    def place(self, offset: int) -> int:
        """Return where a character of the words stands in the document."""
        rank = bisect_right(self.anchors, offset, key=lambda anchor: anchor[0])
        here, there = self.anchors[rank - 1]
        return there + offset - here


@dataclass(frozen=True, slots=True)
class Located:
    """A bracket out of balance: its paragraph and line, counted from 1, its offset in characters, and what is wrong."""

    paragraph: int
    line: int
    offset: int
    what: str


@dataclass(frozen=True, slots=True)
class Count:
    """The square brackets of a document.

    `unbalanced_paragraphs` are those in which as many are not closed as opened; `max_depth` is the most by which, going
    through the whole document, those opened are ahead of those closed, whatever paragraphs they span, and
    `deepest_paragraph` the deepest nesting inside one paragraph; `options` counts the letters of “option” in any case,
    `announced` the options that begin (“Option 2:”); `spanning` are the pairs of which one half stands in a later
    paragraph; `markup` the pairs that are only Markdown's own.
    """

    opened: int
    closed: int
    unbalanced_paragraphs: int
    max_depth: int
    options: int
    placeholders: int
    warnings: tuple[Located, ...]
    paragraphs: int
    deepest_paragraph: int
    announced: int
    spanning: int
    markup: int


def survey(document: str, paragraphs: Sequence[Paragraph], *, markup: int = 0) -> Count:
    """Count the brackets of all paragraphs and locate, in the document, those that are out of balance in theirs."""
    parsed = [parse(paragraph.words) for paragraph in paragraphs]
    text = [nodes for paragraph, nodes in zip(paragraphs, parsed, strict=True) if paragraph.is_text]
    signs = [[is_opening(sign) for sign in _SIGNS.findall(paragraph.words)] for paragraph in paragraphs]
    located, spanning = _balance(document, [paragraph for paragraph in paragraphs if paragraph.is_text], text)
    return Count(
        opened=sum(sum(each) for each in signs),
        closed=sum(len(each) - sum(each) for each in signs),
        unbalanced_paragraphs=sum(
            2 * sum(each) != len(each) for each, paragraph in zip(signs, paragraphs, strict=True) if paragraph.is_text
        ),
        max_depth=max(accumulate((1 if opens else -1 for each in signs for opens in each), initial=0)),
        options=sum(options_mentioned(paragraph.words) for paragraph in paragraphs),
        placeholders=sum(isinstance(n, Bracket) and n.is_placeholder for nodes in text for n, _ in walk(nodes)),
        warnings=tuple(located),
        paragraphs=len(text),
        deepest_paragraph=max(map(depth, text), default=0),
        announced=sum(options_marked(paragraph.words) for paragraph in paragraphs),
        spanning=spanning,
        markup=markup,
    )


def blocks(text: str, *, markdown: bool = False) -> list[Paragraph]:
    """Return the paragraphs of a text that stands in its file as it is: the stretches between blank lines."""
    head = HEAD_MATTER.match(text) if markdown else None
    start = head.end() if head else 0
    found = [Paragraph(text[:start], ((0, 0),), is_text=False)] if head else []
    return [*found, *(Paragraph(text[a:b], ((0, a),)) for a, b in _stretches(text, start))]


def own_pairs(text: str) -> int:
    """Return how many pairs of brackets in Markdown are surely its own: marks of footnotes, names of addresses."""
    return len(_MARKUP.findall(text))


def _stretches(text: str, start: int) -> Iterator[tuple[int, int]]:
    place = start
    ends = [*(newline.end() for newline in _NEWLINE.finditer(text, start)), len(text)]
    for line_start, end in zip([start, *ends], ends, strict=False):
        if text[line_start:end].strip():
            place = end
            continue
        if place > start:
            yield start, place
        start = place = end
    if place > start:
        yield start, place


@dataclass(frozen=True, slots=True)
class _Loose:
    """A bracket that has no partner in its paragraph."""

    paragraph: int
    offset: int
    warned: Warned


def _balance(
    document: str, paragraphs: Sequence[Paragraph], parsed: Iterable[tuple[Node, ...]]
) -> tuple[list[Located], int]:
    """Return the warnings in reading order; a bracket left open is closed by the next that fits, paragraphs later."""
    loose = [
        _Loose(rank, paragraph.place(warned.offset), warned)
        for rank, (paragraph, nodes) in enumerate(zip(paragraphs, parsed, strict=True), 1)
        for warned in warnings(nodes)
    ]
    partners = _partners(loose)
    lines = [newline.end() for newline in _NEWLINE.finditer(document)]

    def line(offset: int) -> int:
        return bisect_right(lines, offset) + 1

    found = []
    for each in loose:
        partner = partners.get(each.offset)
        what = each.warned.what
        if partner is not None:
            verb = ("opened here, closed", "closed here, opened")[what.startswith("closed")]
            what = f"{verb} in paragraph {partner.paragraph} (line {line(partner.offset)})"
        found.append(Located(each.paragraph, line(each.offset), each.offset, what))
    return found, len(partners) // 2


def _partners(loose: Sequence[_Loose]) -> dict[int, _Loose]:
    """Match what one paragraph left open with what a later one closes, the last opened first."""
    waiting: list[_Loose] = []
    partners: dict[int, _Loose] = {}
    for each in loose:
        if each.warned.what.startswith("opened"):
            waiting.append(each)
        elif waiting:
            other = waiting.pop()
            partners |= {each.offset: other, other.offset: each}
    return partners
