"""Reading a process file: TOML in, Modalities out, or a refusal that says where and why."""

import re
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from travaux.modalities import arrangements as arranged
from travaux.modalities.checks import check
from travaux.modalities.lines import line_of
from travaux.modalities.modalities import Modalities
from travaux.modalities.oddities import warnings_of
from travaux.modalities.refusals import (
    MissingKey,
    MistypedKey,
    ModalitiesError,
    NoSuchDay,
    NotToml,
    Oversized,
    UnknownKey,
    UnknownModel,
    WrongValue,
)
from travaux.modalities.schema import HELD, MOVE, PROCESS, TABLES
from travaux.modalities.shapes import Event, Held, Limit, Move, Obligation, Phase, Rule, Sight, Theme
from travaux.modalities.shipped import library, library_file
from travaux.modalities.stages import with_usual_rules
from travaux.modalities.values import taken
from travaux.modalities.wants import NUMBERINGS, Table, Want

Row = Mapping[str, Any]
LONGEST, LONGEST_LINE, MOST_DOTS = 200_000, 8_000, 100
"""Characters of a process file and of a line, full stops in a line: keys of many parts take the square of them."""
_DAY = re.compile(r"(?:^|[{,])\s*[\w-]+\s*=\s*(?P<day>\d{4}-\d{2}-\d{2})\b")


def load_modalities(text: str) -> Modalities:
    """Read the modalities of a process from the text of its process file.

    Raises a ModalitiesError, located by line, table and key, for the first thing that cannot be taken; nothing is half
    read. What is odd but possible (phases that overlap) is let stand and reported in `warnings`.
    """
    _sized(text)
    raw = _toml(text)
    try:
        found = _read(raw)
        return _with_rules(replace(found, warnings=warnings_of(found)))
    except ModalitiesError as refusal:
        _locate(refusal, text)
        raise


def _locate(refusal: ModalitiesError, text: str) -> None:
    """Add to a refusal the line that it speaks of."""
    where, key = str(refusal.facts["where"]), str(refusal.facts.get("key", ""))
    line = line_of(text, where, key)
    if line:
        refusal.facts["where"] = f"{where}, line {line}"


def _read(raw: Row) -> Modalities:
    head = _row(raw, PROCESS, "the head of the file")
    rows = {name: _rows(name, raw.get(name, []), table) for name, table in TABLES.items()}
    lists: Row = {name: tuple(shape(**row) for row in rows[name]) for name, shape in _SHAPES.items()}
    found = Modalities(
        **{"numbering": NUMBERINGS[0], **head, **lists},
        events=tuple(_event(row) for row in rows["events"]),
        obligations=tuple(_obligation(row) for row in rows["obligations"]),
        rules=tuple(rule for row in rows["rules"] for rule in _rules(row)),
        sights=tuple(sight for row in rows["sights"] for sight in _sights(row)),
    )
    check(found)
    return found


def _with_rules(found: Modalities) -> Modalities:
    """Add the rules and sights of the file of the library that the process goes by where its own is silent."""
    if not found.rules_as:
        return found
    model = _model(found.rules_as) if found.rules_as in library() else None
    if model is None or model.rules_as:
        known = ", ".join(key for key in library() if "rules_as" not in _toml(library_file(key)))
        raise UnknownModel(where="The head of the file", key="rules_as", given=found.rules_as, known=known)
    strange = sorted(set(found.without) - {rule.deed for rule in model.rules})
    if strange:
        wanted = f"deeds that the file “{found.rules_as}” gives"
        raise WrongValue(where="The head of the file", key="without", given=", ".join(strange), wanted=wanted)
    return with_usual_rules(found, model)


@lru_cache
def _model(key: str) -> Modalities:
    """Read a file of the library as it stands, without the rules of another."""
    return _read(_toml(library_file(key)))


def _sized(text: str) -> None:
    """Refuse with Oversized what is larger than any process file."""
    lines = text.split("\n") if len(text) <= LONGEST else []
    measured = (
        ("characters", len(text), LONGEST),
        ("characters in a line", max(map(len, lines), default=0), LONGEST_LINE),
        ("full stops in a line", max((line.count(".") for line in lines), default=0), MOST_DOTS),
    )
    for what, count, limit in measured:
        if count > limit:
            raise Oversized(what=what, count=count, limit=limit)


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # both are how tomllib says no: the second for deep nesting
        raise _no_such_day(text) or NotToml(detail=str(error)) from None


def _no_such_day(text: str) -> NoSuchDay | None:
    """Find a value written like a day that does not exist: tomllib stumbles over it and names another reason."""
    for line, words in enumerate(text.splitlines(), start=1):
        wrong = next((found["day"] for found in _DAY.finditer(words) if not _exists(found["day"])), "")
        if wrong:
            return NoSuchDay(line=line, given=wrong)
    return None


def _exists(day: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(day))
    return False


def _rows(name: str, raw: Any, table: Table) -> list[Row]:
    where = f"[[{name}]]"
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise WrongValue(where="the file", key=name, given="something else", wanted=f"each entry of it under {where}")
    return [_row(row, table, _place(name, number, row)) for number, row in enumerate(raw, start=1)]


def _place(name: str, number: int, row: Row) -> str:
    return f"[[{name}]] no. {number}" + (f" ({row['key']})" if "key" in row else "")


def _row(raw: Row, table: Table, where: str) -> dict[str, Any]:
    for key in raw:
        if key not in table and not (table is PROCESS and key in TABLES):
            raise _unknown(key, table, where)
    for key, wanted in table.items():
        if wanted.required and key not in raw:
            raise MissingKey(where=where, key=key, wanted=wanted.want.value)
    return {key: _cell(raw[key], wanted.want, where, key) for key, wanted in table.items() if key in raw}


def _cell(value: Any, want: Want, where: str, key: str) -> Any:
    read = taken(value, want, where=where, key=key)
    if want is Want.HELD:
        return Held(**_row(read, HELD, f"{where}, {key}"))
    if want is Want.MOVES:
        return tuple(Move(**_row(row, MOVE, f"{where}, {key} no. {number}")) for number, row in enumerate(read, 1))
    return read


def _unknown(key: str, table: Table, where: str) -> UnknownKey:
    known = [*table, *(TABLES if table is PROCESS else ())]
    near = get_close_matches(key, known, n=1)
    kind = MistypedKey if near else UnknownKey
    return kind(where=where, key=key, nearest="".join(near), known=", ".join(known))


def _event(row: Row) -> Event:
    opens, closes = row["opens"], row.get("closes", row["opens"])
    first, last = opens.earliest, closes.latest
    has_room = "days" in row and (last - first).days >= row["days"]
    return Event(**{**row, "opens": first, "closes": last, "exact": opens.exact and closes.exact and not has_room})


def _obligation(row: Row) -> Obligation:
    start = row["due_from"].earliest if "due_from" in row else None
    return Obligation(**{**row, "due": row["due"].latest, "due_from": start})


def _rules(row: Row) -> list[Rule]:
    shared = {"phases": (), **{key: value for key, value in row.items() if key != "deeds"}}
    return [Rule(deed=deed, **shared) for deed in row["deeds"]]


def _sights(row: Row) -> list[Sight]:
    shared = {key: value for key, value in row.items() if key != "things"}
    return [Sight(thing=thing, **shared) for thing in row["things"]]


_SHAPES: Mapping[str, Callable[..., Any]] = {
    "phases": Phase,
    "themes": Theme,
    "limits": Limit,
    "organs": arranged.Organ,
    "speaking": arranged.Speaking,
    "participation": arranged.Category,
    "documents": arranged.Paper,
    "decisions": arranged.Decision,
    "outcomes": arranged.Outcome,
    "interpretation": arranged.Interpretation,
    "funding": arranged.Fund,
    "deferred": arranged.Deferral,
    "amendments": arranged.Amendment,
}
