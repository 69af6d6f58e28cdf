import io
import zipfile

import pytest

from secretariat.evidence import services
from secretariat.evidence.models import Section
from secretariat.evidence.queries.charts import NotDrawable
from secretariat.evidence.queries.papers import NotWritten, bare_figures, filed, written
from secretariat.evidence.queries.register import NoSuchReport, report_named, section_named, sections_of
from secretariat.evidence.services.reporting import (
    AlreadyIssued,
    FiguresAltered,
    FiguresWithoutFact,
    MarksOfNoFact,
    NoSections,
    NoSuchChart,
    NothingWritten,
    WrongTitle,
)
from secretariat.people.access import Actor
from secretariat.record.models import Entry
from travaux.formats.convert import WRITERS
from travaux.formats.intake import opened

BARS = "SELECT residence, sum(stock) FROM data WHERE year = 2015 AND birthplace <> residence GROUP BY 1 ORDER BY 1"


def test_a_section_knows_its_facts_and_its_chart(fact, stock, write):
    section = write(chart=services.Drawn("bars", BARS, stock))
    assert list(section.facts.all()) == [fact]
    assert section.chart == {"kind": "bars", "query": BARS, "title": "Who lives where"}


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"heading": " "}, WrongTitle),
        ({"prose": " "}, NothingWritten),
        ({"prose": "So.[^nobody]"}, MarksOfNoFact),
        ({"chart": services.Drawn("pie", BARS, None)}, NoSuchChart),
    ],
)
def test_what_is_no_section_is_refused(fact, write, parts, refusal):
    assert fact.key == "migrants-2015"
    with pytest.raises(refusal):
        write(**parts)


@pytest.mark.parametrize("query", ["SELECT residence FROM data", "SELECT residence, sex FROM data", "SELECT NULL, 1"])
def test_a_chart_that_cannot_be_drawn_is_refused(stock, write, query):
    with pytest.raises(NotDrawable):
        write("Words.", chart=services.Drawn("bars", query, stock))


def test_a_report_is_issued_with_its_footnotes_and_stays_as_it_was(fact, newer, report, write, process, officer, at):
    write("In 2015, 270 people lived abroad.[^migrants-2015] They said so in paragraph 26 of 71/280 in 2016.")
    write("Again: in 2015, 270.[^migrants-2015]", heading="Again")
    services.issue_report(report, no_data=True, by=officer, at=at)
    services.restate_fact(fact, by=officer, at=at)
    row = report_named(process, report.key, Actor())
    paper = written(row, sections_of(row))
    assert [note.rendered.sentence for note in paper.notes] == ["In 2015, 270 people lived abroad."]
    assert "edition 2015" in paper.notes[0].rendered.footnote
    assert newer.edition == "2017"
    assert Entry.objects.get(deed="issue_report").facts["footnotes"] == 1
    with pytest.raises(AlreadyIssued):
        services.issue_report(row, by=officer, at=at)
    with pytest.raises(AlreadyIssued):
        write()


def test_an_altered_figure_keeps_a_report_from_being_issued(fact, report, write, officer, at):
    section = write("In 2015, 470 people lived abroad.[^migrants-2015]")
    with pytest.raises(FiguresAltered, match="470"):
        services.issue_report(report, by=officer, at=at)
    services.mend_report_section(section, heading="Mended", prose=f"{fact.says}[^{fact.key}]", by=officer, at=at)
    services.issue_report(report, by=officer, at=at)
    assert Entry.objects.get(deed="mend_report_section").facts["before"].startswith("In 2015, 470")


def test_a_figure_without_footnote_is_told_unless_it_is_no_figure_of_data(fact, report, write, officer, at):
    assert fact.key == "migrants-2015"
    write("Over 12 per cent moved. See A/RES/71/280, paragraph 26, of 2017.")
    assert bare_figures(written(report, sections_of(report))) == ["Over 12 per cent moved."]
    with pytest.raises(FiguresWithoutFact, match="12 per cent"):
        services.issue_report(report, by=officer, at=at)
    services.issue_report(report, no_data=True, by=officer, at=at)
    assert Entry.objects.get(deed="issue_report").facts["without_fact"] == 1


def test_a_report_that_says_nothing_is_not_issued(report, write, officer, at):
    services.strike_report_section(write("Words."), by=officer, at=at)
    with pytest.raises(NoSections):
        services.issue_report(report, by=officer, at=at)


def test_a_draft_is_not_known_to_outsiders_and_a_title_is_needed(report, process, officer, at):
    with pytest.raises(NoSuchReport):
        report_named(process, report.key, Actor())
    with pytest.raises(WrongTitle):
        services.open_report(process, title=" ", by=officer, at=at)


def test_a_struck_section_is_not_found(report, write, officer, at):
    section = write("Words.")
    assert section_named(report, section.uuid) == section
    services.strike_report_section(section, by=officer, at=at)
    assert Section.objects.filter(struck_at=None).count() == 0


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_a_report_is_a_paper_with_every_figure_footnoted(fact, stock, report, write, form):
    assert fact.key == "migrants-2015"
    write(chart=services.Drawn("bars", BARS, stock, "By residence"))
    if form == "txt":
        with pytest.raises(NotWritten):
            filed(report, sections_of(report), form)
        return
    content = filed(report, sections_of(report), form).decode()
    assert all(
        words in content for words in ("270 people", "UN DESA, Migrant stock, edition 2015", "By residence", "150")
    )
    assert "[^migrants-2015]" not in content
    assert form in WRITERS


def test_in_word_a_figure_has_a_footnote_of_its_own(fact, report, write):
    write(f"{fact.says}[^{fact.key}]")
    found = opened(filed(report, sections_of(report), "docx"), "report.docx").reading
    notes = [found.text[block.start : block.end] for block in found.blocks if block.kind == "footnote"]
    assert [note.startswith("UN DESA, Migrant stock, edition 2015") for note in notes] == [True]


def test_the_charts_of_a_report_stand_in_its_word_document_and_its_page(fact, stock, report, write):
    assert fact.key == "migrants-2015"
    write(chart=services.Drawn("bars", BARS, stock, "By residence"))
    write("Words.", heading="No chart")
    with zipfile.ZipFile(io.BytesIO(filed(report, sections_of(report), "docx"))) as paper:
        assert {"word/media/chart1.svg", "word/media/chart1.emf"} <= set(paper.namelist())
        assert 'descr="By residence"' in paper.read("word/document.xml").decode()
    page, text = (filed(report, sections_of(report), form).decode() for form in ("html", "md"))
    assert (page.count("<svg"), "\ue000" in page + text) == (1, False)
