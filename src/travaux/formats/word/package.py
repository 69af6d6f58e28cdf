"""The package of a Word document: its parts, opened with care and written back."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from travaux.formats.detect import WORD, Damaged, Mislabelled, Paper, detect
from travaux.formats.guard import Bomb, parsed, unpacked, weighed
from travaux.formats.reading import Limits
from travaux.formats.word.names import REL, STRICT, w

_XML = (".xml", ".rels")
_DOCUMENT = f"{REL}/officeDocument"
_MACROS = ("vbaProject.bin", "vbaData.xml", "vbaProjectSignature.bin")
_PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError)
_USUAL = "word/document.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Package:
    """A Word document opened: the bytes of its parts by name, as in the file, and the trees of those asked for."""

    paper: Paper
    limits: Limits
    parts: dict[str, bytes]
    main: str
    trees: dict[str, etree._Element] = field(default_factory=dict)

    def tree(self, name: str) -> etree._Element:
        """Return the tree of a part, parsed once; what is changed in it is written by `saved`. Raises Bomb, Damaged."""
        if name not in self.trees:
            self.trees[name] = parsed(_transitional(self.parts[name]), self.paper, self.limits)
        return self.trees[name]

    @property
    def body(self) -> etree._Element:
        """The body of the document; Damaged if there is none."""
        body = self.tree(self.main).find(w("body"))
        if body is None:
            raise Damaged(filename=self.paper.filename, found=WORD, reason="it has no body")
        return body

    def beside(self, kind: str) -> str | None:
        """Return the name of the part that the document refers to as `kind` (footnotes, comments, …), if it has one."""
        return next((name for _, of, name in self.relations(self.main) if of == kind and name in self.parts), None)

    def relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Go through what a part refers to inside the file: the id, the kind, the name of the other part."""
        rels = relations_of(name)
        if rels not in self.parts:
            yield from _guessed(self.parts, name)
            return
        for each in self.tree(rels):
            if each.get("TargetMode") != "External" and each.get("Target"):
                kind = each.get("Type", "").rpartition("/")[2]
                yield each.get("Id", ""), kind, resolved(name, each.get("Target", ""))

    def stories(self) -> Iterator[str]:
        """Go through the names of the parts that hold text: the document, its notes, heads and comments."""
        yield self.main
        kinds = ("footnotes", "endnotes", "header", "footer", "comments", "glossaryDocument")
        for kind in kinds:
            yield from sorted({name for _, of, name in self.relations(self.main) if of == kind and name in self.parts})

    def changing(self) -> Iterator[str]:
        """Go through the names of the parts that may hold tracked changes: stories, styles and lists."""
        yield from self.stories()
        yield from (name for kind in ("styles", "numbering") if (name := self.beside(kind)))

    @property
    def has_macros(self) -> bool:
        """Whether programs are kept in the document; they are never run."""
        named = any(kind == "vbaProject" for _, kind, _ in self.relations(self.main))
        return named or any(name.endswith(_MACROS) for name in self.parts)

    def saved(self) -> bytes:
        """Return the document as a file: its parts in their order, without macros, the same bytes every time."""
        if self.has_macros:
            self._without_macros()
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                written = _written(self.trees[name]) if name in self.trees else content
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), written, zipfile.ZIP_DEFLATED)
        return whole.getvalue()

    def _without_macros(self) -> None:
        for name in [name for name in self.parts if name.endswith(_MACROS)]:
            del self.parts[name]
            self.parts.pop(relations_of(name), None)
            for rels in [each for each in self.parts if each.endswith(".rels")]:
                _drop(self.tree(rels), "Target", posixpath.basename(name))
            _drop(self.tree(_TYPES), "PartName", posixpath.basename(name))
        for each in self.tree(_TYPES):
            if each.get("PartName") == f"/{self.main}":
                each.set("ContentType", _PLAIN)


def _drop(tree: etree._Element, attribute: str, ending: str) -> None:
    for each in list(tree):
        if each.get(attribute, "").endswith(ending):
            tree.remove(each)


def open_package(content: bytes, filename: str, limits: Limits | None = None) -> Package:
    """Open a Word document from its bytes.

    Raises TooLarge, EmptyFile, Mislabelled, NotReadable, Encrypted, Damaged, Bomb; Mislabelled too for what is no Word.
    """
    limits = limits or Limits()
    weighed(content, filename, limits.size)
    paper = detect(content, filename)
    if paper.format != WORD:
        raise Mislabelled(filename=filename, claimed=WORD, found=paper.format)
    parts = _all(paper, unpacked(paper, limits, ("",)), limits)
    return Package(paper, limits, parts, _main(parts, paper, limits))


def open_to_read(paper: Paper, limits: Limits) -> Package:
    """Open a Word document for reading alone: pictures and the like stay packed. Raises Bomb or Damaged."""
    parts = unpacked(paper, limits, ("",))
    return Package(paper, limits, parts, _main(parts, paper, limits))


def _all(paper: Paper, readable: dict[str, bytes], limits: Limits) -> dict[str, bytes]:
    """Return every part in the order of the file; pictures and the like are bounded as the XML is."""
    with zipfile.ZipFile(io.BytesIO(paper.content)) as packed:
        members = [part for part in packed.infolist() if not part.is_dir()]
        if sum(part.file_size for part in members) > 2 * limits.unpacked:
            raise Bomb(filename=paper.filename, found=paper.format, reason="Its pictures unpack to more than is taken.")
        try:
            return {
                part.filename: readable[part.filename] if part.filename in readable else packed.read(part)
                for part in members
            }
        except _BROKEN as error:
            raise Damaged(filename=paper.filename, found=paper.format, reason=error) from None


def _main(parts: dict[str, bytes], paper: Paper, limits: Limits) -> str:
    """Return the name of the part that is the document: the one that the package says, as some programs number it."""
    rels = parts.get("_rels/.rels")
    if rels is not None:
        for each in parsed(rels, paper, limits):
            if each.get("Type", "").endswith("/officeDocument"):
                name = resolved("", each.get("Target", ""))
                if name in parts:
                    return name
    if _USUAL not in parts:
        raise Damaged(filename=paper.filename, found=WORD, reason="it has no main part")
    return _USUAL


def _guessed(parts: Iterable[str], name: str) -> Iterator[tuple[str, str, str]]:
    """Go through what stands beside a part that does not say what it refers to, by their usual names."""
    folder = posixpath.dirname(name)
    for each in parts:
        if each != name and posixpath.dirname(each) == folder:
            yield "", posixpath.splitext(posixpath.basename(each))[0].rstrip("0123456789"), each


def relations_of(name: str) -> str:
    """Return the name of the part that says what a part refers to."""
    folder, _, base = name.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def resolved(name: str, target: str) -> str:
    """Return the name of the part that `target` means when it is named in the part `name`."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _transitional(part: bytes) -> bytes:
    for strict, usual in STRICT:
        part = part.replace(strict, usual)
    return part


def _written(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
