"""The questions that the pages of areas, of comparison, of flows and of the world ask, as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secretariat.evidence.models import Dataset
from secretariat.evidence.queries.asking import Answer, ask
from secretariat.evidence.queries.charts import MATTERS, Picture, Shown, drawn, fitted, matters, names, pictures
from secretariat.evidence.queries.register import in_use
from secretariat.processes.models import Process
from travaux.evidence.indicators import INDICATORS, Indicator
from travaux.evidence.indicators import SERIES as OFFICIAL
from travaux.refusal import Unknown

AREA: tuple[Shown, ...] = (
    Shown(
        "stock",
        "lines",
        "stock",
        "SELECT '' AS name, year, /*abroad*/ FROM data WHERE residence = $area /*only*/ GROUP BY year ORDER BY year",
        _("Migrants living here"),
    ),
    Shown(
        "birthplaces",
        "bars",
        "stock",
        "SELECT birthplace, sum(stock) AS value FROM data WHERE residence = $area AND birthplace <> residence "
        "AND NOT regexp_full_match(birthplace, '[0-9]+') AND /*last*/ /*only*/ GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
        _("Where they were born"),
    ),
    Shown(
        "abroad",
        "bars",
        "stock",
        "SELECT residence, sum(stock) AS value FROM data WHERE birthplace = $area AND birthplace <> residence "
        "AND NOT regexp_full_match(residence, '[0-9]+') AND /*last*/ /*only*/ GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
        _("Where those born here live abroad"),
    ),
    Shown(
        "moves",
        "lines",
        "flows",
        "SELECT $arrivals AS name, year, flow, low, high FROM data WHERE destination = $area AND origin = '900' "
        "UNION ALL SELECT $departures, year, flow, low, high FROM data WHERE origin = $area AND destination = '900' "
        "ORDER BY 1, 2",
        _("Arrivals and departures in each period"),
        _("people in the period that begins in the year"),
    ),
    Shown(
        "origins",
        "bars",
        "flows",
        "SELECT origin, flow FROM data WHERE destination = $area AND origin <> '900' AND /*last*/ "
        "ORDER BY 2 DESC, 1 LIMIT 10",
        _("Where arrivals came from in the last period"),
    ),
    Shown(
        "age",
        "pyramid",
        "age",
        "SELECT age, sum(value) FILTER (WHERE lower(sex) = 'female'), sum(value) FILTER (WHERE lower(sex) = 'male') "
        "FROM data WHERE area = $area AND /*last*/ AND lower(sex) IN ('female', 'male') /*only*/ "
        "GROUP BY age ORDER BY try_cast(regexp_extract(age, '[0-9]+') AS INTEGER), age",
        _("Age and sex"),
    ),
    Shown(
        "cost",
        "bars",
        "cost",
        "SELECT destination, avg(value) FROM data WHERE origin = $area AND period = (SELECT max(period) FROM data) "
        "AND series = (SELECT min(series) FROM data) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12",
        _("What it costs to send money from here"),
        _("per cent of what is sent"),
    ),
)
COMPARED: tuple[Shown, ...] = (
    Shown(
        "stock",
        "lines",
        "stock",
        "SELECT residence AS name, year, /*abroad*/ FROM data "
        "WHERE list_contains(string_split($areas, ','), residence) /*only*/ GROUP BY 1, 2 ORDER BY 1, 2",
        _("Migrants living there"),
    ),
    Shown(
        "arrivals",
        "lines",
        "flows",
        "SELECT destination AS name, year, flow, low, high FROM data "
        "WHERE list_contains(string_split($areas, ','), destination) AND origin = '900' ORDER BY 1, 2",
        _("Arrivals in each period"),
    ),
    Shown(
        "departures",
        "lines",
        "flows",
        "SELECT origin AS name, year, flow, low, high FROM data "
        "WHERE list_contains(string_split($areas, ','), origin) AND destination = '900' ORDER BY 1, 2",
        _("Departures in each period"),
    ),
)
EACH = "SELECT residence AS area, /*abroad*/ FROM data WHERE /*last*/ /*only*/ GROUP BY 1 ORDER BY 1"
WORLD: tuple[Shown, ...] = (
    Shown("map", "map", "stock", EACH, _("Migrants living in each area")),
    Shown("tiles", "tiles", "stock", EACH, _("The same, each area as a square")),
)
# The flows between the areas with the greatest moves; all others together are one.
BETWEEN = (
    "WITH chosen AS (SELECT * FROM data WHERE year = $year AND origin <> '900' AND destination <> '900' "
    "AND ($area = '' OR origin = $area OR destination = $area)), "
    "sizes AS (SELECT area, sum(flow) AS size FROM (SELECT origin AS area, flow FROM chosen UNION ALL "
    "SELECT destination, flow FROM chosen) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $most), "
    "named AS (SELECT CASE WHEN o.area IS NULL THEN $others ELSE origin END AS origin, "
    "CASE WHEN d.area IS NULL THEN $others ELSE destination END AS destination, flow "
    "FROM chosen LEFT JOIN sizes o ON o.area = origin LEFT JOIN sizes d ON d.area = destination) "
    "SELECT origin, destination, sum(flow) AS flow FROM named WHERE origin <> destination GROUP BY 1, 2 "
    "HAVING sum(flow) > 0 ORDER BY 3 DESC, 1, 2"
)
SERIES = (
    "SELECT series, year, value FROM data WHERE area = $area AND value IS NOT NULL "
    "QUALIFY row_number() OVER (PARTITION BY series ORDER BY year DESC) = 1 ORDER BY 1"
)
MOST = 30


class NoFlows(Unknown):
    """No edition of flows is registered."""

    asked = "You asked for the flows between areas."
    because = "No data set of flows is in use in this process."
    remedy = "The secretariat estimates them from a registered data set of migrant stocks."


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a series, and the indicator that it is of, if it is of one on migration."""

    series: str
    year: int
    value: object
    indicator: Indicator | None


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an area: its code and name, its charts, and the indicators that are registered for it."""

    code: str
    name: str
    pictures: Sequence[Picture]
    indicators: Sequence[Told]
    known: Sequence[Indicator]


@dataclass(frozen=True, slots=True)
class Explored:
    """Flows between areas: the editions and years that can be chosen, what was chosen, the chart."""

    datasets: Sequence[Dataset]
    dataset: Dataset
    years: Sequence[int]
    year: int
    picture: Picture


def area_page(process: Process, code: str) -> Page:
    """Return the page of an area. Raises DatabaseMissing."""
    values = {"area": code, "arrivals": gettext("arrivals"), "departures": gettext("departures")}
    table = matters(process).get("indicators")
    rows = ask(table, SERIES, {"area": code}).rows if table else ()
    found = [Told(series, year, value, _indicator_of(str(series))) for series, year, value in rows]
    return Page(code, names(process).get(code, code), pictures(process, AREA, values), found, list(INDICATORS.values()))


def _indicator_of(series: str) -> Indicator | None:
    """Return the indicator on migration that a table names by its series in the global database, or by its number."""
    return OFFICIAL.get(series.upper()) or INDICATORS.get(series)


def compared(process: Process, codes: Sequence[str]) -> list[Picture]:
    """Return the charts that put areas side by side."""
    return pictures(process, COMPARED, {"areas": ",".join(codes)})


def world(process: Process) -> list[Picture]:
    """Return the charts of the whole world."""
    return pictures(process, WORLD, {})


def editions_of_flows(process: Process) -> list[Dataset]:
    """Return the editions in use that tell flows, the one published last first."""
    rows = [row for row in in_use(process).values() if MATTERS["flows"] <= set(row.columns)]
    return sorted(rows, key=lambda row: row.order, reverse=True)


def explored(process: Process, *, uuid: str, year: str, kind: str, area: str, most: int) -> Explored:
    """Return the flows of a period between the areas that move most, or of one area. Raises NoFlows."""
    rows = editions_of_flows(process)
    if not rows:
        raise NoFlows
    dataset = next((row for row in rows if str(row.uuid) == uuid), rows[0])
    years = [found for (found,) in ask(dataset, "SELECT DISTINCT year FROM data ORDER BY 1 DESC").rows]
    chosen = next((each for each in years if str(each) == year), years[0])
    values = {"year": chosen, "area": area, "most": most, "others": gettext("other areas")}
    answer = ask(dataset, BETWEEN, values)
    title = gettext("Moves between areas in the period from %(year)s") % {"year": chosen}
    chart = drawn(kind, title, answer, names(process), dataset.unit) if answer.rows else None
    return Explored(rows, dataset, years, chosen, Picture("flows", title, dataset, chart, kind))


def asked_of(dataset: Dataset, query: str) -> Answer:
    """Return what somebody's own query finds, for a fact or a chart that is being written. Raises BadQuery."""
    return ask(dataset, fitted(query, dataset))
