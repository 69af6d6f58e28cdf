"""A document taken in to be compared, whatever it is: Word as it stands, all else as a new one."""

import re
from collections.abc import Iterator
from dataclasses import replace

from travaux.formats.convert import document_of
from travaux.formats.detect import HTML, MARKDOWN, ODT, TEXT, WORD, Paper, detect
from travaux.formats.document import Document, Paragraph
from travaux.formats.guard import unlined, weighed
from travaux.formats.odt import document_of_odt
from travaux.formats.plain import decoded
from travaux.formats.ranks import BULLET
from travaux.formats.reading import Limits, Remark
from travaux.formats.word.compose import composed
from travaux.formats.word.lines import simple_fields_opened
from travaux.formats.word.names import RUN_CHANGES
from travaux.formats.word.package import open_package
from travaux.formats.word.redline import Taken
from travaux.formats.word.resolve import accept
from travaux.formats.word.writing import Plain, document

_HEADING = re.compile(r"(#{1,6}) +(.*)")
_OWN_LINE = re.compile(r" {0,3}(?:[-*+•>|]|\d{1,3}[.)]|\(?[a-z]{1,4}\))(?: |$)")
_MARKDOWN = (".md", ".markdown")


def taken(content: bytes, filename: str, limits: Limits | None = None) -> Taken:
    """Open a document of any kind that can be compared, with every change that is tracked in it accepted.

    Raises what `travaux.formats.convert.converted` and `open_package` raise.
    """
    limits = limits or Limits()
    weighed(content, filename, limits.size)
    paper = detect(content, filename)
    if paper.format == WORD:
        return _of_word(content, filename, limits)
    if paper.format in (MARKDOWN, TEXT):
        weighed(content, filename, limits.text)
        unlined(content, paper, limits)
        is_markdown = filename.lower().endswith(_MARKDOWN)
        return _made(_of_text(decoded(paper), is_markdown=is_markdown), filename, limits)
    return _of_paper(document_of(paper, limits), filename, limits)


def changed(paper: Paper, limits: Limits) -> Taken:
    """Take in a paper with the changes that are marked in it, as a new document in which they are tracked.

    Raises what `taken` raises.
    """
    if paper.format == ODT:
        return _new(document_of_odt(paper, limits, tracked=True), paper.filename, limits)
    if paper.format == HTML:
        return _new(document_of(paper, limits), paper.filename, limits)
    return taken(paper.content, paper.filename, limits)


def _of_paper(paper: Document, filename: str, limits: Limits) -> Taken:
    """Take in a paper as a new document: its words, without bullets, numbers of notes and links, which are none."""
    found = _new(paper, filename, limits)
    accept(found.package)
    return found


def _new(paper: Document, filename: str, limits: Limits) -> Taken:
    notes = tuple(replace(note, marker="") for note in paper.notes)
    words = replace(paper, paragraphs=tuple(map(_words_of, paper.paragraphs)), notes=notes)
    return Taken(open_package(composed(words), f"{filename}.docx", limits), plain=True, remarks=paper.remarks)


def _words_of(paragraph: Paragraph) -> Paragraph:
    number = "" if paragraph.number == BULLET else paragraph.number
    return replace(paragraph, number=number, runs=tuple(replace(run, href="") for run in paragraph.runs))


def _of_word(content: bytes, filename: str, limits: Limits) -> Taken:
    package = open_package(content, filename, limits)
    count = sum(1 for _ in package.body.iter(*RUN_CHANGES))
    accept(package)
    for name in package.stories():
        simple_fields_opened(package.tree(name))
    return Taken(package, plain=False, remarks=(Remark("tracked changes, taken as accepted", count),) if count else ())


def _made(paragraphs: list[Plain], filename: str, limits: Limits) -> Taken:
    return Taken(open_package(document(paragraphs), f"{filename}.docx", limits), plain=True)


def _of_text(text: str, *, is_markdown: bool) -> list[Plain]:
    """Return the paragraphs of a text: every line of a plain one, as Word takes it; the blocks of a Markdown one."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [*_blocks(lines)] if is_markdown else [Plain(line) for line in lines]


def _blocks(lines: list[str]) -> Iterator[Plain]:
    """Join the lines of each block of Markdown; headings and items stand alone."""
    held: list[str] = []
    for line in [*lines, ""]:
        heading = _HEADING.fullmatch(line)
        if held and (not line.strip() or heading or _OWN_LINE.match(line)):
            yield Plain(" ".join(held))
            held = []
        if heading:
            yield Plain(heading[2], len(heading[1]))
        elif line.strip():
            held.append(line.strip() if held else line.rstrip())
