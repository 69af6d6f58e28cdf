"""What one document takes over from another: runs with what they refer to, and notes."""

import posixpath
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from travaux.formats.word.lines import Line, Piece
from travaux.formats.word.names import (
    CONTROL_CHANGES,
    ID,
    MARKERS,
    MOVE_RANGES,
    PACK,
    R_PR,
    REL,
    SPACE,
    TYPES,
    VAL,
    W14,
    R,
    T,
    r,
    w,
)
from travaux.formats.word.package import Package, relations_of
from travaux.formats.word.tree import attributes, drop, parent

_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_TYPES = "[Content_Types].xml"
_STYLES = frozenset(map(w, ("pStyle", "rStyle", "tblStyle")))
_LEFT = (*MARKERS, *MOVE_RANGES, *CONTROL_CHANGES, w("commentReference"), w("proofErr"), w("lastRenderedPageBreak"))
_IDENTITY = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
_LINK = w("hyperlink")


@dataclass(slots=True)
class Bringer:
    """Takes what is new from the document `new` into the document `old`; parts that come along are copied once."""

    old: Package
    new: Package
    copied: dict[str, str] = field(default_factory=dict)
    styles: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()

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
        for each in [*own.iter(w("numPr"))]:
            list_id = each.find(w("numId"))
            if list_id is not None and list_id.get(VAL) not in self.lists:
                drop(each)
        return own

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
    return Bringer(old, new, styles=frozenset(styles), lists=frozenset(_same_lists(old, new)))


def _known(package: Package, kind: str, tag: str, name: str) -> set[str]:
    part = package.beside(kind)
    return set() if part is None else {each.get(name, "") for each in package.tree(part).iterchildren(tag)}


def _same_lists(old: Package, new: Package) -> set[str]:
    """Return the numbers of lists under which both documents know the same list."""
    ours, theirs = _lists(old), _lists(new)
    return {"0", *(number for number, form in theirs.items() if ours.get(number) == form)}


def _lists(package: Package) -> dict[str, bytes]:
    part = package.beside("numbering")
    if part is None:
        return {}
    tree = package.tree(part)
    forms = {each.get(w("abstractNumId")): _canonical(each) for each in tree.iterchildren(w("abstractNum"))}
    return {
        each.get(w("numId"), ""): forms.get(value.get(VAL), b"")
        if (value := each.find(w("abstractNumId"))) is not None
        else b""
        for each in tree.iterchildren(w("num"))
    }


def _canonical(definition: etree._Element) -> bytes:
    return b"".join(etree.tostring(level, method="c14n") for level in definition.iterchildren(w("lvl")))


def _is_number(written: str) -> bool:
    return written.lstrip("-").isdecimal()


def add_relation(package: Package, kind: str, target: str, *, external: bool = False) -> str:
    """Let the document refer to something; return the id under which it does."""
    rels = relations_of(package.main)
    if rels not in package.parts:
        package.parts[rels] = f'<Relationships xmlns="{PACK}"/>'.encode()
    tree = package.tree(rels)
    taken = {each.get("Id") for each in tree}
    own = next(each for rank in range(1, 100_000) if (each := f"rIdT{rank}") not in taken)
    added = etree.SubElement(tree, f"{{{PACK}}}Relationship", {"Id": own, "Type": kind, "Target": target})
    if external:
        added.set("TargetMode", "External")
    return own


def type_of(package: Package, name: str) -> str:
    """Return the type of a part, as its package says it."""
    tree = package.tree(_TYPES)
    own = next((each.get("ContentType", "") for each in tree if each.get("PartName") == f"/{name}"), "")
    suffix = posixpath.splitext(name)[1][1:].lower()
    return own or next(
        (each.get("ContentType", "") for each in tree if each.get("Extension", "").lower() == suffix),
        "application/octet-stream",
    )


def add_type(package: Package, name: str, kind: str) -> None:
    """Say what a new part is."""
    etree.SubElement(package.tree(_TYPES), f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": kind})


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
