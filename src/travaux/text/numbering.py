"""Printed numbers, computed from a convention that is data; a number is never an identity.

Once a version has been circulated its numbers are kept: a paragraph added between two of them bears the number of
the one before it with *bis*, *ter* and so on, an alternative to a paragraph bears *alt*. Practice differs on which
mark says which, so the marks belong to the convention.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from travaux.text.provision import Kind

LATIN = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"),
    *("undecies", "duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies"),
    *("octodecies", "novodecies", "vicies"),
)
AGAIN = rf"(?:\s?(?:{'|'.join(LATIN)}|alt\.?(?:[ \u00a0]\d{{1,2}})?)){{0,2}}"
"""What may stand behind a printed number, as an expression: 3 bis, 3 ter alt, 3 alt 2."""


@dataclass(frozen=True, slots=True)
class Series:
    """How one or more kinds are counted together.

    `pattern` may hold `{n}` (1, 2, …), `{a}` (a, b, … aa), `{r}` (i, ii, …) and `{parent}`, the number of the paragraph
    above. The count starts anew after each provision whose kind is in `restarts_at`; `parents` are the kinds above.
    """

    kinds: frozenset[Kind]
    pattern: str
    restarts_at: frozenset[Kind] = frozenset()
    parents: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Convention:
    """How a text is numbered; kinds in no series bear no number."""

    key: str
    series: tuple[Series, ...]
    added: tuple[str, ...] = LATIN
    alternative: tuple[str, ...] = ("alt", *(f"alt {n}" for n in range(2, 21)))
    ahead: str = "ante"


@dataclass(frozen=True, slots=True)
class Place:
    """A provision in reading order: its kind, the number that it was circulated under, whether it is an alternative."""

    kind: Kind
    kept: str = ""
    is_alternative: bool = False


_PARAGRAPHS = frozenset({Kind.CHAPEAU, Kind.PRINCIPLE, Kind.COMMITMENT, Kind.OPERATIVE})
_SUB = frozenset({Kind.ACTION, Kind.SUBPARAGRAPH})
_BELOW = (
    Series(_SUB, "{parent} ({a})", restarts_at=_PARAGRAPHS | {Kind.OBJECTIVE, Kind.HEADING}, parents=_PARAGRAPHS),
    Series(frozenset({Kind.ITEM}), "{parent} ({r})", restarts_at=_PARAGRAPHS | _SUB, parents=_PARAGRAPHS | _SUB),
    Series(frozenset({Kind.ANNEX}), "Annex {r}"),
    Series(frozenset({Kind.FOOTNOTE}), "Footnote {n}"),
)
COMPACT = Convention(
    "compact",
    (Series(_PARAGRAPHS, "{n}"), Series(frozenset({Kind.OBJECTIVE}), "Objective {n}."), *_BELOW),
)
RESOLUTION = Convention(
    "resolution",
    (Series(frozenset({Kind.PREAMBULAR}), "PP{n}"), Series(_PARAGRAPHS, "{n}", frozenset({Kind.ANNEX})), *_BELOW),
)
SECTIONS = Convention(
    "sections",
    (Series(_PARAGRAPHS, "{n}", restarts_at=frozenset({Kind.HEADING, Kind.OBJECTIVE, Kind.ANNEX})), *_BELOW),
)
CONVENTIONS: Mapping[str, Convention] = {each.key: each for each in (COMPACT, RESOLUTION, SECTIONS)}
MARKS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "bis-added": (LATIN, ("alt", *(f"alt {n}" for n in range(2, 21)))),
    "bis-alternative": (tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), LATIN),
}
"""Which marks an added paragraph bears, and which an alternative, by what the process file says that *bis* marks."""


def convention(key: str, marks: str = "bis-added") -> Convention:
    """Return the convention with `key`, with the marks that a process uses."""
    added, alternative = MARKS[marks]
    return replace(CONVENTIONS[key], added=added, alternative=alternative)


@dataclass(slots=True)
class _Count:
    """The state of one series between two restarts."""

    has_kept: bool = False
    ordinal: int = 0
    last: str = ""
    marks: dict[str, int] = field(default_factory=dict)
    taken: Mapping[str, int] = field(default_factory=dict)


def numbered(places: Sequence[Place], convention: Convention) -> list[str]:
    """Return the printed number of each place, empty where its kind bears none."""
    by_kind = {kind: series for series in convention.series for kind in series.kinds}
    taken = _taken(places, convention)
    counts = {id(series): _Count(taken=taken) for series in convention.series}
    scopes = _scopes_with_kept(places, convention)
    above: dict[Kind, str] = {}
    numbers = []
    for position, place in enumerate(places):
        _restart(counts, convention, place.kind)
        series = by_kind.get(place.kind)
        number = ""
        if series is not None:
            counts[id(series)].has_kept = position in scopes
            number = _number(series, counts[id(series)], place, convention, _parent(above, series))
        above = _below(above, place.kind, number)
        numbers.append(number)
    return numbers


def _restart(counts: dict[int, _Count], convention: Convention, kind: Kind) -> None:
    for series in convention.series:
        if kind in series.restarts_at:
            counts[id(series)] = _Count(taken=counts[id(series)].taken)


def _scopes_with_kept(places: Sequence[Place], convention: Convention) -> set[int]:
    """Return the positions that are counted in a scope in which at least one number was circulated before."""
    found: set[int] = set()
    for series in convention.series:
        scope: list[int] = []
        for position, place in enumerate(places):
            if place.kind in series.restarts_at:
                found |= _kept(scope, places)
                scope = []
            if place.kind in series.kinds:
                scope.append(position)
        found |= _kept(scope, places)
    return found


def _kept(scope: Iterable[int], places: Sequence[Place]) -> set[int]:
    positions = set(scope)
    return positions if any(places[position].kept for position in positions) else set()


def _number(series: Series, count: _Count, place: Place, convention: Convention, parent: str) -> str:
    if place.kept:
        count.last = _parted(place.kept, convention)[0]
        return place.kept
    if count.has_kept and not count.last:
        return _marked(count, "", _fresh(series, 1, parent), (convention.ahead,))
    if count.last and (count.has_kept or place.is_alternative):
        marks = convention.alternative if place.is_alternative else convention.added
        return _marked(count, count.last, count.last, marks)
    count.ordinal += 1
    count.last = _fresh(series, count.ordinal, parent)
    return count.last


def _parted(kept: str, convention: Convention) -> tuple[str, str, int]:
    """Part a number that was circulated: “3 ter” into “3”, its first mark “bis”, and 2; without a mark it is whole."""
    full_stop = "." if kept.endswith(".") else ""
    bare = kept.removesuffix(".")
    for marks in (convention.added, convention.alternative):
        given = [(bare.removesuffix(f" {mark}"), i) for i, mark in enumerate(marks, 1) if bare.endswith(f" {mark}")]
        if given:
            number, rank = min(given, key=lambda each: len(each[0]))
            return f"{number}{full_stop}", marks[0], rank
    return kept, "", 0


def _taken(places: Iterable[Place], convention: Convention) -> dict[str, int]:
    """Return how many marks behind each number were circulated before: they are given to no other paragraph."""
    found: dict[str, int] = {}
    for number, mark, given in (_parted(place.kept, convention) for place in places if place.kept):
        found[f"{number}|{mark}"] = max(found.get(f"{number}|{mark}", 0), given)
    return found


def _fresh(series: Series, ordinal: int, parent: str) -> str:
    return series.pattern.format(n=ordinal, a=letters(ordinal), r=roman(ordinal), parent=parent).strip()


def _marked(count: _Count, key: str, number: str, marks: Sequence[str]) -> str:
    """Return `number` with the next of `marks` that has not been given to it, before its closing full stop."""
    used = f"{key}|{marks[0]}"
    before = count.taken.get(f"{number}|{marks[0]}", 0)
    count.marks[used] = given = max(count.marks.get(used, 0), before) + 1
    mark = marks[given - 1] if given <= len(marks) else f"{marks[0]} {given}"
    return f"{number.removesuffix('.')} {mark}{'.' if number.endswith('.') else ''}"


def _parent(above: Mapping[Kind, str], series: Series) -> str:
    return next((number for kind, number in reversed(list(above.items())) if kind in series.parents), "")


def _below(above: dict[Kind, str], kind: Kind, number: str) -> dict[Kind, str]:
    """Return the numbers above the next provision, the nearest last."""
    if not number:
        return above
    return {**{other: value for other, value in above.items() if other != kind}, kind: number}


def letters(ordinal: int) -> str:
    """Return the letters of a sub-paragraph: from a to z, then aa, ab and so on."""
    text = ""
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def roman(ordinal: int) -> str:
    """Return `ordinal` in small Roman figures."""
    text = ""
    for value, figure in _ROMAN:
        times, ordinal = divmod(ordinal, value)
        text += figure * times
    return text


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
