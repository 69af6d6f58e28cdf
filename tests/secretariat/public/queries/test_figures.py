from datetime import date

import pytest

from secretariat.documents.models import Blob, Document
from secretariat.evidence.models import Dataset, Fact, Report, Section
from secretariat.inputs.models import Kind, Passage, Submission
from secretariat.negotiation.models import ProvisionVersion
from secretariat.people.access import DELEGATE, VISITOR, Actor
from secretariat.public.queries.figures import figures
from tests.secretariat.public.conftest import NOON


@pytest.fixture
def edition(road):
    """Register editions of a data set."""
    blob = Blob.objects.create(sha256="d" * 64, size=1, content=b"x")
    source = Document.objects.create(blob=blob, filename="s.csv", media_type="text/csv", title="S", filed_at=NOON)

    def registered(name):
        counted = dict.fromkeys(("read", "taken", "rejected", "rows"), 0)
        said = {"title": "Clinics", "publisher": "Office", "licence": "CC0", "layout": "long", "columns": []}
        kept = {"source": source, "parquet": blob, "rejects": blob, "registered_at": NOON}
        day = date(int(name), 1, 1)
        return Dataset.objects.create(
            process=road.process, key="clinics", edition=name, published=day, **said, **kept, **counted
        )

    return registered


@pytest.fixture
def fact(road, edition):
    return Fact.objects.create(
        process=road.process,
        key="clinics",
        sentence="There are {n} clinics.",
        query="SELECT 40 AS n",
        dataset=edition("2017"),
        says="There are 40 clinics.",
        words={"n": "40"},
        figures={"n": 40},
        stated_at=NOON,
    )


def say(road, wording):
    ProvisionVersion.objects.filter(pk=road.row.pk).update(wording=wording)


def told(road, actor=None):
    found = figures(road.process, actor or Actor(role=VISITOR))
    return [(each.number, each.cited.intact, each.fact.is_stale) for each in found]


@pytest.mark.usefixtures("fact")
def test_a_paragraph_that_says_what_the_fact_says_is_as_it_should_be(road):
    say(road, "Open clinics to all. There are 40 clinics.")
    assert told(road) == [("7 (a)", True, False)]


@pytest.mark.usefixtures("fact")
def test_an_altered_figure_is_found_where_nobody_linked_it(road):
    say(road, "Open clinics to all. There are 44 clinics.")
    assert told(road) == [("7 (a)", False, False)]


@pytest.mark.usefixtures("fact")
def test_a_newer_edition_makes_the_fact_stale_that_a_paragraph_cites_by_its_mark(road, edition):
    say(road, "There are 40 clinics.[^clinics]")
    edition("2018")
    assert told(road) == [("7 (a)", True, True)]


@pytest.mark.usefixtures("fact")
def test_what_one_may_not_see_is_not_told(road):
    say(road, "There are 40 clinics.")
    road.version.status = "working"
    road.version.frozen_at, road.version.sha256 = None, ""
    road.version.save()
    assert (told(road), told(road, Actor(role=DELEGATE, entity="COR", entity_id=road.cordovia.pk))) == ([], [])


@pytest.mark.usefixtures("fact")
def test_a_paper_that_lays_out_facts_is_read_and_a_statement_or_what_was_withdrawn_is_not(road):
    Passage.objects.filter(pk=road.heard.pk).update(text="There are 44 clinics.")
    assert told(road) == []
    Submission.objects.filter(pk=road.paper.pk).update(kind=Kind.ISSUE_BRIEF)
    [said] = figures(road.process, Actor(role=VISITOR))
    assert (said.kind, said.title, said.cited.intact) == ("paper", road.paper.title, False)
    assert said.href == f"/processes/{road.process.key}/inputs/passages/{road.heard.uuid}/"
    Submission.objects.filter(pk=road.paper.pk).update(status="withdrawn", withdrawn_at=NOON)
    assert told(road) == []


@pytest.mark.usefixtures("fact")
def test_a_report_is_read_by_those_who_may_see_it(road):
    report = Report.objects.create(process=road.process, number=1, key="GCM-REP-1", title="Facts", opened_at=NOON)
    Section.objects.create(report=report, ordinal=1, heading="Health", prose="There are 41 clinics.", written_at=NOON)
    assert told(road) == []
    Report.objects.filter(pk=report.pk).update(status="issued", issued_at=NOON)
    assert told(road) == [("Health", False, False)]


@pytest.mark.usefixtures("fact")
def test_one_fact_may_be_asked_for_alone(road):
    say(road, "There are 40 clinics.")
    asked = [len(figures(road.process, Actor(role=VISITOR), key)) for key in ("clinics", "others", "")]
    assert asked == [1, 0, 1]


def test_without_facts_nothing_is_cited(road):
    assert told(road) == []
