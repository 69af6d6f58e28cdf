"""Pages on which a text is taken along."""

import json

import pytest

from secretariat.exchange import services
from secretariat.exchange.queries import FORMS, TABLES
from secretariat.jobs.models import Job
from secretariat.people.models import Person
from secretariat.room.services import render_provision
from tests.secretariat.exchange.conftest import words, work
from travaux.formats import tables, typeset

pytestmark = pytest.mark.django_db


@pytest.fixture
def _typesetter():
    """A typesetter, whether or not there is one here: what it sets is another's business."""
    if typeset.typst is None:
        pytest.skip("the typesetter is an extra that is not installed here")


@pytest.mark.usefixtures("table")
def test_the_page_offers_every_form_of_the_newest_version(pages):
    shown = words(pages.get("ways", "compact"))
    assert all(str(form.label) in shown for form in FORMS.values())
    assert all(str(each.label) in shown for each in TABLES.values())
    assert "Hand in a document that you changed" not in shown
    assert "Hand in a document that you changed" in words(pages.as_("ARL").get("ways", "compact"))


def test_of_a_frozen_version_nothing_is_tracked_and_in_another_language_nothing_is_proposed(pages, table):
    by = table.actors["officer"]
    render_provision(table.row(table.action), language="fr", wording="Publier.", by=by, at=table.at())
    assert "proposals as tracked changes" not in words(pages.get("ways", "compact", version=0))
    shown = words(pages.get("ways", "compact", language="fr"))
    assert ("Word document to change" in shown, "Clean text in Word" in shown) == (False, True)


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("pdf", "compared")])
def test_a_file_is_given_to_keep_under_a_name_that_tells_what_it_is(pages, form):
    response = pages.get("file", "compact", form)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="compact-1-{form}.{FORMS[form].suffix}"'
    assert response.headers["Content-Type"] == FORMS[form].media_type


def test_two_versions_are_compared_as_the_address_says(pages, table):
    table.redraft(table.action, "Publish two websites.")
    table.freeze()
    assert pages.get("file", "compact", "compared", version=1, old=0).status_code == 200
    assert pages.get("file", "compact", "compared", version=0).status_code == 422
    assert pages.get("file", "compact", "compared", version=99).status_code == 404


@pytest.mark.usefixtures("table")
def test_a_language_that_is_not_there_is_not_found(pages):
    assert pages.get("file", "compact", "clean", language="tlh").status_code == 404


@pytest.mark.usefixtures("drafted")
def test_nobody_takes_along_a_text_that_was_not_presented(pages):
    for name, args in (("ways", ()), ("file", ("clean",)), ("table", ("proposals", "csv"))):
        assert pages.as_("ARL").get(name, "compact", *args).status_code == 404
        assert pages.as_("chair").get(name, "compact", *args).status_code == 200


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("suffix", tables.WRITERS)
def test_a_table_is_given_in_every_form(pages, name, suffix):
    response = pages.get("table", "compact", name, suffix)
    if suffix == "xlsx" and tables.openpyxl is None:
        assert (response.status_code, "does not write .xlsx" in words(response)) == (422, True)
        return
    assert response.status_code == 200
    if suffix == "json":
        assert all(set(row) == set(TABLES[name].columns) for row in json.loads(response.content))


@pytest.mark.usefixtures("table")
def test_without_spreadsheets_the_page_says_so_and_what_there_is(pages, monkeypatch):
    monkeypatch.setattr(tables, "openpyxl", None)
    response = pages.get("table", "compact", "proposals", "xlsx")
    assert (response.status_code, "This installation does not write .xlsx." in words(response)) == (422, True)


@pytest.mark.usefixtures("table")
def test_without_a_typesetter_the_page_says_so_and_offers_the_page_to_print(pages, monkeypatch):
    monkeypatch.setattr(typeset, "typst", None)
    response = pages.get("file", "compact", "pdf")
    assert response.status_code == 422
    assert "This installation has no typesetter." in words(response)
    assert "Take the page that works offline, and print it" in words(response)


@pytest.mark.usefixtures("table")
@pytest.mark.usefixtures("_typesetter")
def test_a_pdf_is_asked_for_made_by_a_worker_and_fetched_by_whoever_asked(pages):
    assert "This takes some seconds to make." in words(pages.as_("ARL").get("file", "compact", "pdf"))
    page = pages.post("make", "compact", "pdf")
    uuid = Job.objects.get(kind=services.MAKE).uuid
    assert "This is being made." in words(page)
    assert pages.get("fetched", "compact", uuid).status_code == 404
    work()
    assert "It is ready." in words(pages.get("made", "compact", uuid))
    response = pages.get("fetched", "compact", uuid)
    assert (response.content[:5], response.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    for who in ("BRU", "visitor"):
        assert pages.as_(who).get("made", "compact", uuid).status_code == 404
        assert pages.get("fetched", "compact", uuid).status_code == 404


@pytest.mark.usefixtures("table")
@pytest.mark.usefixtures("_typesetter")
def test_a_visitor_is_told_to_print_the_page_or_to_sign_in(pages):
    assert "It is made for those who are signed in." in words(pages.as_("visitor").get("file", "compact", "pdf"))
    assert pages.post("make", "compact", "pdf").status_code == 403


@pytest.mark.usefixtures("drafted")
@pytest.mark.usefixtures("_typesetter")
def test_what_a_worker_makes_is_made_with_the_rights_of_whoever_asked(pages):
    pages.as_("chair").post("make", "compact", "pdf")
    job = Job.objects.get(kind=services.MAKE)
    person = Person.objects.get(username="arl")
    job.payload["person"], job.owner = str(person.uuid), str(person.uuid)
    job.save()
    work()
    job.refresh_from_db()
    assert (job.state, "not been presented" in " ".join(job.refused)) == ("refused", True)


@pytest.mark.usefixtures("_typesetter")
def test_a_comparison_in_two_languages_is_asked_for_with_all_its_parts(desk, table):
    table.freeze()
    sheet = desk.sheet()
    older = desk.sheet(old=sheet.version)
    job = services.ask_for_file(older, "pdf", owner=table.actors["ARL"].person)
    assert (job.payload["old"], job.payload["version"], job.payload["language"]) == (2, 2, "en")
    work()
    job.refresh_from_db()
    assert job.state == "done"
