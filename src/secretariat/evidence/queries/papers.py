"""A report as it is read: its prose with numbered footnotes, its charts, and the same as a paper for Word and PDF."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from secretariat.evidence.models import Report, Section
from secretariat.evidence.queries.asking import shape
from secretariat.evidence.queries.charts import Picture, drawn, names
from secretariat.evidence.queries.pages import asked_of
from secretariat.evidence.queries.register import as_stated
from travaux.evidence.charts.drawing import plain
from travaux.evidence.charts.placing import MARKED, Placed, in_page, in_word, without_marks
from travaux.evidence.citing import MARK, SENTENCE
from travaux.evidence.facts import Rendered, footnote
from travaux.evidence.store import HAS_DATABASE
from travaux.formats.convert import WRITERS
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.reading import About
from travaux.formats.typeset import typeset
from travaux.refusal import Unknown

# Figures that are names and no figures of data: symbols, paragraphs, articles, years by themselves, numbers of goals.
NAMED = re.compile(
    r"\b[A-Z]{1,4}(?:/[A-Z0-9.]{1,20}){1,5}|\b(?:19|20)\d\d\b|"
    r"\b(?:[Pp]aragraphs?|[Aa]rticles?|[Tt]argets?|[Gg]oals?|[Ii]ndicators?|[Pp]hase) \d[\d.a-z]{0,8}"
)
DIGIT = re.compile(r"\d")
PLACING: Mapping[str, Callable[[bytes, Sequence[Placed]], bytes]] = {"docx": in_word, "html": in_page}
FORMS = tuple(form for form in ("docx", "pdf", "html", "md") if form in WRITERS)


class NotWritten(Unknown):
    """A report is not written in that format."""

    asked = "You asked for the report as “{form}”."
    because = "It is written as: {known}."
    remedy = "Choose one of these."


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of a report: its number, and the fact that it is of."""

    number: int
    key: str
    rendered: Rendered

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of it when the report is issued."""
        said = self.rendered
        return {"key": self.key, "says": said.sentence, "note": said.footnote, "words": [*said.words.items()]}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of prose, or the number of a footnote that is called there."""

    words: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report as it is read: paragraphs of pieces, its chart, the footnotes that begin in it."""

    section: Section
    prose: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    picture: Picture | None
    notes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it is read."""

    report: Report
    sections: tuple[Part, ...]
    notes: tuple[Footnote, ...]

    @property
    def text(self) -> str:
        """All its words with its marks, as the record keeps their digest."""
        return "\n\n".join(f"{each.section.heading}\n\n{each.prose}" for each in self.sections)


def marks(prose: str) -> list[str]:
    """Return the keys of the facts that prose marks, each once, in their order."""
    return list(dict.fromkeys(MARK.findall(prose)))


def written(report: Report, sections: Iterable[Section], *, charts: bool = False) -> Written:
    """Return a report with its footnotes numbered through; with `charts`, drawn where the extra is installed."""
    numbers: dict[str, Footnote] = {}
    known = names(report.process) if charts and HAS_DATABASE else None
    parts = tuple(_part(section, numbers, known) for section in sections)
    return Written(report, parts, tuple(numbers.values()))


def _part(section: Section, numbers: dict[str, Footnote], known: Mapping[str, str] | None) -> Part:
    said = _said(section)
    before = len(numbers)
    for key in marks(section.prose):
        if key not in numbers and key in said:
            numbers[key] = Footnote(len(numbers) + 1, key, said[key])
    picture = _picture(section, known) if known is not None and section.chart else None
    paragraphs = tuple(tuple(_pieces(each, numbers)) for each in section.prose.split("\n\n") if each.strip())
    return Part(section, section.prose, paragraphs, picture, tuple(numbers.values())[before:])


def _said(section: Section) -> dict[str, Rendered]:
    """Return what the facts of a section say: as they were when it was issued, or as they stand."""
    found = {fact.key: as_stated(fact) for fact in section.facts.all()}
    for kept in section.notes:
        found[kept["key"]] = Rendered(kept["key"], kept["says"], kept["note"], dict(kept["words"]), {})
    return found


def _pieces(paragraph: str, numbers: Mapping[str, Footnote]) -> Iterator[Piece]:
    place = 0
    for mark in MARK.finditer(paragraph):
        if mark[1] in numbers:
            yield Piece(paragraph[place : mark.start()])
            yield Piece("", numbers[mark[1]].number)
            place = mark.end()
    yield Piece(paragraph[place:])


def _picture(section: Section, known: Mapping[str, str]) -> Picture | None:
    chart, dataset = section.chart, section.dataset
    if dataset is None:
        return None
    answer = asked_of(dataset, chart["query"])
    found = drawn(chart["kind"], chart["title"], answer, known, dataset.unit) if answer.rows else None
    return Picture(f"chart-{section.ordinal}", chart["title"], dataset, found, chart["kind"])


def bare_figures(paper: Written) -> list[str]:
    """Return the sentences with figures of data for which no fact is marked; years, symbols and numbers of paragraphs
    are names.
    """  # noqa: D205 - one sentence
    sentences = (found.group().strip() for each in paper.sections for found in SENTENCE.finditer(each.prose))
    return [words for words in sentences if not MARK.search(words) and DIGIT.search(NAMED.sub("", words))]


def filed(report: Report, sections: Iterable[Section], form: str) -> bytes:
    """Return a report as a file. Raises NotWritten, NoTypesetter."""
    if form not in FORMS:
        raise NotWritten(form=form, known=", ".join(FORMS))
    paper = written(report, sections, charts=True)
    placed = [Placed(each.title, each.chart) for each in _pictures(paper) if each.chart]
    if form == "pdf":
        drawings = {str(number): (each.title, each.chart.svg) for number, each in enumerate(placed, 1)}
        return typeset(document(paper), pictures=drawings)
    return PLACING.get(form, without_marks)(WRITERS[form](document(paper)), placed)


def _pictures(paper: Written) -> Iterator[Picture]:
    """Yield the pictures that are drawn, in their order."""
    yield from (each.picture for each in paper.sections if each.picture and each.picture.chart)


def document(paper: Written) -> Document:
    """Return a report as a paper: headings, numbered paragraphs, charts (a mark for each) with their tables, and a
    footnote for each fact.
    """  # noqa: D205 - one sentence
    report = paper.report
    paragraphs = [Paragraph(Role.TITLE, (Run(report.title),)), *_body(paper)]
    notes = tuple(Note(str(note.number), (Run(note.rendered.footnote),)) for note in paper.notes)
    date = report.issued_at.date().isoformat() if report.issued_at else ""
    return Document(About(title=report.title, symbol=report.symbol, date=date, language="en"), tuple(paragraphs), notes)


def _body(paper: Written) -> Iterator[Paragraph]:
    number = drawings = 0
    for part in paper.sections:
        yield Paragraph(Role.HEADING, (Run(part.section.heading),))
        for pieces in part.paragraphs:
            number += 1
            yield Paragraph(Role.OPERATIVE, tuple(map(_run, pieces)), f"{number}.")
        if part.picture and part.picture.chart:
            drawings += 1
            yield from _table(part.picture, drawings)


def _run(piece: Piece) -> Run:
    return Run("", note=piece.number - 1) if piece.number else Run(" ".join(piece.words.split(" ")))


def _table(picture: Picture, number: int) -> Iterator[Paragraph]:
    """Yield the title of a chart, the mark for its drawing, the table behind it and its source."""
    chart = picture.chart
    if chart is None:
        return
    head = tuple(Cell((Run(name),), is_heading=True) for name in chart.columns)
    body = [tuple(Cell((Run(_written(cell)),)) for cell in row) for row in chart.rows]
    yield Paragraph(Role.PARAGRAPH, (Run(picture.title, bold=True),))
    yield Paragraph(Role.PARAGRAPH, (Run(MARKED.format(number)),))
    yield Paragraph(Role.TABLE, rows=(head, *body))
    if picture.disclaimer:
        yield Paragraph(Role.PARAGRAPH, (Run(picture.disclaimer, italic=True),))
    source = gettext("Source: %(source)s") % {"source": footnote(shape(picture.dataset))}
    yield Paragraph(Role.PARAGRAPH, (Run(source, italic=True),))


def _written(cell: object) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(cell) if isinstance(cell, int) else plain(cell)
    return "" if cell is None else str(cell)
