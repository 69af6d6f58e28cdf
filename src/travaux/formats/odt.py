"""OpenDocument text: the words of an .odt, its headings, lists, tables and notes; tracked deletions are not in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.formats.detect import ODT, Damaged, Encrypted, Paper
from travaux.formats.document import Cell, Comment, Document, Note, Paragraph, Role, Run, reading, span
from travaux.formats.guard import parsed, unpacked
from travaux.formats.odt_changes import (
    APART,
    COMMENT,
    COMMENT_END,
    COMMENT_NAME,
    END,
    MARKS,
    POINT,
    START,
    Change,
    changes,
    comment_of,
    named,
    paragraphs,
)
from travaux.formats.odt_lists import LIST, Lists, list_styles
from travaux.formats.reading import About, Concern, Flag, Limits, Reading, Remark, flag
from travaux.formats.structure import structured
from travaux.formats.tongue import tongue

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LOCK = b"encryption-data"
_BASIC = b'"Basic/'
_HIDDEN = (f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph")
_SPACE = re.compile(r"\s+")
_MOST_SPACES = 200
_SILENT = {
    f"{_TEXT}tracked-changes": "tracked changes, read as accepted",
    f"{_TEXT}table-of-content": "tables of contents, left out",
    COMMENT: "comments, left out",
    f"{_OFFICE}forms": "",
    f"{_TEXT}sequence-decls": "",
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}image": "pictures, left out",
}
_TRACKED = {tag: what for tag, what in _SILENT.items() if tag != COMMENT} | {f"{_TEXT}tracked-changes": ""}


def read_odt(paper: Paper, limits: Limits) -> Reading:
    """Read an OpenDocument text. Raises Encrypted, Damaged, Bomb or Overlong."""
    return reading(document_of_odt(paper, limits), ODT, longest=limits.text)


def document_of_odt(paper: Paper, limits: Limits, *, tracked: bool = False) -> Document:
    """Return the paper that an OpenDocument text holds, with its changes accepted or as `tracked` in its runs.

    Tracked, it has its comments too.

    Raises as `read_odt` does.
    """
    parts = unpacked(paper, limits, ("content.xml", "styles.xml", "META-INF/manifest.xml"))
    manifest = parts.get("META-INF/manifest.xml", b"")
    if _LOCK in manifest:
        raise Encrypted(filename=paper.filename, found=ODT)
    if "content.xml" not in parts:
        raise Damaged(filename=paper.filename, found=ODT, reason="it has no content")
    root = parsed(parts["content.xml"], paper, limits)
    styled = [parsed(parts["styles.xml"], paper, limits)] if "styles.xml" in parts else []
    lists = Lists(list_styles(*styled, root))
    found_changes, silent = (changes(root), _TRACKED) if tracked else ({}, _SILENT)
    reader = _Reader(_dresses(root), found_changes, silent, lists)
    for body in root.iter(f"{_OFFICE}text"):
        reader.read(body, Role.PARAGRAPH)
    found = structured(reader.paragraphs)
    remarks = tuple(Remark(what, count) for what, count in reader.counts.items())
    language = tongue(" ".join(each.text for each in found))
    title = next((each.text for each in found if each.role is Role.TITLE), "")
    concerns = _flags(root, has_macros=_BASIC in manifest)
    notes, comments = tuple(reader.notes), tuple(reader.comments)
    return Document(About(language, title=title), found, notes, remarks, concerns, comments)


def _flags(root: etree._Element, *, has_macros: bool) -> tuple[Flag, ...]:
    """Say what a text carries that its author may not know of."""
    hiding = {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        if any(worn.get(f"{_TEXT}display") == "none" for worn in style.iterchildren(f"{_STYLE}text-properties"))
    }
    hidden = [_told(each) for each in root.iter() if each.get(f"{_TEXT}style-name") in hiding]
    changes = root.iter(f"{_TEXT}changed-region")
    comments = ["".join(map(_told, each.iter(f"{_TEXT}p"))) for each in root.iter(f"{_OFFICE}annotation")]
    found = (
        flag(Concern.HIDDEN, [*hidden, *(each.get(f"{_TEXT}string-value", "") for each in root.iter(*_HIDDEN))]),
        flag(Concern.TRACKED, ["".join(map(_told, each.iter(f"{_TEXT}p"))) for each in changes]),
        flag(Concern.COMMENTS, comments),
        flag(Concern.MACROS, [""] * has_macros),
    )
    return tuple(each for each in found if each is not None)


def _told(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _dresses(root: etree._Element) -> dict[str, Run]:
    """Return the dress that each style of words gives."""
    found = {}
    for style in root.iter(f"{_STYLE}style"):
        worn = style.find(f"{_STYLE}text-properties")
        if worn is not None:
            position = worn.get(f"{_STYLE}text-position", "")
            found[style.get(f"{_STYLE}name", "")] = Run(
                "",
                italic=worn.get(f"{_FO}font-style") == "italic",
                bold=worn.get(f"{_FO}font-weight") == "bold",
                raised=position.startswith("super"),
                lowered=position.startswith("sub"),
            )
    return found


@dataclass(slots=True)
class _Reader:
    dresses: dict[str, Run]
    changes: dict[str, Change]
    silent: Mapping[str, str] = field(default_factory=lambda: _SILENT)
    lists: Lists = field(default_factory=lambda: Lists({}))
    inserted: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def read(self, element: etree._Element, role: Role) -> None:
        """Read what stands in an element, block by block."""
        for child in element.iterchildren("*"):
            if child.tag in self.silent:
                self._pass_over(child)
            elif child.tag in (*MARKS, COMMENT):
                self._put([*self._run(child, Run(""))], role)
            elif child.tag == f"{_TEXT}h":
                self._add(child, Role.HEADING)
            elif child.tag == f"{_TEXT}p":
                self._add(child, role)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            elif child.tag == LIST:
                self._list(child)
            else:
                self.read(child, role)

    def _list(self, element: etree._Element) -> None:
        self.lists.open(element)
        for item in element.iterchildren("*"):
            self.lists.enter(item)
            self.read(item, Role.SUB)
        self.lists.close()

    def _pass_over(self, element: etree._Element) -> None:
        what = self.silent[str(element.tag)]
        if what:
            self.counts[what] = self.counts.get(what, 0) + 1

    def _add(self, element: etree._Element, role: Role) -> None:
        number, rank = self.lists.number(element)
        self._put([*self._runs(element, Run(""))], role, number, rank)

    def _put(self, runs: list[Run], role: Role, number: str = "", rank: int = 0) -> None:
        """Put down a paragraph, behind those that were taken out before it."""
        parts = [*paragraphs(runs)]
        for part in parts:
            own = (number, rank) if part is parts[-1] else ("", 0)
            if any(run.text.strip() or run.note is not None for run in part):
                self.paragraphs.append(Paragraph(role, tuple(part), *own))

    def _table(self, table: etree._Element) -> None:
        rows = [
            tuple(self._cell(cell) for cell in row.iterchildren(f"{_TABLE}table-cell"))
            for row in table.iter(f"{_TABLE}table-row")
        ]
        if any(cell.runs for row in rows for cell in row):
            self.paragraphs.append(Paragraph(Role.TABLE, rows=tuple(rows)))

    def _cell(self, cell: etree._Element) -> Cell:
        apart = replace(self, paragraphs=[])
        apart.read(cell, Role.PARAGRAPH)
        numbers = [[Run(f"{each.number} ")] if each.number else [] for each in apart.paragraphs]
        parts = [(*number, *each.runs, Run(" ")) for number, each in zip(numbers, apart.paragraphs, strict=True)]
        across, down = (span(cell.get(f"{_TABLE}number-{name}-spanned")) for name in ("columns", "rows"))
        return Cell(tuple(run for part in parts for run in part)[:-1], across=across, down=down)

    def _runs(self, element: etree._Element, dress: Run) -> Iterator[Run]:
        yield from self._say(element.text, dress)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._run(child, dress)
            yield from self._say(child.tail, dress)

    def _say(self, text: str | None, dress: Run) -> Iterator[Run]:
        if text:
            run = replace(dress, text=_SPACE.sub(" ", text))
            yield self.changes[self.inserted[-1]].signed(run) if self.inserted and not run.change else run

    def _marked(self, mark: etree._Element, dress: Run) -> Iterator[Run]:
        """Take note of where an insertion begins and ends; go through the words that were taken out in a place."""
        change = self.changes.get(named(mark))
        if change is None:
            return
        if mark.tag == START and change.kind == "ins":
            self.inserted.append(named(mark))
        elif mark.tag == END and named(mark) in self.inserted:
            self.inserted.remove(named(mark))
        elif mark.tag == POINT:
            del self.changes[named(mark)]  # what was taken out stands in one place; a file may name many
            for rank, gone in enumerate(change.gone):
                yield from [change.signed(replace(dress, text=APART))] if rank else []
                yield from self._runs(gone, change.signed(dress))

    def _run(self, child: etree._Element, dress: Run) -> Iterator[Run]:
        if child.tag in self.silent:
            self._pass_over(child)
        elif child.tag in MARKS:
            yield from self._marked(child, dress)
        elif child.tag == f"{_TEXT}note":
            yield self._note(child)
        elif child.tag == COMMENT:
            yield self._comment(child)
        elif child.tag == COMMENT_END:
            yield Run("", comment=self.places.get(child.get(COMMENT_NAME, "")))
        elif child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield replace(dress, text=" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield replace(dress, text=" ")
        else:
            worn = self.dresses.get(child.get(f"{_TEXT}style-name", ""), dress)
            href = child.get("{http://www.w3.org/1999/xlink}href", "") if child.tag == f"{_TEXT}a" else dress.href
            yield from self._runs(child, replace(worn, href=href, change=dress.change, by=dress.by, at=dress.at))

    def _comment(self, annotation: etree._Element) -> Run:
        """Keep what a comment says, and return the sign of where it stands or begins."""
        place = len(self.comments)
        self.comments.append(comment_of(annotation))
        self.places[annotation.get(COMMENT_NAME, "")] = place
        return Run("", comment=place)

    def _note(self, note: etree._Element) -> Run:
        marker = note.findtext(f"{_TEXT}note-citation") or ""
        apart = _Reader(self.dresses, {})
        body = note.find(f"{_TEXT}note-body")
        if body is not None:
            apart.read(body, Role.PARAGRAPH)
        parts = [(*each.runs, Run(" ")) for each in apart.paragraphs]
        self.notes.append(Note(marker.strip(), tuple(run for part in parts for run in part if run.note is None)[:-1]))
        return Run("", note=len(self.notes) - 1)
