"""Charts of what is registered: each is a kind, a question to a matter, and words; a page of an area is a list of them.

A matter (stocks, flows, …) is what a table tells by its columns; the newest edition in use that has them answers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secretariat.evidence.models import Dataset
from secretariat.evidence.queries.asking import Answer, ask
from secretariat.evidence.queries.register import in_use
from secretariat.processes.models import Process
from travaux.evidence.areas import ISO
from travaux.evidence.charts.atlas import atlas
from travaux.evidence.charts.drawing import Chart, Words
from travaux.evidence.charts.figures import Line, bars, lines, pyramid
from travaux.evidence.charts.moves import chord, sankey
from travaux.evidence.charts.tiles import tiles
from travaux.evidence.loading import Cell
from travaux.refusal import Invalid

MATTERS: Mapping[str, frozenset[str]] = {
    "stock": frozenset({"birthplace", "residence", "year", "stock"}),
    "flows": frozenset({"origin", "destination", "year", "flow"}),
    "age": frozenset({"area", "sex", "age", "year", "value"}),
    "cost": frozenset({"origin", "destination", "period", "value"}),
    "indicators": frozenset({"series", "area", "year", "value"}),
    "names": frozenset({"area", "name"}),
}
WORLD = "900"
SEX, INDICATOR, VARIANT = (
    " AND sex = 'both'",
    " AND indicator = (SELECT min(indicator) FROM data WHERE indicator ILIKE '%population%')",
    " AND lower(variant) IN ('medium', 'estimates')",
)
# What several questions say, put in the place of a remark. All birthplaces together: the row of the world (900) where
# the table has one, else the sum of its areas.
SAID: Mapping[str, str] = {
    "/*last*/": "year = (SELECT max(year) FROM data)",
    "/*abroad*/": (
        "coalesce(sum(stock) FILTER (WHERE birthplace = '900'), "
        "sum(stock) FILTER (WHERE birthplace <> residence AND NOT regexp_full_match(birthplace, '[0-9]+')))"
    ),
}
EVERY: Mapping[str, str] = {
    "stock": "SELECT birthplace FROM data UNION SELECT residence FROM data",
    "flows": "SELECT origin FROM data UNION SELECT destination FROM data",
}


class NotDrawable(Invalid):
    """What a query found does not fit the chart."""

    asked = "You asked for a chart of the kind “{kind}”."
    because = "It needs the columns {needed}; the query found {found}."
    remedy = "Name or order the columns of the query so."


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart of a page: its name there, its kind, the matter and the question it is asked, its title and unit."""

    name: str
    kind: str
    matter: str
    query: str
    title: str | Promise
    unit: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a page shows it, with its title and the edition that was asked; no chart where nothing is known."""

    name: str
    title: str
    dataset: Dataset
    chart: Chart | None
    kind: str

    @property
    def disclaimer(self) -> str:
        """What is to be said beside a map."""
        return str(DISCLAIMERS.get(self.kind, ""))


def matters(process: Process) -> dict[str, Dataset]:
    """Return for each matter the edition in use that tells it; of several data sets the one published last."""
    found: dict[str, Dataset] = {}
    for row in sorted(in_use(process).values(), key=lambda each: each.order):
        found |= {matter: row for matter, needed in MATTERS.items() if needed <= set(row.columns)}
    return found


def names(process: Process) -> dict[str, str]:
    """Return the names of areas by code: those of ISO 3166, and those that a registered table of areas gives."""
    known = {code: area.name for code, area in ISO.items()}
    table = matters(process).get("names")
    if table is not None:
        known |= dict(ask(table, "SELECT area, name FROM data WHERE area IS NOT NULL ORDER BY 1").rows)
    return known


def areas_of(process: Process) -> list[tuple[str, str]]:
    """Return code and name of the areas of which a stock or a flow is known, by name."""
    told = matters(process)
    found: set[str] = set()
    for matter, query in EVERY.items():
        if matter in told:
            found |= {code for (code,) in ask(told[matter], query).rows if code and not code.isdecimal()}
    known = names(process)
    return sorted(((code, known.get(code, code)) for code in found), key=lambda each: each[1])


def fitted(query: str, dataset: Dataset) -> str:
    """Put into a question what it leaves to the columns of an edition: both sexes, one indicator, one variant."""
    has_sex = "sex" in dataset.columns and "age" not in dataset.columns
    parts = ((has_sex, SEX), ("indicator" in dataset.columns, INDICATOR), ("variant" in dataset.columns, VARIANT))
    only = {"/*only*/": "".join(words for wanted, words in parts if wanted)}
    for remark, words in {**SAID, **only}.items():
        query = query.replace(remark, words)
    return query


def pictures(process: Process, wanted: Sequence[Shown], values: Mapping[str, Cell]) -> list[Picture]:
    """Return those charts of a page for which a data set is in use. Raises DatabaseMissing."""
    told, known = matters(process), names(process)
    return [_picture(each, told[each.matter], values, known) for each in wanted if each.matter in told]


def _picture(shown: Shown, dataset: Dataset, values: Mapping[str, Cell], known: Mapping[str, str]) -> Picture:
    query = fitted(shown.query, dataset)
    answer = ask(dataset, query, {name: value for name, value in values.items() if f"${name}" in query})
    title = str(shown.title)
    rows = tuple(row for row in answer.rows if any(cell is not None for cell in row[1:]))
    unit = str(shown.unit) or dataset.unit
    chart = drawn(shown.kind, title, replace(answer, rows=rows), known, unit) if rows else None
    return Picture(shown.name, title, dataset, chart, shown.kind)


def drawn(kind: str, title: str, answer: Answer, known: Mapping[str, str], unit: str = "") -> Chart:
    """Draw what a query found; codes of areas become names. Raises NotDrawable."""
    needed, draw = KINDS[kind]
    if len(answer.names) < len(needed) or any(row[0] is None for row in answer.rows):
        raise NotDrawable(kind=kind, needed=", ".join(needed), found=", ".join(answer.names))
    words = Words(title, no_data=gettext("no data"))
    try:
        return draw(words, answer.rows, known, unit)
    except (TypeError, ValueError) as error:
        raise NotDrawable(kind=kind, needed=", ".join(needed), found=", ".join(answer.names)) from error


def _name(code: object, known: Mapping[str, str]) -> str:
    return known.get(str(code), str(code))


Draw = Callable[[Words, Iterable[Sequence[Any]], Mapping[str, str], str], Chart]


def _bars(words: Words, rows: Iterable[Sequence[Any]], known: Mapping[str, str], unit: str) -> Chart:
    return bars(words, {_name(row[0], known): _number(row[1]) for row in rows}, unit)


def _number(cell: Any) -> float | None:
    return None if cell is None else float(cell)


def _lines(words: Words, rows: Iterable[Sequence[Any]], known: Mapping[str, str], unit: str) -> Chart:
    found: dict[str, list[Sequence[Any]]] = {}
    for row in rows:
        if row[2] is not None:
            found.setdefault(_name(row[0], known), []).append(row)
    return lines(words, [_line(name, points) for name, points in found.items()], unit)


def _line(name: str, rows: Sequence[Sequence[Any]]) -> Line:
    points, low, high = (
        {int(row[1]): float(row[place]) for row in rows if len(row) > place and row[place] is not None}
        for place in (2, 3, 4)
    )
    return Line(name, points, low or None, high or None)


def _pyramid(words: Words, rows: Iterable[Sequence[Any]], _known: Mapping[str, str], _unit: str) -> Chart:
    ages, female, male = zip(*((str(row[0]), float(row[1] or 0), float(row[2] or 0)) for row in rows), strict=True)
    return pyramid(words, ages, female, male, (gettext("Women"), gettext("Men")))


def _moves(draw: Callable[..., Chart]) -> Draw:
    def made(words: Words, rows: Iterable[Sequence[Any]], known: Mapping[str, str], unit: str) -> Chart:
        flows = {(_name(row[0], known), _name(row[1], known)): float(row[2] or 0) for row in rows}
        return draw(words, flows, (gettext("from"), gettext("to"), unit or gettext("people")))

    return made


def _world(draw: Callable[..., Chart], disclaimer: Promise) -> Draw:
    def made(words: Words, rows: Iterable[Sequence[Any]], known: Mapping[str, str], unit: str) -> Chart:
        values = {str(row[0]): _number(row[1]) for row in rows if not str(row[0]).isdecimal()}
        others = {code: _name(code, known) for code in values if code not in ISO}
        return draw(replace(words, about=str(disclaimer)), values, unit, others)

    return made


DISCLAIMER = _(
    "One square for each area, none larger than another; where they stand implies no opinion on the status of any "
    "country, territory or boundary. Hatched where nothing is known."
)
BOUNDARIES = _(
    "The boundaries and names shown and the designations used on this map imply no official endorsement or acceptance, "
    "and no opinion on the status of any country, territory or boundary. Broken lines: the boundary is not determined. "
    "Between Sudan and South Sudan it is yet to be settled, as is the status of Abyei. In Jammu and Kashmir the line "
    "is about the Line of Control on which India and Pakistan agreed; the parties have not agreed on the final "
    "status. Argentina and the United Kingdom dispute the sovereignty over the Falkland Islands (Malvinas). Hatched "
    "where nothing is known or the status is not determined; small areas, and those without an outline, are squares."
)
DISCLAIMERS: Mapping[str, str | Promise] = {"map": BOUNDARIES, "tiles": DISCLAIMER}
KINDS: Mapping[str, tuple[tuple[str, ...], Draw]] = {
    "bars": (("name", "value"), _bars),
    "lines": (("name", "year", "value"), _lines),
    "pyramid": (("age", "women", "men"), _pyramid),
    "chord": (("origin", "destination", "value"), _moves(chord)),
    "sankey": (("origin", "destination", "value"), _moves(sankey)),
    "map": (("area", "value"), _world(atlas, BOUNDARIES)),
    "tiles": (("area", "value"), _world(tiles, DISCLAIMER)),
}
