"""The numbers that Word prints before paragraphs and keeps nowhere as words (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from travaux.formats.word.names import P_PR, VAL, P, w
from travaux.formats.word.numerals import numeral
from travaux.formats.word.package import Package

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_DEEPEST_STYLE = 32
_NUM_PR, _NUM_ID, _ILVL = w("numPr"), w("numId"), w("ilvl")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its numbers are written, what stands around them."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it: the definition that it counts in, its levels, and where it starts anew."""

    counted: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph's place in a list: the list, the level, what is printed; bullets print a sign and no number."""

    list_id: str
    level: int
    label: str
    bullet: bool


@dataclass(slots=True)
class Numbering:
    """The lists and styles of a document, and how far each list has counted while paragraphs are gone through."""

    lists: Mapping[str, _List]
    styles: Mapping[str, tuple[str, int | None]]
    default: str = ""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def place(self, paragraph: etree._Element) -> Place | None:
        """Return the place of the next paragraph, counting it; None where it is in no list. Ask in reading order."""
        named = self._named(paragraph)
        if named is None or named[0] not in self.lists:
            return None
        list_id, level = named
        found = self.lists[list_id]
        own = found.levels.get(level, Level())
        self._count(list_id, found, level)
        return Place(list_id, level, self._label(found, own), own.form == "bullet")

    def _named(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(P_PR)
        style = self.default if properties is None else _value(properties, w("pStyle"), self.default)
        by_style = self.styles.get(style)
        own = None if properties is None else properties.find(_NUM_PR)
        list_id = "" if own is None else _value(own, _NUM_ID)
        level = None if own is None else _number(_value(own, _ILVL))
        if not list_id and by_style is not None:
            list_id, level = by_style[0], by_style[1] if level is None else level
        if not list_id or list_id == "0":
            return None
        return list_id, self._level(list_id, level, style)

    def _level(self, list_id: str, level: int | None, style: str) -> int:
        levels = self.lists[list_id].levels if list_id in self.lists else {}
        tied = next((rank for rank, each in levels.items() if style and each.style == style), None)
        return level if level is not None else tied or 0

    def _count(self, list_id: str, found: _List, level: int) -> None:
        counts = self.counts.setdefault(found.counted, {})
        anew = found.starts.get(level) if (list_id, level) not in self.begun else None
        self.begun.add((list_id, level))
        if anew is not None:
            counts[level] = anew
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels.get(level, Level()).start
        for upper in range(level):
            counts.setdefault(upper, found.levels.get(upper, Level()).start)
        for lower in [each for each in counts if each > level and _restarts(found.levels.get(each), level)]:
            del counts[lower]

    def _label(self, found: _List, own: Level) -> str:
        counts = self.counts[found.counted]

        def written(place: re.Match[str]) -> str:
            level = int(place[1]) - 1
            shown = found.levels.get(level, Level())
            form = "decimal" if own.legal and shown.form != "none" else shown.form
            return numeral(counts.get(level, shown.start), form)

        return "" if own.form == "bullet" else _PLACE.sub(written, own.text).strip()


def _restarts(level: Level | None, after: int) -> bool:
    """Whether a level counts anew after a paragraph of level `after`: after any higher one, unless it says else."""
    if level is None or level.restart is None:
        return True
    return level.restart > after


def numbering_of(package: Package) -> Numbering:
    """Read the lists of a document, and which styles belong to one."""
    styles = package.beside("styles")
    numbering = package.beside("numbering")
    tree = package.tree(styles) if styles else None
    by_style = {} if tree is None else _styles(tree)
    lists = {} if numbering is None else _lists(package.tree(numbering), by_style)
    return Numbering(lists, by_style, "" if tree is None else _default(tree))


def _default(styles: etree._Element) -> str:
    kept = (each for each in styles.iterchildren(w("style")) if each.get(w("type")) == "paragraph")
    return next((each.get(w("styleId"), "") for each in kept if each.get(w("default")) in ("1", "true", "on")), "")


def _styles(tree: etree._Element) -> dict[str, tuple[str, int | None]]:
    """Return the list and level of each style that has one, of its own or from the one that it is based on."""
    found = {each.get(w("styleId"), ""): each for each in tree.iterchildren(w("style"))}
    listed = {}
    for name, style in found.items():
        chain = [*_chain(style, found)]
        own = next((each for each in chain if _value(each, _NUM_ID)), None)
        levels = (level for each in chain if (level := _number(_value(each, _ILVL))) is not None)
        if own is not None:
            listed[name] = (_value(own, _NUM_ID), next(levels, None))
    return listed


def _chain(style: etree._Element, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Go through what a style and those that it is based on say of lists, the nearest first."""
    current: etree._Element | None = style
    for _ in range(_DEEPEST_STYLE):
        if current is None:
            return
        yield from current.iterfind(f"{P_PR}/{_NUM_PR}")
        current = styles.get(_value(current, w("basedOn")))


def _lists(tree: etree._Element, styles: Mapping[str, tuple[str, int | None]]) -> dict[str, _List]:
    abstract = {each.get(w("abstractNumId"), ""): each for each in tree.iterchildren(w("abstractNum"))}
    nums = {each.get(_NUM_ID, ""): each for each in tree.iterchildren(w("num"))}

    def definition(num: etree._Element, steps: int = 0) -> str:
        """Return the id of the definition that a list counts in; a style of lists may point to another list."""
        own = _value(num, w("abstractNumId"))
        link = _value(abstract[own], w("numStyleLink")) if own in abstract else ""
        further = nums.get(styles.get(link, ("", None))[0]) if link and steps < _DEEPEST_STYLE else None
        return own if further is None or further is num else definition(further, steps + 1)

    found = {}
    for list_id, num in nums.items():
        counted = definition(num)
        levels = _levels(abstract[counted]) if counted in abstract else {}
        overrides = {each.get(_ILVL, ""): each for each in num.iterchildren(w("lvlOverride"))}
        changed = {_number(rank) or 0: each.find(w("lvl")) for rank, each in overrides.items()}
        starts = {_number(rank) or 0: _number(_value(each, w("startOverride"))) for rank, each in overrides.items()}
        levels |= {rank: _level(each) for rank, each in changed.items() if each is not None}
        found[list_id] = _List(counted, levels, {rank: start for rank, start in starts.items() if start is not None})
    return found


def _levels(definition: etree._Element) -> dict[int, Level]:
    return {_number(each.get(_ILVL, "")) or 0: _level(each) for each in definition.iterchildren(w("lvl"))}


def _level(level: etree._Element) -> Level:
    start = _number(_value(level, w("start")))
    return Level(
        start=1 if start is None else start,
        form=_value(level, w("numFmt"), "decimal"),
        text=_value(level, w("lvlText")),
        restart=_number(_value(level, w("lvlRestart"))),
        legal=level.find(w("isLgl")) is not None,
        style=_value(level, w("pStyle")),
    )


def _value(element: etree._Element, name: str, other: str = "") -> str:
    found = element.find(name)
    return other if found is None else found.get(VAL, other)


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < _LEVELS else None


def labels(package: Package) -> dict[etree._Element, Place]:
    """Return the places of the paragraphs of the document that stand in lists, in reading order."""
    numbering = numbering_of(package)
    places = ((paragraph, numbering.place(paragraph)) for paragraph in package.body.iter(P))
    return {paragraph: place for paragraph, place in places if place is not None}
