"""The units of a document in Akoma Ntoso, as the United Nations publishes its resolutions (AKN4UN)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.text.provision import Kind
from travaux.text.units import PARAGRAPH, TABLE, Unit, units

_SILENT = frozenset({"", "meta", "coverPage", "conclusions"})
_HEADINGS = frozenset({"subheading", "crossHeading", "heading", "docTitle", "longTitle"})
_LEAVES = frozenset({"p", "tr", *_HEADINGS})
_NUMBERED = {
    **dict.fromkeys(("paragraph", "section", "article", "clause"), PARAGRAPH),
    **dict.fromkeys(("point", "item", "indent", "alinea", "subparagraph"), Kind.SUBPARAGRAPH),
    "preface": Kind.TITLE,
    "preamble": Kind.PREAMBULAR,
    "attachment": PARAGRAPH,
}
_STOPS = " .、:\u2013"

Block = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk through the document stands: identity and kind of the paragraph, and its number until it is used."""

    identity: str = ""
    kind: str = PARAGRAPH
    number: list[str] = field(default_factory=list)


def units_of_akn(root: etree._Element) -> tuple[Unit, ...]:
    """Return the units of a document, in reading order: title, preambular and operative paragraphs, points, headings.

    Cover page, metadata and the lines of the adopting meeting are no paragraphs; a footnote is with the unit that bears
    its mark.
    """
    return units(_walk(root, _Place()))


def _name(element: etree._Element) -> str:
    tag = str(element.tag)  # of a comment it is no name but a function
    return "" if tag.startswith("<") else tag.rpartition("}")[2]


def _walk(element: etree._Element, place: _Place) -> Iterator[Block]:
    for child in element:
        name = _name(child)
        if name in ("num", "docNumber"):
            place.number[:] = [_words(child).rstrip(_STOPS)]
        elif name in _LEAVES:
            yield from _leaf(child, name, place)
        elif name not in _SILENT:
            yield from _walk(child, _entered(child, name, place))


def _entered(element: etree._Element, name: str, place: _Place) -> _Place:
    """Return the place inside an element; one that can bear a number of its own begins without.

    A `wId` is meant to last from version to version, an `eId` is a place in this one.
    """
    identity = element.get("wId") or element.get("eId") or place.identity
    if name == "paragraph" and element.get("class", "").startswith("H"):
        return _Place(identity, Kind.HEADING)
    if name in _NUMBERED:
        return _Place(identity, _NUMBERED[name])
    return replace(place, identity=identity if name in ("container", "formula") else place.identity or identity)


def _leaf(leaf: etree._Element, name: str, place: _Place) -> Iterator[Block]:
    words = "\t".join(map(_words, leaf)) if name == "tr" else _words(leaf)
    symbol = next((_words(child) for child in leaf if _name(child) == "docNumber"), "")
    if symbol and words.startswith(symbol) and words != symbol:
        place.number[:] = [symbol.rstrip(_STOPS)]
        words = words.removeprefix(symbol)
    kind = Kind.HEADING if name in _HEADINGS and place.kind != Kind.TITLE else TABLE if name == "tr" else place.kind
    if words.strip():
        yield place.identity, kind, place.number.pop() if place.number else "", words
    for note in leaf.iter("{*}authorialNote"):
        yield "", Kind.FOOTNOTE, note.get("marker", ""), _words(note)


def _words(element: etree._Element) -> str:
    """Return the words of an element without its notes, in single spaces."""
    return " ".join("".join(_spoken(element)).split())


def _spoken(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = _name(child)
        if name in ("eol", "br"):
            yield " "
        elif name and name != "authorialNote":
            yield from _spoken(child)
        yield child.tail or ""
