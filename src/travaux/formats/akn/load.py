"""Opening Akoma Ntoso: what is well formed as it is, what is not as far as it goes, with each fault and its line."""

import re
from dataclasses import dataclass
from html import escape
from html.entities import html5

from lxml import etree

from travaux.formats.detect import Damaged, Paper
from travaux.formats.guard import refuse_hidden
from travaux.formats.plain import Undecodable, decoded
from travaux.formats.reading import Limits

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
FAULTS_SHOWN = 50

_DECLARATION = re.compile(r"\ufeff?<\?xml[^>\n]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(?:(\w{2,31});)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file, and the line where it was found, counted from 1."""

    line: int
    reason: str

    @property
    def said(self) -> str:
        """The fault in words, for people."""
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file opened: the root of its elements, and the faults that were passed over."""

    root: etree._Element
    faults: tuple[Fault, ...]


def load(paper: Paper, limits: Limits) -> Loaded:
    """Open Akoma Ntoso; what is malformed is opened as far as it goes, a stray & or a named letter (&nbsp;) mended.

    Raises Bomb, and Damaged where nothing can be made of it.
    """
    text, faults = _text(paper)
    refuse_hidden(text.encode(), paper, limits)
    root, found = _parsed(text)
    if found:
        root, _ = _parsed(_mended(text))
    faults = tuple(sorted((*faults, *found), key=lambda fault: fault.line))
    if root is None or etree.QName(root).localname != "akomaNtoso":
        reason = faults[0].said if faults else "its first element is not akomaNtoso"
        raise Damaged(filename=paper.filename, found=paper.format, reason=reason.rstrip("."))
    return Loaded(root, faults[:FAULTS_SHOWN])


def _parsed(text: str) -> tuple[etree._Element | None, tuple[Fault, ...]]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(text.encode(), parser)
    found = parser.error_log.filter_from_errors()
    return root, tuple(dict.fromkeys(Fault(error.line, error.message.strip()) for error in found))


def _mended(text: str) -> str:
    """Return the text without signs that XML cannot hold, and with & and HTML's names for letters as XML has them."""
    return _AMPERSAND.sub(_letter, _CONTROL.sub("", text))


def _letter(found: re.Match[str]) -> str:
    letter = html5.get(f"{found[1]};", "") if found[1] else ""
    return escape(letter) or f"&amp;{found[0][1:]}"


def _text(paper: Paper) -> tuple[str, tuple[Fault, ...]]:
    """Return the text of the file in which every line stands where it stood, and the place of what is no text."""
    declared = _ENCODING.match(paper.content[:400])  # behind the mark of UTF-8 nothing else is believed
    faults: tuple[Fault, ...] = ()
    try:
        text = decoded(paper, declared[1].decode() if declared else "")
    except Undecodable as refusal:
        text = paper.content.decode(errors="replace")
        line = paper.content.count(b"\n", 0, int(str(refusal.facts["place"]))) + 1
        faults = (Fault(line, refusal.fill(refusal.because)),)
    declaration = _DECLARATION.match(text)
    return (text[declaration.end() :] if declaration else text.removeprefix("\ufeff")), faults
