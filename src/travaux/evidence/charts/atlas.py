"""The world as a map: areas in shades of their figures, from outlines that imply no opinion on any boundary.

Outlines are those of Natural Earth (public domain, 1:50 million), made coarser, on the Equal Earth projection (Šavrič,
Patterson & Jenny 2018), so that areas are as large as they are. Whom a boundary is given to follows resolutions of the
General Assembly where there are any; what is not determined is drawn as having no data.
"""

from collections.abc import Iterator, Mapping, Sequence
from csv import DictReader
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import accumulate
from types import MappingProxyType

from travaux.evidence.areas import ISO, Area
from travaux.evidence.charts.drawing import PALE, Chart, Words, at, chart
from travaux.evidence.charts.tiles import TILE, apart, classes, hatch, legend, require_areas, shade, tile, told

WIDTH, HEIGHT = 760, 370
SMALL, DOT = 4.0, 6.0
"""An area smaller than this many square units is a square of this side, or nobody would see it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An area on the map: its code (none where it is not determined), its middle, its size, and the path around it."""

    code: str
    x: float
    y: float
    size: float
    path: str


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the outlines of the world, read when they are first asked for."""
    text = (files("travaux.evidence") / "library" / "outlines.tsv").read_text(encoding="utf-8")
    return tuple(
        Outline(row["code"], float(row["x"]), float(row["y"]), float(row["size"]), _path(row["rings"]))
        for row in DictReader(text.splitlines(), delimiter="\t")
    )


def _path(rings: str) -> str:
    """Return rings as a path; each is kept as steps in tenths of a unit from the place before."""
    return "".join(f"M{'L'.join(_places(ring))}Z" for ring in rings.split(";") if ring)


def _places(ring: str) -> Iterator[str]:
    steps = [tuple(map(int, step.split(","))) for step in ring.split(" ")]
    across, down = (accumulate(side) for side in zip(*steps, strict=True))
    yield from (f"{at(x / 10)} {at(y / 10)}" for x, y in zip(across, down, strict=True))


def atlas(
    words: Words, values: Mapping[str, float | None], unit: str = "", others: Mapping[str, str] = MappingProxyType({})
) -> Chart:
    """Draw every area that stands today on a map, in five shades; areas without data are hatched and say so.

    Areas that have no outline, and `others` (codes that are none of ISO 3166, with names), are squares under the map.
    `words.about` should carry the disclaimer that boundaries and designations imply no opinion. Raises NotAnArea.
    """
    require_areas(values, others)
    known, edges = classes(values)
    drawn = [each for each in outlines() if not each.code or each.code in ISO]
    marks = [
        hatch(),
        *(_drawn(each, values.get(each.code), edges, words) for each in drawn),
    ]
    placed = {each.code for each in drawn}
    rest = {area.iso3: area.name for area in ISO.values() if area.ends is None and area.iso3 not in placed}
    squares = [*apart({**rest, **others}, HEIGHT)]
    marks += [tile(area, x, y, values.get(area.iso3), edges, words) for area, x, y in squares]
    height = int(max((y for _, _, y in squares), default=HEIGHT - TILE) + TILE + 40)
    marks += legend(known, edges, height - 12, words)
    areas = [area for area in ISO.values() if area.ends is None] + [
        area for area, _, _ in squares if area.iso3 in others
    ]
    rows = [(area.name, area.iso3, values.get(area.iso3)) for area in sorted(areas, key=_by_name)]
    return chart("map", (WIDTH, height), words, marks, (("area", "ISO", unit or "value"), rows))


def _by_name(area: Area) -> str:
    return area.name


def _drawn(each: Outline, value: float | None, edges: Sequence[float], words: Words) -> str:
    """Return an area on the map; a small one as a square."""
    colour, _ = shade(value, edges)
    said = told(ISO[each.code].name, value, words) if each.code else ""
    looks = f'fill="{colour}" stroke="{PALE}" stroke-width="0.3"'
    if each.size >= SMALL and each.path:
        return f'<path d="{escape(each.path)}" {looks}>{said}</path>'
    half = DOT / 2
    place = f'x="{at(each.x - half)}" y="{at(each.y - half)}" width="{at(DOT)}" height="{at(DOT)}"'
    return f"<rect {place} {looks}>{said}</rect>"
