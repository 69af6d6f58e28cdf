"""The units of a file, whatever its format: what the commands that compare texts read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from travaux.cli.characters import characters
from travaux.formats.akn.load import load
from travaux.formats.akn.reader import document
from travaux.formats.apart import open_apart
from travaux.formats.detect import AKOMA_NTOSO, MARKDOWN, TEXT, Paper
from travaux.formats.document import Document, Paragraph, Role, bare, words
from travaux.formats.document import Run as WordRun
from travaux.formats.guard import weighed
from travaux.formats.reading import Limits, Remark
from travaux.passages.segment import Block
from travaux.passages.segment import Kind as Passages
from travaux.text.provision import Kind
from travaux.text.units import PARAGRAPH, TABLE, Unit, split_number, units, units_of_text
from travaux.text.units_markdown import units_of_markdown

_FORMATS = {
    **dict.fromkeys(("txt", "text"), TEXT),
    **dict.fromkeys(("md", "markdown"), MARKDOWN),
    **dict.fromkeys(("xml", "akn"), AKOMA_NTOSO),
}
_ROLES = {
    Role.TITLE: Kind.TITLE,
    Role.HEADING: Kind.HEADING,
    Role.FORMULA: Kind.PREAMBULAR,
    Role.PREAMBULAR: Kind.PREAMBULAR,
    Role.OPERATIVE: Kind.OPERATIVE,
    Role.SUB: Kind.SUBPARAGRAPH,
}
_KINDS = {
    Passages.HEADING: Kind.HEADING,
    Passages.ITEM: Kind.SUBPARAGRAPH,
    Passages.FOOTNOTE: Kind.FOOTNOTE,
    Passages.TABLE: TABLE,
}
_BETWEEN = WordRun(" ")
_LIMITS = Limits(text=16 * 1024 * 1024)  # who runs a command waits for nobody else: more than the site takes
_Blocks = Iterator[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Text:
    """A file as its units; for each the identity that is meant to last, or ""; and what could not be read."""

    units: tuple[Unit, ...]
    names: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


def read_units(content: bytes, filename: str) -> Text:
    """Read a file as units. Raises what reading it raises."""
    kind = _FORMATS.get(filename.rpartition(".")[2].lower() if "." in filename else "txt")
    limits = _LIMITS
    if kind is None:
        reading = open_apart(content, filename).reading
        found = units(_block(block, reading.text) for block in reading.blocks if block.kind is not Passages.FURNITURE)
        return Text(found, ("",) * len(found), reading.warnings)
    weighed(content, filename, limits.text)
    if kind == AKOMA_NTOSO:
        return _of_akn(Paper(content, filename, kind), limits)
    text = characters(content, filename)
    found = units_of_markdown(text) if kind == MARKDOWN else units_of_text(text)
    return Text(found, ("",) * len(found))


def _block(block: Block, text: str) -> tuple[str, str, str, str]:
    return "", _KINDS.get(block.kind, PARAGRAPH), block.number, text[block.start : block.end]


def _of_akn(paper: Paper, limits: Limits) -> Text:
    loaded = load(paper, limits)
    read = document(loaded)
    found = units(_numbered(chain.from_iterable(_blocks(paragraph, read) for paragraph in read.paragraphs)))
    names = _lasting_names(loaded.root)
    return Text(found, tuple(names.get(unit.id, "") for unit in found), read.remarks)


def _blocks(paragraph: Paragraph, read: Document) -> _Blocks:
    """Return a paragraph, or each row of a table, and the notes that it calls; the cover and the end are none."""
    if paragraph.role is Role.FURNITURE:
        return
    rows = [[run for cell in row for run in (*cell.runs, _BETWEEN)] for row in paragraph.rows]
    kind = TABLE if rows else _ROLES.get(paragraph.role, PARAGRAPH)
    for runs in rows or [list(paragraph.runs)]:
        yield paragraph.name, kind, bare(paragraph.number), words(runs)
        for run in runs:
            if run.note is not None:
                note = read.notes[run.note]
                yield "", Kind.FOOTNOTE, note.marker, words(note.runs)


def _numbered(blocks: _Blocks) -> _Blocks:
    """Give a number that stands in a paragraph of its own to the one behind it."""
    waiting = ""
    for identity, kind, number, text in chain(blocks, [("", "", "", "")]):
        alone, rest = split_number(f"{text} ,")
        if waiting and (number or not text):
            yield "", PARAGRAPH, "", waiting
        if kind == PARAGRAPH and not number and rest == ",":
            waiting = alone
        else:
            yield identity, kind, number or waiting, text
            waiting = ""


def _lasting_names(root: etree._Element) -> dict[str, str]:
    """Return for each identity in the file the one of the nearest element that bears a `wId`: meant to last."""
    found = {}
    for element in root.iter("{*}*"):
        name = element.get("eId")
        if name:
            bearer = next((each for each in (element, *element.iterancestors()) if each.get("wId")), None)
            found[name] = bearer.get("wId", "") if bearer is not None else ""
    return found
