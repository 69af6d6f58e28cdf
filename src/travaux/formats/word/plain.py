"""The words of a Word document as a plain text: one line for each paragraph, as Word itself saves it."""

from lxml import etree

from travaux.formats.word.names import FALLBACK, P_PR, SIGNS, VAL, P, T, m, w
from travaux.formats.word.numbering import labels
from travaux.formats.word.package import Package
from travaux.formats.word.tree import is_shadow

_HEADING = ("heading ", "title")
_HIGHEST = 6
_WORDS = (T, m("t"))


def lines(package: Package) -> list[str]:
    """Return the paragraphs of the document in reading order, each with the number that is printed before it.

    Empty ones too, so that what was made of a plain text gives that text again. What is deleted is not among them:
    accept or reject the changes first.
    """
    places = labels(package)
    found = []
    for paragraph in package.body.iter(P):
        if not is_shadow(paragraph):
            place, words = places.get(paragraph), said(paragraph)
            found.append(f"{place.label} {words}" if place and place.label and words else words)
    return found


def said(paragraph: etree._Element) -> str:
    """Return the words of a paragraph, without those of text boxes in it, which are paragraphs of their own."""
    parts: list[str] = []
    _say(paragraph, parts)
    return "".join(parts)


def _say(element: etree._Element, parts: list[str]) -> None:
    for child in element.iterchildren("*"):
        if child.tag in _WORDS:
            parts.append(child.text or "")
        elif child.tag in SIGNS:
            parts.append(SIGNS[child.tag])
        elif child.tag not in (P_PR, P, FALLBACK):
            _say(child, parts)


def text(package: Package) -> str:
    """Return the document as a plain text, one line for each paragraph."""
    return "\n".join(lines(package)) + "\n"


def markdown(package: Package) -> str:
    """Return the document as Markdown: paragraphs set apart by empty lines, headings marked; empty ones left out."""
    places, depths = labels(package), _depths(package)
    blocks = []
    for paragraph in package.body.iter(P):
        words, place = said(paragraph), places.get(paragraph)
        if words.strip() and not is_shadow(paragraph):
            label = "-" if place and place.bullet else place.label if place else ""
            depth = depths.get(_style(paragraph), 0)
            blocks.append(" ".join(part for part in ("#" * depth, label, words) if part))
    return "\n\n".join(blocks) + "\n"


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{P_PR}/{w('pStyle')}")
    return "" if style is None else style.get(VAL, "")


def _depths(package: Package) -> dict[str, int]:
    """Return how deep a heading each style is: a title 1, `heading 2` 2."""
    name = package.beside("styles")
    found = {}
    for style in () if name is None else package.tree(name).iterchildren(w("style")):
        called = "".join(name.get(VAL, "") for name in style.iterchildren(w("name"))).lower()
        if called.startswith(_HEADING):
            rank = called.rpartition(" ")[2]
            found[style.get(w("styleId"), "")] = min(int(rank), _HIGHEST) if rank.isdecimal() else 1
    return found
