"""Search over everything: all words, in whatever form, in six languages; each asker finds what he or she may see."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from secretariat.frame.kept import forget_everything
from secretariat.inputs.models import Posted, Posting, SavedSearch
from secretariat.inputs.services.posting import post_all
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.public.queries import search
from secretariat.public.queries.search import Asked
from tests.secretariat.public.conftest import NOON, paper, passage

URL = "/processes/p/search/"
OFFICE, VISITOR = Actor(role=OFFICER, at=NOON), Actor(at=NOON)


@pytest.fixture
def papers(road):
    """Papers in three languages, put down for the search."""
    other = paper(road.process, road.bruma, 2)
    passage(other, 1, "移民儿童的权利")
    passage(other, 2, "Los derechos de los migrantes y las clínicas.")
    withdrawn = paper(road.process, road.bruma, 3)
    passage(withdrawn, 1, "A migrant has withdrawn this.")
    withdrawn.status, withdrawn.withdrawn_at = "withdrawn", NOON
    withdrawn.save()
    assert post_all() == 3
    return other


def words_of(process, words, **facets):
    return [row.text[:12] for row in search.passages_at(search.found(process, Asked(words, facets)).places[:25])]


def test_a_passage_is_found_by_all_of_its_words_in_whatever_form_and_language(road, papers):
    assert words_of(road.process, "clinic MIGRANTS") == ["Clinics shou", "Los derechos"]
    assert words_of(road.process, "derecho") == ["Los derechos"]
    assert words_of(road.process, "clinicas derecho") == ["Los derechos"]
    assert words_of(road.process, "儿童") == ["移民儿童的权利"]
    assert words_of(road.process, "童") == ["移民儿童的权利"]
    assert [words_of(road.process, words) for words in ("withdrawn", "clinics books", "")] == [[], [], []]
    assert papers.number == 2


def test_what_is_found_is_counted_and_narrowed_by_facets(road, papers):
    found = search.found(road.process, Asked("migrant"))
    assert (len(found.places), dict(found.counts["kind"])) == (2, {"state": 2})
    road.bruma.region = "africa"
    road.bruma.save()
    forget_everything()  # the record says nothing of this change
    assert words_of(road.process, "migrante", region="africa") == ["Los derechos"]
    assert words_of(road.process, "migrante", region="western") == []
    assert dict(search.found(road.process, Asked("migrante", {"region": "western"})).counts["region"]) == {
        "global": 1,
        "africa": 1,
    }
    assert papers.pk


@pytest.mark.usefixtures("papers")
def test_sentences_and_paragraphs_are_found_by_those_who_may_see_them(road):
    asked = Asked("open clinic")
    assert [row.wording for row in search.paragraphs(road.process, VISITOR, asked)] == ["Open clinics to all."]
    assert [row.wording for row in search.sentences(road.process, VISITOR, Asked("CARE without"))] == [
        "Care without fear was asked for."
    ]
    road.sentence.summary.status, road.sentence.summary.issued_at = "draft", None
    road.sentence.summary.save()
    assert search.sentences(road.process, VISITOR, Asked("care")) == []
    assert len(search.sentences(road.process, OFFICE, Asked("care"))) == 1
    assert search.paragraphs(road.process, OFFICE, Asked("")) == []


@pytest.mark.usefixtures("papers")
def test_a_search_is_asked_narrowed_and_kept_in_the_browser(client):
    page = client.get(f"{URL}?q=derechos&region=global").content.decode()
    assert ("1 passage found." in page, "chosen" in page, "Keep this search" in page) == (True, True, False)
    assert b"No passage of a paper" in client.get(f"{URL}?q=nowhere").content
    assert client.get(URL).status_code == 200
    assert client.post(f"{URL}save/", {"name": "Mine", "asked": "q=migrant"}).status_code == 302
    assert SavedSearch.objects.count() == 0
    client.force_login(Person.objects.create_user("reader"))
    assert "Keep this search" in client.get(f"{URL}?q=migrant").content.decode()
    kept = client.post(f"{URL}save/", {"name": "Mine", "asked": "q=migrant&x=%22"})
    assert kept["Location"] == f"{URL}?q=migrant&x=%22"
    assert client.post(f"{URL}save/", {"name": "", "asked": "q=migrant"})["Location"] == f"{URL}?q=migrant"
    assert [row.name for row in SavedSearch.objects.all()] == ["Mine"]
    assert "Mine" in client.get(URL).content.decode()


def test_words_are_put_down_once_and_papers_stand_one_after_the_other(road):
    assert post_all() == 1
    words = Posting.objects.exclude(term__startswith="≈").count()
    other = paper(road.process, road.bruma, 2)
    passage(other, 1, "Clinics.")
    assert (post_all(), post_all()) == (1, 0)
    assert Posting.objects.exclude(term__startswith="≈").count() == words
    assert list(Posted.objects.values_list("submission", "first", "last")) == [(road.paper.pk, 0, 2), (other.pk, 2, 3)]
    assert words_of(road.process, "clinic") == ["Clinics shou", "Clinics."]
    assert search.found(road.process, Asked("clinic")).places[1:2] == [(other.pk, 1)]


def test_papers_from_before_are_put_down_by_the_migration_as_filing_does(road):
    other = paper(road.process, road.bruma, 2)
    passage(other, 1, "移民儿童的权利 for whoever moves with them, be they many or few.")

    def kept():
        return [*Posted.objects.values_list("submission", "first", "last")], {
            (row.term, row.block): bytes(row.places) for row in Posting.objects.all()
        }

    assert post_all() == 2
    filed = kept()
    Posting.objects.all().delete()
    Posted.objects.all().delete()
    import_module("secretariat.inputs.migrations.0004_places").put_down(apps, SimpleNamespace(connection=connection))
    assert kept() == filed
