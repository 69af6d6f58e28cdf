"""`travaux project`: populations by cohort and component, with and without migration, and under scenarios."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np

from travaux.cli.evidence_flows import OUT, number
from travaux.evidence.projection import AGES, STEP, Exchange, People, Variant, exchange_of
from travaux.evidence.projection import project as projected
from travaux.evidence.prospects import WANTED, Inputs, read_inputs
from travaux.evidence.scenarios import read_scenarios, scenario, shipped, under
from travaux.evidence.stocks import named, read_pairs
from travaux.evidence.table import decoded, read_table
from travaux.refusal import Invalid

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
THOUSAND = 1000


class BadYears(Invalid):
    """The years do not make whole periods."""

    asked = "You asked for a projection from {first} to {last}."
    because = "Periods are of five years, and at least one is needed."
    remedy = "Choose years that lie a multiple of five apart."


@click.command("project")
@click.option(
    "--inputs", required=True, type=FOLDER, help="Folder with popF.txt, mxF.txt … (World Population Prospects)."
)
@click.option(
    "--variant",
    type=click.Choice([each.value for each in Variant]),
    default=Variant.NET.value,
    show_default=True,
    help="Net migrants of the inputs, none, or people who move between the areas.",
)
@click.option("--flows", type=FILE, help="CSV: origin, destination, flow of five years (closed).")
@click.option("--scenario", "name", help="Scenario of convergence and cooperation, for instance commons.")
@click.option("--scenarios", type=FILE, help="TOML with scenarios of your own.")
@click.option("--from", "first", default=2020, show_default=True, help="Year of the population at the start.")
@click.option("--to", "last", default=2100, show_default=True, help="Last year.")
@click.option("--by-age", is_flag=True, help="One row for each sex and group of age.")
@click.option("--out", type=OUT, help="Write the CSV there instead of printing it.")
def project(  # noqa: PLR0913 - one name for each option
    *,
    inputs: Path,
    variant: str,
    flows: Path | None,
    name: str | None,
    scenarios: Path | None,
    first: int,
    last: int,
    by_age: bool,
    out: Path | None,
) -> None:
    """Project the populations of all areas of which the inputs are whole; prints CSV, in thousands as they are."""
    if last <= first or (last - first) % STEP:
        raise BadYears(first=first, last=last)
    known = read_inputs(dict(_texts(inputs)), first, last)
    if known.left_out:
        click.echo(f"note: left out, since a table is not whole: {named(known.left_out)}", err=True)
    rates = known.rates
    if name:
        text = shipped() if scenarios is None else decoded(scenarios.read_bytes(), scenarios.name)
        chosen = scenario(read_scenarios(text), name)
        click.echo(f"note: {chosen.title}; assumptions, no forecast", err=True)
        rates = under(chosen, rates)
    exchange = None if flows is None else _exchange(flows, known)
    people = projected(known.start, rates, Variant(variant), exchange)
    written = written_out(known, people, by_age=by_age)
    if out is None:
        click.echo(written, nl=False)
    else:
        out.write_text(written, encoding="utf-8", newline="")


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for name in WANTED:
        for path in (folder / f"{name}.txt", folder / f"{name}.tsv"):
            if path.exists():
                yield name, decoded(path.read_bytes(), path.name)


def _exchange(path: Path, known: Inputs) -> Exchange:
    """Read flows in persons; areas of which no population is known are left out and said."""
    read = read_pairs(read_table(decoded(path.read_bytes(), path.name), path.name), ("origin", "destination"), "flow")
    if strange := read.areas - set(known.areas):
        click.echo(f"note: flows of areas without a population were not used: {named(strange)}", err=True)
    place = {area: rank for rank, area in enumerate(known.areas)}
    flows = np.zeros((len(place), len(place)))
    for (origin, destination), value in read.cells.items():
        if origin in place and destination in place:
            flows[place[origin], place[destination]] = value / THOUSAND
    return exchange_of(flows, known.start.total)


def written_out(known: Inputs, people: list[People], *, by_age: bool) -> str:
    """Return populations as CSV: area, year (sex, age), population in thousands."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["area", "year", *(["sex", "age"] if by_age else []), "population (thousands)"])
    for step, each in enumerate(people):
        year, total = known.first + step * STEP, each.total
        for rank, area in enumerate(known.areas):
            if not by_age:
                writer.writerow([area, year, number(float(total[rank]))])
                continue
            for sex, group in (("female", each.female), ("male", each.male)):
                writer.writerows([area, year, sex, age, number(float(group[rank, i]))] for i, age in enumerate(AGES))
    return out.getvalue()
