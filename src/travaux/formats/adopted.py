"""Adopted texts read for the corpus: Akoma Ntoso with its own symbol, numbers and date; any other paper as it is."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from travaux.formats.akn.load import load
from travaux.formats.akn.reader import document
from travaux.formats.apart import open_apart
from travaux.formats.detect import AKOMA_NTOSO, TEXT, EmptyFile, Paper
from travaux.formats.document import Document, Role, words
from travaux.formats.document import Paragraph as Drafted
from travaux.formats.plain import decoded
from travaux.formats.reading import About, Limits, Reading
from travaux.passages.segment import Block, Kind
from travaux.text.precedents.shapes import Adopted, Paragraph

SUFFIXES = frozenset({".xml", ".akn", ".docx", ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".pdf"})
"""The names of files that are looked for in a folder."""

_PLAIN = (".txt", ".text")
_MARKED = (".xml", ".akn")
_NAMED = re.compile(r"(?P<symbol>[A-Z]{1,4}(?:_[\w.()]{1,20}){1,5}?)(?:-\d{1,12}[A-Z])?")
_NOTE, _BEHIND = "note ", " .、:\u2013-"
_UNDER = re.compile(r"[(\uff08]|[a-z]{1,5}\)?$")
_BELOW = re.compile(r"note |[(\uff08]|[a-z]{1,5}\)?$")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_LINE_END = re.compile(r"\r\n?")
_BETWEEN = re.compile(r"\n[ \t\f]*\n\s*")
_PRINTED = re.compile(
    r"(?:#{1,6}\s)?\s?(?P<number>\d{1,4}(?:\.\d{1,3}){0,4}(?=[.)]\s)|\([a-z]{1,5}\)|[IVXLC]{1,6}(?=\.\s))"
)


def adopted(content: bytes, filename: str, *, symbol: str = "", date: str = "") -> Adopted:
    """Read an adopted text from a file: what `symbol` and `date` say goes before what the file or its name says.

    Raises what `open_apart` raises, and for Akoma Ntoso what `akn.load` does.
    """
    name = PurePath(filename)
    suffix = name.suffix.lower()
    if not content.strip():
        raise EmptyFile(filename=name.name)
    if suffix in _PLAIN:
        plain = Reading(TEXT, decoded(Paper(content, name.name, TEXT)), ())
        return of_reading(plain, name.name, symbol=symbol, date=date)
    if suffix not in _MARKED:
        return of_reading(open_apart(content, name.name).reading, name.name, symbol=symbol, date=date)
    paper = document(load(Paper(content, name.name, AKOMA_NTOSO), Limits()))
    return _identified(tuple(_drafted(paper)), paper.about, name.stem, symbol, date)


def of_reading(reading: Reading, filename: str, *, symbol: str = "", date: str = "") -> Adopted:
    """Return a paper that was read as the adopted text that it is, with numbers as far as its blocks have them."""
    marked = ((_label(block), reading.text[block.start : block.end]) for block in reading.blocks if _is_said(block))
    blocks = marked if reading.blocks else _apart(reading.text)
    return _identified(tuple(_printed(blocks)), reading.about, PurePath(filename).stem, symbol, date)


def _is_said(block: Block) -> bool:
    return block.kind is not Kind.FURNITURE


def _label(block: Block) -> str:
    return f"{_NOTE}{block.number}" if block.kind is Kind.FOOTNOTE else block.number


def _identified(paragraphs: tuple[Paragraph, ...], about: About, name: str, symbol: str, date: str) -> Adopted:
    return Adopted(symbol or about.symbol or _symbol_of(name), date or about.date or _date_of(name), paragraphs)


def _symbol_of(name: str) -> str:
    """Read a symbol from a file's name: A_RES_71_280 is A/RES/71/280; any other name stands for itself."""
    named = _NAMED.fullmatch(name)
    return named["symbol"].replace("_", "/") if named else name


def _date_of(name: str) -> str:
    found = _DAY.search(name)
    return found[0] if found else ""


def _apart(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands between the blank lines of a plain text."""
    yield from (("", block) for block in _BETWEEN.split(_LINE_END.sub("\n", text)))


def _printed(blocks: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a paper with their printed numbers, those without a number by their place in it."""
    above, place = "", 0
    for number, block in blocks:
        text = " ".join(block.split())
        printed = _PRINTED.match(text)
        own = number or (printed["number"] if printed else "")
        above = above if not own or _BELOW.match(own) else own
        place += not own.startswith(_NOTE)
        if text:
            yield Paragraph(f"{above} {own}".strip() if _UNDER.match(own) else own or f"¶{place}", text)


def _drafted(paper: Document) -> Iterator[Paragraph]:
    """Yield the paragraphs of a resolution, numbered 5, 5 (a), 5 (a) (i); PP2 for the second preambular paragraph."""
    path: list[str] = []
    preambular = 0
    for each in paper.paragraphs:
        if each.role is Role.FURNITURE:
            continue
        preambular += each.role is Role.PREAMBULAR
        path = _path(path, each)
        number = " ".join(path) if each.number else _unnumbered(each, preambular)
        yield from (Paragraph(number, text) for text in _texts(each))
    for note in paper.notes:
        yield Paragraph(f"{_NOTE}{_bare(note.marker)}", words(note.runs))


def _path(before: list[str], paragraph: Drafted) -> list[str]:
    if not paragraph.number:
        return [] if paragraph.role is Role.HEADING else before
    return [*before[: paragraph.rank], _bare(paragraph.number)]


def _bare(number: str) -> str:
    """Return a number as printed, without the point or dash behind it: 5. is 5, a) stays a)."""
    return number.strip().rstrip(_BEHIND)


def _unnumbered(paragraph: Drafted, preambular: int) -> str:
    return f"PP{preambular}" if paragraph.role is Role.PREAMBULAR else paragraph.name.removesuffix("__content")


def _texts(paragraph: Drafted) -> list[str]:
    return paragraph.text.split("\n") if paragraph.rows else [paragraph.text]
