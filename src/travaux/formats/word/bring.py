"""What one document takes over from another: runs with what they refer to, and notes."""

import posixpath
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from travaux.formats.word.lines import Line, Piece
from travaux.formats.word.lists import bring_list, same_lists
from travaux.formats.word.names import (
    CONTROL_CHANGES,
    ID,
    MARKERS,
    MOVE_RANGES,
    R_PR,
    REL,
    SPACE,
    VAL,
    W14,
    R,
    T,
    r,
    w,
)
from travaux.formats.word.package import Package, relations_of
from travaux.formats.word.parts import add_relation, add_type, type_of
from travaux.formats.word.tree import attributes, drop, parent

_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_TYPES = "[Content_Types].xml"
_STYLES = frozenset(map(w, ("pStyle", "rStyle", "tblStyle")))
_LEFT = (*MARKERS, *MOVE_RANGES, *CONTROL_CHANGES, w("commentReference"), w("proofErr"), w("lastRenderedPageBreak"))
_IDENTITY = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
_NUM_ID = w("numId")
_LINK = w("hyperlink")


@dataclass(slots=True)
class Bringer:
    """Takes what is new from the document `new` into the document `old`; parts that come along are copied once."""

    old: Package
    new: Package
    copied: dict[str, str] = field(default_factory=dict)
    styles: frozenset[str] = frozenset()
    lists: dict[str, str] = field(default_factory=dict)

    def copy(self, element: etree._Element) -> etree._Element:
        """Return a copy of an element that stands on its own in the old document."""
        own = deepcopy(element)
        for each in [*own.iter(*_LEFT)]:
            drop(each)
        for each in [*own.iter(w("sectPr"))]:
            drop(each)
        for each in own.iter("{*}*"):
            self._adopted(each)
        for each in [*own.iter(*_STYLES)]:
            if each.get(VAL) not in self.styles:
                drop(each)
        for each in [*own.iter(_NUM_ID)]:
            self._listed(each)
        return own

    def _listed(self, list_id: etree._Element) -> None:
        """Name the list of a paragraph as the old document does; one that it does not know is brought along."""
        given = list_id.get(VAL, "")
        if given not in self.lists:
            self.lists[given] = bring_list(self.old, self.new, given)
        if self.lists[given]:
            list_id.set(VAL, self.lists[given])
        else:
            drop(parent(list_id))

    def knows_style(self, properties: etree._Element) -> bool:
        """Whether the old document has the style that these properties of a paragraph name."""
        return all(each.get(VAL) in self.styles for each in properties.iterchildren(*_STYLES))

    def _adopted(self, element: etree._Element) -> None:
        for name in _IDENTITY:
            element.attrib.pop(name, "")
        if element.tag in _NOTES:
            element.set(ID, self._note(_NOTES[element.tag], element.get(ID, "")))
        for name, value in attributes(element):
            if name.startswith(r("")):
                element.set(name, self._relation(value))

    def _relation(self, given: str) -> str:
        """Return the id in the old document of what the new one refers to as `given`."""
        rels = relations_of(self.new.main)
        found = (
            next((each for each in self.new.tree(rels) if each.get("Id") == given), None)
            if (rels in self.new.parts)
            else None
        )
        if found is None:
            return given
        target = found.get("Target", "")
        if found.get("TargetMode") != "External":
            name = next(name for each, _, name in self.new.relations(self.new.main) if each == given)
            target = posixpath.relpath(self._part(name), posixpath.dirname(self.old.main))
        return add_relation(self.old, found.get("Type", ""), target, external=found.get("TargetMode") == "External")

    def _part(self, name: str) -> str:
        """Copy a part with all that it refers to, and return its name in the old document."""
        if name in self.copied or name not in self.new.parts:
            return self.copied.get(name, name)
        stem, suffix = posixpath.splitext(name)
        own = next(each for rank in range(1, 100_000) if (each := f"{stem}n{rank}{suffix}") not in self.old.parts)
        self.copied[name] = own
        self.old.parts[own] = self.new.parts[name]
        add_type(self.old, own, type_of(self.new, name))
        rels = relations_of(name)
        if rels in self.new.parts:
            tree = deepcopy(self.new.tree(rels))
            names = {each: part for each, _, part in self.new.relations(name)}
            for relation in tree:
                target = names.get(relation.get("Id", ""))
                if target:
                    relation.set("Target", posixpath.relpath(self._part(target), posixpath.dirname(own)))
            self.old.parts[relations_of(own)] = etree.tostring(tree)
        return own

    def _note(self, kind: str, given: str) -> str:
        """Copy a note and return its id in the old document."""
        source = self.new.beside(kind)
        if source is None:
            return given
        target = self.old.beside(kind) or self._notes(kind, source)
        notes = self.old.tree(target)
        found = next((each for each in self.new.tree(source) if each.get(ID) == given), None)
        own = str(max((int(each.get(ID, "0")) for each in notes if _is_number(each.get(ID, ""))), default=0) + 1)
        if found is not None:
            note = self.copy(found)
            note.set(ID, own)
            notes.append(note)
        return own

    def _notes(self, kind: str, source: str) -> str:
        """Make a part for notes in a document that had none, with the lines that set notes apart."""
        name = f"{posixpath.dirname(self.old.main)}/{kind}.xml"
        tree = deepcopy(self.new.tree(source))
        for each in list(tree):
            if each.get(w("type")) is None:
                tree.remove(each)
        self.old.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        add_type(self.old, name, type_of(self.new, source))
        add_relation(self.old, f"{REL}/{kind}", f"{kind}.xml")
        return name


def bringer(old: Package, new: Package) -> Bringer:
    """Return one who knows which styles and lists mean the same in both documents."""
    styles = _known(old, "styles", w("style"), w("styleId"))
    return Bringer(old, new, styles=frozenset(styles), lists={number: number for number in same_lists(old, new)})


def _known(package: Package, kind: str, tag: str, name: str) -> set[str]:
    part = package.beside(kind)
    return set() if part is None else {each.get(name, "") for each in package.tree(part).iterchildren(tag)}


def _is_number(written: str) -> bool:
    return written.lstrip("-").isdecimal()


def drawn(line: Line, start: int, end: int, bringer: Bringer, like: etree._Element | None) -> list[etree._Element]:
    """Return new runs for the characters from `start` to `end` of a line of the new document.

    They look as they do there; with `like` (the properties of a run) as that does.
    """
    nodes: list[etree._Element] = []
    for first, last, piece in line.spans():
        if last <= start or first >= end:
            continue
        if not piece.in_run:
            nodes += [bringer.copy(node) for node in piece.nodes]
            continue
        run = _run_for(piece, max(start - first, 0), min(end, last) - first, bringer, like)
        link = _link_of(piece.first, bringer)
        if link is not None:
            link.append(run)
        nodes.append(run if link is None else link)
    return nodes


def _run_for(piece: Piece, start: int, end: int, bringer: Bringer, like: etree._Element | None) -> etree._Element:
    run = piece.first.makeelement(R)
    properties = like if like is not None else piece.first.find(R_PR)
    if properties is not None:
        run.append(bringer.copy(properties))
    for node in piece.nodes:
        own = bringer.copy(node)
        if own.tag == T:
            own.text = piece.text[start:end]
            own.set(SPACE, "preserve")
        run.append(own)
    return run


def _link_of(run: etree._Element, bringer: Bringer) -> etree._Element | None:
    link = parent(run)
    return bringer.copy(link.makeelement(_LINK, dict(attributes(link)))) if link.tag == _LINK else None
