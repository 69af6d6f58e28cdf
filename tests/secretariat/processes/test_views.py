from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.people.models import Person
from secretariat.processes import forms, queries, services, views
from secretariat.processes.models import Fulfilment, Process
from secretariat.record.models import Entry
from travaux.modalities import library_file

pytestmark = pytest.mark.usefixtures("process")

URL = "/processes/gcm-2018/"
OPEN = "/open-a-process/"
GCM = library_file("gcm-2018")
BROKEN = GCM.replace('symbol = "A/RES/71/280"', 'symbool = "A/RES/71/280"', 1)
CLOCK = "?on=2018-04-05"


def body(response):
    return response.content.decode()


def test_everybody_may_see_how_a_process_stands(client):
    page = client.get(URL + CLOCK)
    assert page.status_code == 200
    assert "On 5 April 2018 the process is in" in body(page)
    assert "Phase III: negotiations" in body(page)
    assert "paragraph 6 (c)" in body(page)
    assert "Late: 16" in body(page)


def test_without_a_day_the_page_shows_today(client):
    page = client.get(URL)
    assert page.context["board"].day == page.context["today"]


def test_between_phases_the_page_says_so(client):
    assert "On 1 January 2016 the process is in no phase." in body(client.get(URL + "?on=2016-01-01"))


def test_a_day_that_is_none_is_told_and_today_is_shown(client):
    page = client.get(URL + "?on=soon")
    assert page.status_code == 422
    assert "That is no day. Write it as year-month-day, for instance 2018-04-05." in body(page)
    assert page.context["board"].day == page.context["today"]


def test_a_day_left_empty_is_today(client):
    assert client.get(URL + "?on=").status_code == 200


@pytest.mark.parametrize(
    ("day", "status"),
    [("0001-01-01", 422), ("1899-12-31", 422), ("1900-01-01", 200), ("2199-12-31", 200), ("9999-12-31", 422)],
)
def test_a_day_of_another_age_is_told(client, day, status):
    assert client.get(URL + f"?on={day}").status_code == status


def test_a_process_that_is_not_there_is_not_found(client):
    page = client.get("/processes/nowhere/")
    assert (page.status_code, "nowhere" in body(page)) == (404, True)


def test_the_page_takes_as_many_queries_with_one_obligation_met_as_with_three(
    as_officer, process, officer, at, django_assert_max_num_queries
):
    def met(key):
        services.fulfil_obligation(process, obligation=key, evidence="A letter", by=officer, at=at)

    met("workplan")
    with django_assert_max_num_queries(10) as one:
        as_officer.get(URL + CLOCK)
    met("report")
    met("zero-draft")
    with django_assert_max_num_queries(10) as three:
        as_officer.get(URL + CLOCK)
    assert len(one) == len(three)


def test_only_those_who_may_are_shown_the_door_to_mark_an_obligation(as_officer, client):
    address = f'href="{URL}obligations/report/"'
    assert address in body(as_officer.get(URL + CLOCK))
    client.logout()
    assert address not in body(client.get(URL + CLOCK))


def test_an_officer_marks_an_obligation_as_met(as_officer):
    assert "A report" not in body(as_officer.get(URL))
    page = as_officer.post(URL + "obligations/report/", {"evidence": "A/72/643"}, follow=True)
    assert page.redirect_chain == [(URL, 302)]
    assert "Marked as met: Present a report with facts" in body(page)
    assert Fulfilment.objects.get().evidence == "A/72/643"


def test_the_form_shows_what_is_asked_by_which_paragraph(as_officer):
    page = body(as_officer.get(URL + "obligations/zero-draft/"))
    assert "Present the zero draft to Member States" in page
    assert "By the beginning of February 2018: its first week." in page
    assert "The zero draft" in page


def test_who_may_not_mark_an_obligation_is_told_so_and_what_was_typed_is_kept(client):
    page = client.post(URL + "obligations/report/", {"evidence": "A long letter"})
    assert page.status_code == 403
    assert "You asked to fulfil an obligation as visitor." in body(page)
    assert "A long letter" in body(page)


def test_nothing_typed_is_told_at_the_field(as_officer):
    page = as_officer.post(URL + "obligations/report/", {"evidence": ""})
    assert (page.status_code, "This field is required." in body(page)) == (422, True)


def test_an_obligation_that_is_not_there_is_not_found(as_officer):
    assert as_officer.get(URL + "obligations/banquet/").status_code == 404


def test_everybody_may_read_the_rules(client):
    page = client.get(URL + "rules/")
    assert page.status_code == 200
    assert "The negotiations are between States." in body(page)
    assert "at any time" in body(page)
    assert "overlap from 2017-11-01 to 2017-11-30" in body(page)


def test_the_rules_say_what_is_open_to_the_reader_now(as_officer):
    rows = {row["rule"].deed: row["is_open"] for row in as_officer.get(URL + "rules/").context["rows"]}
    assert (rows["fulfil_obligation"], rows["table_proposal"]) == (True, False)


def test_the_picture_has_the_phases_as_bands_and_the_events_as_marks(process):
    shapes = views.picture(queries.board(process, date(2018, 4, 5))).shapes
    bands = [shape.text for shape in shapes if shape.form == "box"]
    marks = {shape.text: shape.kind for shape in shapes if shape.form == "mark"}
    assert bands[0] == "Preparation"
    assert "Follow-up and review" in bands
    assert "Informal interactive hearings with stakeholders" in bands
    assert marks["Third round of negotiation"] == "chart-mark due"
    assert marks["Sixth round of negotiation"] == "chart-mark new"
    assert marks["Preparatory meeting that takes stock"] == "chart-mark done"


@pytest.fixture
def as_staff(client):
    client.force_login(Person.objects.create_user("staff", is_staff=True))
    return client


def upload(text):
    return SimpleUploadedFile("my-process.toml", text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize(
    "given",
    [
        lambda: {"shipped": "gcm-2018"},
        lambda: {"file": upload(GCM)},
        lambda: {"text": GCM.replace("\n", "\r\n")},
        lambda: {"file": upload(GCM), "text": BROKEN},
    ],
)
def test_staff_opens_a_process_from_the_library_a_file_or_its_text(as_staff, given):
    assert "(A/RES/71/280)</option>" in body(as_staff.get(OPEN))
    page = as_staff.post(OPEN, {**given(), "key": "exercise"}, follow=True)
    assert page.redirect_chain == [("/processes/exercise/", 302)]
    assert "Until an officer is seated, the staff of this site act in it as officers." in body(page)
    assert Process.objects.get(key="exercise").modalities == GCM
    assert Entry.objects.get(process="exercise").actor == "officer"


@pytest.mark.parametrize("way", ["file", "text"])
def test_a_process_file_that_is_refused_stands_in_the_form_with_the_reason_at_its_head(as_staff, way):
    page = as_staff.post(OPEN, {way: upload(BROKEN) if way == "file" else BROKEN, "key": "exercise"})
    told = page.context["form"].non_field_errors()
    assert (page.status_code, told[0]) == (422, "You handed in a process file.")
    assert "stands a key that no process file has: “symbool”" in told[1]
    assert told[2].startswith("A process file is read strictly")
    assert told[3].startswith("Did you mean “symbol”?")
    assert ("symbool =" in body(page), 'value="exercise"' in body(page)) == (True, True)
    assert not Process.objects.filter(key="exercise").exists()


def test_a_file_that_is_no_text_is_refused(as_staff):
    page = as_staff.post(OPEN, {"file": upload(b"\xff\xfe")})
    assert (page.status_code, "It cannot be read as TOML" in body(page)) == (422, True)


def test_a_key_that_is_taken_is_refused_and_the_choice_is_kept(as_staff):
    page = as_staff.post(OPEN, {"shipped": "gcm-2018"})
    assert (page.status_code, "There is a process with that key" in body(page)) == (422, True)
    assert '<option value="gcm-2018" selected>' in body(page)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": "exercise"}, "Choose one of the library or a file, or paste its text."),
        ({"shipped": "gcm-2018", "text": GCM}, "There is one of the library and another. Leave one of them out."),
        ({"shipped": "nowhere"}, "Select a valid choice."),
    ],
)
def test_one_process_file_must_be_given_and_no_two(as_staff, given, said):
    page = as_staff.post(OPEN, given)
    assert (page.status_code, said in body(page)) == (422, True)


def test_a_file_that_is_too_large_for_a_process_file_is_not_read(as_staff):
    page = as_staff.post(OPEN, {"file": upload(b"#" * (forms.FILE_AT_MOST + 1))})
    assert (page.status_code, "That is too large for a process file: 1 MB at most." in body(page)) == (422, True)


def test_nobody_but_staff_opens_a_process_not_even_an_officer_of_another(as_officer):
    pages = as_officer.get(OPEN), as_officer.post(OPEN, {"shipped": "gcm-2018", "key": "exercise"})
    assert [page.status_code for page in pages] == [403, 403]
    assert "That is for the staff of this site." in body(pages[0])
    as_officer.logout()
    assert as_officer.get(OPEN).status_code == 403
    assert not Process.objects.filter(key="exercise").exists()


def test_staff_seat_the_first_in_a_new_process_and_are_visitors_there_from_then_on(as_staff):
    Person.objects.create_user("mira")
    as_staff.post(OPEN, {"shipped": "gcm-2018", "key": "exercise"})
    seat = "/processes/exercise/participants/seat/"
    assert "Open an account" in body(as_staff.get(seat))
    assert as_staff.post(seat, {"username": "mira", "role": "officer"}).status_code == 302
    assert as_staff.get(seat).status_code == 403
