from uuid import uuid4

import pytest
from django.utils.translation import override

from secretariat.inputs.models import Submission
from secretariat.inputs.services import Filing, file_submission, revise_codebook, withdraw_submission
from secretariat.inputs.services.books import Entry, entries_of
from secretariat.participation.models import Entity
from secretariat.participation.services import admit_entity
from secretariat.people.access import Actor
from secretariat.stocktaking import queries, services
from travaux.formats.intake import opened


@pytest.mark.usefixtures("passages")
def test_entities_are_counted_by_kind_and_by_region(process):
    by_kind = queries.coverage(process)
    assert by_kind.groups == {"state": "Member State", "local": "Local authority"}
    rows = dict(zip(by_kind.themes, by_kind.counts, strict=True))
    assert (rows["governance"], rows["diasporas"], rows["drivers"]) == ([2, 0], [0, 1], [0, 0])
    by_region = queries.coverage(process, "region")
    assert list(by_region.groups) == ["latin_america", "western", "global"]
    assert dict(zip(by_region.themes, by_region.counts, strict=True))["governance"] == [1, 1, 0]
    assert by_kind.found.cells["governance", "state"] == ("ARL", "BRU")


@pytest.mark.usefixtures("passages")
def test_gaps_are_said_in_words(process):
    gaps = queries.coverage(process).gaps
    assert len(gaps) == 6
    title = queries.coverage(process).themes["governance"]
    assert f"No input from Local authority on “{title}”." in gaps
    assert gaps[0].startswith("No input from Member State and Local authority on “Human")
    with override("ar"):
        assert len(queries.coverage(process).gaps) == 6


@pytest.mark.usefixtures("passages")
def test_a_paper_that_was_withdrawn_counts_no_more(process, officer, at):
    withdraw_submission(Submission.objects.get(entity__code="HCN"), by=officer, at=at)
    found = queries.coverage(process)
    assert found.found.count("diasporas", "local") == 0


@pytest.mark.usefixtures("passages")
def test_the_outline_chooses_what_speaks_for_most(process):
    sections = {section.theme.key: section for section in queries.outline_of(process)}
    assert [row.submission.entity.code for row in sections["governance"].passages] == ["ARL", "BRU"]
    assert (sections["governance"].count, sections["governance"].entities) == (2, 2)
    assert sections["drivers"].passages == ()
    assert [section.theme.key for section in queries.outline_of(process, theme="diasporas", most=1)] == ["diasporas"]


def test_a_draft_is_known_to_those_who_write_it_only(process, summary, actors, write, officer, at):
    seen = {role: list(queries.summaries(process, actor)) for role, actor in actors.items()}
    assert seen == {"officer": [summary], "cofacilitator": [summary], "delegate": [], "focal_point": []}
    with pytest.raises(queries.NoSuchSummary):
        queries.summary_named(process, "GCM-SUM-1", Actor())
    write("I thank you.", own=True)
    services.issue_summary(summary, by=officer, at=at)
    assert queries.summary_named(process, "GCM-SUM-1", Actor()) == summary


def test_sentences_are_found_by_their_identity(summary, write):
    sentence = write()
    assert queries.sentence_named(summary, sentence.uuid) == sentence
    with pytest.raises(queries.NoSuchSentence):
        queries.sentence_named(summary, uuid4())


def test_a_sentence_is_followed_back_to_the_passages_that_it_rests_on(write, passages):
    first = write("Two asked.", passages["ARL"], passages["BRU"])
    assert [row.passage for row in queries.citations_of([first.pk])] == [passages["ARL"], passages["BRU"]]


def test_every_citation_names_its_source_and_place(summary, write, passages):
    write("Two asked.", passages["ARL"])
    rows = list(queries.sentences_of(summary))
    (cited,) = queries.as_cited(rows)[0].citations
    assert queries.sources_of(rows)[cited.source][cited.start : cited.end] == cited.quoted


def test_states_are_counted_by_their_status_and_who_speaks_on_a_part_speaks_on_the_whole(process, officer, at):
    for code, name in (("NPL", "Nepal"), ("FJI", "Fiji"), ("FRA", "France")):
        admit_entity(process, code=code, name=name, kind="state", by=officer, at=at)
    assert queries.coverage(process, "status").groups == {}
    books = [Entry("governance", "Governance"), Entry("cities", "Cities", parent="governance")]
    kept = [row for row in entries_of(process) if row.key != "governance"]
    revise_codebook(process, entries=[*books, *kept], by=officer, at=at)
    cast = {row.code: row for row in Entity.objects.filter(process=process)}
    for code in ("NPL", "FRA"):
        paper = opened(f"A paper of {code}.".encode(), "p.txt")
        filing = Filing(cast[code], f"Of {code}", f"A paper of {code}.".encode(), paper, "p.txt", themes=["cities"])
        file_submission(process, filing=filing, by=officer, at=at)
    found = queries.coverage(process, "status")
    assert list(found.groups) == ["LDC", "LLDC", "SIDS", "other"]
    rows = dict(zip(found.themes, found.counts, strict=True))
    assert (rows["governance"], rows["cities"]) == ([1, 1, 0, 1], [1, 1, 0, 1])
