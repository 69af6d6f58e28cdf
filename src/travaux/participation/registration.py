"""Many people registered at once: each bad row named with its reason, doubles for a person to look at, caps kept.

A row is never mended in silence and never dropped: it is good, or it says what is wrong, in which column. The same
person under two spellings is a question for a human being, not a merge.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

_ADDRESS = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,190}")
_WORDS = re.compile(r"[^\W\d_]+")
ALIKE = 86
LONG = 200
NAME, GIVEN, FAMILY, EMAIL, ENTITY, ROLE = "name", "given", "family", "email", "entity", "role"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is asked of rows: columns that must be filled, entities that are known, the one whose focal point hands in.

    `roles` are the roles of the process; `singular` those that an entity has once (head of delegation); `choices` the
    values that other columns may have.
    """

    required: tuple[str, ...] = (GIVEN, FAMILY, EMAIL, ENTITY, ROLE)
    entities: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    singular: frozenset[str] = frozenset()
    focal_of: str = ""
    choices: Mapping[str, frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its number as a spreadsheet has it (the head is 1), the column, and why, by a code."""

    row: int
    column: str
    reason: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """Two rows, or a row and one registered before (`other` is then its key), that may be one person; why."""

    row: int
    other: str
    reason: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a sheet: the rows that are good, what is wrong with the others, and who may be there twice."""

    good: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...]
    doubles: tuple[Double, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """One who is registered already, with the key by which the register knows them."""

    key: str
    name: str
    email: str = ""


def checked(rows: Sequence[Mapping[str, str]], sheet: Sheet, known: Iterable[Known] = ()) -> Checked:
    """Check every row of a sheet; a row that may be a double is good, and is shown for review beside it."""
    numbered = [(place, _trimmed(row)) for place, row in enumerate(rows, start=2)]
    problems = [problem for place, row in numbered for problem in _problems(place, row, sheet)]
    problems += _again(numbered, sheet)
    bad = {problem.row for problem in problems}
    good = tuple((place, row) for place, row in numbered if place not in bad)
    return Checked(good, tuple(sorted(problems, key=lambda each: (each.row, each.column))), _doubles(good, known))


def _trimmed(row: Mapping[str, str]) -> Mapping[str, str]:
    return {column.strip().casefold(): " ".join(str(value or "").split()) for column, value in row.items() if column}


def _problems(place: int, row: Mapping[str, str], sheet: Sheet) -> Iterator[Problem]:
    for column in sheet.required:
        if not row.get(column):
            yield Problem(place, column, "missing")
    for column, value in row.items():
        if len(value) > LONG:
            yield Problem(place, column, "too long", value[:20])
        elif not value.isprintable():
            yield Problem(place, column, "signs that cannot be printed", repr(value[:20]))
    if (email := row.get(EMAIL)) and not _ADDRESS.fullmatch(email):
        yield Problem(place, EMAIL, "not an address", email)
    yield from _unknown(place, row, sheet)


def _unknown(place: int, row: Mapping[str, str], sheet: Sheet) -> Iterator[Problem]:
    choices = {ENTITY: sheet.entities, ROLE: sheet.roles, **(sheet.choices or {})}
    for column, allowed in choices.items():
        value = row.get(column)
        if value and allowed and value not in allowed:
            yield Problem(place, column, "not one of the choices", value)
    if sheet.focal_of and row.get(ENTITY) not in (None, "", sheet.focal_of):
        yield Problem(place, ENTITY, "another entity's person", row[ENTITY])


def _again(numbered: Iterable[tuple[int, Mapping[str, str]]], sheet: Sheet) -> Iterator[Problem]:
    """Yield rows whose address was given before, and second holders of a role that an entity has once."""
    first: dict[tuple[str, str, str], int] = {}
    for place, row in numbered:
        email, role = row.get(EMAIL, "").casefold(), row.get(ROLE, "")
        if email and (before := first.setdefault((EMAIL, email, ""), place)) != place:
            yield Problem(place, EMAIL, f"the same address as row {before}", email)
        if role in sheet.singular and (before := first.setdefault((ROLE, row.get(ENTITY, ""), role), place)) != place:
            yield Problem(place, ROLE, f"the entity has one in row {before}", role)


@lru_cache(maxsize=65_536)
def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name as they are compared: without accents and case, in the alphabet's order."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return tuple(sorted(_WORDS.findall(plain.casefold())))


def alike(one: str, other: str) -> int:
    """Return how alike two names of persons are, 0 to 100, whatever the order of their words and their accents.

    A name of which the other has every word (a second given name left out) is alike from two words on.
    """
    first, second = person_words(one), person_words(other)
    fewer, more = sorted((set(first), set(second)), key=len)
    if len(fewer) > 1 and fewer <= more:
        return 100 if fewer == more else 95
    return round(fuzz.ratio(" ".join(first), " ".join(second)))


def _doubles(good: Iterable[tuple[int, Mapping[str, str]]], known: Iterable[Known]) -> tuple[Double, ...]:
    seen: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in known:
        _remember(seen, (each.key, each.name, each.email.casefold()))
    found: dict[tuple[int, str], Double] = {}
    for place, row in good:
        name, email = row.get(NAME) or f"{row.get(GIVEN, '')} {row.get(FAMILY, '')}", row.get(EMAIL, "").casefold()
        for key, before, address in dict.fromkeys(one for block in _blocks(name, email) for one in seen[block]):
            like = alike(name, before)
            if email and email == address:
                found[place, key] = Double(place, key, "the same address", like)
            elif like >= ALIKE:
                found[place, key] = Double(place, key, "names alike", like)
        _remember(seen, (f"row {place}", name, email))
    return tuple(found.values())


def _remember(seen: dict[str, list[tuple[str, str, str]]], one: tuple[str, str, str]) -> None:
    for block in _blocks(one[1], one[2]):
        seen[block].append(one)


def _blocks(name: str, email: str) -> frozenset[str]:
    """Return the bins in which a person is looked for: the address, and how words begin and end, by three letters."""
    words = person_words(name)
    return frozenset([f"@{email}"] * bool(email) + [word[:3] for word in words] + [f"-{word[-3:]}" for word in words])


@dataclass(frozen=True, slots=True)
class Applicant:
    """One who wants a seat: a key, the entity, the category, and the place in the order of application."""

    key: str
    entity: str
    category: str
    order: int


@dataclass(frozen=True, slots=True)
class Seated:
    """Who has a seat and who waits, in order; `why` says by which cap each of the latter waits."""

    seated: tuple[str, ...]
    waiting: tuple[str, ...]
    why: Mapping[str, str]


def seated(
    applicants: Iterable[Applicant], *, by_entity: Mapping[str, int], by_category: Mapping[str, int], all_: int | None
) -> Seated:
    """Give seats in the order of application within the caps; caps are by category of entity, by category, and of all.

    `by_entity` maps a category to how many each entity of it may seat. When a seat falls free, ask again: who waited
    first comes first.
    """
    of_entity: Counter[tuple[str, str]] = Counter()
    of_category: Counter[str] = Counter()
    have: list[str] = []
    why: dict[str, str] = {}
    for one in sorted(applicants, key=lambda each: (each.order, each.key)):
        pair = (one.category, one.entity)
        if of_entity[pair] >= by_entity.get(one.category, of_entity[pair] + 1):
            why[one.key] = "entity"
        elif of_category[one.category] >= by_category.get(one.category, of_category[one.category] + 1):
            why[one.key] = "category"
        elif all_ is not None and len(have) >= all_:
            why[one.key] = "all"
        else:
            of_entity[pair] += 1
            of_category[one.category] += 1
            have.append(one.key)
    return Seated(tuple(have), tuple(why), why)
