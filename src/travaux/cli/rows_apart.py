"""The process in which a list of people is read: walls first, then the bytes, then one answer.

Who hands in a hostile spreadsheet reaches this process and nothing else; it can only compute, and ends with its answer.
"""

import codecs
import json
from collections.abc import Callable
from typing import BinaryIO

from travaux.cli.tables import WESTERN, WIDE, text_of
from travaux.formats.rows import read_rows
from travaux.formats.walls import Allowance, raise_walls
from travaux.refusal import Refusal

PACKED = b"PK"
ENCODINGS = ("utf-8-sig", "cp437", WESTERN, WIDE)  # of tables, and that in which zip has the names of its parts
LONGEST = 300


def serve(source: BinaryIO, sink: BinaryIO, walls: Callable[[Allowance], object] = raise_walls) -> None:
    """Read the list that `source` holds behind a line that says its name and its bounds, and write the answer."""
    asked = json.loads(source.readline())
    for encoding in ENCODINGS:  # their tables are files, and no file can be opened behind the walls
        codecs.lookup(encoding)
    walls(Allowance(**asked["allowance"]))
    sink.write(json.dumps(answer(source.read(), asked["file"])).encode())
    sink.flush()


def answer(content: bytes, file: str) -> dict[str, object]:
    """Return the rows of a list, or the refusal in its parts."""
    try:
        plain = content if content.startswith(PACKED) else text_of(content, file).encode()
        return {"rows": read_rows(plain, file)}
    except Refusal as refusal:
        return {"refused": refusal.code, "facts": {name: str(fact)[:LONGEST] for name, fact in refusal.facts.items()}}
    except (MemoryError, RecursionError):
        return {"heavy": True}
