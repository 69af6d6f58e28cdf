"""`travaux verify`: an exported record, a receipt or a newer checkpoint, checked offline."""

import json
from pathlib import Path
from typing import Any

import click

from travaux.record.checkpoint import Checkpoint, read_checkpoint
from travaux.record.proof import check_consistency
from travaux.record.signature import check_signature
from travaux.record.verifier import BrokenError, Found, check, told
from travaux.record.verify import RecordBroken
from travaux.refusal import Invalid

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class NothingToCheck(Invalid):
    """Neither a record nor a receipt nor a proof was named, or more than one."""

    asked = "You asked to check something."
    because = "You named {number} things to check."
    rule = (
        "One thing at a time: an ARCHIVE, a --receipt, or a --consistency together with the --checkpoint that you hold."
    )
    remedy = "Name one of them."


@click.command()
@click.argument("archive", type=A_FILE, required=False)
@click.option(
    "--receipt", type=A_FILE, help="Instead of an archive: the receipt of one deed, as its page hands it out."
)
@click.option(
    "--consistency", type=A_FILE, help="Instead of an archive: the proof that a newer checkpoint follows yours."
)
@click.option(
    "--checkpoint",
    type=A_FILE,
    help="Text of a checkpoint that you hold: three lines, from any document or page that showed it.",
)
@click.option("--key", default="", help="The log's key: the checkpoint that you hold must bear its signature.")
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def verify(**asked: Any) -> None:
    """Check ARCHIVE, an exported record, against a checkpoint that you hold; or a receipt; or a newer checkpoint.

    The same check is one file to read and to run without installing anything: travaux/record/verifier.py.
    """
    held = read_checkpoint(asked["checkpoint"].read_text(encoding="utf-8")) if asked["checkpoint"] else None
    if asked["key"] and held:
        check_signature(held, asked["key"])
    try:
        found, said = _check(held, asked["archive"], asked["receipt"], asked["consistency"])
    except BrokenError as why:
        raise RecordBroken(why=str(why)) from None
    if asked["json_"]:
        click.echo(json.dumps(_json(found, said), ensure_ascii=False, indent=2))
    else:
        click.echo(told(found, said))


def _check(
    held: Checkpoint | None, archive: Path | None, receipt: Path | None, consistency: Path | None
) -> tuple[Found, dict[str, Any]]:
    named = [path for path in (archive, receipt, consistency) if path]
    if len(named) != 1 or (consistency and not held):
        raise NothingToCheck(number=len(named))
    if consistency and held:
        return check_consistency(consistency.read_text(encoding="utf-8"), held), {}
    with named[0].open("rb") as file:
        return check(file, held)


def _json(found: Found, said: dict[str, Any]) -> dict[str, Any]:
    parts = {"entries": found.entries, "root": found.root.hex(), "vouched": found.vouched}
    return parts | {"opened": found.opened, "back": found.back, "entry": said or None}
