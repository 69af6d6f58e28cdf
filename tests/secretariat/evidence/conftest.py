"""A process in its stocktaking, with editions of data sets, facts and a report."""

from datetime import UTC, date, datetime

import pytest

from secretariat.evidence import services
from secretariat.evidence.services.registering import prepared
from secretariat.participation.models import Entity
from secretariat.people.access import DELEGATE, Actor
from travaux.evidence.load import load
from travaux.evidence.wording import Rule

STOCK = """birthplace,residence,year,sex,stock
ARL,ARL,2010,both,1000
ARL,BRU,2010,both,100
BRU,BRU,2010,both,2000
BRU,ARL,2010,both,50
COR,COR,2010,both,800
COR,ARL,2010,both,30
ARL,ARL,2015,both,990
ARL,BRU,2015,both,150
BRU,BRU,2015,both,2000
BRU,ARL,2015,both,40
COR,COR,2015,both,760
COR,ARL,2015,both,80
"""
QUERY = (
    "SELECT year, sum(stock) FILTER (WHERE birthplace <> residence) AS migrants FROM data WHERE year = 2015 GROUP BY 1"
)
SENTENCE = "In {year}, {migrants} people lived abroad."
WORDING = {"year": Rule("plain"), "migrants": Rule("exact")}


@pytest.fixture
def at():
    return datetime(2018, 1, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stocktaking(_on_the_day):
    """Every test of this room is on a day of the stocktaking."""


def described(key="migrant-stock", edition="2015", **parts):
    given = {
        "title": "Migrant stock",
        "publisher": "UN DESA",
        "licence": "CC BY 3.0 IGO",
        "published": date(2015, 12, 1),
    }
    return services.Described(key=key, edition=edition, unit="people", **{**given, **parts})


@pytest.fixture
def register(process, officer, at):
    """Register an edition of these rows."""

    def done(content=STOCK, key="migrant-stock", edition="2015", by=officer, *, older=False, **parts):
        ready = prepared(content.encode(), f"{key}.csv", load(content.encode(), f"{key}.csv"))
        return services.register_dataset(
            process, described=described(key, edition, **parts), prepared=ready, older=older, by=by, at=at
        )

    return done


@pytest.fixture
def stock(register):
    return register()


@pytest.fixture
def state(process, officer, at):
    """State a fact of an edition."""

    def done(dataset, key="migrants-2015", sentence=SENTENCE, query=QUERY, wording=WORDING, by=officer):
        stated = services.Stated(key, sentence, query, wording)
        return services.state_fact(process, stated=stated, dataset=dataset, by=by, at=at)

    return done


@pytest.fixture
def fact(state, stock):
    return state(stock)


@pytest.fixture
def newer(register, fact):  # noqa: ARG001 - the fact is stated before
    """A newer edition, which says ten more."""
    return register(STOCK.replace("2015,both,150", "2015,both,160"), edition="2017", published=date(2017, 12, 1))


@pytest.fixture
def report(process, officer, at):
    return services.open_report(process, title="Facts and figures", symbol="A/72/643", by=officer, at=at)


@pytest.fixture
def write(report, officer, at):
    """Write a section of the report."""

    def done(prose="In 2015, 270 people lived abroad.[^migrants-2015]", heading="Who lives where", chart=None):
        return services.write_report_section(report, heading=heading, prose=prose, chart=chart, by=officer, at=at)

    return done


@pytest.fixture
def address(process):
    """The address of a page of the evidence."""

    def of(rest=""):
        return f"/processes/{process.key}/evidence/{rest}"

    return of


@pytest.fixture
def as_delegate(process, at):
    entity = Entity.objects.create(
        process=process, code="ARL", name="Arlandia", kind="state", ordinal=1, admitted_at=at
    )
    return Actor(role=DELEGATE, entity="ARL", entity_id=entity.pk)
