"""What became of all that one entity handed in, as a page and as a letter."""

import re

import pytest

from secretariat.inputs.models import Party
from secretariat.people.access import OFFICER, Actor
from secretariat.public.queries import became, letter
from secretariat.public.queries.trail import trail
from secretariat.stocktaking.models import NotTakenUp
from tests.secretariat.public.conftest import NOON

URL = "/processes/p/trace/"
OFFICE = Actor(role=OFFICER, at=NOON)
VISITOR = Actor(at=NOON)


def counted(process, actor, entity):
    papers = list(became.papers_of(process, entity))
    return [
        (row.paper.key, dict(zip(became.STAGES, row.counts, strict=True)), row.reasons)
        for row in became.became(process, actor, papers)
    ]


@pytest.mark.usefixtures("negotiated")
def test_each_passage_is_counted_where_it_came_farthest(road):
    NotTakenUp.objects.create(passage=road.unheard, reason="Said elsewhere.", at=NOON)
    nowhere = dict.fromkeys(became.STAGES, 0) | {"nowhere": 1}
    assert counted(road.process, OFFICE, road.cordovia) == [(road.paper.key, nowhere | {"adopted": 1}, 1)]
    assert counted(road.process, OFFICE, road.bruma) == []
    Party.objects.create(submission=road.paper, entity=road.bruma, part="joint")
    assert [key for key, _counts, _reasons in counted(road.process, OFFICE, road.bruma)] == [road.paper.key]


def test_a_visitor_is_not_told_of_a_draft(road):
    road.version.status = "working"
    road.version.frozen_at, road.version.sha256 = None, ""
    road.version.save()
    road.sentence.summary.status, road.sentence.summary.issued_at = "draft", None
    road.sentence.summary.save()
    (found,) = counted(road.process, VISITOR, road.cordovia)
    assert found[1] == dict.fromkeys(became.STAGES, 0) | {"theme": 1, "nowhere": 1}
    assert [row.pk for row in became.unanswered(road.process, VISITOR)] == [road.heard.pk]
    assert list(became.unanswered(road.process, OFFICE)) == []


@pytest.mark.usefixtures("negotiated")
def test_the_letter_is_honest_about_what_was_not_taken_up(road, client):
    NotTakenUp.objects.create(passage=road.unheard, reason="Said elsewhere.", at=NOON)
    found = trail(road.process, VISITOR, "submission", road.paper.uuid)
    lines = [each.text for each in letter.written(road.process, found, at=NOON).paragraphs]
    assert "To: Cordovia" in lines
    heard = lines.index("Clinics should be open to every migrant.")
    assert lines[heard + 1 : heard + 5] == [
        "It was read under: Human rights.",
        "The summary rests on it: SUM-1 § 1.",
        "Paragraphs of the text rest on it: 9.",
        "It is in the adopted text: S/1, 9.",
    ]
    silent = lines.index("Ferries should carry books.")
    assert lines[silent + 1].startswith("It was not taken up")
    assert lines[silent + 2] == "The reason given: Said elsewhere."
    where = f"{URL}papers/{road.paper.uuid}/"
    assert client.get(f"{where}letter.docx").content[:2] == b"PK"
    assert b"Ferries should carry books." in client.get(f"{where}letter.html").content
    assert client.get(f"{where}letter.exe").status_code == 404
    assert b"Said elsewhere." in client.get(where).content


@pytest.mark.usefixtures("negotiated")
def test_all_papers_of_one_entity_are_on_one_page(client):
    page = re.sub(r"\s+", " ", client.get(f"{URL}of/COR/").content.decode())
    assert ("Rights at every stage" in page, "What became of our inputs" in page) == (True, True)
    assert client.get(f"{URL}of/NOT/").status_code == 404


def test_what_no_paragraph_answers_is_listed_and_what_only_the_summary_holds_is_marked(road, client):
    assert b"Nothing: the text answers" in client.get(f"{URL}unanswered/").content
    road.provision.provenance.model.objects.unscoped("a test").all().delete()
    page = client.get(f"{URL}unanswered/").content.decode()
    assert ("Clinics should be open" in page, "in the summary" in page) == (True, True)
    road.sentence.struck_at = NOON
    road.sentence.save()
    page = client.get(f"{URL}unanswered/").content.decode()
    assert ("Clinics should be open" in page, "Ferries" in page, "Say why" in page) == (True, False, False)
    road.heard.asks = []
    road.heard.save()
    assert b"Clinics should be open" not in client.get(f"{URL}unanswered/").content
    assert b"Clinics should be open" in client.get(f"{URL}unanswered/?all=1").content
