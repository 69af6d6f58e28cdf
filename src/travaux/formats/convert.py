"""From one format to another, by way of the paper that both hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from travaux.formats import markdown, webpage
from travaux.formats.akn.build import Edition, export
from travaux.formats.akn.load import load
from travaux.formats.akn.reader import document as document_of_akn
from travaux.formats.akn.reissue import reissued
from travaux.formats.detect import AKOMA_NTOSO, MARKDOWN, ODT, PDF, TEXT, WORD, Paper, detect
from travaux.formats.document import Document, words
from travaux.formats.guard import unlined, weighed
from travaux.formats.intake import NoWords
from travaux.formats.odt import document_of_odt
from travaux.formats.odt_out import written as written_odt
from travaux.formats.page_paper import document_of_page
from travaux.formats.pdf import document_of_pdf
from travaux.formats.plain import decoded
from travaux.formats.reading import Limits, carried
from travaux.formats.structure import document_of_text
from travaux.formats.typeset import typeset
from travaux.formats.word.compose import composed
from travaux.formats.word.package import open_to_read
from travaux.formats.word.paper import document_of_word
from travaux.refusal import Invalid

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AKN_SUFFIXES = ("xml", "akn")


class NotWritable(Invalid):
    """Nothing is written in the format that the suffix asks for."""

    asked = "You asked for “{filename}”."
    because = "Nothing is written as “{suffix}”."
    rule = "A paper is written as: {known}."
    remedy = "Give the file that is to be written one of these suffixes."


@dataclass(frozen=True, slots=True)
class Converted:
    """A paper in another format, and what is to be said of it: faults, what was left out."""

    content: bytes
    said: tuple[str, ...]


def converted(content: bytes, filename: str, out: str, *, limits: Limits | None = None) -> Converted:
    """Return a paper in the format that the suffix of `out` names.

    Akoma Ntoso to Akoma Ntoso is import and export: markup and words stay as they are. Raises what reading raises,
    NoWords and NotWritable.
    """
    limits = limits or Limits()
    suffix = out.rpartition(".")[2].lower() if "." in out else ""
    if suffix not in WRITERS:
        known = ", ".join(f".{each}" for each in WRITERS)
        raise NotWritable(filename=out, suffix=f".{suffix}" if suffix else "a file without a suffix", known=known)
    weighed(content, filename, limits.size)
    paper = detect(content, filename)
    if paper.format == AKOMA_NTOSO and suffix in _AKN_SUFFIXES:
        weighed(content, filename, limits.text)
        again = reissued(load(paper, limits))
        return Converted(again.content, tuple(fault.said for fault in again.faults))
    document = document_of(paper, limits)
    if not any(each.text for each in document.paragraphs):
        raise NoWords(filename=filename, found=paper.format)
    remarks = (*document.remarks, *carried(document.flags))
    return Converted(WRITERS[suffix](document), tuple(remark.said for remark in remarks))


def document_of(paper: Paper, limits: Limits) -> Document:
    """Return the paper that a file holds, with as much of its structure as its format tells."""
    if paper.format == AKOMA_NTOSO:
        weighed(paper.content, paper.filename, limits.text)
        return document_of_akn(load(paper, limits))
    if paper.format == WORD:
        return document_of_word(open_to_read(paper, limits))
    if paper.format in (PDF, ODT):
        return document_of_pdf(paper, limits) if paper.format == PDF else document_of_odt(paper, limits)
    if paper.format in (MARKDOWN, TEXT):
        weighed(paper.content, paper.filename, limits.text)
        unlined(paper.content, paper, limits)
        text = decoded(paper).removeprefix("\ufeff")
        return markdown.read(text) if paper.format == MARKDOWN else document_of_text(text)
    weighed(paper.content, paper.filename, limits.text)
    return document_of_page(paper, limits)


def plain_text(document: Document) -> str:
    """Return a paper as plain text: paragraphs set apart by empty lines, notes at the end."""
    blocks = []
    for paragraph in document.paragraphs:
        indent = "    " * paragraph.rank
        said = "".join(
            run.text if run.note is None else _mark(document.notes[run.note].marker) for run in paragraph.runs
        )
        text = paragraph.text if paragraph.rows else " ".join(said.split())
        blocks.append(f"{indent}{paragraph.number} {text}".rstrip() if paragraph.number else f"{indent}{text}")
    blocks += [f"{_mark(note.marker)} {words(note.runs)}" for note in document.notes]
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _mark(marker: str) -> str:
    return marker.translate(_RAISED) if marker.isdecimal() and marker.isascii() else marker


def _akn(document: Document) -> bytes:
    return export(Edition(document))


def _text(write: Callable[[Document], str]) -> Callable[[Document], bytes]:
    return lambda document: write(document).encode()


WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "docx": composed,
    "odt": written_odt,
    "md": _text(markdown.written),
    "txt": _text(plain_text),
    "html": _text(webpage.written),
    "pdf": typeset,
    **dict.fromkeys(_AKN_SUFFIXES, _akn),
}
"""What writes a paper, by suffix."""
