from datetime import date

import pytest

from secretariat.processes import queries, services, views
from secretariat.processes.models import Fulfilment

pytestmark = pytest.mark.usefixtures("process")

URL = "/processes/gcm-2018/"
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


def test_a_refusal_stands_at_the_head_of_the_form_and_what_was_typed_is_kept(client):
    page = client.post(URL + "obligations/report/", {"evidence": "A/72/643"})
    assert page.status_code == 422
    assert "You asked to fulfil an obligation as visitor." in body(page)
    assert 'value="A/72/643"' in body(page)


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
