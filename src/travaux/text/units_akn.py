"""The units of a document in Akoma Ntoso, as the United Nations publishes its resolutions (AKN4UN)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.text.provision import Kind
from travaux.text.units import Note, Unit, annexed, kind_of, split_number

_SILENT = frozenset({"meta", "coverPage", "conclusions", "components", "img"})
_HEADINGS = frozenset({"subheading", "crossHeading", "heading", "docTitle", "longTitle", "shortTitle"})
_LEAVES = frozenset({"p", "tr", "block", *_HEADINGS})
_POINTS = frozenset({"point", "item", "indent", "alinea", "subparagraph"})
_HEADED = ("H", "heading")
TABLE = "table"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk through the document stands: the element with an identity, the kind of its paragraphs, its number."""

    identity: str = ""
    kind: str = "paragraph"
    number: list[str] = field(default_factory=list)


def units_of_akn(root: etree._Element) -> tuple[Unit, ...]:
    """Return the units of a document, in reading order: title, preambular and operative paragraphs, points, headings.

    Cover page, metadata and the lines of the adopting meeting are no paragraphs and left out; a footnote is with the
    unit that bears its mark.
    """
    return tuple(_walk(root, _Place()))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _walk(element: etree._Element, place: _Place) -> Iterator[Unit]:
    for child in element:
        name = _name(child)
        if name == "num":
            place.number.append(_words(child))
        elif name in _LEAVES:
            yield from _unit(child, name, place)
        elif name and name not in _SILENT:
            yield from _walk(child, _entered(child, name, place))


def _entered(element: etree._Element, name: str, place: _Place) -> _Place:
    """Return the place inside an element: one that can bear a number of its own begins with none."""
    identity = element.get("wId") or element.get("eId") or place.identity
    if name in ("preface", "preamble"):
        return _Place(identity, {"preface": Kind.TITLE, "preamble": Kind.PREAMBULAR}[name])
    if name in _POINTS:
        return _Place(identity, Kind.SUBPARAGRAPH)
    if name in ("paragraph", "section", "article", "clause"):
        headed = element.get("class", "").startswith(_HEADED)
        return _Place(identity, Kind.HEADING if headed else "paragraph")
    return replace(place, identity=identity)


def _unit(leaf: etree._Element, name: str, place: _Place) -> Iterator[Unit]:
    words = "\t".join(_words(cell) for cell in leaf) if name == "tr" else _words(leaf)
    if not words.strip():
        return
    number = place.number.pop() if place.number else ""
    if not number:
        number, words = split_number(words)
    kind = {True: Kind.HEADING}.get(name in _HEADINGS and place.kind != Kind.TITLE, place.kind)
    kind = TABLE if name == "tr" else kind_of(kind, number)
    identity = leaf.get("wId") or leaf.get("eId") or place.identity
    notes = tuple(
        Note(note.get("marker", ""), _words(note)) for note in leaf.iter("{*}authorialNote")
    )
    yield Unit(identity, number, Kind.ANNEX if kind == Kind.HEADING and annexed(words) else kind, words, notes)


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
