"""The process in which a file is read: walls first, then the bytes, then one answer.

Who hands in a hostile file reaches this process and nothing else; it can only compute, and ends with its answer.
"""

import codecs
import json
from collections.abc import Callable
from typing import BinaryIO, TypeAlias

from travaux.cli.tables import WESTERN, WIDE
from travaux.formats.walls import Allowance, raise_walls
from travaux.refusal import Refusal

ENCODINGS = ("utf-8-sig", "cp437", WESTERN, WIDE)
"""Those of tables, and that in which zip has the names of its parts."""
LONGEST = 300
Answer: TypeAlias = "dict[str, object]"
Walls: TypeAlias = Callable[[Allowance], object]


def behind_walls(source: BinaryIO, sink: BinaryIO, read: Callable[..., Answer], walls: Walls = raise_walls) -> None:
    """Read the file that `source` holds behind a line with its bounds and what `read` is to know; write the answer."""
    asked = json.loads(source.readline())
    for encoding in ENCODINGS:  # their tables are files, and no file can be opened behind the walls
        codecs.lookup(encoding)
    walls(Allowance(**asked.pop("allowance")))
    sink.write(json.dumps(read(source.read(), **asked)).encode())
    sink.flush()


def told(read: Callable[[], Answer]) -> Answer:
    """Return what was read, or the refusal in its parts."""
    try:
        return read()
    except Refusal as refusal:
        return {"refused": refusal.code, "facts": {name: str(fact)[:LONGEST] for name, fact in refusal.facts.items()}}
    except (MemoryError, RecursionError):
        return {"heavy": True}
