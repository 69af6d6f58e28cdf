import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.evidence import services
from secretariat.evidence.models import Dataset, Fact, FactUse, Report, Section
from secretariat.evidence.queries import asking
from secretariat.evidence.queries.register import in_use
from tests.secretariat.evidence.conftest import QUERY, SENTENCE, STOCK
from tests.secretariat.evidence.test_reporting import BARS
from travaux.evidence import store
from travaux.formats.convert import WRITERS
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About

SAID = {"title": "Stock", "publisher": "UN DESA", "licence": "CC BY", "published": "2017-12-01", "unit": "people"}


def body(answer):
    return " ".join(answer.content.decode().split())


def upload(content=STOCK, name="s.csv"):
    return SimpleUploadedFile(name, content.encode())


def test_an_officer_registers_an_edition_and_sees_what_was_not_taken(as_officer, address):
    given = {**SAID, "file": upload(STOCK + "MEX,ARL,2015,both,-1\n"), "key": "stock", "edition": "2017"}
    page = body(as_officer.post(address("data/add/"), given, follow=True))
    assert "12 observations are kept; 1 rows were not taken." in page
    assert "14,-1 is below nought" in page
    assert "13 rows were read, 12 taken as 12 observations, 1 rejected." in page


def test_a_file_that_cannot_be_read_is_refused_at_the_head_of_the_form(as_officer, address):
    given = {**SAID, "file": SimpleUploadedFile("s.csv", b"\xff\xfe\x00"), "key": "stock", "edition": "2017"}
    answer = as_officer.post(address("data/add/"), given)
    assert (answer.status_code, "not written in UTF-8" in body(answer)) == (422, True)
    assert body(as_officer.get(address("data/"))).count("None is registered yet.") == 1


def test_who_is_no_officer_does_not_see_the_forms(client, process, address):  # noqa: ARG001 - it must be there
    pages = ("data/add/", "data/estimate/", "facts/state/", "reports/open/")
    assert {client.get(address(page)).status_code for page in pages} == {403}


@pytest.mark.parametrize(
    "form", ["csv", "xlsx", "parquet", "sdmx-csv", "json-stat", "datapackage", "source", "rejected"]
)
def test_an_edition_is_given_in_every_format(client, stock, address, form):
    answer = client.get(address(f"data/{stock.uuid}/{form}/"))
    assert (answer.status_code, len(answer.content) > 10) == (200, True)
    assert answer["Content-Disposition"].startswith('attachment; filename="migrant-stock-2015.')


def test_a_package_holds_the_rows_and_their_description(client, stock, address):
    packed = zipfile.ZipFile(io.BytesIO(client.get(address(f"data/{stock.uuid}/datapackage/")).content))
    assert packed.namelist() == ["datapackage.json", "migrant-stock.csv"]


def test_no_cell_of_an_export_is_run_as_a_formula(client, register, address):
    row = register("note,value\n=1+1,5\nplain,6\n", key="notes")
    assert client.get(address(f"data/{row.uuid}/csv/")).content == b"note,value\n'=1+1,5\nplain,6\n"


def test_what_is_not_there_is_told(client, stock, address):
    assert client.get(address(f"data/{stock.uuid}/pie/")).status_code == 404
    missing = ("data/00000000-0000-4000-8000-000000000000/", "facts/nobody/", "reports/nobody/", "flows/")
    assert {client.get(address(page)).status_code for page in missing} == {404}


def test_flows_are_estimated_from_the_page(as_officer, stock, address):
    assert "migrant-stock" in stock.key
    given = {"dataset": str(stock.uuid), "method": "pseudobayes", "draws": "5"}
    page = body(as_officer.post(address("data/estimate/"), given, follow=True))
    assert "Flows of migrants, pseudobayes" in page
    assert "chart-chord" in body(as_officer.get(address("flows/")))
    again = as_officer.post(address("data/estimate/"), given)
    assert (again.status_code, "It is there already" in body(again)) == (422, True)


def test_a_fact_is_tried_before_it_is_stated(as_officer, stock, address):
    given = {
        "key": "migrants",
        "sentence": SENTENCE,
        "dataset": str(stock.uuid),
        "query": QUERY,
        "wording": "year plain\nmigrants hedged thousand 1\n",
    }
    tried = body(as_officer.post(address("facts/state/"), {**given, "try": "1"}))
    assert ("In 2015, 0.3 thousand people" in tried, "more than five" in tried) == (False, False)
    assert "stay within five per cent" in tried
    given["wording"] = "year plain"
    assert "In 2015, 270 people lived abroad." in body(as_officer.post(address("facts/state/"), {**given, "try": "1"}))
    assert not Fact.objects.exists()
    page = body(as_officer.post(address("facts/state/"), given, follow=True))
    assert ("The fact is stated." in page, "[^migrants]" in page) == (True, True)
    assert as_officer.post(address("facts/state/"), given).status_code == 422


@pytest.mark.parametrize("line", ["year", "year loud", "year exact furlongs 2", "year rounded million 77"])
def test_a_line_on_wording_that_cannot_be_read_is_refused(as_officer, stock, address, line):
    given = {"key": "m", "sentence": SENTENCE, "dataset": str(stock.uuid), "query": QUERY, "wording": line}
    answer = as_officer.post(address("facts/state/"), given)
    assert (answer.status_code, "A line is: name of the figure" in body(answer)) == (422, True)


@pytest.mark.usefixtures("newer")
def test_the_stale_fact_stands_first_and_is_stated_again(as_officer, fact, address):
    assert "1 stale" in body(as_officer.get(address()))
    assert "In 2015, 280 people lived abroad." in body(as_officer.get(address("facts/?ask=1")))
    assert "A newer edition is in use" in body(as_officer.get(address(f"facts/{fact.key}/")))
    page = body(as_officer.post(address(f"facts/{fact.key}/restate/"), follow=True))
    assert "The fact is stated again: In 2015, 280 people lived abroad." in page
    assert as_officer.get(address(f"facts/{fact.key}/restate/")).status_code == 302
    assert as_officer.post(address(f"facts/{fact.key}/restate/")).status_code == 409


def test_a_use_is_noted_and_its_altered_figure_shown(as_officer, fact, address):
    given = {"kind": "other", "label": "Issue brief 3", "said": "In 2015, 370 people lived abroad."}
    page = body(as_officer.post(address(f"facts/{fact.key}/link/"), given, follow=True))
    assert ("Issue brief 3" in page, "altered" in page) == (True, True)
    answer = as_officer.post(address(f"facts/{fact.key}/link/"), {**given, "kind": "provision"})
    assert (answer.status_code, FactUse.objects.count()) == (422, 1)


def test_the_figures_of_a_text_are_checked_and_nothing_is_kept(client, fact, address):
    page = body(client.post(address("facts/check/"), {"text": f"{fact.says} In 2015, 999 people lived abroad."}))
    assert "2 sentences cite a fact. 1 says another figure." in page
    assert client.post(address("facts/check/"), {"text": ""}).status_code == 422


def test_a_paper_is_checked_for_those_who_signed_in_and_refused_in_words_where_it_cannot_be_read(
    as_officer, fact, address
):
    words = Document(
        About(title="Brief", symbol="", date="", language="en"),
        (Paragraph(Role.OPERATIVE, (Run(fact.says.replace("270", "170")),), "1."),),
    )
    brief = SimpleUploadedFile("brief.docx", WRITERS["docx"](words))
    page = body(as_officer.post(address("facts/check/"), {"text": "", "paper": brief}))
    assert "1 sentence cites a fact. 1 says another figure." in page
    broken = SimpleUploadedFile("brief.docx", b"PK\x03\x04 no paper")
    answer = as_officer.post(address("facts/check/"), {"text": "", "paper": broken})
    assert "brief.docx" in body(answer)
    assert 'name="paper"' in body(as_officer.get(address("facts/check/")))
    as_officer.logout()
    assert 'name="paper"' not in body(as_officer.get(address("facts/check/")))


def test_an_edition_is_retired_with_its_reason(as_officer, stock, fact, address):
    page = body(as_officer.post(address(f"data/{stock.uuid}/retire/"), {"reason": "Doubled."}, follow=True))
    assert ("Doubled." in page, "retired" in page) == (True, True)
    assert as_officer.post(address(f"data/{stock.uuid}/retire/"), {"reason": "Again."}).status_code == 422
    assert "no other edition is in use" in body(as_officer.get(address(f"facts/{fact.key}/")))


def test_an_older_edition_names_the_one_in_use(client, stock, newer, address):
    page = body(client.get(address(f"data/{stock.uuid}/")))
    assert (f"/data/{newer.uuid}/" in page, "The edition in use" in page) == (True, True)


def test_a_report_is_written_mended_and_issued(as_officer, client, stock, fact, address):
    as_officer.post(address("reports/open/"), {"title": "Facts and figures", "symbol": "A/72/643"})
    desk = address("reports/GCM-REP-1/edit/")
    section = {
        "heading": "Who lives where",
        "prose": "In 2015, 470 people lived abroad.[^migrants-2015]\n\nIt was 12 per cent.",
        "kind": "bars",
        "dataset": str(stock.uuid),
        "query": BARS,
    }
    page = body(as_officer.post(desk, section, follow=True))
    assert "These sentences say other figures than their facts" in page
    assert "These sentences hold figures without a footnote." in page
    assert as_officer.post(desk, {**section, "kind": "lines"}).status_code == 422
    refused = as_officer.post(address("reports/GCM-REP-1/issue/"), {})
    assert (refused.status_code, "Figures in it are not those of their facts" in body(refused)) == (422, True)
    row = Section.objects.get()
    mend = address(f"reports/GCM-REP-1/sections/{row.uuid}/mend/")
    assert BARS.split(",")[0] in body(as_officer.get(mend))
    mended = {**section, "prose": f"{fact.says}[^{fact.key}]"}
    assert "The section was mended." in body(as_officer.post(mend, mended, follow=True))
    as_officer.post(desk, {"heading": "Nothing", "prose": "Nothing."})
    strike = address(f"reports/GCM-REP-1/sections/{Section.objects.get(heading='Nothing').uuid}/strike/")
    assert "The section was struck." in body(as_officer.post(strike, follow=True))
    assert "Issued: everyone" in body(as_officer.post(address("reports/GCM-REP-1/issue/"), follow=True))
    client.logout()
    page = body(client.get(address("reports/GCM-REP-1/")))
    assert ("chart-bars" in page, 'href="#note-1"' in page, "edition 2015" in page) == (True, True, True)
    assert client.get(address("reports/GCM-REP-1/file/html/")).status_code == 200
    assert client.get(address("reports/GCM-REP-1/?csv=chart-1")).content.decode().splitlines()[1] == "ARL,120"


@pytest.mark.usefixtures("stock")
def test_a_draft_is_the_secretariats_and_is_opened_again_in_another_language(client, as_officer, report, address):
    assert as_officer.get(address(f"reports/{report.key}/issue/")).status_code == 302
    assert "It has no section yet." in body(as_officer.get(address(f"reports/{report.key}/")))
    client.logout()
    assert client.get(address(f"reports/{report.key}/")).status_code == 404
    assert Report.objects.count() == 1


@pytest.fixture
def issued(fact, stock, report, write, officer, at):
    write(f"{fact.says}[^{fact.key}]", chart=services.Drawn("bars", BARS, stock))
    return services.issue_report(report, by=officer, at=at)


def test_without_the_extra_the_register_is_read_and_the_rest_says_what_is_missing(
    client, fact, stock, issued, address, monkeypatch
):
    monkeypatch.setattr(store, "HAS_DATABASE", False)
    monkeypatch.setattr("secretariat.evidence.queries.papers.HAS_DATABASE", False)
    asking.forget()
    assert "travaux[evidence]" in body(client.get(address()))
    for page in ("facts/", f"facts/{fact.key}/", "data/", f"data/{stock.uuid}/", f"reports/{issued.key}/"):
        assert client.get(address(page)).status_code == 200
    assert "needs an extra" in body(client.get(address(f"reports/{issued.key}/")))
    assert client.get(address("areas/ARL/")).status_code == 404


def test_lists_take_as_many_queries_for_one_as_for_three(
    client, register, state, address, django_assert_max_num_queries
):
    def asked(page):
        with django_assert_max_num_queries(25) as queries:
            client.get(address(page))
        return len(queries)

    first = state(register())
    pages = ("data/", "facts/", "")
    one = [asked(page) for page in pages]
    for number in (2, 3):
        row = register(STOCK.replace("150", f"15{number}"), key=f"stock-{number}")
        state(row, key=f"fact-{number}")
    assert [asked(page) for page in pages] == one
    assert len(in_use(first.process)) == Dataset.objects.count() == 3
