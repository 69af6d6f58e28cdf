"""What is measured of a resolution that was read: against its mark-up, against gold, against another language."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from travaux.modalities.reading import Obligation, Resolution
from travaux.modalities.reading.fold import folded

_EDGES = " \t\n,;:.\u060c\u00a0-\u2013"
_CORE = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Tally:
    """How many were right, out of how many; and what was wrong."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, *, is_right: bool, what: str) -> None:
        """Count one."""
        self.of += 1
        self.right += is_right
        if not is_right:
            self.wrong.append(what)

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.of if self.of else 0.0


def marked(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the printed number and the opening in italics or bold of each numbered paragraph that the file marks up."""
    for each in root.iterfind(".//{*}mainBody//{*}paragraph"):
        number = each.find("{*}num")
        flow = each.find("{*}content/{*}p")
        flow = flow if flow is not None else each.find("{*}list/{*}intro/{*}p")
        if number is not None and flow is not None and _words(number)[:1].isdecimal():
            yield _words(number).strip(_EDGES), _opening(flow)


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(each) for each in element.itertext()).split())


def _opening(flow: etree._Element) -> str:
    first = next(iter(flow), None)
    if first is None or (flow.text or "").strip() or not {"italic", "bold"} & set(first.get("class", "").split()):
        return ""
    return _words(first).strip(_EDGES)


def against_markup(read: Resolution, root: etree._Element, tally: Tally) -> None:
    """Compare numbers and openings, in their order, with what the file marks up.

    A phrase in italics that goes on behind our opening, or stops within its last word, is right as far as it goes.
    """
    said = {each.number: each for each in read.operative if each.number and not each.within}
    expected = list(marked(root))
    for number, opening in expected:
        ours = said.pop(number, None)
        what = f"{read.about.symbol} {read.about.language} {number} “{opening}”: {ours and ours.opening}"
        tally.add(is_right=ours is not None and _same(ours.opening, opening), what=what)
    for number in said:
        tally.add(is_right=False, what=f"{read.about.symbol} {read.about.language}: {number} is not marked up")


def _same(ours: str, marked_: str) -> bool:
    mine, theirs = folded(ours).strip(_EDGES), folded(marked_).strip(_EDGES)
    return bool(mine) and (not theirs or mine == theirs or (mine.startswith(theirs) and mine[len(theirs) :].isalpha()))


@dataclass(frozen=True, slots=True)
class Gold:
    """An obligation of the gold: where it stands, whom it asks, what, the days."""

    paragraph: str
    keys: frozenset[str]
    action: str
    days: tuple[str, str]


def gold(path: Path) -> Mapping[str, tuple[bool, tuple[Gold, ...]]]:
    """Return the gold of each resolution by its symbol, and whether it was unseen while the reader was tuned."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        symbol: (bool(each.get("unseen")), tuple(_gold(row) for row in each["obligations"]))
        for symbol, each in table.items()
    }


def _gold(row: list[str]) -> Gold:
    paragraph, keys, action, first, last = row
    return Gold(paragraph, frozenset(keys.split()), action, (first, last))


def against_gold(read: Resolution, wanted: Iterable[Gold], found: Tally, days: Tally, counts: Counter[str]) -> None:
    """Compare what was read with the gold: an obligation is right in addressees, action and days, or it is wrong."""
    left: dict[str, list[Obligation]] = {}
    for paragraph in read.operative:
        left.setdefault(paragraph.place, []).extend(paragraph.obligations)
    wanted = tuple(wanted)
    counts["wanted"] += len(wanted)
    counts["found"] += sum(len(owed) for owed in left.values())
    for each in wanted:
        rest = left.get(each.paragraph, [])
        near = next((owed for owed in rest if each.action in _head(owed)), None)
        if near in rest:
            rest.remove(near)
        is_right = near is not None and _keys(near) == each.keys and _days(near) == each.days
        what = f"{read.about.symbol} {each}: {near and (sorted(_keys(near)), _days(near))}"
        found.add(is_right=is_right, what=what)
        if each.days != ("", ""):
            days.add(is_right=near is not None and _days(near) == each.days, what=f"{read.about.symbol} {each}")


def _head(owed: Obligation) -> str:
    return folded(owed.action)


def _keys(owed: Obligation) -> frozenset[str]:
    return frozenset(who.key for who in owed.addressees)


def _days(owed: Obligation) -> tuple[str, str]:
    due = owed.due
    if due is None:
        return ("", "")
    return (due.earliest.isoformat() if due.earliest else "", due.latest.isoformat() if due.latest else "")


def asks(read: Resolution) -> Counter[tuple[str, frozenset[str], tuple[str, str]]]:
    """Return what a resolution asks as it is compared over languages: where, of whom, by when."""
    return Counter((each.place, _keys(owed), _days(owed)) for each in read.operative for owed in each.obligations)


def agreement(one: Resolution, other: Resolution) -> tuple[int, int]:
    """Return how many obligations two language versions share, and how many there are in either, twice over."""
    mine, theirs = asks(one), asks(other)
    return 2 * sum((mine & theirs).values()), sum(mine.values()) + sum(theirs.values())
