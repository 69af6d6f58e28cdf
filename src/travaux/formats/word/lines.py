"""A paragraph as one line of characters, each of which knows where it stands in the file.

What is no text but stands in the line (a picture, a note's sign, a field, a formula) is *solid*: it is kept, taken out
or put in as a whole. Where two Word documents are compared it counts as one character that stands for just this thing;
where a document is compared with a plain text, as the words that it shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from travaux.formats.word.names import INSTR, R_PR, SIGNS, SPACE, R, T, m, r, w
from travaux.formats.word.package import Package
from travaux.formats.word.tree import attributes, drop, parent

_FIRST = 0xF0000
_LAST = 0xFFFFD
_FORMULAS = (m("oMath"), m("oMathPara"))
_OPENED = frozenset(map(w, ("hyperlink", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "ins", "moveTo")))
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_SILENT = frozenset(
    (
        *(R_PR, INSTR, w("fldChar"), w("delText"), w("delInstrText"), w("lastRenderedPageBreak")),
        *map(w, ("commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator")),
        *map(w, ("continuationSeparator", "softHyphen", "fldData", "pgNum")),
    )
)
_BOX = w("txbxContent")
_PASSING = ("rsid", "paraId", "textId", "anchorId", "editId")
_NAMES = ("id", "name", "descr", "title", "spid", "o:spid")


@dataclass(slots=True)
class Piece:
    """A stretch of a line: its characters, and what they are in the file.

    `nodes` are children of one run (`in_run`), or whole runs and formulas that stand side by side.
    """

    text: str
    nodes: list[etree._Element]
    in_run: bool = True
    solid: bool = False

    @property
    def first(self) -> etree._Element:
        """The run or formula in which the stretch begins."""
        return parent(self.nodes[0]) if self.in_run else self.nodes[0]

    @property
    def last(self) -> etree._Element:
        """The run or formula in which the stretch ends."""
        return parent(self.nodes[-1]) if self.in_run else self.nodes[-1]


@dataclass(slots=True)
class Line:
    """A paragraph, and the stretches of its line in order."""

    paragraph: etree._Element
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """All characters of the line."""
        return "".join(piece.text for piece in self.pieces)

    def spans(self) -> Iterator[tuple[int, int, Piece]]:
        """Go through the stretches with the offsets at which they begin and end."""
        place = 0
        for piece in self.pieces:
            yield place, place + len(piece.text), piece
            place += len(piece.text)


@dataclass(slots=True)
class Signs:
    """Characters that stand for solid things: the same thing in two documents has the same one."""

    known: dict[str, str] = field(default_factory=dict)

    def sign(self, key: str) -> str:
        """Return the character for what is known by `key`; those who come too late share the last."""
        return self.known.setdefault(key, chr(min(_FIRST + len(self.known), _LAST)))


def line_of(paragraph: etree._Element, package: Package, signs: Signs | None) -> Line:
    """Return a paragraph as a line; without `signs` solid things are the words that they show."""
    return Line(paragraph, [*_pieces(paragraph, _Solids(package, signs))])


@dataclass(frozen=True, slots=True)
class _Solids:
    package: Package
    signs: Signs | None

    def piece(self, nodes: list[etree._Element], shown: str, *, in_run: bool, key: str = "") -> Iterator[Piece]:
        """Return the stretch that a solid thing is: none where it shows no words and words are all that counts."""
        text = shown
        if self.signs is not None:
            text = self.signs.sign(key or "".join(map(self.key, nodes)))
        if text:
            yield Piece(text, nodes, in_run, solid=True)

    def key(self, node: etree._Element) -> str:
        """Return what a thing is known by: its form and what it refers to, not the numbers that programs give it."""
        if node.tag in _NOTES:
            return _NOTES[node.tag]
        return sha256("".join(self._form(node)).encode()).hexdigest()

    def _form(self, node: etree._Element) -> Iterator[str]:
        yield f"<{node.tag}"
        for name, value in attributes(node):
            own = name.rpartition("}")[2]
            if name.startswith(r("")):
                yield f" {own}={self._target(value)}"
            elif not own.startswith(_PASSING) and own not in _NAMES:
                yield f" {own}={value}"
        yield f">{(node.text or '').strip()}"
        for child in node.iterchildren("*"):
            if child.tag not in (R_PR, _BOX, w("proofErr")):
                yield from self._form(child)

    def _target(self, relation: str) -> str:
        for each, _, name in self.package.relations(self.package.main):
            if each == relation and name in self.package.parts:
                return sha256(self.package.parts[name]).hexdigest()
        return relation


def _pieces(container: etree._Element, solids: _Solids) -> Iterator[Piece]:
    skipped: set[etree._Element] = set()
    for child in container.iterchildren("*"):
        if child in skipped:
            continue
        if child.tag == R:
            nodes = field_of(child)
            skipped.update(nodes)
            yield from _field(nodes, solids) if nodes else _of_run(child, solids)
        elif child.tag in _FORMULAS:
            yield from solids.piece([child], "".join(t.text or "" for t in child.iter(m("t"), T)), in_run=False)
        elif child.tag in _OPENED:
            yield from _pieces(child, solids)


def _of_run(run: etree._Element, solids: _Solids) -> Iterator[Piece]:
    for child in run.iterchildren("*"):
        if child.tag == T:
            if child.text:
                yield Piece(child.text, [child])
        elif child.tag in SIGNS:
            yield Piece(SIGNS[child.tag], [child])
        elif child.tag not in _SILENT:
            yield from solids.piece([child], "", in_run=True)


def field_of(run: etree._Element) -> list[etree._Element]:
    """Return what stands from the begin of a field in `run` to its end beside it; nothing where it ends elsewhere."""
    depth = _depth(run)
    if depth is None:
        return []
    nodes = [run]
    while depth > 0:
        following = nodes[-1].getnext()
        if following is None:
            return []
        nodes.append(following)
        depth += _depth(following) or 0
    return nodes


def _depth(node: etree._Element) -> int | None:
    """Return how many more fields begin than end in a node; None where none does either."""
    found = [char.get(w("fldCharType")) for char in node.iter(w("fldChar"))]
    return found.count("begin") - found.count("end") if "begin" in found or "end" in found else None


def _field(nodes: list[etree._Element], solids: _Solids) -> Iterator[Piece]:
    code = "".join(each.text or "" for node in nodes for each in node.iter(INSTR))
    shown = shown_of(nodes)
    yield from solids.piece(nodes, shown, in_run=False, key=f"field {' '.join(code.split())} {shown}")


def shown_of(nodes: list[etree._Element]) -> str:
    """Return the words that a field shows: those behind its separator, and around it."""
    said, inside = [], []
    for each in (each for node in nodes for each in node.iter(w("fldChar"), T, *SIGNS)):
        kind = each.get(w("fldCharType"))
        if kind == "begin":
            inside.append(True)
        elif kind == "separate" and inside:
            inside[-1] = False
        elif kind == "end" and inside:
            inside.pop()
        elif kind is None and not any(inside):
            said.append(each.text or "" if each.tag == T else SIGNS[each.tag])
    return "".join(said)


def boxes(piece: Piece) -> list[etree._Element]:
    """Return the text boxes in a solid piece."""
    return [box for node in piece.nodes for box in node.iter(_BOX)]


def note(piece: Piece) -> tuple[str, str] | None:
    """Return the kind and the id of the note that a piece is the sign of, if it is one."""
    node = piece.nodes[0]
    return (_NOTES[node.tag], node.get(w("id"), "")) if node.tag in _NOTES else None


def simple_fields_opened(tree: etree._Element) -> None:
    """Write the fields of a tree in their long form, in which they can be deleted and inserted."""
    for simple in list(tree.iter(w("fldSimple"))):
        code = simple.makeelement(INSTR)
        code.text = simple.get(w("instr"), "")
        code.set(SPACE, "preserve")
        for child in (_char(simple, "begin"), _run(simple, code), _char(simple, "separate"), *simple):
            if child.tag != w("fldData"):
                simple.addprevious(child)
        simple.addprevious(_char(simple, "end"))
        drop(simple)


def _char(like: etree._Element, kind: str) -> etree._Element:
    return _run(like, like.makeelement(w("fldChar"), {w("fldCharType"): kind}))


def _run(like: etree._Element, child: etree._Element) -> etree._Element:
    run = like.makeelement(R)
    run.append(child)
    return run
