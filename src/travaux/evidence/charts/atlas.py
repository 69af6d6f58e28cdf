"""The world as a map: areas in shades of their figures, from outlines that imply no opinion on any boundary.

Outlines are those of Natural Earth (public domain, 1:50 million), made coarser, on the Equal Earth projection (Šavrič,
Patterson & Jenny 2018), so that areas are as large as they are. To whom land is given follows the maps of the United
Nations and resolutions of its organs, not who holds it (docs/decisions/0038): what is not determined has no figure
whatever the figures of those who claim it, and lines that are not determined are broken.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from csv import DictReader
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import accumulate, pairwise
from math import dist
from types import MappingProxyType

from travaux.evidence.areas import ISO, Area
from travaux.evidence.charts.drawing import PALE, Chart, Words, at, chart
from travaux.evidence.charts.tiles import TILE, apart, classes, hatch, legend, require_areas, shade, tile, told

Place = tuple[float, float]
WIDTH, HEIGHT = 760, 370
SMALL, DOT = 3.0, 6.0
"""An area smaller than this many square units is a square of this side, or nobody would see it."""
DASH = 1.4
UNDETERMINED = {
    "?AB": "Abyei",
    "?AK": "Aksai Chin",
    "?BT": "Bir Tawil",
    "?HA": "Hala'ib triangle",
    "?IL": "Ilemi triangle",
    "?JK": "Jammu and Kashmir",
}
"""Land whose final status is not determined: drawn, named, and never in the shade of anybody's figure."""
LINES = "-"


@dataclass(frozen=True, slots=True)
class Outline:
    """An area on the map: its code (of `UNDETERMINED` where it is nobody's), its middle, its size, and its path."""

    code: str
    x: float
    y: float
    size: float
    path: str


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (files("travaux.evidence") / "library" / "outlines.tsv").read_text(encoding="utf-8")
    return tuple(DictReader(text.splitlines(), delimiter="\t"))


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the outlines of the world, read when they are first asked for."""
    return tuple(
        Outline(row["code"], float(row["x"]), float(row["y"]), float(row["size"]), _path(row["rings"]))
        for row in _rows()
        if row["code"] != LINES
    )


@cache
def broken_lines() -> str:
    """Return the lines that are not determined, such as the Line of Control, drawn white and broken over what is there.

    They are broken by their path and not by their style, so that a metafile has them broken too.
    """
    lines = [_steps(line) for row in _rows() if row["code"] == LINES for line in row["rings"].split(";")]
    whole = "".join(f"M{'L'.join(_written(line))}" for line in lines)
    dashes = "".join(f"M{'L'.join(_written(dash))}" for line in lines for dash in _dashes(line))
    return (
        f'<path d="{whole}" fill="none" stroke="#fff" stroke-width="0.8"/>'
        f'<path d="{dashes}" fill="none" stroke="{PALE}" stroke-width="0.4"/>'
    )


def _dashes(line: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield every other piece of a line cut into pieces of one length; a bend within a piece is cut short."""
    whole = [0.0, *accumulate(dist(a, b) for a, b in pairwise(line))]
    count = max(1, round(whole[-1] / DASH))
    cuts = [_along(line, whole, whole[-1] * piece / count) for piece in range(count + 1)]
    yield from ((cuts[piece], cuts[piece + 1]) for piece in range(0, count, 2))


def _along(line: Sequence[Place], whole: Sequence[float], far: float) -> Place:
    """Return the place that lies so far along a line."""
    after = min(bisect_right(whole, far), len(line) - 1)
    (x, y), (to_x, to_y) = line[after - 1], line[after]
    part = (far - whole[after - 1]) / (whole[after] - whole[after - 1])
    return x + (to_x - x) * part, y + (to_y - y) * part


def _path(rings: str) -> str:
    """Return rings as a path; each is kept as steps in tenths of a unit from the place before."""
    return "".join(f"M{'L'.join(_written(_steps(ring)))}Z" for ring in rings.split(";") if ring)


def _steps(ring: str) -> list[Place]:
    steps = [tuple(map(int, step.split(","))) for step in ring.split(" ")]
    across, down = (accumulate(side) for side in zip(*steps, strict=True))
    return [(x / 10, y / 10) for x, y in zip(across, down, strict=True)]


def _written(places: Iterable[Place]) -> Iterator[str]:
    yield from (f"{at(x)} {at(y)}" for x, y in places)


def atlas(
    words: Words, values: Mapping[str, float | None], unit: str = "", others: Mapping[str, str] = MappingProxyType({})
) -> Chart:
    """Draw every area that stands today on a map, in five shades; areas without data are hatched and say so.

    Areas that have no outline, and `others` (codes that are none of ISO 3166, with names), are squares under the map.
    `words.about` should carry the disclaimer that boundaries and designations imply no opinion. Raises NotAnArea.
    """
    require_areas(values, others)
    known, edges = classes(values)
    marks = [hatch(), *(_drawn(each, values.get(each.code), edges, words) for each in outlines()), broken_lines()]
    placed = {each.code for each in outlines()}
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
    """Return an area on the map; a small one as a square, if it is anybody's."""
    colour, _ = shade(value, edges)
    said = told(UNDETERMINED.get(each.code) or ISO[each.code].name, value, words)
    looks = f'fill="{colour}" stroke="{PALE}" stroke-width="0.3"'
    if each.code in UNDETERMINED or (each.size >= SMALL and each.path):
        return f'<path d="{escape(each.path)}" {looks}>{said}</path>'
    half = DOT / 2
    place = f'x="{at(each.x - half)}" y="{at(each.y - half)}" width="{at(DOT)}" height="{at(DOT)}"'
    return f"<rect {place} {looks}>{said}</rect>"
