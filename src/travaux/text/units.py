"""Units: the paragraphs and sub-paragraphs of a document, in reading order, each with its number beside its words."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from travaux.text.numbering import AGAIN
from travaux.text.provision import Kind

PARAGRAPH, TABLE = "paragraph", "table"

_BLANK = re.compile(r"(?:\r\n?|\n)(?:[^\S\r\n]*(?:\r\n?|\n))+")
# 71/1.  3.  3 bis.  12.4)  3 -  (a)  (iv)  (3)  a)  iv.  XII.  and Chinese ones; with words behind it, else it is words.
_NUMBER = re.compile(
    r"(?:(?P<symbol>\d{1,3}/\d{1,4}[A-Z]?)\.(?=\s)"
    rf"|(?P<plain>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{AGAIN})(?:[.)\uff0e](?!\d)|[、](?=\D))"
    r"|(?P<bracketed>[(\uff08](?:(?P<same>[^\W\d_])(?P=same)?|[ivxlIVXL]{1,6}|\d{1,3}|[一二三四五六七八九十]{1,4})"
    rf"{AGAIN}[)\uff09])"
    r"|(?P<letter>[^\W\d_])[.)](?=\s)|(?P<roman>[ivx]{1,6}|[IVX]{1,6})[.)](?=\s)"
    r"|(?:(?P<arabic>[\u0660-\u0669]{1,3})\s?|(?P<dashed>\d{1,3})\s)[\u2013-](?=\s)"
    rf"|(?P<drafters>(?:PP|Pp|OP|Op)\d{{1,3}}{AGAIN})[.:)]?(?=\s)"
    r"|(?P<han>[一二三四五六七八九十]{1,4})、)[^\S\r\n]*(?=\S)"
)
_POINT = re.compile(r"[(\uff08]|[^\W\d_]")
_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_NOTE = re.compile(rf"\s*([{_RAISED}]{{1,4}})[^\S\r\n]*(?=\S)")
_CALL = re.compile(rf"(?<!\bm)(?<!\b[ck]m)[{_RAISED}]{{1,4}}")
_ANNEX = re.compile(r"(?:annex(?:e|es)?|anexo|приложени[ея]|(?:ال)?مرفق|附件)(?![^\W\d_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed mark and its words."""

    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or sub-paragraph: its identity, printed number (3, (a)), kind, words and footnotes."""

    id: str
    number: str
    kind: str
    text: str
    notes: tuple[Note, ...] = ()


def split_number(words: str) -> tuple[str, str]:
    """Return the printed number that a paragraph begins with, without the stop behind it, or none; and its words."""
    found = _NUMBER.match(words)
    if found is None:
        return "", words
    return found[str(found.lastgroup)], words[found.end() :]


def kind_of(kind: str, number: str, words: str = "") -> str:
    """Return the kind of a paragraph from its number and its words: a figure is operative, a letter a sub-paragraph."""
    if kind == Kind.HEADING and _ANNEX.match(words):
        return Kind.ANNEX
    if kind != PARAGRAPH or not number:
        return kind
    if "/" in number:
        return Kind.TITLE
    if number.lower().startswith(("pp", "op")):
        return Kind.PREAMBULAR if number[0] in "pP" else Kind.OPERATIVE
    return Kind.SUBPARAGRAPH if _POINT.match(number) else Kind.OPERATIVE


def units_of_text(text: str) -> tuple[Unit, ...]:
    """Return the blocks of a plain text that blank lines set apart.

    A block that begins with a raised figure is a footnote, and the same figure in other words its call, not a word.
    """
    found = [(block, _NOTE.match(block)) for block in blocks_of(text)]
    marks = {note[1] for _, note in found if note}
    return units(
        ("", Kind.FOOTNOTE, note[1], block[note.end() :]) if note else ("", PARAGRAPH, "", _uncalled(block, marks))
        for block, note in found
    )


def _uncalled(words: str, marks: Set[str]) -> str:
    """Return words without the calls of these notes; m² and km² are none."""
    return _CALL.sub(lambda call: "" if call[0] in marks else call[0], words) if marks else words


def blocks_of(text: str) -> list[str]:
    """Cut a text at its blank lines."""
    return _BLANK.split(text.lstrip("\ufeff"))


def units(blocks: Iterable[tuple[str, str, str, str]]) -> tuple[Unit, ...]:
    """Return blocks (identity, kind, number, words) as units: white space is one space, a number is split off.

    Blocks without words are none; one without an identity gets its place, from 1, a second one of the same is told from
    the first; a footnote goes to the unit before.
    """
    found: list[Unit] = []
    times: dict[str, int] = {}
    for identity, kind, number, text in blocks:
        words = " ".join(text.replace("()", "").split())  # what is left around the call of a note, in Arabic print
        if words and kind == Kind.FOOTNOTE and found:
            found[-1] = replace(found[-1], notes=(*found[-1].notes, Note(number, words)))
        elif words:
            printed, rest = (number, words) if number else split_number(words)
            times[identity] = time = times.get(identity, 0) + 1
            name = (identity if time == 1 else f"{identity}.{time}") if identity else str(len(found) + 1)
            found.append(Unit(name, printed, kind_of(kind, printed, rest), rest))
    return tuple(_placed(found))


def _placed(found: Iterable[Unit]) -> Iterator[Unit]:
    """Call paragraphs before the first operative one that end as preambular ones do by that name."""
    before = True
    for unit in found:
        before = before and unit.kind != Kind.OPERATIVE
        is_preambular = before and unit.kind == PARAGRAPH and unit.text.endswith((",", "\uff0c", "\u060c"))
        yield replace(unit, kind=Kind.PREAMBULAR) if is_preambular else unit
