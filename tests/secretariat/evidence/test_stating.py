from uuid import uuid4

import pytest

from secretariat.evidence import services
from secretariat.evidence.queries.checking import cited_in, uses_checked
from secretariat.evidence.queries.register import checked, fact_named, facts
from secretariat.evidence.services.stating import (
    LinkedBefore,
    NothingToLink,
    SaysTheSame,
    StatedBefore,
    WrongSentence,
)
from secretariat.record.models import Entry
from travaux.evidence.store import BadQuery
from travaux.evidence.wording import NoFigure, Rule


def test_a_fact_says_what_its_edition_says(fact):
    assert fact.says == "In 2015, 270 people lived abroad."
    assert (fact.words, fact.figures) == ({"year": "2015", "migrants": "270"}, {"year": 2015.0, "migrants": 270.0})
    assert Entry.objects.get(deed="state_fact").facts["says"] == fact.says


def test_a_newer_edition_makes_it_stale_until_it_is_stated_again(fact, newer, process, officer, at):
    assert fact_named(process, fact.key).is_stale
    assert [(each.state, each.newest) for each in checked(process)] == [("stale", "In 2015, 280 people lived abroad.")]
    services.restate_fact(fact, by=officer, at=at)
    again = fact_named(process, fact.key)
    assert (again.is_stale, again.fact.says, again.fact.dataset) == (False, "In 2015, 280 people lived abroad.", newer)
    entry = Entry.objects.get(deed="restate_fact").facts
    assert (entry["before"], entry["edition_before"]) == ("In 2015, 270 people lived abroad.", "2015")


def test_a_fact_that_says_the_same_is_not_stated_again(fact, officer, at):
    with pytest.raises(SaysTheSame):
        services.restate_fact(fact, by=officer, at=at)


@pytest.mark.usefixtures("fact")
def test_a_retired_edition_makes_its_facts_stale_too(stock, process, officer, at):
    services.retire_dataset(stock, reason="Doubled rows.", by=officer, at=at)
    assert [each.is_stale for each in facts(process)] == [True]
    assert [each.state for each in checked(process)] == ["failed"]


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"sentence": "No figure."}, WrongSentence),
        ({"sentence": "{year"}, WrongSentence),
        ({"sentence": "{0} people"}, WrongSentence),
        ({"sentence": ""}, WrongSentence),
        ({"sentence": "{year} and {migrants}", "wording": {"others": Rule()}}, WrongSentence),
        ({"query": "DELETE FROM data"}, BadQuery),
        ({"query": "SELECT 'many' AS migrants, 2015 AS year"}, NoFigure),
        ({"query": "SELECT 1 AS migrants, 2015 AS year FROM data"}, NoFigure),
    ],
)
def test_what_is_no_fact_is_refused(state, stock, parts, refusal):
    with pytest.raises(refusal):
        state(stock, **parts)


def test_a_key_is_taken_once(state, stock, fact):
    with pytest.raises(StatedBefore, match="270"):
        state(stock, key=fact.key)


def test_where_it_is_used_shows_whether_its_figures_are_intact(fact, officer, at):
    def link(label, said="", kind="other", thing=None):
        return services.link_fact(fact, use=services.Use(kind, label, thing, said), by=officer, at=at)

    link("Issue brief 3", "In 2015, 270 people lived abroad.")
    link("Draft, paragraph 4", "In 2015, 370 people lived abroad.", kind="provision", thing=uuid4())
    link("A speech", "Nobody knows.")
    link("A letter")
    assert [(use.label, state) for use, state in uses_checked(fact)] == [
        ("Issue brief 3", "intact"),
        ("Draft, paragraph 4", "altered"),
        ("A speech", "altered"),
        ("A letter", ""),
    ]
    with pytest.raises(LinkedBefore):
        link("A letter")
    for label, kind in (("", "other"), ("Paragraph 5", "provision")):
        with pytest.raises(NothingToLink):
            link(label, kind=kind)


def test_words_quoted_with_the_fact_inside_a_longer_sentence_are_intact(fact, officer, at):
    said = "Reaffirming that in all regions, and as was told to the meeting: In 2015, 270 people lived abroad."
    services.link_fact(fact, use=services.Use("other", "Report", None, said), by=officer, at=at)
    assert [state for _, state in uses_checked(fact)] == ["intact"]


def test_an_altered_number_in_a_text_is_found(fact, process):
    text = "First.\n\nIn 2015, 271 people lived abroad. In 2015, 270 people lived abroad.[^migrants-2015]"
    assert [(each.line, each.intact) for each in cited_in(process, text)] == [(3, False), (3, True)]
    assert fact.key == "migrants-2015"
