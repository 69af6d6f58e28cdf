"""Inputs of a projection in the wide tables of World Population Prospects: one row for each area and age."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from travaux.evidence.areas import M49
from travaux.evidence.lifetable import GROUPS, RATES
from travaux.evidence.projection import STEP, People, Rates, usual_ages
from travaux.evidence.stocks import Matrix, named
from travaux.evidence.table import plain_number
from travaux.refusal import Invalid

AGES_OF_MOTHERS = 7
WANTED = {
    "popF": GROUPS,
    "popM": GROUPS,
    "mxF": RATES,
    "mxM": RATES,
    "tfrprojMed": 1,
    "percentASFR": AGES_OF_MOTHERS,
    "sexRatio": 1,
    "migration": 1,
}
"""The tables that are needed, by the name of their files, and how many rows each area has."""
CODE = "country_code"
UNKNOWN = frozenset({"", "NA", "NaN"})


class InputMissing(Invalid):
    """A table or a column that a projection needs is not there."""

    asked = "You asked for a projection from the tables of World Population Prospects."
    because = "{what} is missing; there are: {known}."
    rule = "Columns are found by their names, the codes of areas in “country_code”."
    remedy = "Give the tables as they are published with the editions of 2019."


class InputUnreadable(Invalid):
    """A cell of the inputs is no number."""

    asked = "You asked for a projection from the tables of World Population Prospects."
    because = "“{file}” has “{value}” where a number should stand (area {area})."
    remedy = "Correct the table."


class NobodyComplete(Invalid):
    """No area has all of its tables."""

    asked = "You asked for a projection from the tables of World Population Prospects."
    because = "There is no area of which all tables have all ages and periods from {first} to {last}."
    remedy = "Look at the years that the tables cover."


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """A start and rates for the areas of which all is known; those of which something is missing are `left_out`."""

    areas: tuple[str, ...]
    first: int
    start: People
    rates: Rates
    left_out: tuple[str, ...]


Rows = dict[int, list[list[str]]]


def periods(first: int, last: int) -> list[str]:
    """Return the names of the periods of five years between two years, as the tables have them."""
    return [f"{year}-{year + STEP}" for year in range(first, last, STEP)]


def read_inputs(texts: Mapping[str, str], first: int, last: int) -> Inputs:
    """Read the tables named in WANTED for the years from `first` to `last`. Raises InputMissing, InputUnreadable,
    NobodyComplete. Thousands of people, as published; nothing is put in the place of a missing number.
    """  # noqa: D205 - the list of errors belongs to the sentence
    if lacking := WANTED.keys() - texts.keys():
        raise InputMissing(what=f"The table {named(lacking)}", known=named(texts))
    columns = {name: [str(first)] if name.startswith("pop") else periods(first, last) for name in WANTED}
    read = {name: _rows(texts[name], name, columns[name]) for name in WANTED}
    known = set.intersection(*(set(rows) for rows in read.values()))
    whole = sorted(code for code in known if all(_is_whole(read[name][code], size) for name, size in WANTED.items()))
    if not whole:
        raise NobodyComplete(first=first, last=last)
    table = {name: _numbers(read[name], whole, name) for name in WANTED}
    return Inputs(
        areas=tuple(M49[code].iso3 for code in whole),
        first=first,
        start=People(table["popF"][:, :, 0], table["popM"][:, :, 0]),
        rates=_rates(table),
        left_out=tuple(sorted(M49[code].iso3 for code in set().union(*read.values()) - set(whole))),
    )


def _rates(table: Mapping[str, Matrix]) -> Rates:
    return Rates(
        female_deaths=table["mxF"],
        male_deaths=table["mxM"],
        fertility=table["tfrprojMed"][:, 0],
        fertile_ages=table["percentASFR"] / 100,
        boys=table["sexRatio"][:, 0],
        net=table["migration"][:, 0],
        ages_of_migrants=usual_ages(),
    )


def _rows(text: str, file: str, wanted: Sequence[str]) -> Rows:
    """Return the cells of the wanted columns for each area of M49, in the order of the ages."""
    lines = text.lstrip("\ufeff").splitlines()
    names = [name.strip().strip('"') for name in lines[0].split("\t")] if lines else []
    if missing := [name for name in (CODE, *wanted) if name not in names]:
        raise InputMissing(what=f"The column {missing[0]} of {file}", known=named(names))
    places, code = [names.index(name) for name in wanted], names.index(CODE)
    found: Rows = {}
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) == len(names) and cells[code].isdecimal() and int(cells[code]) in M49:
            found.setdefault(int(cells[code]), []).append([cells[place] for place in places])
    return found


def _is_whole(rows: list[list[str]], size: int) -> bool:
    return len(rows) == size and not any(cell.strip() in UNKNOWN for row in rows for cell in row)


def _numbers(rows: Rows, areas: Sequence[int], file: str) -> Matrix:
    """Return a table as numbers with the axes (area, age, period)."""
    try:
        return np.array([rows[area] for area in areas], dtype=np.float64)
    except ValueError as error:
        wrong = ((area, cell) for area in areas for row in rows[area] for cell in row if plain_number(cell) is None)
        area, cell = next(wrong)
        raise InputUnreadable(file=file, value=cell, area=M49[area].iso3) from error
