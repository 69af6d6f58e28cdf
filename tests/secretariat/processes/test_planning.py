from dataclasses import fields
from datetime import date

import pytest

from secretariat.people.access import OFFICER, Actor
from secretariat.processes import queries, services
from secretariat.processes.access import modalities_of
from secretariat.processes.views.arranged import SAID, arranged
from travaux.modalities import library, library_file, load_modalities
from travaux.modalities.arrangements import (
    Category,
    Decision,
    Deferral,
    Fund,
    Interpretation,
    Organ,
    Outcome,
    Paper,
    Speaking,
)
from travaux.modalities.shapes import Event, Limit

ARRANGEMENTS = (Category, Decision, Deferral, Fund, Interpretation, Organ, Outcome, Paper, Speaking)
SAYING = """
key = "small"
title = "A small process"
short_title = "Small"
symbol = "A/RES/71/999"
timezone = "UTC"

[paragraphs]
"1" = "All of it"

[[phases]]
key = "work"
title = "Work"
paragraph = "1"
opens = 2018-01-01
closes = 2018-12-31

[[events]]
key = "conference"
title = "The conference, held"
paragraph = "1"
phase = "work"
kind = "conference"
opens = 2018-12-10
closes = 2018-12-11
webcast = true

[[organs]]
key = "bureau"
title = "The bureau"
paragraph = "1"
kind = "bureau"
seats = 3
groups = { latin-american = 1, african = 2 }
due = "2018-03"

[[interpretation]]
key = "languages"
title = "Languages of the conference"
paragraph = "1"
languages = ["en", "fr"]
events = ["conference"]
"""

pytestmark = pytest.mark.usefixtures("process")

URL = "/processes/gcm-2018/"


def body(response):
    return response.content.decode()


def test_a_month_hangs_on_the_wall_with_what_lies_on_each_day(client):
    page = client.get(URL + "calendar/?month=2018-02")
    assert page.status_code == 200
    days = {day: [line.key for line in lines] for week in page.context["weeks"] for day, lines in week}
    told = {f"{day:%m-%d}": keys for day, keys in days.items() if keys}
    assert told == {
        "01-31": [
            *("stocktaking", "recommendations-from-processes", "chairs-summary", "report", "organization-of-work"),
            "organization-decision",
        ],
        "02-01": ["negotiations"],
        "02-07": ["zero-draft"],
        **{f"02-{n}": ["round-1"] for n in range(20, 24)},
    }
    assert "January 2018" in body(page)
    assert "March 2018" in body(page)


def test_the_wall_begins_where_the_process_does_when_today_lies_outside_of_it(client):
    small = load_modalities(SAYING)
    days = [date(2017, 5, 1), date(2018, 5, 1), date(2030, 5, 1)]
    assert [queries.nearest(small, day) for day in days] == [date(2018, 1, 1), date(2018, 5, 1), date(2018, 12, 31)]
    page = client.get(URL + "calendar/?month=2018-02")
    assert [f"{day:%m-%d}" for day, _ in page.context["days"]][:2] == ["02-01", "02-07"]
    assert "Nothing lies in this month." in body(client.get(URL + "calendar/?month=2010-02"))


def test_the_wall_shows_this_month_where_none_or_no_month_is_asked_for(client):
    assert client.get(URL + "calendar/").context["first"].day == 1
    page = client.get(URL + "calendar/?month=spring")
    assert page.status_code == 422
    assert "That is no month. Write it as year-month, for instance 2018-04." in body(page)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 6 + 20 + 21),
        ("?kind=negotiation-round", 6),
        ("?event=conference", 1),
        ("?phase=stocktaking", 1 + 6),
        ("?who=Co-facilitators", 6),
        ("?who=Nobody", 0),
    ],
)
def test_the_calendar_is_given_as_a_feed_whole_or_in_part(client, asked, found):
    feed = client.get(URL + "calendar.ics" + asked)
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    assert body(feed).count("BEGIN:VEVENT") == found
    assert body(feed).count("URL:http://testserver/processes/gcm-2018/") == found


def test_a_feed_of_what_somebody_owes_reminds_them_ahead(client):
    assert body(client.get(URL + "calendar.ics?who=Co-facilitators")).count("TRIGGER:-P14D") == 6


def test_everybody_who_owes_something_is_shown_with_what_they_owe(client):
    page = client.get(URL + "agenda/")
    assert [row.name for row in page.context["rows"]] == sorted(row.name for row in page.context["all"])
    assert "Who owes what" in body(page)
    one = client.get(URL + "agenda/?who=Regional commissions")
    (row,) = one.context["rows"]
    assert ([task.obligation.key for task in row.tasks], row.pressing) == (["regional-discussions"], 1)


def test_a_name_that_owes_nothing_is_told(client):
    assert client.get(URL + "agenda/?who=Nobody").status_code == 422


def test_those_who_sign_in_see_their_own_first(as_officer):
    page = as_officer.get(URL + "agenda/")
    assert "My obligations" in body(page)
    assert [row.name for row in page.context["rows"]] == ["Secretariat", "Secretary-General"]


def test_a_body_that_calls_its_lead_otherwise_finds_it_under_that_name(at):
    process = services.open_process(library_file("lldc3-2025"), by=Actor(role=OFFICER), at=at)
    assert queries.names_of(modalities_of(process), "cofacilitator") == {
        "Co-Chairs of the preparatory committee",
        "Preparatory committee",
    }


def test_what_would_follow_is_told_and_nothing_is_changed(client):
    page = client.get(URL + "what-if/?event=round-5&to=2018-07-09")
    assert [each.key for each in page.context["follows"].falls] == ["round-6"]
    assert "and the paragraph allows 2018-06-01 to 2018-06-30" in body(page)
    same = client.get(URL + "what-if/?event=round-6&to=2018-07-09")
    assert "Nothing falls with it." in body(same)
    assert "No paragraph would be broken." in body(same)


def test_one_may_ask_of_events_that_there_are_and_of_days(client):
    assert client.get(URL + "what-if/").status_code == 200
    assert client.get(URL + "what-if/?event=summit&to=2018-07-09").status_code == 422
    assert client.get(URL + "what-if/?event=round-6&to=soon").status_code == 422


def test_all_that_a_process_file_says_is_shown_in_the_words_of_its_readers(client):
    page = body(client.get(URL + "paragraphs/"))
    for said in ("How they get in: <bdi>non objection</bdi>", "Series of symbols: <bdi>A/CONF.231/{number}</bdi>"):
        assert said in page


def test_whatever_may_be_said_of_what_is_arranged_has_a_name():
    """But for what the calendar and the table of later decisions show."""
    said = {field.name for row in (*ARRANGEMENTS, Event, Limit) for field in fields(row)}
    shown_elsewhere = {
        "key",
        "title",
        "paragraph",
        "phase",
        "opens",
        "closes",
        "exact",
        "place",
        "theme",
        "held",
        "moves",
    }
    assert said - set(SAID) == shown_elsewhere


def test_each_kind_of_value_is_put_into_words():
    found = {row.title: dict(row.said) for _, rows in arranged(load_modalities(SAYING)) for row in rows}
    found = {title: {str(name): words for name, words in said.items()} for title, said in found.items()}
    assert found["The bureau"] == {
        "Kind": "bureau",
        "Seats": "3",
        "Seats by group": "latin american 1; african 2",
        "By when": "1 Mar 2018 \u2013 31 Mar 2018",
    }
    assert found["The conference, held"]["Webcast"] == "yes"
    assert found["Languages of the conference"] == {"Languages": "en; fr", "At": "The conference, held"}


def test_each_paragraph_is_shown_with_what_rests_on_it_or_why_nothing_does(client):
    page = client.get(URL + "paragraphs/")
    assert page.context["silent"] == ()
    assert "It thanks the host of the preparatory meeting" in body(page)
    assert "A/RES/72/244" in body(page)
    assert [str(part) for part, _ in {row.number: parts for row, parts in page.context["rows"]}["31"]] == [
        "Obligations",
        "Rules",
        "Who may know of what",
        "Means",
    ]


@pytest.mark.parametrize(("suffix", "head"), [("md", b"# Interg"), ("docx", b"PK\x03\x04"), ("odt", b"PK\x03\x04")])
def test_the_organization_of_work_is_given_as_a_document(client, suffix, head):
    paper = client.get(URL + f"organization-of-work.{suffix}")
    assert paper.content.startswith(head)
    assert paper["Content-Disposition"] == f'attachment; filename="gcm-2018-organization-of-work.{suffix}"'


def test_a_document_of_another_format_is_refused_with_those_there_are(client):
    page = client.get(URL + "organization-of-work.exe")
    assert page.status_code == 404
    assert "It is written as: docx, odt, md." in body(page)


def test_a_day_before_a_later_decision_shows_the_calendar_as_it_was_known(client):
    place = {day: client.get(URL + f"?on={day}").context["board"].lines[-1 - 2] for day in ("2017-12-23", "2017-12-24")}
    assert {day: (line.key, line.place) for day, line in place.items()} == {
        "2017-12-23": ("conference", "New York"),
        "2017-12-24": ("conference", "Morocco"),
    }


@pytest.mark.parametrize("key", [key for key in library() if key != "gcm-2018"])
def test_a_process_of_another_kind_needs_a_data_file_and_no_line_of_code(as_officer, officer, at, key):
    process = services.open_process(library_file(key), by=officer, at=at)
    pages = ("", "rules/", "calendar/", "agenda/", "what-if/", "paragraphs/", "calendar.ics", "organization-of-work.md")
    assert [as_officer.get(f"/processes/{key}/{page}").status_code for page in pages] == [200] * len(pages)
    assert (process.symbol[:6], process.themes.count()) == ("A/RES/", len(modalities_of(process).themes))
