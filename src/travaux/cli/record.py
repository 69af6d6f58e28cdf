"""`travaux verify`: an exported record checked against a checkpoint, offline."""

import json
from pathlib import Path

import click

from travaux.record.checkpoint import read_checkpoint
from travaux.record.verify import verify as verified


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--checkpoint",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Text of a checkpoint that you hold: three lines, from any document or page that showed it.",
)
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def verify(archive: Path, checkpoint: Path | None, *, json_: bool) -> None:
    """Check ARCHIVE, an exported record, against a checkpoint that you hold."""
    held = read_checkpoint(checkpoint.read_text()) if checkpoint else None
    with archive.open(encoding="utf-8") as lines:
        found = verified(lines, held)
    if json_:
        vouched_for = found.vouched if held else None
        click.echo(json.dumps({"entries": found.entries, "root": found.root.hex(), "vouched": vouched_for}, indent=2))
        return
    click.echo(f"{found.entries} entries, root {found.root.hex()}")
    vouched = f"The checkpoint vouches for the first {found.vouched}."
    click.echo(vouched if held else "No checkpoint given: only the form was checked.")
