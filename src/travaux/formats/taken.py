"""A document taken in to be compared, whatever it is: Word as it stands, all else as paragraphs of a new one."""

import re
from collections.abc import Iterator

from lxml import etree

from travaux.formats.detect import MARKDOWN, TEXT, WORD, Paper, detect
from travaux.formats.guard import parsed, unlined, weighed
from travaux.formats.intake import read
from travaux.formats.plain import decoded
from travaux.formats.reading import Limits, Remark
from travaux.formats.word.lines import simple_fields_opened
from travaux.formats.word.names import RUN_CHANGES
from travaux.formats.word.package import open_package
from travaux.formats.word.redline import Taken
from travaux.formats.word.resolve import accept
from travaux.formats.word.writing import Plain, document
from travaux.passages.segment import Kind

_AKN = ("p", "block", "heading", "subheading", "docTitle", "docNumber", "li", "listIntroduction", "listWrapUp")
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_OWN_LINE = re.compile(r" {0,3}(?:[-*+•>|]|\d{1,3}[.)]|\(?[a-z]{1,4}\))(?: |$)")
_XML = ".xml"
_MARKDOWN = (".md", ".markdown")


def taken(content: bytes, filename: str, limits: Limits | None = None) -> Taken:
    """Open a document of any kind that can be compared, with every change that is tracked in it accepted.

    Raises what `travaux.formats.intake.read` and `open_package` raise.
    """
    limits = limits or Limits()
    weighed(content, filename, limits.size)
    if filename.lower().endswith(_XML):
        root = parsed(content, Paper(content, filename, "XML"), limits)
        return _made([Plain(words) for words in _of_akn(root)], filename, limits)
    paper = detect(content, filename)
    if paper.format == WORD:
        return _of_word(content, filename, limits)
    if paper.format in (MARKDOWN, TEXT):
        weighed(content, filename, limits.text)
        unlined(content, paper, limits)
        return _made(
            _of_text(decoded(paper), is_markdown=filename.lower().endswith((".md", ".markdown"))), filename, limits
        )
    reading = read(content, filename, limits=limits)
    blocks = ((reading.text[block.start : block.end], block.kind) for block in reading.blocks)
    return _made([Plain(words, int(kind is Kind.HEADING)) for words, kind in blocks], filename, limits)


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


def _of_akn(root: etree._Element) -> Iterator[str]:
    """Go through the paragraphs of an Akoma Ntoso document, each with the number that stands before it."""
    number = ""
    for element in root.iter("{*}*"):
        name = etree.QName(element).localname
        if name == "num":
            number = f"{number} {_flat(element)}".strip()
        elif name in _AKN and next((each for each in element.iterdescendants("{*}*") if _is_block(each)), None) is None:
            words = f"{number} {_flat(element)}".strip()
            number = ""
            if words:
                yield words


def _is_block(element: etree._Element) -> bool:
    return etree.QName(element).localname in _AKN


def _flat(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
