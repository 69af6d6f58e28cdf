"""The process in which one paper is opened: walls first, then the bytes, then one answer."""

import codecs
import json
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from travaux.formats import wire, wire_returned
from travaux.formats.intake import opened
from travaux.formats.plain import ENCODINGS
from travaux.formats.reading import Limits
from travaux.formats.returned import returned
from travaux.formats.walls import Allowance, raise_walls
from travaux.refusal import Refusal

_OF_ARCHIVES = "cp437"  # in which zip has the names of its parts


def serve(source: BinaryIO, sink: BinaryIO, walls: Callable[[Allowance], object] = raise_walls) -> None:
    """Open the paper that `source` holds behind a line that says its name and its bounds, and write the answer."""
    asked = json.loads(source.readline())
    for encoding in (*ENCODINGS, _OF_ARCHIVES):  # their tables are files, and no file can be opened behind the walls
        codecs.lookup(encoding)
    walls(Allowance(**asked["allowance"]))
    sink.write(answer(asked, source.read()))
    sink.flush()


def answer(asked: Mapping[str, Any], content: bytes) -> bytes:
    """Return the paper opened, or what it suggests for the version that it is read against, or its refusal."""
    filename, limits = asked["filename"], Limits(**asked["limits"])
    try:
        if "version" in asked:
            version = wire_returned.version_of(asked["version"])
            return wire_returned.told(returned(content, filename, version, limits=limits))
        return wire.told(opened(content, filename, asked["media_type"], limits=limits))
    except Refusal as refusal:
        return wire.refused(refusal)
    except (MemoryError, RecursionError) as error:
        heavy = wire.TooHeavy(filename=filename, reason=_WORDS[type(error)])
    except Exception as error:  # noqa: BLE001 - this process ends here: who started it tells the person and the log
        return wire.broken(error)
    return wire.refused(heavy)


_WORDS: dict[type[Exception], str] = {
    MemoryError: "it took too much memory",
    RecursionError: "its parts stand in each other too deeply",
}
