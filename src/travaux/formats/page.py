"""HTML: the words of a page, block by block, without its scripts and styles."""

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from travaux.formats.detect import HTML, Damaged, Paper
from travaux.formats.guard import unmarked
from travaux.formats.plain import decoded
from travaux.formats.reading import Concern, Draft, Flag, Limits, Reading, flag
from travaux.passages.segment import Kind

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
SILENT = {"script", "style", "template", "head", "noscript"}
LOST = {
    "img": "pictures",
    "svg": "pictures",
    "iframe": "embedded pages",
    "object": "embedded objects",
    "video": "films",
}
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Kind.ITEM),
    **dict.fromkeys(("blockquote", "pre"), Kind.QUOTATION),
    **dict.fromkeys(("tr", "caption"), Kind.TABLE),
    **dict.fromkeys(("body", "p", "div", "section", "article", "main", "header"), Kind.PARAGRAPH),
    **dict.fromkeys(
        ("footer", "nav", "aside", "ul", "ol", "dl", "table", "figure", "figcaption", "form", "hr"), Kind.PARAGRAPH
    ),
}
_INHERITED = (Kind.ITEM, Kind.QUOTATION, Kind.TABLE)
_UNSEEN = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read_page(paper: Paper, limits: Limits) -> Reading:
    """Read an HTML page; pictures, films and embedded pages have no words and are counted in the warnings.

    Raises Undecodable, Bomb, Overlong, and Damaged where its elements are nested too deeply to be read to the end.
    """
    root = opened_page(paper, limits)
    draft = Draft(longest=limits.text)
    words: list[str] = []
    kind = Kind.PARAGRAPH
    for piece in (*_pieces(root, kind, draft), kind):
        if not isinstance(piece, Kind):
            words.append(piece)
            continue
        draft.add(_SPACE.sub(" ", "".join(words)), kind)
        words, kind = [], piece
    return draft.reading(HTML, flags=flags(root))


def flags(root: etree._Element) -> tuple[Flag, ...]:
    """Say what a page carries that its author may not know of: words that are not shown, changes left in it."""
    hidden = [each for each in root.iter("*") if _is_hidden(each)]
    found = (
        flag(Concern.HIDDEN, [words for each in hidden if (words := _told(each)).strip()]),
        flag(Concern.TRACKED, map(_told, root.iter("ins", "del"))),
    )
    return tuple(each for each in found if each is not None)


def _is_hidden(element: etree._Element) -> bool:
    return element.tag not in SILENT and ("hidden" in element.attrib or bool(_UNSEEN.search(element.get("style", ""))))


def _told(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def opened_page(paper: Paper, limits: Limits) -> etree._Element:
    """Return the tree of a page. Raises Undecodable, Bomb and Damaged as `read_page` does."""
    unmarked(paper.content, paper, limits)
    meta = _META.search(paper.content[:4096])
    declared = meta[1].decode("ascii") if meta else ""
    text = _DECLARATION.sub("", decoded(paper, declared).removeprefix(codecs.BOM_UTF8.decode()))
    return _page(text, paper)


def _page(text: str, paper: Paper) -> etree._Element:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    page = html.document_fromstring(f"<html>{text}", parser)
    for error in parser.error_log.filter_from_level(etree.ErrorLevels.FATAL):
        raise Damaged(filename=paper.filename, found=HTML, reason=error.message)
    return page


def _pieces(element: etree._Element, kind: Kind, draft: Draft) -> Iterator[str | Kind]:
    """Go through a page: words as strings, and the kind of what follows where a block begins or ends."""
    tag = str(element.tag)
    if tag in LOST:
        draft.note(f"{LOST[tag]}, left out")
    if tag in SILENT or tag in LOST:
        return
    inner = _inner(tag, kind)
    block = tag in _KINDS and not (kind is Kind.TABLE and inner is Kind.TABLE)
    if block:
        yield inner
    yield from _inside(element, inner, draft)
    if block:
        yield kind
    elif tag in ("td", "th", "br", "p", "div"):
        yield " "


def _inside(element: etree._Element, kind: Kind, draft: Draft) -> Iterator[str | Kind]:
    yield element.text or ""
    for child in element:
        yield from _pieces(child, kind, draft)
        yield child.tail or ""


def _inner(tag: str, kind: Kind) -> Kind:
    """Say of what kind the words in an element are: paragraphs in an item, a quotation or a row are a part of it."""
    own = _KINDS.get(tag, kind)
    if tag == "table":
        return own
    return kind if kind is Kind.TABLE or (own is Kind.PARAGRAPH and kind in _INHERITED) else own
