"""The concordance table of two texts: where every paragraph of the new one comes from, what became of the old ones.

As secretariats make it by hand for a revised negotiating text (UNFCCC document AWGLCA/2009/INF.2/Add.1): new number,
contributors, original numbers, what happened and why.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import LCSseq

from travaux.text.alignment import Link
from travaux.text.provision import Kind
from travaux.text.units import Unit
from travaux.words.bare import bare

Names = tuple[Sequence[str], Sequence[str]]


class Became(StrEnum):
    """What became of a paragraph that has no counterpart."""

    NEW = "new"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the words of a paragraph went into another: of the old one's words, and of the new one's, 0 to 1."""

    old: int
    new: int
    of_old: float
    of_new: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: paragraphs by their places from 0, what became of them, and who asked for it and why."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    became: str
    moved: bool = False
    shares: tuple[Share, ...] = ()
    contributors: tuple[str, ...] = ()
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the words of two texts do not tell of a paragraph of the new one: who asked for it, and why it is so."""

    contributors: tuple[str, ...] = ()
    rationale: str = ""


def rows(
    old: Sequence[Unit], new: Sequence[Unit], links: Iterable[Link], known: Mapping[int, Known] | None = None
) -> list[Row]:
    """Return the table in the order of the new text; what was struck stands after what it followed in the old."""
    linked = {link.new[0]: link for link in links}
    gone = _struck_after(len(old), linked.values())
    found = [Row((i,), (), Became.STRUCK) for i in gone.get(-1, ())]
    others = {j for link in linked.values() for j in link.new[1:]}
    for j in range(len(new)):
        link = linked.get(j)
        if j not in others:
            told = (known or {}).get(j, Known())
            found.append(_row(link, old, new, told) if link else _new(j, told))
        for i in link.old if link else ():
            found += [Row((k,), (), Became.STRUCK) for k in gone.get(i, ())]
    return found


def _new(j: int, told: Known) -> Row:
    return Row((), (j,), Became.NEW, contributors=told.contributors, rationale=told.rationale)


def _row(link: Link, old: Sequence[Unit], new: Sequence[Unit], told: Known) -> Row:
    shares = tuple(_share(i, j, old[i].text, new[j].text) for i in link.old for j in link.new)
    return Row(link.old, link.new, link.change, link.moved, shares, told.contributors, told.rationale)


def _struck_after(many: int, links: Iterable[Link]) -> dict[int, list[int]]:
    kept = {i for link in links for i in link.old}
    found: dict[int, list[int]] = {}
    last = -1
    for i in range(many):
        if i in kept:
            last = i
        else:
            found.setdefault(last, []).append(i)
    return found


def _share(i: int, j: int, old: str, new: str) -> Share:
    before, after = bare(old), bare(new)
    common = LCSseq.similarity(before, after)
    return Share(i, j, round(common / (len(before) or 1), 3), round(common / (len(after) or 1), 3))


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_FIRST = ("a", "i", "1", "\u0430", "\u0623", "\u0627", "\u4e00")  # and the first letters of Russian, Arabic, Chinese


def labels(units: Sequence[Unit]) -> list[str]:
    """Return what the table calls each paragraph: 3; 3 (a); 3 (a) (i); one without a number by its kind and rank."""
    found: list[str] = []
    path: list[str] = []
    counts: dict[str, int] = {}
    for unit in units:
        if unit.number:
            path = _path(path, unit)
            found.append(" ".join(path))
            continue
        counts[unit.kind] = rank = counts.get(unit.kind, 0) + 1
        found.append(f"{unit.kind} {rank}")
        if unit.kind in (Kind.HEADING, Kind.ANNEX):
            path = []
    return found


def _path(path: Sequence[str], unit: Unit) -> list[str]:
    """Return the numbers that lead to a paragraph, from those that lead to the one before."""
    number = unit.number
    if unit.kind != Kind.SUBPARAGRAPH or not path:
        return [number]
    if _follows(path[-1], number):
        return [*path[:-1], number]
    if len(path) == 1 or (len(path) == 2 and _letters(number) in _FIRST):  # noqa: PLR2004 - 3 (a) opens a list of (i)
        return [*path, number]
    return [path[0], number]


def _letters(number: str) -> str:
    return number.strip("()\uff08\uff09")


def _follows(before: str, after: str) -> bool:
    """Whether a letter follows another in its alphabet, or a Roman number another."""
    one, other = _letters(before), _letters(after)
    if (one, other) in pairwise(_ROMAN):
        return True
    return len(one) == len(other) == 1 and ord(other) - ord(one) == 1


HEAD = (
    *("new number", "contributors", "original numbers", "what became", "moved"),
    *("share of the original kept", "share of the new that is original", "rationale", "new text", "original text"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cells(row: Row, old: Sequence[Unit], new: Sequence[Unit], names: Names) -> tuple[str, ...]:
    """Return a row as words, in the order of HEAD; `names` are the labels of both texts."""
    return (
        "; ".join(names[1][j] for j in row.new),
        "; ".join(row.contributors),
        "; ".join(names[0][i] for i in row.old),
        row.became.replace("_", " and "),
        "yes" if row.moved else "",
        "; ".join(f"{share.of_old:.0%}" for share in row.shares),
        "; ".join(f"{share.of_new:.0%}" for share in row.shares),
        row.rationale,
        "\n".join(new[j].text for j in row.new),
        "\n".join(old[i].text for i in row.old),
    )


def as_csv(table: Iterable[Sequence[str]]) -> str:
    """Return rows of words as CSV; one that a spreadsheet would take for a formula is marked as words."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([_harmless(cell) for cell in row] for row in table)
    return sink.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \n\u00a0").startswith(_FORMULA) else cell


def as_data(table: Iterable[Row], old: Sequence[Unit], new: Sequence[Unit], names: Names) -> Iterator[dict[str, Any]]:
    """Return rows as JSON has them."""
    for row in table:
        yield {
            "new": [_named(j, new, names[1]) for j in row.new],
            "contributors": list(row.contributors),
            "old": [_named(i, old, names[0]) for i in row.old],
            "became": row.became,
            "moved": row.moved,
            "shares": [{"old": s.old, "new": s.new, "of_old": s.of_old, "of_new": s.of_new} for s in row.shares],
            "rationale": row.rationale,
        }


def _named(place: int, units: Sequence[Unit], names: Sequence[str]) -> dict[str, Any]:
    return {"index": place, "id": units[place].id, "number": names[place], "text": units[place].text}
