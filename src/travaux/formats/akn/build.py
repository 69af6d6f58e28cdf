"""A paper of any format, or a version of the negotiating text, written as Akoma Ntoso."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from lxml import etree

from travaux.formats.akn.identity import Facts
from travaux.formats.akn.metadata import OWN, Change, add, address, element, metadata, sound
from travaux.formats.akn.names import name_provisions
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.tongue import three

_DRESS = (("italic", "i"), ("bold", "b"), ("raised", "sup"), ("lowered", "sub"))
_SAID = 40
NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a text as it is handed out: its words, its identity and way, what was renumbered and changed.

    `renumbered` are the names of the paragraphs that bear another number than in the version before.
    """

    document: Document
    facts: Facts = NO_FACTS
    renumbered: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()
    kind: str = "resolution"


def export(edition: Edition) -> bytes:
    """Return a version as a file of Akoma Ntoso 3.0, valid against the schema of OASIS.

    Every provision bears a `wId`: the name that its paragraph brought along, or one by the naming convention.
    """
    root = built(edition)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)


def built(edition: Edition) -> etree._Element:
    """Return the elements of the file that `export` writes."""
    document = edition.document
    root = element("akomaNtoso")
    statement = add(root, "statement", name=edition.kind)
    facts = _filled(edition.facts, document)
    writer = _Writer(document.notes)
    writer.write(statement, document.paragraphs)
    name_provisions(root)
    names = {each.get("wId", ""): each.get("eId", "") for each in root.iter() if each.get("wId") in edition.renumbered}
    statement.insert(0, metadata(facts, edition.changes, names))
    return root


def _filled(facts: Facts, document: Document) -> Facts:
    """Return the facts with what the document says of itself where they are silent."""
    about = document.about
    symbol = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in about.symbol).strip("-").lower()
    work = f"/akn/un/statement/{about.date or '0001-01-01'}/{symbol or 'unknown'}"
    dates = facts.dates or ((("adoption", about.date), ("publication", about.date)) if about.date else ())
    return replace(facts, work=facts.work or work, language=facts.language or three(about.language), dates=dates)


@dataclass(slots=True)
class _Writer:
    """Puts paragraphs where they belong: cover, preface, preamble, body with lists in lists, conclusions."""

    notes: Sequence[Note]
    stack: list[tuple[int, etree._Element]] = field(default_factory=list)

    def write(self, statement: etree._Element, paragraphs: Sequence[Paragraph]) -> None:
        """Write all paragraphs, in their order."""
        left = list(paragraphs)
        cover = _taken(left, {Role.FURNITURE})
        titles = _taken(left, {Role.TITLE})
        preamble = _taken(left, {Role.FORMULA, Role.PREAMBULAR})
        end = _taken_last(left, {Role.FURNITURE})
        for name, part in (("coverPage", cover), ("preface", titles)):
            self._plain(statement, name, part)
        if preamble:
            around = add(statement, "preamble")
            for paragraph in preamble:
                self._preambular(around, paragraph)
        body = add(statement, "mainBody")
        for paragraph in left:
            self._body(body, paragraph)
        if not left:
            add(body, "p")
        self._plain(statement, "conclusions", end)

    def _plain(self, parent: etree._Element, name: str, paragraphs: Sequence[Paragraph]) -> None:
        if not paragraphs:
            return
        around = add(parent, name)
        for paragraph in paragraphs:
            words = add(around, "p")
            self._say(add(words, "docTitle") if paragraph.role is Role.TITLE else words, paragraph.runs)

    def _preambular(self, parent: etree._Element, paragraph: Paragraph) -> None:
        if paragraph.role is Role.FORMULA:
            around = add(parent, "formula", name="enactingFormula")
        else:
            around = add(parent, "container", name=_opening(paragraph) or "preambular")
        _name(around, paragraph)
        words = add(around, "p")
        if paragraph.number:
            _append(words, f"{paragraph.number} ")
        self._say(words, paragraph.runs)

    def _body(self, body: etree._Element, paragraph: Paragraph) -> None:
        if paragraph.role is Role.SUB and self.stack:
            self._sub(paragraph)
            return
        self.stack.clear()
        if paragraph.role in (Role.HEADING, Role.TITLE):
            self._heading(body, paragraph)
        elif paragraph.role is Role.TABLE:
            self._table(_named(add(body, "container", name="table"), paragraph), paragraph.rows)
        elif paragraph.role in (Role.QUOTATION, Role.FURNITURE, Role.FORMULA, Role.PREAMBULAR):
            around = _named(add(body, "container", name=paragraph.role.value), paragraph)
            self._say(add(around, "p"), (Run(f"{paragraph.number} " if paragraph.number else ""), *paragraph.runs))
        else:
            self._provision(_named(add(body, "paragraph"), paragraph), paragraph)

    def _heading(self, body: etree._Element, paragraph: Paragraph) -> None:
        around = _named(add(body, "hcontainer", name="heading"), paragraph)
        if paragraph.number:
            add(around, "num", paragraph.number)
        self._say(add(around, "heading"), paragraph.runs)

    def _provision(self, around: etree._Element, paragraph: Paragraph) -> None:
        if paragraph.number:
            add(around, "num", paragraph.number)
        self._say(add(add(around, "content"), "p"), paragraph.runs)
        self.stack.append((paragraph.rank, around))

    def _sub(self, paragraph: Paragraph) -> None:
        """Put a sub-paragraph into the list of the one above it; its words become the introduction of the list."""
        while len(self.stack) > 1 and self.stack[-1][0] >= paragraph.rank:
            self.stack.pop()
        above = self.stack[-1][1]
        around = above.find("{*}list")
        if around is None:
            around = add(above, "list")
            for content in above.findall("{*}content"):
                add(around, "intro").extend(list(content))
                above.remove(content)
        self._provision(_named(add(around, "point"), paragraph), paragraph)

    def _table(self, container: etree._Element, rows: Sequence[Sequence[Cell]]) -> None:
        table = add(container, "table")
        for row in rows:
            line = add(table, "tr")
            for cell in row:
                made = add(line, "th" if cell.is_heading else "td")
                spans = (("colspan", cell.across), ("rowspan", cell.down))
                made.attrib.update({name: str(count) for name, count in spans if count > 1})
                self._say(add(made, "p"), cell.runs)

    def _say(self, parent: etree._Element, runs: Iterable[Run]) -> None:
        for run in runs:
            if run.note is not None:
                self._note(parent, self.notes[run.note])
            elif run.text:
                _append(_dressed(parent, run), run.text)

    def _note(self, parent: etree._Element, note: Note) -> None:
        made = add(parent, "authorialNote", marker=note.marker or "*", placement="bottom")
        self._say(add(made, "p"), (run for run in note.runs if run.note is None))


def _taken(left: list[Paragraph], roles: set[Role]) -> list[Paragraph]:
    found = list(takewhile(lambda paragraph: paragraph.role in roles, left))
    del left[: len(found)]
    return found


def _taken_last(left: list[Paragraph], roles: set[Role]) -> list[Paragraph]:
    found = list(takewhile(lambda paragraph: paragraph.role in roles, reversed(left)))[::-1]
    del left[len(left) - len(found) :]
    return found


def _opening(paragraph: Paragraph) -> str:
    """Return the opening phrase of a preambular paragraph: the words in italics at its head, else its first word."""
    italic = "".join(run.text for run in takewhile(lambda run: run.italic, paragraph.runs)).strip(" ,")
    return (italic or paragraph.text.partition(" ")[0].strip(","))[:_SAID]


def _named(around: etree._Element, paragraph: Paragraph) -> etree._Element:
    _name(around, paragraph)
    return around


def _name(around: etree._Element, paragraph: Paragraph) -> None:
    if paragraph.name:
        around.set("wId", "_".join(paragraph.name.split()))
    if paragraph.alternative:
        around.set("alternativeTo", f"#{paragraph.alternative}")


def _dressed(parent: etree._Element, run: Run) -> etree._Element:
    """Return the innermost of the elements that dress a run, put at the end of its parent."""
    if run.change in ("ins", "del"):
        parent = add(parent, run.change)
    elif run.change:
        parent = add(parent, "inline", name=run.change)
    if run.by:
        parent.set(f"{{{OWN}}}by", " ".join("_".join(each.split()) for each in run.by))
    if run.href:
        parent = add(parent, "a", href=address(run.href))
    for name, tag in _DRESS:
        if getattr(run, name):
            parent = add(parent, tag)
    return parent


def _append(parent: etree._Element, text: str) -> None:
    """Put words behind what stands in an element."""
    clean = sound(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean
    else:
        parent.text = (parent.text or "") + clean
