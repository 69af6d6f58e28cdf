"""Flows estimated from a registered data set of stocks, registered as a data set of their own."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING, Any

from secretariat.evidence.models import Dataset
from secretariat.evidence.queries.asking import ask
from secretariat.evidence.queries.charts import MATTERS, WORLD, fitted
from secretariat.evidence.services.registering import Described, Prepared, prepared
from travaux.deferred import deferred
from travaux.evidence.loading import Loaded
from travaux.evidence.store import HAS_DATABASE, DatabaseMissing
from travaux.refusal import Invalid

# These reckon with numpy, which takes as long to load as all the rest of the site, and is of the extra `evidence`.
if TYPE_CHECKING:
    from travaux.evidence import draws, estimate
    from travaux.evidence import stocks as engine
else:
    draws, estimate, engine = (deferred(f"travaux.evidence.{name}") for name in ("draws", "estimate", "stocks"))

METHODS = ("min", "independence", "pseudobayes", "drop", "reverse")
COLUMNS = ("origin", "destination", "year", "until", "flow", "low", "high")
PUBLISHER = "Secretariat of the process"
LAYOUT = "flows"
OPEN = (nan, nan)
MOST_DRAWS = 200
SEED = 20181210
CELLS = (
    "SELECT birthplace, residence, stock FROM data WHERE year = $year AND stock IS NOT NULL "
    "AND NOT regexp_full_match(birthplace, '[0-9]+') AND NOT regexp_full_match(residence, '[0-9]+') /*only*/"
)


class NoStocks(Invalid):
    """The data set holds no stocks of two years."""

    asked = "You asked for flows from {name}."
    because = "It needs the columns birthplace, residence, year and stock, and at least two years; it has {found}."
    remedy = "Choose a data set of migrant stocks."


@dataclass(frozen=True, slots=True)
class Choice:
    """How flows are to be estimated: the method, and how many draws for the bands (none: no bands)."""

    method: str
    draws: int = 0


def estimated(stocks: Dataset, choice: Choice, *, at: datetime) -> tuple[Described, Prepared]:
    """Estimate flows for each period between two years of a data set; call it before `register_dataset`.

    The same stocks, method and draws give the same file, byte for byte. Raises NoStocks, DatabaseMissing, and what
    the method raises.
    """
    if not HAS_DATABASE:
        raise DatabaseMissing
    years = _years(stocks)
    wanted = _wanted(choice)
    rows: list[tuple[Any, ...]] = []
    notes: list[str] = []
    for start, end in pairwise(years):
        tables = estimate.Tables(_corridors(stocks, start), _corridors(stocks, end))
        found = estimate.estimate(tables, wanted)
        notes += [f"{start}-{end}: {note}" for note in found.notes]
        rows += _rows(found, start, end)
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    loaded = Loaded(LAYOUT, columns, len(rows), len(rows), ())
    return _described(stocks, choice, notes, at), prepared(_written(rows), f"{stocks.key}-{choice.method}.csv", loaded)


def _years(stocks: Dataset) -> list[int]:
    told = MATTERS["stock"] <= set(stocks.columns)
    years = [year for (year,) in ask(stocks, "SELECT DISTINCT year FROM data ORDER BY 1").rows] if told else []
    if len(years) < 2:  # noqa: PLR2004 - a period has two ends
        raise NoStocks(name=stocks, found=", ".join([*stocks.columns, *map(str, years)]))
    return years


def _wanted(choice: Choice) -> "estimate.Wanted":
    count = min(choice.draws, MOST_DRAWS)
    doubt = draws.Doubt(count, SEED) if count and choice.method == "pseudobayes" else None
    return estimate.Wanted(estimate.Method(choice.method), doubt=doubt)


def _corridors(stocks: Dataset, year: int) -> "engine.Corridors":
    rows = ask(stocks, fitted(CELLS, stocks), {"year": year}).rows
    cells = {(birthplace, residence): float(stock) for birthplace, residence, stock in rows}
    return engine.Corridors(f"{stocks.title} ({year})", cells, stocks.unit)


def _rows(found: "estimate.Estimate", start: int, end: int) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each flow above nought, and all arrivals and departures of each area under the world's number."""
    flows, band = found.flows, found.band
    for i, j in zip(*(map(int, places) for places in (flows > 0).nonzero()), strict=True):
        edges = (band.low[i, j], band.high[i, j]) if band else OPEN
        yield _row(found.areas[i], found.areas[j], (start, end), flows[i, j], edges)
    for place, area in enumerate(found.areas):
        into, out = (
            ((edges[0][place], edges[1][place]) for edges in (band.arrivals, band.departures)) if band else (OPEN, OPEN)
        )
        yield _row(WORLD, area, (start, end), flows[:, place].sum(), into)
        yield _row(area, WORLD, (start, end), flows[place].sum(), out)


def _row(
    origin: str, destination: str, years: tuple[int, int], flow: float, edges: tuple[float, float]
) -> tuple[Any, ...]:
    """Return a row of the table; a thousandth of a person is as much as anybody reads."""
    return (origin, destination, *years, *(round(float(figure), 3) for figure in (flow, *edges)))


def _written(rows: Iterable[tuple[Any, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(["" if cell != cell else cell for cell in row] for row in rows)  # noqa: PLR0124 - NaN alone differs from itself
    return out.getvalue().encode()


def _described(stocks: Dataset, choice: Choice, notes: list[str], at: datetime) -> Described:
    said = (
        f"Estimated from {stocks.key} {stocks.edition} (SHA-256 {stocks.source.blob_id}) by the method {choice.method}"
    )
    drawn = f", bands of {min(choice.draws, MOST_DRAWS)} draws, seed {SEED}" if choice.draws else ""
    return Described(
        key=f"{stocks.key}-{choice.method}"[:80],
        edition=stocks.edition,
        title=f"Flows of migrants, {choice.method}, from: {stocks.title}"[:300],
        publisher=PUBLISHER,
        licence=stocks.licence,
        published=max(stocks.published, at.date()),
        notes="\n".join([f"{said}{drawn}.", *notes]),
        unit=stocks.unit,
    )
