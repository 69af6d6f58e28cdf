"""A sample of evidence: invented areas, figures drawn from a seed, so that every page of this room shows something.

No figure is of a real State. It is made by a job, after the first page of the sample was shown; without the extra
`evidence` nothing is made, and the pages say so.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from secretariat.evidence.models import Dataset
from secretariat.evidence.services.estimating import Choice, estimated
from secretariat.evidence.services.registering import Described, prepared, register_dataset
from secretariat.evidence.services.reporting import Drawn, issue_report, open_report, write_report_section
from secretariat.evidence.services.stating import Stated, state_fact
from secretariat.jobs.models import Job
from secretariat.jobs.services import enqueue, handler
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process
from travaux.evidence.load import load
from travaux.evidence.store import HAS_DATABASE
from travaux.evidence.wording import Rule

KIND = "evidence sample"
SEED = 71_280
AREAS = {
    "ARL": "Arlandia",
    "BRU": "Bruma",
    "COR": "Cordovia",
    "DEL": "Delmar",
    "ELN": "Elnath",
    "FAR": "Faranland",
    "GOL": "Golmar",
    "HES": "Hesperia",
}
YEARS = (2000, 2005, 2010, 2015)
AGES = ("0-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65+")
SHARES = (28, 19, 16, 13, 10, 8, 6)
PUBLISHER, LICENCE = "Travaux, sample", "CC0, invented figures"
STOCK = "Migrants by birthplace and residence (invented)"
ALTERED = str.maketrans("0123456789", "1234567890")
"""Digits as somebody copied them wrongly: the desk of the draft finds them."""
Rows = Iterable[Sequence[Any]]


def later(process: Process, *, at: datetime) -> Job:
    """Put the sample down as a job of the process, to be made as of `at`; the same process twice is one job."""
    return enqueue(KIND, {"process": process.key, "at": at.isoformat()}, key=f"{KIND} {process.key}")


@handler(KIND)
def _make(job: Job) -> dict[str, Any]:
    if not HAS_DATABASE:
        return {"made": False}
    process = Process.objects.get(key=job.payload["process"])
    make_sample(process, at=datetime.fromisoformat(job.payload["at"]))
    return {"made": True}


def make_sample(process: Process, *, at: datetime) -> None:
    """Register the data sets of the sample, estimate flows, state facts, and write reports; deed by deed."""
    by = Actor(role=OFFICER)
    people = {code: round(_between(2e6, 4e7, "people", code)) for code in AREAS}
    table = list(_stock(people))

    def registered(key: str, edition: str, title: str, names: str, rows: Rows, unit: str = "") -> Dataset:
        content = _written(names.split(","), rows)
        published = date(int(edition), 12, 1) if int(edition) < at.year else at.date()
        said = Described(key, edition, title, PUBLISHER, LICENCE, published, "Drawn from a seed.", unit)
        ready = prepared(content, f"{key}.csv", load(content, f"{key}.csv"))
        return register_dataset(process, described=said, prepared=ready, by=by, at=at)

    names = "birthplace,residence,year,sex,stock"
    registered("areas", "2015", "Areas (invented)", "area,name", AREAS.items())
    before = registered("migrant-stock", "2015", STOCK, names, _rounded(table), "people")
    _state(process, before, STALE, by=by, at=at)
    stock = registered("migrant-stock", "2017", STOCK, names, table, "people")
    registered("age", "2017", "People by age and sex (invented)", "area,sex,age,year,value", _ages(people), "people")
    registered("cost", "2017", "Cost of remittances (invented)", "origin,destination,series,period,value", _costs())
    registered("goals", "2017", "Indicators of the goals (invented)", "series,area,year,value", _goals())
    described, ready = estimated(stock, Choice("pseudobayes", 40), at=at)
    flows = register_dataset(process, described=described, prepared=ready, by=by, at=at)
    _state(process, stock, LIVING, by=by, at=at)
    _state(process, flows, MOVED, by=by, at=at)
    _report(process, stock, flows, by=by, at=at)


def _between(least: float, most: float, *about: object) -> float:
    """Return a number that follows from what it is about and the seed, evenly spread."""
    digest = hashlib.sha256(repr((SEED, *about)).encode()).digest()
    return least + (most - least) * int.from_bytes(digest[:6]) / 2**48


def _stock(people: dict[str, int]) -> Iterator[tuple[str, str, int, str, int]]:
    """Yield stocks that grow, shrink and turn round, so that there are moves of every kind."""
    for rank, year in enumerate(YEARS):
        for born in AREAS:
            away = {lives: round(_abroad(born, lives, rank)) for lives in AREAS}
            away[born] = round(people[born] * 1.04**rank)
            yield from ((born, lives, year, "both", number) for lives, number in away.items())


def _abroad(born: str, lives: str, rank: int) -> float:
    first = 4_000 / _between(0.003, 1, "first", born, lives)
    return first * _between(0.7, 1.6, "change", born, lives, rank) * 1.2**rank


def _rounded(table: Sequence[tuple[str, str, int, str, int]]) -> Rows:
    """Yield the edition before: rounded, and without the last year."""
    return ((*row[:4], round(row[4], -3)) for row in table if row[2] != YEARS[-1])


def _ages(people: dict[str, int]) -> Rows:
    for code, number in people.items():
        for age, share in zip(AGES, SHARES, strict=True):
            for sex, part in (("female", 0.505), ("male", 0.495)):
                yield code, sex, age, YEARS[-1], round(number * share / 100 * part)


def _costs() -> Rows:
    pairs = [(origin, destination) for origin in AREAS for destination in AREAS if origin != destination]
    for pair in pairs:
        if _between(0, 1, "corridor", *pair) < 0.6:  # noqa: PLR2004 - some corridors only
            yield *pair, "all services, 200 dollars", "2017-Q4", round(_between(2.5, 14, "cost", *pair), 1)


def _goals() -> Rows:
    for code in AREAS:
        yield "10.7.2", code, 2017, 20 * round(_between(2, 5, "policy", code))
        yield "10.7.4", code, 2017, round(_between(5, 900, "refugees", code), 1)


def _written(names: Sequence[str], rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue().encode()


STALE = Stated(
    "migrants-2010",
    "In {year}, {migrants} people lived outside the area of their birth.",
    "SELECT year, sum(stock) AS migrants FROM data WHERE year = 2010 AND birthplace <> residence GROUP BY year",
    {"year": Rule("plain"), "migrants": Rule("hedged", "thousand")},
)
LIVING = Stated(
    "migrants-2015",
    "In {year}, {migrants} people lived outside the area of their birth, {share} of all.",
    "SELECT year, sum(stock) FILTER (WHERE birthplace <> residence) AS migrants, migrants / sum(stock) AS share "
    "FROM data WHERE year = 2015 GROUP BY year",
    {"year": Rule("plain"), "migrants": Rule("hedged", "thousand"), "share": Rule("rounded", "per cent", 1)},
)
MOVED = Stated(
    "moves-2010",
    "Between {start} and {stop}, {moves} moves took place between the areas.",
    "SELECT year AS start, until AS stop, sum(flow) AS moves FROM data "
    "WHERE year = 2010 AND origin <> '900' AND destination <> '900' GROUP BY 1, 2",
    {"start": Rule("plain"), "stop": Rule("plain"), "moves": Rule("hedged", "thousand")},
)


def _state(process: Process, dataset: Dataset, stated: Stated, *, by: Actor, at: datetime) -> None:
    state_fact(process, stated=stated, dataset=dataset, by=by, at=at)


def _report(process: Process, stock: Dataset, flows: Dataset, *, by: Actor, at: datetime) -> None:
    """Issue a report with a sentence of each fact and a chart, and begin another in which a number was altered."""
    said = {row.key: row.says for row in (*stock.facts.all(), *flows.facts.all())}
    report = open_report(process, title="Making migration work: facts and figures (sample)", by=by, at=at)
    largest = (
        "SELECT residence, sum(stock) AS value FROM data WHERE year = 2015 AND birthplace <> residence "
        "GROUP BY 1 ORDER BY 2 DESC"
    )
    moves = (
        "SELECT origin, destination, flow FROM data WHERE year = 2010 AND origin <> '900' AND destination <> '900' "
        "ORDER BY flow DESC LIMIT 40"
    )
    for heading, key, chart in (
        ("Who lives where", LIVING.key, Drawn("bars", largest, stock, "Migrants by area of residence")),
        ("Who moved", MOVED.key, Drawn("chord", moves, flows, "The largest moves between areas")),
    ):
        prose = f"{said[key]}[^{key}]"
        write_report_section(report, heading=heading, prose=prose, chart=chart, by=by, at=at)
    issue_report(report, by=by, at=at)
    draft = open_report(process, title="The same, brought up to date (sample, a draft)", by=by, at=at)
    moved = flows.facts.get(key=MOVED.key)
    number = moved.words["moves"]
    prose = f"{moved.says.replace(number, number.translate(ALTERED))}[^{moved.key}]"
    write_report_section(draft, heading="Who moved", prose=prose, by=by, at=at)
