"""The process in which a list of people is read."""

from typing import BinaryIO

from travaux.cli.apart import Answer, Walls, behind_walls, told
from travaux.cli.tables import text_of
from travaux.formats.rows import read_rows
from travaux.formats.walls import raise_walls

PACKED = b"PK"


def serve(source: BinaryIO, sink: BinaryIO, walls: Walls = raise_walls) -> None:
    """Read the list that `source` holds behind a line that says its name (`file`) and its bounds."""
    behind_walls(source, sink, answer, walls)


def answer(content: bytes, file: str) -> Answer:
    """Return the rows of a list, or the refusal in its parts."""
    return told(lambda: {"rows": read_rows(_plain(content, file), file)})


def _plain(content: bytes, file: str) -> bytes:
    return content if content.startswith(PACKED) else text_of(content, file).encode()
