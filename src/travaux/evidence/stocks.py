"""Migrant stocks by birthplace and residence, births and deaths, as long tables say them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.evidence.areas import AREAS
from travaux.evidence.table import Table
from travaux.refusal import Invalid

Matrix = NDArray[np.float64]
Cells = dict[tuple[str, str], float]
USED = frozenset({"birthplace", "residence", "stock", "births", "deaths", "unit", "origin", "destination", "weight"})
NAMED = 8
# What tables of births and deaths call their columns: they speak of one area only, so that these leave no doubt.
OF_ONE_AREA = {"residence": ("area", "region", "country", "code", "iso3"), "births": ("value",), "deaths": ("value",)}


class DoubledRow(Invalid):
    """The same cell of a table is given twice."""

    asked = "You gave the table “{file}”."
    because = "Line {line} gives {cell} a second time; it was given before."
    rule = "A cell has one number. A table with several years, ages or sexes is to be cut to one of them first."
    remedy = "Leave one of the two lines out."


class NoCode(Invalid):
    """A row names no area."""

    asked = "You gave the table “{file}”."
    because = "Line {line} has no code of an area in the column “{column}”."
    remedy = "Give every row the codes of its areas."


class UnknownArea(Invalid):
    """A code is not one of those that the tables speak of."""

    asked = "You gave the table “{file}”."
    because = "It speaks of {codes}, which {known}."
    rule = "Both stocks, births and deaths speak of the same areas; an area that is missing is not taken for empty."
    remedy = "Correct the code, or bring the tables to the same areas."


class OtherUnit(Invalid):
    """Tables that are to be put together count in different units."""

    asked = "You gave the table “{file}”."
    because = "It counts in {unit}, while {other}."
    rule = "Figures of different units are never added."
    remedy = "Bring the tables to one unit, and name it in all of them."


class NativesMissing(Invalid):
    """The number of those who live where they were born is not given, and the method needs it."""

    asked = "You asked for flows by a method that keeps the books of the whole population."
    because = "“{file}” does not say how many live where they were born in {areas}."
    rule = "Residents born in the area are its population less its foreign-born (Abel 2013)."
    remedy = "Add rows whose birthplace is their residence, or choose the method drop or reverse."


@dataclass(frozen=True, slots=True)
class Corridors:
    """What one long table says: a number for each pair of areas (or for each area, twice its code), and the unit."""

    file: str
    cells: Cells
    unit: str
    unused: tuple[str, ...] = ()
    by_birthplace: bool = True

    @property
    def areas(self) -> frozenset[str]:
        """All areas of which the table speaks, as birthplace or as residence."""
        return frozenset(area for pair in self.cells for area in pair)

    def matrix(self, areas: tuple[str, ...]) -> Matrix:
        """Return the table as a matrix, rows birthplace, columns residence; pairs that are not given are nought."""
        place = {area: rank for rank, area in enumerate(areas)}
        matrix = np.zeros((len(areas), len(areas)))
        for (birthplace, residence), number in self.cells.items():
            matrix[place[birthplace], place[residence]] = number
        return matrix

    @property
    def without_natives(self) -> tuple[str, ...]:
        """The areas of which it is not said how many residents were born there."""
        return tuple(sorted(area for area in self.areas if (area, area) not in self.cells))


def read_stocks(table: Table) -> Corridors:
    """Read a long table of stocks: birthplace, residence, stock (persons), in any order of columns and rows."""
    return read_pairs(table, ("birthplace", "residence"), "stock")


def read_births(table: Table) -> Corridors:
    """Read a table of births between two stocks: residence (or area, region, country, code, iso3), births or value."""
    table = _called(_called(table, "residence"), "births")
    return read_pairs(table, ("residence", "residence"), "births")


def read_deaths(table: Table) -> Corridors:
    """Read a table of deaths between two stocks: residence, deaths; or residence, birthplace, deaths."""
    table = _called(_called(table, "residence"), "deaths")
    first = "birthplace" if "birthplace" in table.columns else "residence"
    return read_pairs(table, (first, "residence"), "deaths")


def _called(table: Table, name: str) -> Table:
    """Return the table with the one column that means `name` called so; as it is where none or several may be meant."""
    meant = [column for column in table.columns if column in OF_ONE_AREA[name]]
    if name in table.columns or len(meant) != 1:
        return table
    columns = tuple(name if column == meant[0] else column for column in table.columns)
    return Table(table.file, columns, table.rows)


def read_seed(table: Table) -> Corridors:
    """Read what moves are spread after: origin, destination, weight."""
    return read_pairs(table, ("origin", "destination"), "weight")


def read_pairs(table: Table, keys: tuple[str, str], measure: str) -> Corridors:
    """Read a number for each pair of codes.

    Raises MissingColumn, NotANumber, NegativeNumber, NoCode, DoubledRow, OtherUnit, UnknownArea.
    """
    table, unit = _with_unit(table, measure)
    first, second, number = table.place(keys[0]), table.place(keys[1]), table.place(measure)
    cells: Cells = {}
    for line, row in table.rows:
        pair = row[first].strip(), row[second].strip()
        if not all(pair):
            raise NoCode(file=table.file, line=line, column=keys[0] if not pair[0] else keys[1])
        if pair in cells:
            raise DoubledRow(file=table.file, line=line, cell=f"{pair[0]} → {pair[1]}")
        cells[pair] = table.number(line, measure, row[number])
    found = Corridors(table.file, cells, unit, tuple(sorted(set(table.columns) - USED)), first != second)
    _speak_one_language(found)
    return found


def _with_unit(table: Table, measure: str) -> tuple[Table, str]:
    """Return the table with its measure named plainly, and the unit: after the name in brackets, or in a column."""
    said = {name: name.removeprefix(measure).strip() for name in table.columns if name.startswith(f"{measure} (")}
    units = {unit.strip("()").strip() for unit in said.values()}
    columns = tuple(measure if name in said else name for name in table.columns)
    if "unit" in table.columns:
        place = table.place("unit")
        units |= {row[place].strip().lower() for _, row in table.rows}
    if len(units) > 1:
        first, other = sorted(units)[:2]
        raise OtherUnit(file=table.file, unit=f"“{first}”", other=f"other rows of it count in “{other}”")
    return Table(table.file, columns, table.rows), next(iter(units), "")


def _speak_one_language(found: Corridors) -> None:
    """Raise UnknownArea where a table speaks in codes of M49 or ISO and some of its codes are not among them."""
    strange = {code for code in found.areas if code not in AREAS}
    if strange and len(strange) * 2 <= len(found.areas):
        raise UnknownArea(file=found.file, codes=named(strange), known="M49 and ISO 3166 do not know")


def named(codes: Iterable[str]) -> str:
    """Return codes as a list for reading, cut where it grows too long."""
    all_ = sorted(codes)
    return ", ".join(all_[:NAMED]) + (f" and {len(all_) - NAMED} more" if len(all_) > NAMED else "")


def same_areas(first: Corridors, second: Corridors) -> tuple[str, ...]:
    """Return the areas of two stock tables in the order of the alphabet, or raise UnknownArea or OtherUnit."""
    for here, there in ((second, first), (first, second)):
        if lacking := here.areas - there.areas:
            raise UnknownArea(file=here.file, codes=named(lacking), known=f"“{there.file}” does not know")
    _same_unit(second, first)
    return tuple(sorted(first.areas))


def within(vital: Corridors, stocks: Corridors) -> Matrix:
    """Return births or deaths as a matrix over the areas of the stocks, or raise UnknownArea or OtherUnit.

    Each area of the stocks must be there: that nothing was said is not taken for nought.
    """
    if strange := vital.areas - stocks.areas:
        raise UnknownArea(file=vital.file, codes=named(strange), known=f"“{stocks.file}” does not know")
    if lacking := stocks.areas - {residence for _, residence in vital.cells}:
        raise UnknownArea(file=stocks.file, codes=named(lacking), known=f"“{vital.file}” does not know")
    _same_unit(vital, stocks)
    return vital.matrix(tuple(sorted(stocks.areas)))


def _same_unit(one: Corridors, other: Corridors) -> None:
    if one.unit != other.unit:
        said = [f"“{each.unit}”" if each.unit else "a unit that it does not name" for each in (one, other)]
        raise OtherUnit(file=one.file, unit=said[0], other=f"“{other.file}” counts in {said[1]}")


def require_natives(*tables: Corridors) -> None:
    """Raise NativesMissing unless each table says how many live where they were born, for every area."""
    for table in tables:
        if lacking := table.without_natives:
            raise NativesMissing(file=table.file, areas=named(lacking))
