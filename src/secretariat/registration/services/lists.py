"""Reading a list of people in a process of its own, which can do nothing else and is ended when it takes too much."""

from secretariat.frame.apart import MIB, answered, refused
from travaux.evidence.table import NotUtf8
from travaux.formats.detect import Damaged
from travaux.formats.guard import Bomb, TooLarge, weighed
from travaux.formats.rows import LIMITS, NoRows, Row
from travaux.formats.walls import Allowance
from travaux.refusal import Invalid, Refusal

ALLOWANCE = Allowance(seconds=10.0, memory=400 * MIB)
PATIENCE = 40.0
REFUSALS: dict[str, type[Refusal]] = {kind.__name__: kind for kind in (Bomb, Damaged, NoRows, NotUtf8, TooLarge)}


class ListTooHeavy(Invalid):
    """Reading the list took more than a list may take, or the one who reads it broke down over it."""

    asked = "You handed in the list “{filename}”."
    because = "It could not be read within the limits of memory and time. Nothing of it was kept."
    rule = "A list is opened by a process of its own, so that the site stays open whatever comes in."
    remedy = "Save it anew as CSV, with the columns that the page names and no others, and hand it in again."


def rows_apart(content: bytes, filename: str) -> tuple[Row, ...]:
    """Return the rows of a list, read behind walls; call it before a deed begins, never inside one.

    Raises ListTooHeavy, and what `travaux.formats.rows.read_rows` raises.
    """
    weighed(content, filename, LIMITS.size)
    told = answered("travaux.cli.rows_apart", content, {"file": filename}, ALLOWANCE, PATIENCE)
    if refusal := refused(told, REFUSALS):
        raise refusal
    if "rows" not in told:
        raise ListTooHeavy(filename=filename)
    return tuple(told["rows"])
