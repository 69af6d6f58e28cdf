"""`travaux flows`: migrant flows from two stocks."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from travaux.cli.writing import NewFile
from travaux.evidence.accounting import Closure
from travaux.evidence.draws import Doubt
from travaux.evidence.estimate import Estimate, Method, Tables, Wanted, estimate
from travaux.evidence.flows import WEIGHT
from travaux.evidence.stocks import Corridors, read_births, read_deaths, read_seed, read_stocks
from travaux.evidence.table import Table, decoded, read_table
from travaux.refusal import Invalid

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = NewFile()


class NoTypes(Invalid):
    """The types of moves were asked for, and the method does not tell them apart."""

    asked = "You asked for outward, return and transit flows with the method “{method}”."
    because = "Only the minimum tells for each move where its people were born."
    remedy = "Choose the method min, or leave --types out."


@click.command("flows")
@click.option("--stock0", required=True, type=FILE, help="CSV: birthplace, residence, stock at the start.")
@click.option("--stock1", required=True, type=FILE, help="CSV: birthplace, residence, stock at the end.")
@click.option("--births", type=FILE, help="CSV: residence (or area), births between the two.")
@click.option("--deaths", type=FILE, help="CSV: residence (or area), deaths between the two; or with birthplace too.")
@click.option(
    "--method", required=True, type=click.Choice([each.value for each in Method]), help="How flows are estimated."
)
@click.option(
    "--account",
    "closure",
    type=click.Choice([each.value for each in Closure]),
    help="Whether all people stay in the areas of the table (min, independence, pseudobayes); where it is not said, "
    "closed, but open-2013 where births less deaths do not make up the change and the table is not the world.",
)
@click.option("--weight", default=WEIGHT, show_default=True, help="Weight of the minimum (pseudobayes).")
@click.option("--seed", type=FILE, help="CSV: origin, destination, weight; what moves are spread after (min).")
@click.option("--types", is_flag=True, help="Add columns outward, return, transit (min).")
@click.option("--draws", type=click.IntRange(min=2), help="Add columns low and high, of so many draws (pseudobayes).")
@click.option("--random-seed", default=20181210, show_default=True, help="Seed of the draws.")
@click.option("--spread", default=0.1, show_default=True, help="Standard deviation of the error of the stocks.")
@click.option("--out", type=OUT, help="Write the CSV there instead of printing it.")
def flows(  # noqa: PLR0913 - one name for each option
    *,
    stock0: Path,
    stock1: Path,
    births: Path | None,
    deaths: Path | None,
    method: str,
    closure: str | None,
    weight: float,
    seed: Path | None,
    types: bool,
    draws: int | None,
    random_seed: int,
    spread: float,
    out: Path | None,
) -> None:
    """Estimate flows of migrants from two stocks; prints CSV (origin, destination, flow) in persons.

    Columns are found by their names, in any order. What was balanced or left unused is told on the error stream.
    """
    if types and method != Method.MIN:
        raise NoTypes(method=method)
    tables = Tables(
        _read(stock0, read_stocks),
        _read(stock1, read_stocks),
        _read(births, read_births) if births else None,
        _read(deaths, read_deaths) if deaths else None,
        _read(seed, read_seed) if seed else None,
    )
    doubt = Doubt(draws, random_seed, spread, weight=weight) if draws else None
    found = estimate(tables, Wanted(Method(method), Closure(closure) if closure else None, weight, doubt))
    for note in [*found.notes, f"total {number(float(found.flows.sum()))}"]:
        click.echo(f"note: {note}", err=True)
    written = written_out(found, types=types)
    if out is None:
        click.echo(written, nl=False)
    else:
        out.write_text(written, encoding="utf-8", newline="")


def _read(path: Path, reader: Callable[[Table], Corridors]) -> Corridors:
    return reader(read_table(decoded(path.read_bytes(), path.name), path.name))


def number(value: float) -> str:
    """Write a number with all its digits but the last, where the machine's rounding shows."""
    return f"{value:.15g}"


def written_out(found: Estimate, *, types: bool) -> str:
    """Return the flows as CSV: every pair of areas, also those between which nobody moved."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = {"flow": found.flows}
    if types and found.types:
        columns |= {
            "outward": found.types.outward,
            "return": found.types.returning,
            "transit": found.types.transit,
        }
    if found.band:
        columns |= {"low": found.band.low, "high": found.band.high}
    writer.writerow(["origin", "destination", *columns])
    for row, column in _pairs(len(found.areas)):
        numbers = [number(float(table[row, column])) for table in columns.values()]
        writer.writerow([found.areas[row], found.areas[column], *numbers])
    return out.getvalue()


def _pairs(size: int) -> Iterator[tuple[int, int]]:
    yield from ((row, column) for row in range(size) for column in range(size) if row != column)
