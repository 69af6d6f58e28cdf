"""Flows from the tables of a period, by the method that is named: what was done is said with them."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from travaux.evidence.accounting import Account, Closure, Demography, account
from travaux.evidence.differencing import dennett, drop_negatives, reverse_negatives, rogers
from travaux.evidence.draws import Band, Doubt, band
from travaux.evidence.flows import WEIGHT, Flows, audit, independence, minimum, minimum_from, pseudo_bayes
from travaux.evidence.stocks import Corridors, Matrix, require_natives, same_areas, within
from travaux.refusal import Invalid


class Method(StrEnum):
    """How flows are estimated from two stocks."""

    MIN = "min"
    INDEPENDENCE = "independence"
    PSEUDOBAYES = "pseudobayes"
    DROP = "drop"
    REVERSE = "reverse"
    ROGERS = "rogers"
    DENNETT = "dennett"


DIFFERENCING = frozenset({Method.DROP, Method.REVERSE})
ACCOUNTING = frozenset({Method.MIN, Method.INDEPENDENCE, Method.PSEUDOBAYES})
WORLD = 150
"""Tables of so many areas are taken for the whole world, which nobody enters or leaves."""
ROUNDING = 1e-3
"""A gap of so much of the people is rounding or an office's revision, no migration."""


class NotOfThisMethod(Invalid):
    """Something was asked for that the method does not have."""

    asked = "You asked for {what} with the method “{method}”."
    because = "Only {methods} can do that."
    remedy = "Leave it out, or choose another method."


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a period, as they were read."""

    stock0: Corridors
    stock1: Corridors
    births: Corridors | None = None
    deaths: Corridors | None = None
    seed: Corridors | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the method, the account, the weight of the minimum, and how uncertain the stocks are.

    No `closure` is the one that the tables call for, see `closure_of`.
    """

    method: Method
    closure: Closure | None = None
    weight: float = WEIGHT
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Flows between areas, in persons a period; by type and with a band where the method has them; what was done."""

    areas: tuple[str, ...]
    flows: Matrix
    types: Flows | None
    band: Band | None
    notes: tuple[str, ...]


def estimate(tables: Tables, wanted: Wanted) -> Estimate:
    """Estimate flows. Raises what reading, balancing and the method raise; says what it balanced and left unused."""
    areas = same_areas(tables.stock0, tables.stock1)
    _refuse_unfit(tables, wanted)
    notes = [
        f"“{table.file}”: the columns {', '.join(table.unused)} were not used"
        for table in (tables.stock0, tables.stock1, tables.births, tables.deaths, tables.seed)
        if table and table.unused
    ]
    if wanted.method not in DIFFERENCING:
        require_natives(tables.stock0, tables.stock1)
    if wanted.method in ACCOUNTING:
        known = _demography(areas, tables, notes)
        if wanted.closure is None:
            wanted = replace(wanted, closure=_closure_for(known, tables, notes))
        return _accounted(known, tables.seed, wanted, notes)
    return _differenced(areas, tables, wanted.method, notes)


def _refuse_unfit(tables: Tables, wanted: Wanted) -> None:
    for asked, what, methods in (
        (tables.seed is not None, "a seed", {Method.MIN}),
        (wanted.doubt is not None, "draws", {Method.PSEUDOBAYES}),
        (wanted.closure not in {None, Closure.CLOSED}, "an open account", ACCOUNTING),
    ):
        if asked and wanted.method not in methods:
            raise NotOfThisMethod(what=what, method=wanted.method.value, methods=", ".join(sorted(methods)))


def _demography(areas: tuple[str, ...], tables: Tables, notes: list[str]) -> Demography:
    notes += [
        f"no {name} were given: taken as none"
        for given, name in ((tables.births, "births"), (tables.deaths, "deaths"))
        if given is None
    ]
    return Demography(
        areas,
        tables.stock0.matrix(areas),
        tables.stock1.matrix(areas),
        _of_residents(tables.births, tables.stock0),
        _of_residents(tables.deaths, tables.stock0),
    )


def _of_residents(vital: Corridors | None, stocks: Corridors) -> Matrix:
    """Return births or deaths: by residence, or by birthplace and residence where the table tells them apart."""
    if vital is None:
        return np.zeros(len(stocks.areas))
    numbers = within(vital, stocks)
    return numbers if vital.by_birthplace else np.diagonal(numbers).copy()


def closure_of(known: Demography) -> Closure:
    """Return the account that the tables call for: open where people must have come from outside the table, or left.

    Closed where births less deaths make up the change, or where the table is the whole world (Abel & Sander 2014,
    Science 343); otherwise the open account of Abel (2013), Demographic Research 28.
    """
    gap = known.end.sum() - known.start.sum() - known.births.sum() + known.deaths.sum()
    is_closed = len(known.areas) >= WORLD or abs(gap) <= ROUNDING * known.start.sum()
    return Closure.CLOSED if is_closed else Closure.OPEN_2013


def _closure_for(known: Demography, tables: Tables, notes: list[str]) -> Closure:
    """As `closure_of`; closed where births or deaths are not given, for then a gap says nothing of who came."""
    if tables.births is None or tables.deaths is None:
        return Closure.CLOSED
    if (found := closure_of(known)) is not Closure.CLOSED:
        notes.append(
            "births less deaths do not make up the change in the stocks, and the table is not the whole world: "
            "the account is open, as in Abel (2013); with --account closed the gap falls on the native-born"
        )
    return found


def _accounted(known: Demography, seed: Corridors | None, wanted: Wanted, notes: list[str]) -> Estimate:
    closure = wanted.closure or Closure.CLOSED
    books = account(known, closure)
    flows, types = _of_account(books, None if seed is None else seed.matrix(known.areas), wanted)
    lacking = float(np.abs(audit(flows, books)).max())
    people = float(known.start.sum())
    notes += [
        *books.notes,
        f"in every area arrivals less departures make up the change, to {lacking / people:.1g} of all",
    ]
    drawn = band(known, wanted.doubt, closure) if wanted.doubt else None
    return Estimate(known.areas, flows, types, drawn, tuple(notes))


def _of_account(books: Account, seed: Matrix | None, wanted: Wanted) -> tuple[Matrix, Flows | None]:
    if wanted.method is Method.INDEPENDENCE:
        return independence(books), None
    least = minimum(books) if seed is None else minimum_from(books, seed)
    if wanted.method is Method.MIN:
        return least.all, least
    return pseudo_bayes(least.all, independence(books), wanted.weight), None


def _differenced(areas: tuple[str, ...], tables: Tables, method: Method, notes: list[str]) -> Estimate:
    start, end = tables.stock0.matrix(areas), tables.stock1.matrix(areas)
    if method is Method.DENNETT:
        born, died = (_of_residents(vital, tables.stock0) for vital in (tables.births, tables.deaths))
        net = end.sum(axis=0) - start.sum(axis=0) - born + (died.sum(axis=0) if died.ndim > 1 else died)
        return Estimate(areas, dennett(start, net), None, None, tuple(notes))
    notes += [
        f"“{vital.file}” was not used: the method {method} knows stocks only"
        for vital in (tables.births, tables.deaths)
        if vital
    ]
    ways = {Method.DROP: drop_negatives, Method.REVERSE: reverse_negatives, Method.ROGERS: rogers}
    flows = ways[method](start, end)
    if (flows < 0).any():
        notes.append(f"{int((flows < 0).sum())} flows are below nought: this method is a diagnosis, no estimate")
    return Estimate(areas, flows, None, None, tuple(notes))
