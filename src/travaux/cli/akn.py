"""`travaux akn`: Akoma Ntoso checked against its standard."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from travaux.formats.akn.check import checked

INVALID = 1


@click.group()
def akn() -> None:
    """Akoma Ntoso, the standard form of legislative and deliberative texts."""


@akn.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def validate(file: Path, *, json_: bool) -> None:
    """Check FILE against the schema of OASIS for Akoma Ntoso 3.0; every error with its line. Status 1 if invalid."""
    found = checked(file.read_bytes(), file.name)
    if json_:
        click.echo(json.dumps(asdict(found) | {"is_valid": found.is_valid}, ensure_ascii=False, indent=2))
    else:
        for fault in found.malformed:
            click.echo(f"{file.name}: malformed, {fault.said}")
        for fault in found.invalid:
            click.echo(f"{file.name}: invalid, {fault.said}")
        verdict = "valid Akoma Ntoso 3.0" if found.is_valid else "not valid"
        click.echo(f"{file.name}: {verdict}; {found.provisions} provisions, {found.named} with wId")
    if not found.is_valid:
        sys.exit(INVALID)
