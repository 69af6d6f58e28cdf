"""Plain text and Markdown: the text is the file itself, so that every offset counts its characters."""

import codecs
import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from travaux.formats.detect import MARKDOWN, TEXT, Paper
from travaux.formats.reading import Reading, Remark
from travaux.passages.segment import Block, Kind
from travaux.refusal import Invalid

ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "latin-1"),
    *(f"cp{page}" for page in (866, 874, *range(1250, 1259))),
    *(f"iso8859-{part}" for part in (*range(2, 12), *range(13, 17))),
    *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    *("gb2312", "gbk", "gb18030", "big5", "euc-jp", "iso2022-jp", "shift-jis", "euc-kr"),
)
"""The encodings of text that are read, as on the Web; UTF-7 and the like hide what they say and are none of them."""

_READ = frozenset(codecs.lookup(name).name for name in ENCODINGS)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n?|\n")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(")
_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")
_LEAVES = {
    "fence": Kind.QUOTATION,
    "code_block": Kind.PARAGRAPH,
    "html_block": Kind.PARAGRAPH,
    "tr_open": Kind.TABLE,
}


class Undecodable(Invalid):
    """The bytes are no text in the encoding that the file claims, or in UTF-8."""

    asked = "You handed in “{filename}” as text."
    because = "Byte {place} is not text in {encoding}."
    rule = "Text is read as UTF-8 unless the file says otherwise; guessing could change a word."
    remedy = "Save it with the encoding UTF-8 and hand it in again."


def decoded(paper: Paper, declared: str = "") -> str:
    """Return the text of the bytes, in the encoding that they or the file declare, or UTF-8; else Undecodable."""
    if paper.content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        charset = _CHARSET.search(paper.media_type)
        encoding = charset[1] if charset else declared or "utf-8"
    try:
        text = paper.content.decode(_known(encoding))
    except UnicodeDecodeError as error:
        raise Undecodable(filename=paper.filename, place=error.start + 1, encoding=encoding) from None
    except LookupError:
        raise Undecodable(filename=paper.filename, place=1, encoding=encoding) from None
    if "\x00" in text:
        raise Undecodable(filename=paper.filename, place=text.index("\x00") + 1, encoding=encoding)
    return text


def _known(encoding: str) -> str:
    """Return Python's name of an encoding, or raise LookupError where it is none of those that are read."""
    name = codecs.lookup(encoding).name
    if name not in _READ:
        raise LookupError(encoding)
    return name


def read_text(paper: Paper) -> Reading:
    """Read plain text; its paragraphs are found when it is cut into passages."""
    return Reading(TEXT, decoded(paper), ())


def read_markdown(paper: Paper) -> Reading:
    """Read Markdown as it stands, marks and all; headings, lists, quotations and tables are told from their marks."""
    text = decoded(paper)
    starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text)), len(text)]
    pictures = len(_PICTURE.findall(text))
    warnings = (Remark("pictures, of which only the caption is read", pictures),) if pictures else ()
    return Reading(MARKDOWN, text, tuple(_blocks(_MARKDOWN.parse(text), starts)), warnings)


def _blocks(tokens: list[Token], starts: list[int]) -> list[Block]:
    """Turn the leaves of the Markdown tree, which know their lines, into stretches of characters.

    The words of a heading or paragraph are an `inline` token after it, whose lines leave an underline out.
    """
    found, quoted = [], 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        kind = _kind(before, token, quoted=quoted > 0)
        if kind and token.map:
            first, last = token.map
            found.append(Block(starts[first], starts[min(last, len(starts) - 1)], kind))
    return found


def _kind(before: Token | None, token: Token, *, quoted: bool) -> Kind | None:
    if token.type == "inline" and before is not None:
        beginning = {"heading_open": Kind.HEADING, "paragraph_open": Kind.QUOTATION if quoted else Kind.PARAGRAPH}
        return beginning.get(before.type)
    return _LEAVES.get(token.type)
