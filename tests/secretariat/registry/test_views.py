import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.people.models import Person
from secretariat.processes.models import Process
from secretariat.registry import services
from secretariat.registry.models import Issued, Question
from secretariat.stocktaking import services as stocktaking

pytestmark = pytest.mark.usefixtures("_on_the_day")
URL = "/processes/gcm-2018/"


def body(response):
    return response.content.decode()


GIVEN = {
    "title": "Note on the organization of work",
    "by": "Secretary-General",
    "owed": "organization-of-work",
    "series": "A/CONF.231/{number}",
    "distribution": "general",
    "issued_on": "2018-04-01",
    "language": "en",
}


def test_what_is_owed_is_entered_from_the_register_and_handed_out(as_officer):
    page = as_officer.get(URL + "documents/")
    assert 'href="/processes/gcm-2018/documents/register/?owed=organization-of-work"' in body(page)
    form = as_officer.get(URL + "documents/register/?owed=organization-of-work").context["form"]
    assert (form["title"].value(), form["series"].value()) == (
        "Note on the organization of work of the conference",
        "A/CONF.231/{number}",
    )
    file = SimpleUploadedFile("note.html", b"<script>alert(1)</script>", "text/html")
    done = as_officer.post(URL + "documents/register/", GIVEN | {"file": file}, follow=True)
    assert "Entered in the register as A/CONF.231/1." in body(done)
    row = Issued.objects.unscoped("looked at").get()
    handed = as_officer.get(f"{URL}documents/{row.uuid}/en/")
    assert (b"".join(handed.streaming_content), handed["Content-Type"]) == (
        b"<script>alert(1)</script>",
        "application/octet-stream",
    )
    assert as_officer.get(f"{URL}documents/{row.uuid}/fr/").status_code == 404
    register = body(as_officer.get(URL + "documents/"))
    assert "A/CONF.231/2" in register


def test_a_symbol_that_was_given_is_told_at_the_head_of_the_form(as_officer):
    given = GIVEN | {"symbol": "A/CONF.231/1"}
    as_officer.post(URL + "documents/register/", given)
    again = as_officer.post(URL + "documents/register/", given | {"page": "/elsewhere/"})
    assert (
        again.status_code,
        "That symbol was given on" in body(again),
        Issued.objects.unscoped("looked at").get().page,
    ) == (422, True, "")


def test_a_file_that_is_too_large_is_refused(as_officer, settings):
    settings.TRAVAUX_MAX_UPLOAD = 3
    page = as_officer.post(URL + "documents/register/", GIVEN | {"file": SimpleUploadedFile("a", b"long")})
    assert (page.status_code, "larger than this site takes" in body(page)) == (422, True)


def test_a_language_is_added_and_the_document_withdrawn(as_officer, process, entering, officer, at):
    row = services.register_document(process, entering=entering(), by=officer, at=at)
    address = f"{URL}documents/{row.uuid}/"
    assert as_officer.post(address, {"language": "fr", "issued_on": "2018-04-02"}, follow=True).status_code == 200
    assert [each.language for each in row.versions.all()] == ["en", "fr"]
    again = as_officer.post(address, {"language": "fr", "issued_on": "2018-04-02"})
    assert (again.status_code, "It was issued in that language on" in body(again)) == (422, True)
    assert "its symbol is not given again" in body(as_officer.get(address + "withdraw/"))
    done = as_officer.post(address + "withdraw/", {"reason": "Wrong file"}, follow=True)
    assert "Withdrawn on 5 April 2018." in body(done)
    assert "Another language" not in body(done)
    assert as_officer.post(address + "withdraw/", {"reason": "Again"}).status_code == 422


def test_what_is_limited_is_unknown_to_visitors_until_it_is_given_to_everybody(
    as_officer, process, entering, officer, at
):
    row = services.register_document(process, entering=entering(distribution="limited"), by=officer, at=at)
    address = f"{URL}documents/{row.uuid}/"
    assert "Give it general distribution" in body(as_officer.get(address))
    assert "Limited" in body(as_officer.get(URL + "documents/"))
    visitor = Client()
    assert [visitor.get(each).status_code for each in (address, address + "en/")] == [404, 404]
    assert row.symbol not in body(visitor.get(URL + "documents/"))
    assert "That cannot be taken back" in body(as_officer.get(address + "distribute/"))
    done = as_officer.post(address + "distribute/", {"sure": "yes"}, follow=True)
    assert f"For everybody from now on: {row.symbol}" in body(done)
    assert as_officer.post(address + "distribute/", {"sure": "yes"}).status_code == 422
    assert [visitor.get(each).status_code for each in (address, address + "en/")] == [200, 200]


def test_what_the_house_has_issued_is_offered_to_the_register_until_it_is_there(as_officer, process, officer, at):
    summary = stocktaking.open_summary(process, title="Summary by the chair", kind="chair", by=officer, at=date_of(at))
    stocktaking.write_sentence(summary, wording="All agreed.", own=True, by=officer, at=date_of(at))
    stocktaking.issue_summary(summary, by=officer, at=date_of(at))
    made = as_officer.get(URL + "documents/").context["made"]
    assert [(each.title, each.page) for each in made] == [("Summary by the chair", f"{URL}stocktaking/{summary.key}/")]
    form = as_officer.get(f"{URL}documents/register/?made={made[0].key}").context["form"]
    assert form["title"].value() == "Summary by the chair"
    as_officer.post(URL + "documents/register/", GIVEN | {"page": form["page"].value(), "owed": ""})
    page = as_officer.get(URL + "documents/")
    assert (page.context["made"], Issued.objects.unscoped("looked at").get().page) == ([], made[0].page)


def date_of(at):
    return at.replace(month=1)


def test_the_register_asks_the_same_number_of_queries_however_long_it_is(client, process, officer, at, entering):
    asked = []
    for number in range(3):
        services.register_document(process, entering=entering(title=f"No. {number}"), by=officer, at=at)
        with CaptureQueriesContext(connection) as found:
            assert client.get(URL + "documents/").status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[2]


PUT = {
    "title": "How the discussion is held",
    "paragraph": "22 (a)",
    "body": "Executive Committee",
    "decide_by": "2018-05-01",
    "background": "Background.",
    "option_1": "Seminar",
    "says_1": "One day.",
    "timeline_1": "June: letter",
    "option_2": "In writing",
    "says_2": "No meeting.",
    "draft": "Decides [to hold a seminar].",
}


def test_a_question_is_put_shown_decided_and_given_as_a_note(as_officer):
    left = as_officer.get(URL + "questions/")
    assert left.context["deferred"]
    key = left.context["deferred"][0].key
    assert as_officer.get(f"{URL}questions/put/?deferred={key}").context["form"]["title"].value()
    assert as_officer.get(f"{URL}questions/put/").context["form"]["title"].value() is None
    assert as_officer.post(URL + "questions/put/", PUT | {"option_3": "Third"}).status_code == 422
    done = as_officer.post(URL + "questions/put/", PUT, follow=True)
    assert "June: letter" in body(done)
    note = as_officer.get(URL + "questions/1/note.docx")
    assert (note.content[:2], note["Content-Disposition"]) == (b"PK", 'attachment; filename="gcm-2018-question-1.docx"')
    assert as_officer.get(URL + "questions/1/note.md").content.startswith(b"# How the discussion is held")
    assert as_officer.get(URL + "questions/1/note.exe").status_code == 404
    taken = {"option": "1", "decision": "Decides to hold a seminar.", "decided_on": "2018-04-05", "evidence": ""}
    assert as_officer.post(URL + "questions/1/", taken | {"decided_on": "2018-04-06"}).status_code == 422
    decided = as_officer.post(URL + "questions/1/", taken, follow=True)
    assert "Decided on 5 April 2018" in body(decided)
    assert "Record the decision" not in body(decided)
    assert Question.objects.get().chosen.title == "Seminar"
    assert "Decided" in body(as_officer.get(URL + "questions/"))


def test_a_process_is_copied_by_the_staff(client, process):
    staff = Person.objects.create_user("staff", name="Staff", is_staff=True)
    client.force_login(staff)
    session = client.session
    session["second_factor"] = str(staff.pk)
    session.save()
    assert process
    assert "0 entities" in body(client.get(URL + "copy/"))
    taken = client.post(URL + "copy/", {"key": "gcm-2018"})
    assert (taken.status_code, "There is a process with that key" in body(taken)) == (422, True)
    assert client.post(URL + "copy/", {"key": "exercise"}).headers["Location"] == "/processes/exercise/"
    assert Process.objects.count() == 2


def test_one_says_whether_one_wants_reminders(as_officer, client):
    assert "14 days before its last day" in body(as_officer.get(URL + "reminders/"))
    page = as_officer.post(URL + "reminders/", {"wanted": "no"}, follow=True)
    assert "You have said that you want none." in body(page)
    assert as_officer.post(URL + "reminders/", {"wanted": "perhaps"}).status_code == 422
    page = as_officer.post(URL + "reminders/", {"wanted": "yes"}, follow=True)
    assert "Do not remind me in this process" in body(page)
    client.logout()
    assert client.get(URL + "reminders/").status_code == 302
