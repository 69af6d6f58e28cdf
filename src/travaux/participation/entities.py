"""Who takes part: States, observers, organizations, groups, with their names in six languages, dated, with source.

The tables beside this file (`library/`) hold facts: `entities.csv` (key, kind, ISO 3166 and M49 codes, member since),
`names.csv` (short, formal, former and other names), `members.csv` (who belongs to which group, since when, until when),
`sources.toml` (what stands behind a row). A year or month alone is the whole of it: until 2011 is until its last day.
A State's key is its ISO code of three letters; areas of M49 that are no entities are in `travaux.evidence.areas`.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from travaux.refusal import Unknown

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
REGIONAL = ("AG", "APG", "EEG", "GRULAC", "WEOG")
STATUSES = ("LDC", "LLDC", "SIDS")
KINDS: Mapping[str, str] = {
    "state": "Member State",
    "observer_state": "Non-member State with a standing invitation as observer",
    "associated_state": "Associate member of regional commissions",
    "observer": "Entity with a standing invitation as observer",
    "un": "United Nations system",
    "specialized_agency": "Specialized agency",
    "regional_commission": "Regional commission",
    "igo": "Intergovernmental organization",
    "group": "Group of States",
    "constituency": "Constituency of organizations",
    "nhri_a": "National human rights institution, status A",
    "nhri_b": "National human rights institution, status B",
    "nhri_network": "Network of national human rights institutions",
    "consultative": "Non-governmental organization in consultative status",
    "civil_society": "Civil society organization",
    "academia": "Academic institution",
    "private": "Private sector",
    "diaspora": "Diaspora or migrant organization",
    "parliament": "Parliament",
    "local": "Local authority or network of such",
    "new": "Not in the library",
}
"""Every kind of entity, in the words of the field; the library holds what is public and steady, a site adds its own."""


class NoSuchEntity(Unknown):
    """The library holds no such entity."""

    asked = "You asked for the entity “{key}”."
    because = "The library holds none with that key, code or name."
    remedy = "Look at `travaux entities list`, or let `travaux entities resolve` read the name."


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a language (nothing: in any), its kind (short, formal, former, alias), when it held, and its source."""

    language: str
    kind: str
    words: str
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of a group: when it came and when it left, where that is known, and the source."""

    group: str
    member: str
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One that takes part: its key, kind, codes (ISO of two letters, M49), the year of admission, and all its names."""

    key: str
    kind: str
    iso2: str = ""
    m49: str = ""
    since: str = ""
    names: tuple[Name, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The short name in English."""
        return self.called("en")

    def called(self, language: str, *, formal: bool = False, on: date | None = None) -> str:
        """Return the name in a language, or in English where there is none; `on` a day, the name that it then bore."""
        kinds = ("formal", "short") if formal else ("short",)
        for tongue in (language, "en"):
            former = [each for each in self.names if each.language == tongue and each.kind == "former"]
            then = [each for each in former if on is not None and each.since and held(each.since, each.until, on)]
            if then and not formal:
                return then[0].words
            for kind in kinds:
                for each in self.names:
                    if (each.language, each.kind) == (tongue, kind):
                        return each.words
        return self.key


def first_day(said: str) -> date:
    """Return the first day of a date that may be a year or a month alone."""
    year, month, day = (*map(int, said.split("-")), 1, 1)[:3]
    return date(year, month, day)


def day_after(said: str) -> date:
    """Return the first day on which what ended so no longer held: the date, or what follows a year or month alone."""
    parts = [*map(int, said.split("-"))]
    if len(parts) == 1:
        return date(parts[0] + 1, 1, 1)
    if len(parts) == 2:  # noqa: PLR2004 - a year and a month
        return date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
    return first_day(said)


def held(since: str, until: str, on: date) -> bool:
    """Whether what began and ended on such dates held on a day; a whole date of ending is the first day without."""
    return (not since or first_day(since) <= on) and (not until or on < day_after(until))


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("travaux.participation") / "library" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def library() -> Mapping[str, Entity]:
    """Return every entity of the library by its key."""
    names: dict[str, list[Name]] = defaultdict(list)
    for row in _rows("names.csv"):
        names[row["key"]].append(
            Name(row["language"], row["kind"], row["name"], row["since"], row["until"], row["source"])
        )
    return {
        row["key"]: Entity(row["key"], row["kind"], row["iso2"], row["m49"], row["since"], tuple(names[row["key"]]))
        for row in _rows("entities.csv")
    }


@cache
def memberships() -> tuple[Membership, ...]:
    """Return every membership in a group that the library holds."""
    return tuple(Membership(**row) for row in _rows("members.csv"))


@cache
def sources() -> Mapping[str, str]:
    """Return what stands behind the rows, by the word with which they name it."""
    text = (files("travaux.participation") / "library" / "sources.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def entity(said: str) -> Entity:
    """Return the entity with a key or a code of ISO or M49; raises NoSuchEntity."""
    wanted = said.strip().upper()
    for each in library().values():
        if wanted and wanted in (each.key.upper(), each.iso2, each.m49):
            return each
    raise NoSuchEntity(key=said)


def states() -> tuple[Entity, ...]:
    """Return the Member States."""
    return tuple(each for each in library().values() if each.kind == "state")


def members(group: str, *, on: date) -> tuple[str, ...]:
    """Return who belongs to a group on a day, by key; nobody where a group does not publish its members."""
    entity(group)
    return tuple(sorted(m.member for m in memberships() if m.group == group and held(m.since, m.until, on)))


def groups_of(key: str, *, on: date) -> tuple[str, ...]:
    """Return the groups (regional groups and statuses with them) to which an entity belongs on a day."""
    return tuple(sorted(m.group for m in memberships() if m.member == key and held(m.since, m.until, on)))
