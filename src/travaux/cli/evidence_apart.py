"""The process in which a file of figures is loaded."""

from dataclasses import asdict
from typing import BinaryIO

from travaux.cli.apart import Answer, Walls, behind_walls, told
from travaux.evidence.load import load
from travaux.evidence.loading import Loaded
from travaux.evidence.sheets import make_ready
from travaux.formats.walls import raise_walls


def serve(source: BinaryIO, sink: BinaryIO, walls: Walls = raise_walls) -> None:
    """Load the file that `source` holds behind a line that says its name (`file`), its `layout` and its bounds."""
    make_ready()
    behind_walls(source, sink, answer, walls)


def answer(content: bytes, file: str, layout: str | None) -> Answer:
    """Return what was loaded, or the refusal in its parts."""
    return told(lambda: _laid_out(load(content, file, layout)))


def _laid_out(loaded: Loaded) -> Answer:
    return {"loaded": asdict(loaded) | {"columns": {name: list(cells) for name, cells in loaded.columns.items()}}}
