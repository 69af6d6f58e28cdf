"""What a loader makes of a file: columns of observations, and every row that was not taken with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan

from travaux.evidence.areas import AREAS, REGIONS, SUBREGIONS
from travaux.evidence.table import plain_number

Cell = str | float | int | None
Line = tuple[int, Sequence[str]]
MISSING = frozenset({"", "..", "...", "-", "–", "na", "n/a", "nan", "null"})  # noqa: RUF001 - as offices print it
OF_THE_PUBLISHER = (range(900, 1000), range(1500, 3000), range(5500, 5600))
"""Numbers that the Population Division gives to regions and groups of its own; no area of M49 has one."""
OF_THE_STATISTICIANS = frozenset({1, 62, 199, 432, 513, 514, 515, 518, 543, 722, 738, 746, 747, 753})
"""Numbers of the groups in which the Statistics Division reports on the goals, the world first."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row of the source that was not loaded: its line, the reason, and what it said."""

    line: int
    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as columns of the same length; `read` source rows are `taken` or `rejected`, none is lost.

    Numbers that the source leaves open are NaN; a year is a whole number.
    """

    layout: str
    columns: Mapping[str, Sequence[Cell]]
    read: int
    taken: int
    rejected: tuple[Rejected, ...]

    @property
    def rows(self) -> int:
        """How many observations there are: one source row may hold many."""
        return len(next(iter(self.columns.values()), ()))


class Refused(Exception):  # noqa: N818 - says of a row that it is refused; never leaves the loader
    """A row cannot be taken; its one argument is the reason."""


@dataclass(slots=True)
class Intake:
    """Gathers the observations of a file row by row."""

    layout: str
    names: tuple[str, ...]
    kept: list[tuple[Cell, ...]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    seen: set[tuple[Cell, ...]] = field(default_factory=set)
    read: int = 0

    def take(self, line: int, said: Sequence[str], rows: Sequence[tuple[Cell, ...]], keys: int) -> None:
        """Keep the observations of one source row; `keys` columns tell observations apart, and none comes twice."""
        identities = {row[:keys] for row in rows}
        if not self.seen.isdisjoint(identities) or len(identities) < len(rows):
            return self.reject(line, said, "the same observation was given before")
        self.seen |= identities
        self.kept.extend(rows)
        self.read += 1
        return None

    def reject(self, line: int, said: Sequence[str], reason: str) -> None:
        """List a source row as not taken."""
        self.rejected.append(Rejected(line, reason, ",".join(said)))
        self.read += 1

    def done(self) -> Loaded:
        """Return what was gathered, as columns."""
        columns = list(zip(*self.kept, strict=True)) or [()] * len(self.names)
        taken = self.read - len(self.rejected)
        return Loaded(self.layout, dict(zip(self.names, columns, strict=True)), self.read, taken, tuple(self.rejected))


def measured(text: str) -> float:
    """Return a number, NaN where the source leaves it open; a row with anything else is refused."""
    words = text.strip()
    if words.lower() in MISSING:
        return nan
    number = plain_number(words.replace(" ", "").replace("\u00a0", ""))
    if number is None:
        message = f"“{words}” is no number"
        raise Refused(message)
    return number


def counted(text: str) -> float:
    """Return a number of persons, which is not below nought."""
    number = measured(text)
    if number < 0:
        message = f"{text.strip()} is below nought"
        raise Refused(message)
    return number


def year_of(text: str) -> int:
    """Return a year of four digits, or the first of a period such as 2015-2020."""
    words = text.strip().removesuffix(".0")
    first = words[:4]
    if len(first) != len("2020") or not first.isdecimal() or (len(words) > len(first) and words[4] not in "-–/"):  # noqa: RUF001 - as offices print it
        message = f"“{words}” is no year"
        raise Refused(message)
    return int(first)


def area_of(code: str) -> str:
    """Return the ISO code of an area, or the number of a region or group; a row with any other code is refused.

    Among the numbers of groups are those for people of whom the country is not known (2003, 2004).
    """
    words = code.strip().removesuffix(".0").upper()
    found = AREAS.get(words)
    if found:
        return found.iso3
    if words.isdecimal() and _is_group(int(words)):
        return words.lstrip("0")
    message = f"the code “{words}” is no area of M49 or ISO 3166" if words else "it names no area"
    raise Refused(message)


def _is_group(number: int) -> bool:
    known = number in OF_THE_STATISTICIANS or f"{number:03}" in REGIONS or f"{number:03}" in SUBREGIONS
    return known or any(number in numbers for numbers in OF_THE_PUBLISHER)
