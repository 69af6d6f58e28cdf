"""The words of an HTML or XML file, paragraph by paragraph, each character with its place in the file.

No tree is built: tags, comments and instructions are passed over as they stand, so that a file that no parser takes is
read too, and a place in the words is a place in the file. Brackets written as references (`&#91;`) are brackets.
"""

import re
from collections.abc import Iterator
from html import unescape

from travaux.text.survey import Paragraph

_PIECE = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<hidden>script|style)\b.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<!DOCTYPE[^\[<>]{0,1000}(?:\[[^\]]{0,1000}\]\s{0,9})?>"
    r"|<\?.*?(?:\?>|\Z)"
    r"|</?(?P<tag>[A-Za-z_][\w:.-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>"
    r"|&(?P<reference>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?P<words>[^<&]+|.)",
    re.DOTALL | re.IGNORECASE,
)
INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
        *("kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        *("wbr", "eol", "eop", "ref", "mref", "rref", "noteref", "term", "def", "inline", "placeholder", "role"),
        *("person", "organization", "concept", "object", "event", "location", "process", "entity", "quantity", "date"),
        *(
            "docnumber",
            "docdate",
            "doctitle",
            "doctype",
            "docstatus",
            "docproponent",
            "session",
            "shorttitle",
            "omissis",
        ),
    }
)
"""Elements that stand inside a paragraph, of HTML and of Akoma Ntoso; any other begins or ends one."""


def marked_up(source: str) -> list[Paragraph]:
    """Return the paragraphs of an HTML or XML file."""
    return [paragraph for paragraph in _paragraphs(source) if paragraph.words.strip()]


def _paragraphs(source: str) -> Iterator[Paragraph]:
    words: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = 0
    for found in _PIECE.finditer(source):
        tag = found["tag"]
        if tag is not None and tag.rpartition(":")[2].lower() not in INLINE:
            yield Paragraph("".join(words), tuple(anchors))
            words, anchors, length = [], [], 0
        for text, start in _text(source, found):
            words.append(text)
            anchors.append((length, start))
            length += len(text)
    yield Paragraph("".join(words), tuple(anchors))


def _text(source: str, found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the words that a piece holds, with their place; none for a tag, a comment or an instruction."""
    if found["words"] is not None:
        yield found["words"], found.start()
    elif found["cdata"] is not None:
        yield found["cdata"], found.start("cdata")
    elif found["reference"] is not None:
        sign = unescape(source[found.start() : found.end()])
        # One character only: what a longer reference stands for would push the places behind it.
        yield sign[:1], found.start()
