from datetime import date

import pytest

from secretariat.record.models import Entry
from secretariat.registry import queries, services
from secretariat.registry.services import Taking, Way
from travaux.refusal import Refusal


@pytest.fixture
def put(process, officer, at, putting):
    return lambda **other: services.put_question(process, putting=putting(**other), by=officer, at=at)


@pytest.fixture
def take(officer, at):
    def done(row, **other):
        usual = {"decision": "Decides to hold a seminar.", "decided_on": date(2018, 4, 4), "option": 1}
        return services.record_decision(row, taking=Taking(**usual | other), by=officer, at=at)

    return done


def why(do):
    with pytest.raises(Refusal) as info:
        do()
    return f"{type(info.value).__name__}: {info.value.facts.get('why', '')}"


def test_a_question_is_put_with_its_options_and_their_timelines(process, put):
    row = put()
    assert (row.number, put().number) == (1, 2)
    assert [(way.title, way.steps) for way in row.options.all()] == [
        ("A seminar of one day", ["June: letter", "September: seminar"]),
        ("Written contributions", []),
    ]
    assert [each.number for each in queries.questions(process)] == [2, 1]
    facts = Entry.objects.filter(deed="put_question").first().facts
    assert facts["options"] == ["A seminar of one day", "Written contributions"]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"title": ""}, "It has no title"),
        ({"paragraph": "99"}, "The process has no such paragraph"),
        ({"body": " "}, "It is not said who decides"),
        ({"background": ""}, "It has no background"),
        ({"options": [Way("One", "Only one.")]}, "There are fewer than two options"),
        ({"options": [Way("One", "It."), Way("Two", "")]}, "An option has no title"),
        ({"draft": ""}, "It has no draft decision"),
    ],
)
def test_what_a_question_must_have_is_told(put, other, told):
    assert why(lambda: put(**other)).startswith(f"WrongQuestion: {told}")


def test_the_decision_is_recorded_once(put, take):
    row = take(put(), evidence="Informal Document No. 2017/28")
    assert (row.chosen.title, row.decided_on, row.evidence) == (
        "A seminar of one day",
        date(2018, 4, 4),
        "Informal Document No. 2017/28",
    )
    assert why(lambda: take(row)) == "AlreadyDecided: "


def test_another_decision_than_the_options_can_be_recorded(put, take):
    assert take(put(), option=None).chosen is None


@pytest.mark.parametrize(
    "other", [{"option": 9}, {"decision": " "}, {"decided_on": date(2018, 4, 6)}, {"evidence": "x" * 301}]
)
def test_a_decision_that_cannot_be_is_refused(put, take, other):
    row = put()
    assert why(lambda: take(row, **other)).startswith("WrongQuestion: ")


def test_the_note_says_background_options_timelines_draft_and_decision(put, take, process):
    row = take(put(), evidence="A letter")
    note = queries.note_of(queries.question_numbered(process, row.number))
    headings = [line for line in note.splitlines() if line.startswith("#")]
    assert headings == [
        "# How the regional discussion is held",
        "## Background",
        "## Option 1: A seminar of one day",
        "### Timeline",
        "## Option 2: Written contributions",
        "## Draft decision",
        "## Decision taken on 2018\\-04\\-04",
    ]
    assert "\\# It says nothing of the form." in note
    assert note.endswith("Option 1: A seminar of one day\n\nDecides to hold a seminar.\n\nA letter\n")


def test_a_note_before_the_decision_and_one_without_a_chosen_option(put, take):
    row = put()
    assert "Decision taken" not in queries.note_of(row)
    assert queries.note_of(take(row, option=None)).endswith("Decides to hold a seminar.\n")


def test_a_question_that_was_not_put_is_unknown(process):
    assert why(lambda: queries.question_numbered(process, 5)) == "NoSuchQuestion: "
