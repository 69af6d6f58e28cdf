"""Demographic accounting: the two stock tables of a period, brought to what migration alone must explain."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from travaux.evidence.balance import SAME, Margins, MarginsCannotBeMet, fit
from travaux.evidence.stocks import Matrix, named
from travaux.refusal import Invalid

SHARE = 1e-6


class Closure(StrEnum):
    """What becomes of people who are in one table and not in the other, by birthplace."""

    CLOSED = "closed"
    OPEN = "open"
    OPEN_2013 = "open-2013"


class MoreDiedThanLived(Invalid):
    """More people are said to have died than lived there."""

    asked = "You asked for flows between two stocks, births and deaths taken into account."
    because = "More people died than lived in {areas} at the start."
    rule = "Deaths are taken from the stock at the start (Abel 2013)."
    remedy = "Look whether deaths and stocks are in the same unit and of the same areas."


class MoreBornThanLive(Invalid):
    """More people are said to have been born than live there afterwards."""

    asked = "You asked for flows between two stocks, births and deaths taken into account."
    because = "More people were born than live in {areas} at the end."
    rule = "Births are taken from the stock at the end (Abel 2013)."
    remedy = "Look whether births and stocks are in the same unit and of the same areas."


class NobodyToBalance(Invalid):
    """The difference between the two tables is greater than the native-born on whom it would fall."""

    asked = "You asked for flows in a closed world."
    because = "The two stocks differ by {gap} beyond births and deaths, more than live where they were born."
    remedy = "Look whether both tables are in the same unit and of the same areas, or ask for the open account."


@dataclass(frozen=True, slots=True, eq=False)
class Demography:
    """What is known of a period: stocks at its start and end (rows birthplace, columns residence), births, deaths.

    `births` has one number for each area; `deaths` one, or a table like the stocks. Persons.
    """

    areas: tuple[str, ...]
    start: Matrix
    end: Matrix
    births: Matrix
    deaths: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """Two tables whose difference is migration: `start` after deaths, `end` before births, and what was adjusted.

    `left` and `came` are the people who left the areas of the table or came from elsewhere, in an open account.
    """

    areas: tuple[str, ...]
    start: Matrix
    end: Matrix
    left: Matrix
    came: Matrix
    notes: tuple[str, ...] = ()


def account(known: Demography, closure: Closure = Closure.CLOSED) -> Account:
    """Take deaths from the stock at the start and births from that at the end; bring birthplaces to the same totals.

    Closed (Abel & Sander 2014, Science 343; Abel & Cohen 2019, Scientific Data 6): a gap between the world's totals
    falls on the native-born, half on each table; then both tables are fitted to the mean of their birthplace totals,
    residence totals kept. Open (Abel 2013, Demographic Research 28): what is too much of a birthplace in one table left
    the areas, or came from elsewhere.
    Raises MoreDiedThanLived, MoreBornThanLive, NobodyToBalance, MarginsCannotBeMet.
    """
    notes: list[str] = []
    start, end = known.start, known.end
    if closure is Closure.CLOSED:
        start, end = _same_world(known, notes)
    start = start - _deaths(known, start)
    end = end - _births(known, end)
    if closure is Closure.CLOSED:
        return _closed(known.areas, start, end, notes)
    return _open(known.areas, start, end, spread_own=closure is Closure.OPEN_2013)


def _same_world(known: Demography, notes: list[str]) -> tuple[Matrix, Matrix]:
    """Put half of the gap between the totals of the two tables on the native-born of each."""
    change = float(known.end.sum() - known.start.sum())
    gap = float(known.births.sum() - known.deaths.sum()) - change
    if abs(gap) <= SAME * float(known.start.sum()):
        return known.start, known.end
    half, start, end = gap / 2, known.start.copy(), known.end.copy()
    for table, share in ((start, -half), (end, half)):
        natives = np.diagonal(table).copy()
        if natives.sum() <= max(0.0, -share):
            raise NobodyToBalance(gap=f"{abs(gap):,.6g}")
        np.fill_diagonal(table, natives * (1 + share / natives.sum()))
    notes.append(
        f"the stocks change by {change:,.6g}, births less deaths by {change + gap:,.6g}: "
        f"half of the gap of {gap:,.6g} was put on the native-born of each table"
    )
    return start, end


def _deaths(known: Demography, start: Matrix) -> Matrix:
    """Return deaths by birthplace and residence: as given, or in proportion to who lives there."""
    deaths = known.deaths
    if deaths.ndim == 1:
        living = start.sum(axis=0)
        if (lacking := np.flatnonzero(deaths > living)).size:
            raise MoreDiedThanLived(areas=named(known.areas[place] for place in lacking))
        deaths = start * np.divide(deaths, living, out=np.zeros_like(living), where=living > 0)
    if (lacking := np.flatnonzero((deaths > start * (1 + SAME)).any(axis=0))).size:
        raise MoreDiedThanLived(areas=named(known.areas[place] for place in lacking))
    return deaths


def _births(known: Demography, end: Matrix) -> Matrix:
    """Return births by birthplace and residence: native, but where more were born than natives live, in proportion."""
    living = end.sum(axis=0)
    if (lacking := np.flatnonzero(known.births > living)).size:
        raise MoreBornThanLive(areas=named(known.areas[place] for place in lacking))
    births = np.diag(known.births)
    for place in np.flatnonzero(known.births > np.diagonal(end)):
        births[:, place] = end[:, place] * (known.births[place] / living[place])
    return births


def _closed(areas: tuple[str, ...], start: Matrix, end: Matrix, notes: list[str]) -> Account:
    first, last = start.sum(axis=1), end.sum(axis=1)
    gap = np.abs(first - last)
    nothing = np.zeros_like(start)
    if np.all(gap <= SAME * np.maximum(first, 1.0)):
        return Account(areas, start, end, nothing, nothing, tuple(notes))
    widest = int(np.argmax(gap))
    notes.append(
        f"the totals of {int((gap > SAME * np.maximum(first, 1.0)).sum())} birthplaces differ between the tables "
        f"(most of all {areas[widest]}: {first[widest]:,.6g} and {last[widest]:,.6g}): both tables were fitted to the "
        "mean, residence totals kept"
    )
    wanted = _reachable(areas, (start, end), (first + last) / 2, notes)
    tables = [
        fit(table, Margins(wanted, table.sum(axis=0), areas, areas, what))
        for table, what in ((start, "stock at the start, after deaths"), (end, "stock at the end, before births"))
    ]
    return Account(areas, tables[0], tables[1], nothing, nothing, tuple(notes))


def _reachable(areas: tuple[str, ...], tables: tuple[Matrix, Matrix], wanted: Matrix, notes: list[str]) -> Matrix:
    """Raise the total of birthplaces whose own area has no foreign-born and holds more than that total; say so.

    All residents of such an area were born there, so that the birthplace cannot have fewer people than live there;
    what it lacks is taken from the other birthplaces in proportion.
    """
    least = np.zeros_like(wanted)
    for table in tables:
        alone = ((table > 0).sum(axis=0) == 1) & (np.diagonal(table) > 0)
        least = np.maximum(least, np.where(alone, table.sum(axis=0), 0.0))
    short = np.flatnonzero(least > wanted * (1 + SAME))
    if not short.size:
        return wanted
    lacking = float((least - wanted)[short].sum())
    raised = np.where(least > wanted * (1 + SAME), least, 0.0)
    others = wanted.sum() - wanted[short].sum()
    if lacking >= others:
        names = named(f"born in {areas[place]}" for place in short)
        raise MarginsCannotBeMet(
            what="birthplaces", areas=names, wanted=f"{least[short].sum():,.6g}", most=f"{wanted.sum():,.6g}"
        )
    notes.append(
        f"{named(areas[place] for place in short)} cannot have fewer native-born than live there without any "
        f"foreign-born: raised by {lacking:,.6g}, taken from the other birthplaces in proportion"
    )
    return np.where(raised > 0, raised, wanted * (1 - lacking / others))


def _open(areas: tuple[str, ...], start: Matrix, end: Matrix, *, spread_own: bool) -> Account:
    """Let what is too much of a birthplace leave the areas (start) or come from elsewhere (end).

    Who left is spread over residences as the other table is (2014), or as the same table is (2013).
    """
    first, last = start.sum(axis=1), end.sum(axis=1)
    left_like, came_like = (start, end) if spread_own else (end, start)
    left = _spread(np.maximum(first - last, 0.0), left_like, start)
    came = _spread(np.maximum(last - first, 0.0), came_like, end)
    notes = []
    if float(left.sum() + came.sum()) > SAME * float(first.sum()):
        notes.append(f"{left.sum():,.6g} left for places outside the table, {came.sum():,.6g} came from there")
    if (left > start * (1 + SAME)).any() or (came > end * (1 + SAME)).any():
        notes.append("in some cells more left or came than lived there: stayers are negative there, flows are not")
    return Account(areas, start - left, end - came, left, came, tuple(notes))


def _spread(numbers: Matrix, like: Matrix, own: Matrix) -> Matrix:
    """Spread a number of each birthplace over residences as `like` is; as `own` where nobody is left in `like`."""
    like = np.where(like.sum(axis=1, keepdims=True) > 0, like, own)
    total = like.sum(axis=1)
    spread: Matrix = like * np.divide(numbers, total, out=np.zeros_like(total), where=total > 0)[:, None]
    return spread
