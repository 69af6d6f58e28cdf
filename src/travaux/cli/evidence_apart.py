"""The process in which a file of figures is loaded: walls first, then the bytes, then one answer.

Who hands in a hostile file reaches this process and nothing else; it can only compute, and ends with its answer.
"""

import codecs
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import BinaryIO

from travaux.evidence.load import load
from travaux.evidence.sheets import make_ready
from travaux.formats.walls import Allowance, raise_walls
from travaux.refusal import Refusal

ENCODINGS = ("utf-8-sig", "cp437")  # that of tables, and that in which zip has the names of its parts

LONGEST = 300


def serve(source: BinaryIO, sink: BinaryIO, walls: Callable[[Allowance], object] = raise_walls) -> None:
    """Load the file that `source` holds behind a line that says its name and its bounds, and write the answer."""
    asked = json.loads(source.readline())
    for encoding in ENCODINGS:  # their tables are files, and no file can be opened behind the walls
        codecs.lookup(encoding)
    make_ready()
    walls(Allowance(**asked["allowance"]))
    sink.write(json.dumps(answer(source.read(), asked["file"], asked["layout"])).encode())
    sink.flush()


def answer(content: bytes, file: str, layout: str | None) -> dict[str, object]:
    """Return what was loaded, or the refusal in its parts."""
    try:
        loaded = load(content, file, layout)
    except Refusal as refusal:
        return {"refused": refusal.code, "facts": {name: str(fact)[:LONGEST] for name, fact in refusal.facts.items()}}
    except (MemoryError, RecursionError):
        return {"heavy": True}
    return {"loaded": asdict(loaded) | {"columns": {name: list(cells) for name, cells in loaded.columns.items()}}}
