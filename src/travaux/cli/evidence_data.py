"""`travaux data`: a folder as registry of data sets."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from travaux.cli.writing import NewFile
from travaux.evidence.exports import FORMS, Frame, to_csv, to_datapackage
from travaux.evidence.indicators import INDICATORS
from travaux.evidence.load import LAYOUTS
from travaux.evidence.registry import Dataset, Source, add, dataset, datasets, parquet_of, verify
from travaux.evidence.store import Store
from travaux.refusal import Invalid

REGISTRY = click.option(
    "--registry",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("evidence"),
    show_default=True,
    help="Folder of the registry.",
)
JSON = click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")

_PLACE = {False: "is a folder, and one file is written.", True: "is a file, and a folder is written."}


class RegistryUnsound(Invalid):
    """A file of the registry is missing or was changed."""

    asked = "You asked whether the registry in “{folder}” is sound."
    because = "{wrong}."
    rule = "A fact rests on files that are what they were when they were registered."
    remedy = "Restore the files from a copy, or add them as a new edition."


@click.group("data")
def data() -> None:
    """Register data sets with publisher, edition, licence, day and SHA-256; keep them as Parquet."""


@data.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", required=True, help="Key of the data set, for instance desa-migrant-stock.")
@click.option("--edition", required=True, help="Edition, for instance 2020.")
@click.option("--title", default="", help="Title; the key where none is given.")
@click.option("--publisher", required=True, help="Who published it.")
@click.option("--licence", required=True, help="Under which terms.")
@click.option("--date", "published", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day of publication.")
@click.option("--notes", default="", help="Notes on method.")
@click.option("--unit", default="", help="Unit of its figures, for instance persons.")
@click.option("--layout", type=click.Choice(LAYOUTS), help="Layout; told from the head where none is named.")
@click.option("--older", is_flag=True, help="Add it although a newer edition is in use.")
@REGISTRY
def add_(  # noqa: PLR0913 - one name for each option
    *,
    file: Path,
    key: str,
    edition: str,
    title: str,
    publisher: str,
    licence: str,
    published: datetime,
    notes: str,
    unit: str,
    layout: str | None,
    older: bool,
    registry: Path,
) -> None:
    """Register FILE (CSV, Excel, SDMX, JSON-stat): every row is loaded, or listed with the reason why not."""
    source = Source(key, edition, title or key, publisher, licence, published.date().isoformat(), notes, unit)
    click.echo(_line(add(registry, file.read_bytes(), file.name, source, layout=layout, older=older)))


def _line(kept: Dataset) -> str:
    source = kept.source
    return (
        f"{source.key} {source.edition} ({source.published}, {source.publisher}): layout {kept.layout}, "
        f"{kept.read:,} rows read, {kept.taken:,} loaded as {kept.rows:,} observations, {kept.rejected:,} rejected"
        f"{f' (see {kept.stem}.rejected.csv)' if kept.rejected else ''}; SHA-256 {kept.sha256}"
    )


@data.command("list")
@REGISTRY
@JSON
def list_(*, registry: Path, json_: bool) -> None:
    """List what is registered, the newest edition of each last."""
    found = datasets(registry)
    if json_:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    for each in () if json_ else found:
        click.echo(_line(each))


@data.command("verify")
@REGISTRY
@JSON
def verify_(*, registry: Path, json_: bool) -> None:
    """Check that every file is what was registered, and that every source is still read as the same rows."""
    found = list(verify(registry))
    if json_:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    for each in () if json_ else found:
        click.echo(f"{each.key} {each.edition}: {'; '.join(each.wrong) or 'sound'}")
    if wrong := [f"{each.key} {each.edition}: {'; '.join(each.wrong)}" for each in found if each.wrong]:
        raise RegistryUnsound(folder=registry, wrong=". ".join(wrong))


@data.command("indicators")
@JSON
def indicators(*, json_: bool) -> None:
    """Say what the indicators on migration measure, in which unit, and by what they can and cannot be told apart."""
    if json_:
        click.echo(json.dumps([asdict(each) for each in INDICATORS.values()], ensure_ascii=False, indent=2))
    for each in () if json_ else INDICATORS.values():
        click.echo(f"{each.code}: {each.about} ({each.unit})")
        click.echo(f"  {', '.join(each.custodians)}; series {', '.join(each.series) or 'none yet'}; {each.source}")
        click.echo(f"  told apart by: {', '.join(each.can) or 'nothing'}")
        for dimension, reason in each.cannot.items():
            click.echo(f"  not by {dimension}: {reason}")


@data.command("export")
@click.argument("key")
@click.option("--edition", help="Edition; the newest where none is named.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS, "parquet", "datapackage"]),
    default="csv",
    show_default=True,
    help="Format to write.",
)
@click.option("--out", required=True, type=NewFile(dir_okay=True), help="File to write; a folder for datapackage.")
@REGISTRY
def export(*, key: str, edition: str | None, form: str, out: Path, registry: Path) -> None:
    """Write the rows of the data set KEY in another format."""
    if out.is_dir() if form != "datapackage" else out.is_file():
        what = f"“{out}” {_PLACE[form == 'datapackage']}"
        raise click.BadParameter(what, param_hint="--out")
    kept = dataset(registry, key, edition)
    if form == "parquet":
        out.write_bytes(parquet_of(registry, kept).read_bytes())
        return
    with Store(parquet_of(registry, kept)) as store:
        frame = Frame(kept, *store.everything())
    if form == "datapackage":
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{key}.csv").write_bytes(to_csv(frame))
        (out / "datapackage.json").write_bytes(to_datapackage(frame, f"{key}.csv"))
    else:
        out.write_bytes(FORMS[form](frame))
