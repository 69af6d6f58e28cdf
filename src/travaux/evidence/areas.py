"""Areas by M49 and ISO 3166, with the years in which each code was in use, and the groups in which they are reported.

Facts of the United Nations' standard M49 and of ISO 3166-1. A code that lapsed stays known: older editions speak of it.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files

from travaux.refusal import Unknown

REGIONS = {
    "002": ("Africa", ("015", "014", "017", "018", "011")),
    "019": ("Americas", ("029", "013", "005", "021")),
    "142": ("Asia", ("143", "030", "035", "034", "145")),
    "150": ("Europe", ("151", "154", "039", "155")),
    "009": ("Oceania", ("053", "054", "057", "061")),
    "202": ("Sub-Saharan Africa", ("014", "017", "018", "011")),
    "419": ("Latin America and the Caribbean", ("029", "013", "005")),
}
SUBREGIONS = {
    "015": "Northern Africa",
    "014": "Eastern Africa",
    "017": "Middle Africa",
    "018": "Southern Africa",
    "011": "Western Africa",
    "029": "Caribbean",
    "013": "Central America",
    "005": "South America",
    "021": "Northern America",
    "143": "Central Asia",
    "030": "Eastern Asia",
    "035": "South-eastern Asia",
    "034": "Southern Asia",
    "145": "Western Asia",
    "151": "Eastern Europe",
    "154": "Northern Europe",
    "039": "Southern Europe",
    "155": "Western Europe",
    "053": "Australia and New Zealand",
    "054": "Melanesia",
    "057": "Micronesia",
    "061": "Polynesia",
}
GROUPS = {
    "LDC": "Least developed countries",
    "LLDC": "Landlocked developing countries",
    "SIDS": "Small island developing States",
}


class NoSuchArea(Unknown):
    """No area has that code, or none had it in that year."""

    asked = "You asked for the area “{code}”{when}."
    because = "M49 and ISO 3166 know no such area{hint}."
    remedy = "Give a code of two or three letters (ISO 3166) or of three digits (M49)."


@dataclass(frozen=True, slots=True)
class Area:
    """An area of M49: its codes, its name, the first and last year of its code where they are known, and its groups."""

    iso3: str
    m49: int
    name: str
    begins: int | None
    ends: int | None
    groups: frozenset[str]

    def stood_in(self, year: int) -> bool:
        """Whether the code was in use in `year`."""
        return (self.begins or year) <= year <= (self.ends or year)


def _rows() -> list[dict[str, str]]:
    text = (files("travaux.evidence") / "library" / "areas.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _read(rows: list[dict[str, str]]) -> dict[str, Area]:
    return {
        row["iso3"]: Area(
            iso3=row["iso3"],
            m49=int(row["m49"]),
            name=row["name"],
            begins=int(row["begins"]) if row["begins"] else None,
            ends=int(row["ends"]) if row["ends"] else None,
            groups=frozenset([*row["groups"].split(), *_around(row["subregion"])]),
        )
        for row in rows
    }


def _around(subregion: str) -> list[str]:
    return [subregion, *(code for code, (_, parts) in REGIONS.items() if subregion in parts)]


_ROWS = _rows()
ISO = _read(_ROWS)
"""Every area by its code of three letters."""

M49 = {area.m49: area for area in ISO.values()}
"""Every area by its number."""

NOT_TOLD_APART = "NA"
"""The code of two letters that tables have for Namibia and for what is not available: it is not guessed."""

TWO = {row["iso2"]: ISO[row["iso3"]] for row in _ROWS if row["iso2"] not in {"", NOT_TOLD_APART}}
"""Areas by their codes of two letters; the European Union writes two of them otherwise."""

AREAS = {
    **ISO,
    **TWO,
    "EL": ISO["GRC"],
    "UK": ISO["GBR"],
    **{form: area for area in ISO.values() for form in (str(area.m49), f"{area.m49:03}")},
}
"""Every area by each way of writing its code."""


def area(code: str, *, year: int | None = None) -> Area:
    """Return the area with a code of ISO or M49, or raise NoSuchArea; with `year`, only if the code was in use then."""
    found = AREAS.get(code.strip().upper())
    if found is None:
        raise NoSuchArea(code=code, when="", hint="")
    if year is not None and not found.stood_in(year):
        span = f"{found.begins or '…'} to {found.ends or '…'}"
        raise NoSuchArea(code=code, when=f" in {year}", hint=f" then: {found.name} stood from {span}")
    return found


def members(group: str, *, year: int | None = None) -> tuple[Area, ...]:
    """Return the areas of a group (a code of M49 such as `150`, or LDC, LLDC, SIDS) that stand in `year`, or today."""
    return tuple(
        each
        for each in ISO.values()
        if group in each.groups and (each.stood_in(year) if year is not None else each.ends is None)
    )
