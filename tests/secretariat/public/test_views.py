import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from secretariat.inputs.models import Submission
from secretariat.negotiation.models import Provision, ProvisionVersion
from secretariat.people.models import Person

pytestmark = pytest.mark.django_db


def bare(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def shown(client, address):
    answer = client.get(f"/processes/p/trace/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_lists_the_processes_with_their_span(client, process):
    said = bare(client.get("/").content.decode())
    assert [part in said for part in (process.title, "A/RES/71/280", "sample", "September 2016")] == [True] * 4


def test_the_first_page_of_an_empty_site_says_so(client):
    assert "No process has been opened" in client.get("/").content.decode()


def test_the_first_page_leads_staff_and_nobody_else_to_open_processes_and_accounts(client):
    doors = 'href="/open-a-process/"', 'href="/people/add/"'
    pages = []
    for is_staff in (False, True):
        client.force_login(Person.objects.create_user(f"staff-{is_staff}", is_staff=is_staff))
        pages.append(client.get("/").content.decode())
    assert [[door in page for door in doors] for page in pages] == [[False, False], [True, True]]


def test_a_trace_begins_with_every_paper_and_every_paragraph(client, road):
    page = shown(client, "")
    assert [f"papers/{road.paper.uuid}/" in page, f"paragraphs/{road.provision.uuid}/" in page] == [True, True]


@pytest.mark.parametrize(
    ("words", "papers", "paragraphs"),
    [("rights", 1, 0), ("COR", 1, 0), ("clinics", 0, 1), ("7 (a)", 0, 1), ("nowhere", 0, 0)],
)
@pytest.mark.usefixtures("road")
def test_papers_and_paragraphs_are_found_by_their_words(client, words, papers, paragraphs):
    page = client.get("/processes/p/trace/", {"q": words}).content.decode()
    assert (page.count("/trace/papers/"), page.count("/trace/paragraphs/")) == (papers, paragraphs)


def test_what_became_of_an_input_is_told_stage_by_stage_with_links_both_ways(client, negotiated):
    page = shown(client, f"passages/{negotiated.heard.uuid}/")
    said = bare(page)
    parts = (
        "What became of my input",
        "Clinics should be open",
        "Human rights",
        "Care without fear",
        "by night too",
        "S/1, 9",
    )
    assert [part in said for part in parts] == [True] * 6
    links = (
        f"papers/{negotiated.paper.uuid}/",
        f"sentences/{negotiated.sentence.uuid}/",
        f"paragraphs/{negotiated.provision.uuid}/",
    )
    assert [link in page for link in links] == [True] * 3


def test_an_input_that_was_not_taken_up_is_told_so_at_each_stage(client, road):
    said = bare(shown(client, f"passages/{road.unheard.uuid}/"))
    parts = (
        "Not coded to any theme yet",
        "no sentence of an issued summary",
        "no paragraph of the text",
        "Not in an adopted text",
    )
    assert [part in said for part in parts] == [True] * 4


def test_who_asked_for_a_paragraph_is_told_with_their_words_and_chips(client, negotiated):
    page = shown(client, f"paragraphs/{negotiated.provision.uuid}/")
    parts = ("Who asked for this", "Clinics should be open", ">COR<", ">BRU<", "Incorporated", 'class="chart-line"')
    assert [part in page for part in parts] == [True] * 6


def test_a_sentence_has_its_page_too(client, road):
    said = bare(shown(client, f"sentences/{road.sentence.uuid}/"))
    assert ["Clinics should be open" in said, "7 (a)" in said] == [True, True]


def test_a_paper_tells_how_far_each_passage_came(client, negotiated):
    said = bare(shown(client, f"papers/{negotiated.paper.uuid}/"))
    assert ["in the adopted text" in said, "not taken up" in said] == [True, True]


@pytest.mark.usefixtures("road")
def test_nobody_learns_of_a_thing_that_is_not_there(client):
    assert client.get("/processes/p/trace/passages/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_more_papers_and_paragraphs_take_no_more_queries(client, road):
    def count():
        with CaptureQueriesContext(connection) as queries:
            shown(client, "")
        return len(queries)

    few = count()
    for ordinal in (2, 3):
        provision = Provision.objects.create(text=road.text, born_in=road.version)
        ProvisionVersion.objects.create(
            provision=provision, version=road.version, kind="action", ordinal=ordinal, wording="Open schools."
        )
        Submission.objects.create(
            process=road.process,
            number=ordinal,
            key=f"IN-{ordinal}",
            entity=road.bruma,
            title="More",
            document=road.paper.document,
            text="x",
            filed_at=road.paper.filed_at,
        )
    assert count() == few


def test_the_chooser_of_the_sample_offers_each_of_its_people(settings):
    people = [{"username": "ada", "name": "Ada Lindqvist", "says": "Delegate of Arlandia"}]
    page = render_to_string("public/parts/chooser.html", {"demo_people": people})
    assert ("Ada Lindqvist" in page) is settings.TRAVAUX_DEMO


def test_the_figures_of_the_texts_are_told_and_where_there_are_none_that_is_said(client, road):
    assert road.provision is not None
    assert "No paragraph that you may see cites a fact." in bare(shown(client, "figures/"))
