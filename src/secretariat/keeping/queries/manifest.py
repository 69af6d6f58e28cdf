"""What a backup says of itself: when and from what it was made, how many rows of which digest, and its checkpoint."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.utils import DatabaseError

from travaux.record.checkpoint import Checkpoint
from travaux.refusal import Invalid

TABLE = "travaux_backup"
FORMAT = 1


class NotABackup(Invalid):
    """The file is not one of ours."""

    asked = "You asked to restore {file}."
    because = "It is not a backup that this version reads: {why}."
    rule = "A backup is one file that `travaux backup` wrote."
    remedy = "Name such a file. A copied data folder is not restored but put in place, with the site stopped."


@dataclass(frozen=True, slots=True)
class Manifest:
    """The page at the front of a backup."""

    made: str
    source: str
    tables: Mapping[str, Mapping[str, Any]]
    checkpoint: Checkpoint

    def text(self) -> str:
        """Write it as JSON."""
        head = self.checkpoint
        record = {"origin": head.origin, "size": head.size, "root": b64encode(head.root).decode()}
        parts = {"format": FORMAT, "made": self.made, "source": self.source, "tables": self.tables, "record": record}
        return json.dumps(parts, ensure_ascii=False, indent=1)


def manifest_of(using: str, file: Path) -> Manifest:
    """Read the manifest of a backup that is open as `using`; raises NotABackup."""
    try:
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT manifest FROM {TABLE}")  # noqa: S608 - a name of ours
            (text,) = cursor.fetchone()
    except DatabaseError as error:
        raise NotABackup(file=file, why=error) from None
    parts = json.loads(text)
    if parts["format"] != FORMAT:
        raise NotABackup(file=file, why=f"its format is {parts['format']}")
    record = parts["record"]
    head = Checkpoint(record["origin"], record["size"], b64decode(record["root"]))
    return Manifest(parts["made"], parts["source"], parts["tables"], head)
