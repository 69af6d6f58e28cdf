"""The report: opened, written section by section, and issued with every figure footnoted."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from secretariat.evidence.models import Dataset, Report, Section
from secretariat.evidence.queries.charts import KINDS, drawn, names
from secretariat.evidence.queries.pages import asked_of
from secretariat.evidence.queries.papers import Written, bare_figures, marks, written
from secretariat.evidence.queries.register import facts_named, sections_of
from secretariat.evidence.services.common import put_down
from secretariat.frame.scope import DEED
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed
from travaux.evidence.citing import Cited, citations
from travaux.refusal import Changed, Invalid

TITLE_AT_MOST, PROSE_AT_MOST = 300, 50_000


class WrongTitle(Invalid):
    """The title of a report or a section is missing or too long."""

    asked = "You asked to write a report."
    because = "A title has {length} characters; it must have between 1 and {most}."
    remedy = "Give it the title under which it will be read."


class NothingWritten(Invalid):
    """A section has neither prose nor a chart, or more prose than a section may have."""

    asked = "You asked to write the section “{heading}”."
    because = "It has {length} characters and no chart; it must have words, at most {most} characters, or a chart."
    remedy = "Write it, or leave it out."


class MarksOfNoFact(Invalid):
    """The prose has marks for which there is no fact."""

    asked = "You asked to write the section “{heading}”."
    because = "No fact is stated under: {keys}."
    rule = "A mark such as [^key] is the footnote of a fact."
    remedy = "State the fact first, or correct the mark."


class NoSuchChart(Invalid):
    """The chart of a section has no data set, or is of no kind that is drawn."""

    asked = "You asked to write the section “{heading}” with a chart."
    because = "A chart needs a kind ({kinds}), a data set and a query."
    remedy = "Give all three, or none."


class AlreadyIssued(Changed):
    """The report has been issued."""

    asked = "You asked to change {key}."
    because = "It was issued on {day}."
    rule = "A report that was issued stays as it is (A/RES/71/280, paragraph 26)."
    remedy = "Open another report, or a corrigendum."


class NoSections(Invalid):
    """The report says nothing."""

    asked = "You asked to issue {key}."
    because = "It has no section."
    remedy = "Write its sections first."


class FiguresAltered(Invalid):
    """Sentences of the report say other figures than their facts."""

    asked = "You asked to issue {key}."
    because = "Figures in it are not those of their facts: {sentences}."
    rule = "A number in the report is the one that its fact says."
    remedy = "Correct the sentences, or state the facts again."


class FiguresWithoutFact(Invalid):
    """Sentences of the report hold figures for which there is no footnote."""

    asked = "You asked to issue {key}."
    because = "Figures in it have no footnote: {sentences}."
    rule = "Every figure of the report is footnoted (A/RES/71/280, paragraph 26)."
    remedy = "State facts for them and set their marks, or confirm that these are no figures of data, such as a date."


@dataclass(frozen=True, slots=True)
class Drawn:
    """The chart of a section: its kind, the query and the edition it is asked of."""

    kind: str
    query: str
    dataset: Dataset | None
    title: str = ""


@deed("report opened")
def open_report(process: Process, *, title: str, symbol: str = "", by: Actor, at: datetime) -> Report:
    """Open a report; until it is issued only the secretariat and the co-facilitators see it. Raises WrongTitle."""
    require(process, by, "open_report", at=at)
    title = _title(title)
    Process.objects.select_for_update().get(pk=process.pk)  # two reports must not take the same number
    number = (Report.objects.unscoped(DEED).filter(process=process).aggregate(last=Max("number"))["last"] or 0) + 1
    key = f"{process.key.partition('-')[0].upper()}-REP-{number}"
    report = Report.objects.create(
        process=process, number=number, key=key, title=title, symbol=symbol.strip()[:60], opened_at=at
    )
    put_down("open_report", process, f"report:{report.uuid}", {"report": key, "title": title}, by=by, at=at)
    return report


@deed("section of a report written")
def write_report_section(
    report: Report, *, heading: str, prose: str, chart: Drawn | None = None, by: Actor, at: datetime
) -> Section:
    """Write a section at the end of a report.

    Raises AlreadyIssued, WrongTitle, NothingWritten, MarksOfNoFact, NoSuchChart, NotDrawable, BadQuery.
    """
    require(report.process, by, "write_report_section", at=at)
    _require_draft(report)
    last = Section.objects.unscoped(DEED).filter(report=report).aggregate(last=Max("ordinal"))["last"] or 0
    section = Section(report=report, ordinal=last + 1, written_by=by.person, written_at=at)
    _fill(section, heading, prose, chart)
    _enter("write_report_section", section, {}, by=by, at=at)
    return section


@deed("section of a report mended")
def mend_report_section(
    section: Section, *, heading: str, prose: str, chart: Drawn | None = None, by: Actor, at: datetime
) -> Section:
    """Put a section of a draft right; it keeps its place, and the record what it said before.

    Raises as `write_report_section`.
    """
    require(section.report.process, by, "mend_report_section", at=at)
    _require_draft(section.report)
    before = {"before": section.prose}
    _fill(section, heading, prose, chart)
    _enter("mend_report_section", section, before, by=by, at=at)
    return section


@deed("section of a report struck")
def strike_report_section(section: Section, *, by: Actor, at: datetime) -> Section:
    """Strike a section of a draft: it stays in the record and is not issued. Raises AlreadyIssued."""
    require(section.report.process, by, "strike_report_section", at=at)
    _require_draft(section.report)
    section.struck_at = at
    section.save(update_fields=["struck_at"])
    _enter("strike_report_section", section, {}, by=by, at=at)
    return section


@deed("report issued")
def issue_report(report: Report, *, no_data: bool = False, by: Actor, at: datetime) -> Report:
    """Issue a report: refused while a figure was altered, or stands without footnote and nobody said it is no data.

    Raises AlreadyIssued, NoSections, FiguresAltered, FiguresWithoutFact.
    """
    require(report.process, by, "issue_report", at=at)
    _require_draft(report)
    sections = list(sections_of(report))
    if not sections:
        raise NoSections(key=report.key)
    paper = written(report, sections)
    if altered := altered_in(paper):
        raise FiguresAltered(key=report.key, sentences="; ".join(f"“{each.said}”" for each in altered[:3]))
    bare = bare_figures(paper)
    if bare and not no_data:
        raise FiguresWithoutFact(key=report.key, sentences="; ".join(f"“{each}”" for each in bare[:3]))
    for section, kept in zip(sections, paper.sections, strict=True):
        Section.objects.unscoped(DEED).filter(pk=section.pk).update(notes=[note.kept for note in kept.notes])
    report.status, report.issued_at = Report.Status.ISSUED, at
    report.save(update_fields=["status", "issued_at"])
    facts = {
        "report": report.key,
        "sha256": hashlib.sha256(paper.text.encode()).hexdigest(),
        "sections": len(sections),
        "footnotes": len(paper.notes),
        "without_fact": len(bare),
    }
    put_down("issue_report", report.process, f"report:{report.uuid}", facts, by=by, at=at)
    return report


def altered_in(paper: Written) -> list[Cited]:
    """Return the sentences of a report whose figures are not those of their facts."""
    known = {note.key: note.rendered for note in paper.notes}
    return [cited for each in paper.sections for cited in citations(each.prose, known) if not cited.intact]


def _title(title: str) -> str:
    title = title.strip()
    if not 0 < len(title) <= TITLE_AT_MOST:
        raise WrongTitle(length=len(title), most=TITLE_AT_MOST)
    return title


def _require_draft(report: Report) -> None:
    """Refuse with AlreadyIssued; looks at the row as it is now, held until the deed is done."""
    row = Report.objects.unscoped(DEED).select_for_update().get(pk=report.pk)
    if row.issued_at:
        raise AlreadyIssued(key=row.key, day=f"{row.issued_at:%-d %B %Y}")


def _fill(section: Section, heading: str, prose: str, chart: Drawn | None) -> None:
    """Put heading, prose, chart and facts into a section and save it."""
    section.heading, section.prose = _title(heading), prose.strip().replace("\r\n", "\n")
    process = section.report.process
    if len(section.prose) > PROSE_AT_MOST or not (section.prose or chart):
        raise NothingWritten(heading=section.heading, length=len(section.prose), most=PROSE_AT_MOST)
    wanted = marks(section.prose)
    known = facts_named(process, wanted)
    if strange := [key for key in wanted if key not in known]:
        raise MarksOfNoFact(heading=section.heading, keys=", ".join(strange))
    section.chart, section.dataset = _chart(section, process, chart) if chart else {}, chart.dataset if chart else None
    section.save()
    section.facts.set(known.values())


def _chart(section: Section, process: Process, chart: Drawn) -> dict[str, Any]:
    """Return the chart as it is kept, once it was drawn for a try."""
    if chart.kind not in KINDS or chart.dataset is None or not chart.query.strip():
        raise NoSuchChart(heading=section.heading, kinds=", ".join(KINDS))
    title = chart.title.strip() or section.heading
    drawn(chart.kind, title, asked_of(chart.dataset, chart.query), names(process))
    return {"kind": chart.kind, "query": chart.query, "title": title[:TITLE_AT_MOST]}


def _enter(name: str, section: Section, more: dict[str, Any], *, by: Actor, at: datetime) -> None:
    report = section.report
    facts = {
        "report": report.key,
        "section": str(section.uuid),
        "heading": section.heading,
        "prose": section.prose,
        "facts": sorted(marks(section.prose)),
        "chart": section.chart,
        **more,
    }
    put_down(name, report.process, f"report:{report.uuid}", facts, by=by, at=at)
