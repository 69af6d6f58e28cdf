import pytest

from secretariat.evidence.models import Dataset, Fact, Report
from secretariat.evidence.queries.papers import written
from secretariat.evidence.queries.register import checked, facts, sections_of
from secretariat.evidence.services import sampling
from secretariat.evidence.services.reporting import altered_in
from secretariat.jobs.models import Job
from secretariat.jobs.services.registry import HANDLERS


@pytest.fixture
def sample(process, at):
    sampling.make_sample(process, at=at)


@pytest.mark.usefixtures("sample")
def test_the_sample_has_every_matter_a_stale_fact_and_a_report(process):
    keys = set(Dataset.objects.values_list("key", flat=True))
    assert keys == {"areas", "migrant-stock", "age", "cost", "goals", "migrant-stock-pseudobayes"}
    assert Dataset.objects.filter(rejected=0).count() == 7
    assert {each.fact.key: each.is_stale for each in facts(process)} == {
        "migrants-2010": True,
        "migrants-2015": False,
        "moves-2010": False,
    }
    assert [*Report.objects.order_by("number").values_list("status", flat=True)] == ["issued", "draft"]
    draft = Report.objects.get(status="draft")
    [altered] = altered_in(written(draft, sections_of(draft)))
    assert (altered.key, altered.said[:21]) == ("moves-2010", "Between 2010 and 2015")
    assert {each.key: each.state for each in checked(process)} == {
        "migrants-2010": "stale",
        "migrants-2015": "current",
        "moves-2010": "current",
    }


def test_the_sample_is_a_job_that_is_put_down_once(process, at):
    assert sampling.later(process, at=at) == sampling.later(process, at=at)
    job = Job.objects.get(kind=sampling.KIND)
    assert HANDLERS[sampling.KIND].run(job) == {"made": True}
    assert Fact.objects.count() == 3


def test_without_the_extra_nothing_is_made(process, at, monkeypatch):
    monkeypatch.setattr(sampling, "HAS_DATABASE", False)
    assert HANDLERS[sampling.KIND].run(sampling.later(process, at=at)) == {"made": False}
    assert not Dataset.objects.exists()


PAGES = (
    *("", "areas/ARL/", "areas/XXX/", "compare/", "compare/?areas=ARL&areas=BRU&areas=ZZZ"),
    *("flows/", "flows/?show=sankey&area=ARL&most=8&year=2005", "flows/?year=1900&most=7&show=pie", "world/"),
    *("data/", "facts/", "facts/?ask=1", "facts/migrants-2015/", "facts/check/"),
)


@pytest.mark.usefixtures("sample")
def test_every_page_shows_something_to_everybody(client, address):
    answers = {page: client.get(address(page)) for page in PAGES}
    assert {page for page, answer in answers.items() if answer.status_code != 200} == set()
    assert {page for page, answer in answers.items() if b"Nothing is known" in answer.content} == {"areas/XXX/"}


@pytest.mark.usefixtures("sample")
def test_an_area_has_a_chart_of_each_kind_with_its_table(client, address):
    page = client.get(address("areas/ARL/")).content.decode()
    assert [page.count(f"chart-{kind}") > 0 for kind in ("lines", "bars", "pyramid")] == [True] * 3
    assert all(words in page for words in ("Arlandia", "arrivals", "10.7.2", "What it costs to send money"))
    assert page.count("per 100,000 of the population of origin") == 2, "beside the figure, and among what is measured"
    assert all(words in page for words in ("Metadata-10-07-02.pdf", "the texts that are coded speak of a country"))
    table = client.get(address("areas/ARL/?csv=moves"))
    assert table.content.decode().splitlines()[0] == ",year,people in the period that begins in the year,low,high"
    assert table["Content-Disposition"] == 'attachment; filename="moves.csv"'
