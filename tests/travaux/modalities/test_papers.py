from datetime import date

import pytest

from travaux.modalities import library_file, load_modalities
from travaux.modalities.papers import PaperStatus, last_day, papers, series

GCM = load_modalities(library_file("gcm-2018"))
PAPERS = {paper.key: paper for paper in GCM.documents}


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("zero-draft", date(2018, 2, 19)),
        ("issue-briefs", date(2017, 5, 7)),
        ("conference-report", None),
    ],
)
def test_a_document_is_owed_before_the_first_event_that_it_is_for(key, day):
    assert last_day(GCM, PAPERS[key]) == day


def test_a_day_of_its_own_goes_before(small):
    paper = """
[[documents]]
key = "note"
title = "A note"
paragraph = "1"
kind = "note"
by = ["Secretariat"]
due = "2018-03"
"""
    found = load_modalities(small + paper)
    assert last_day(found, found.documents[0]) == date(2018, 3, 31)


def standing(on, **issued):
    rows = papers(GCM, {key.replace("_", "-"): languages for key, languages in issued.items()}, on=on)
    return {row.paper.key: row for row in rows}


def test_what_is_not_issued_is_open_then_due_then_late():
    days = (date(2018, 1, 1), date(2018, 2, 1), date(2018, 2, 20))
    assert [standing(day)["zero-draft"].status for day in days] == ["open", "due", "late"]
    assert standing(date(2019, 1, 1))["conference-report"].status is PaperStatus.OPEN


def test_what_is_issued_in_some_of_the_languages_asked_for_is_so_partly():
    row = standing(date(2018, 2, 1), report={"en", "fr"})["report"]
    assert (row.status, row.missing) == (PaperStatus.PARTLY, ("ar", "zh", "ru", "es"))
    assert standing(date(2018, 2, 1), report=set(row.paper.languages))["report"].status is PaperStatus.ISSUED
    assert standing(date(2018, 2, 1), zero_draft={"en"})["zero-draft"].status is PaperStatus.ISSUED


def test_documents_stand_in_the_order_of_their_last_days_those_without_behind():
    due = [row.due for row in papers(GCM, {}, on=date(2018, 1, 1))]
    dated = [day for day in due if day]
    assert (dated, due[len(dated) :]) == (sorted(dated), [None] * (len(due) - len(dated)))


def test_each_series_is_named_once():
    assert series(GCM) == ("A/CONF.231/{number}",)
