"""Reading a paper, whatever it is: recognized by its content, opened with care, read as far as it goes."""

import re
from dataclasses import dataclass
from hashlib import sha256

from travaux.formats.akn.reader import read_akn
from travaux.formats.detect import AKOMA_NTOSO, HTML, MARKDOWN, ODT, PDF, TEXT, WORD, Paper, detect
from travaux.formats.docx import read_docx
from travaux.formats.guard import unlined, weighed
from travaux.formats.odt import read_odt
from travaux.formats.page import read_page
from travaux.formats.pdf import read_pdf
from travaux.formats.plain import read_markdown, read_text
from travaux.formats.reading import Limits, Reading
from travaux.passages.segment import Passage, segment
from travaux.refusal import Invalid

_WORD_CHARACTER = re.compile(r"[^\W_]")


class NoWords(Invalid):
    """The file can be opened and holds no words."""

    asked = "You handed in “{filename}”, which is {found}."
    because = "It can be opened, but there are no words in it."
    rule = "A submission keeps a paper with words in it."
    remedy = "Hand in the paper itself, or type its text."


class TooManyPassages(Invalid):
    """The paper falls into more passages than anybody could read."""

    asked = "You handed in “{filename}”, which is {found}."
    because = "It falls into {count} passages; at most {limit} are taken."
    rule = "Papers are limited in length so that each passage can be coded and cited."
    remedy = "Hand it in in parts, without its tables of figures."


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper opened: the SHA-256 of its bytes, what was read in them, and the passages that it falls into."""

    sha256: str
    reading: Reading
    passages: tuple[Passage, ...]


def opened(content: bytes, filename: str, media_type: str = "", *, limits: Limits | None = None) -> Opened:
    """Read a paper and cut it into passages. Raises what `read` raises, and TooManyPassages."""
    limits = limits or Limits()
    reading = read(content, filename, media_type, limits=limits)
    passages = segment(reading.text, reading.blocks, whole=reading.format in (AKOMA_NTOSO, ODT, PDF))
    if len(passages) > limits.passages:
        raise TooManyPassages(filename=filename, found=reading.format, count=len(passages), limit=limits.passages)
    return Opened(sha256(content).hexdigest(), reading, passages)


def read(content: bytes, filename: str, media_type: str = "", *, limits: Limits | None = None) -> Reading:
    """Read a paper from its bytes: Word, OpenDocument, PDF, HTML, Akoma Ntoso, Markdown or plain text.

    What can be read in part is read, and `Reading.warnings` counts what was left out. Raises TooLarge, EmptyFile,
    Mislabelled, NotReadable, Encrypted, Damaged, Bomb, Undecodable, NoPdfReader, Scanned or NoWords.
    """
    limits = limits or Limits()
    weighed(content, filename, limits.size)
    paper = detect(content, filename, media_type)
    if paper.format in (HTML, AKOMA_NTOSO, MARKDOWN, TEXT):
        weighed(content, filename, limits.text)
    if paper.format in (MARKDOWN, TEXT):
        unlined(content, paper, limits)
    found = _read(paper, limits)
    if not _WORD_CHARACTER.search(found.text):
        raise NoWords(filename=filename, found=paper.format)
    return found


def _read(paper: Paper, limits: Limits) -> Reading:
    hardened = {WORD: read_docx, PDF: read_pdf, HTML: read_page, AKOMA_NTOSO: read_akn, ODT: read_odt}
    if paper.format in hardened:
        return hardened[paper.format](paper, limits)
    return read_markdown(paper) if paper.format == MARKDOWN else read_text(paper)
