"""The world as tiles: one square for each area, in the block of its subregion. No boundary is drawn.

Tiles show every area alike, also those that a map loses, and take no side in a dispute.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from travaux.evidence.areas import ISO, SUBREGIONS, Area
from travaux.evidence.charts.drawing import GRID, INK, PALE, Chart, Words, at, chart, plain, short, text
from travaux.refusal import Invalid

TILE, WIDTH = 26, 784
SHADES = ("#e4eef5", "#b9d3e4", "#86b1cd", "#4f8ab0", "#1b5e8c")
DARK = 3
BLOCKS = {
    "021": (0, 0, 5),
    "013": (0, 3, 5),
    "029": (0, 6, 6),
    "005": (0, 12, 5),
    "154": (7, 0, 6),
    "155": (14, 0, 5),
    "039": (7, 4, 6),
    "151": (14, 4, 5),
    "015": (7, 8, 4),
    "011": (7, 11, 5),
    "017": (13, 11, 4),
    "014": (7, 16, 6),
    "018": (14, 16, 5),
    "145": (20, 0, 5),
    "143": (20, 5, 5),
    "034": (20, 7, 5),
    "030": (20, 10, 5),
    "035": (20, 13, 5),
    "053": (26, 0, 4),
    "054": (26, 3, 4),
    "057": (26, 6, 4),
    "061": (26, 9, 4),
}  # fmt: skip - the plan of the page, one row of blocks a line
"""Where the block of each subregion stands: column, row, and how many tiles wide it is."""


class NotAnArea(Invalid):
    """A value is given for something that is no area."""

    asked = "You asked for a chart of tiles."
    because = "“{code}” is no area of ISO 3166."
    remedy = "Give values by codes of three letters."


def tiles(
    words: Words, values: Mapping[str, float | None], unit: str = "", others: Mapping[str, str] = MappingProxyType({})
) -> Chart:
    """Draw every area that stands today as a tile, in five shades; areas without data are hatched and say so.

    `others` names codes that are no areas of ISO 3166 (regions, invented areas): they stand in a block of their own.
    `words.about` should carry the disclaimer that designations imply no opinion on status or boundaries.
    Raises NotAnArea.
    """
    require_areas(values, others)
    known, edges = classes(values)
    placed = [(area, *place) for code in BLOCKS for area, place in _places(code)]
    placed += apart(others, max(y for _, _, y in placed) + 2 * TILE)
    marks = [hatch(), *_names(), *(tile(area, x, y, values.get(area.iso3), edges, words) for area, x, y in placed)]
    height = max(y for _, _, y in placed) + TILE + 46
    marks += legend(known, edges, height - 24, words)
    rows = [
        (area.name, area.iso3, values.get(area.iso3)) for area, _, _ in sorted(placed, key=lambda each: each[0].name)
    ]
    return chart("tiles", (WIDTH, int(height)), words, marks, (("area", "ISO", unit or "value"), rows))


def require_areas(values: Mapping[str, float | None], others: Mapping[str, str]) -> None:
    """Raise NotAnArea where a value is of no area."""
    if strange := [code for code in values if code not in ISO and code not in others]:
        raise NotAnArea(code=strange[0])


def classes(values: Mapping[str, float | None]) -> tuple[list[float], list[float]]:
    """Return the values that are known, in order, and where the next of five shades begins: as many areas in each."""
    known = sorted(value for value in values.values() if value is not None)
    return known, [known[len(known) * part // len(SHADES)] for part in range(1, len(SHADES))] if known else []


def shade(value: float | None, edges: Sequence[float]) -> tuple[str, str]:
    """Return the colour of an area and that of words on it; hatched where nothing is known."""
    rank = sum(value >= edge for edge in edges) if value is not None else -1
    return SHADES[rank] if rank >= 0 else "url(#no-data)", "#fff" if rank >= DARK else INK


def told(name: str, value: float | None, words: Words) -> str:
    """Return what an area tells on being pointed at."""
    return f"<title>{escape(name, quote=False)}: {words.no_data if value is None else plain(value)}</title>"


def _places(code: str) -> Iterator[tuple[Area, tuple[float, float]]]:
    column, row, wide = BLOCKS[code]
    inside = [area for area in ISO.values() if code in area.groups and area.ends is None]
    for rank, area in enumerate(inside):
        yield area, ((column + rank % wide) * TILE, 20 + (row + rank // wide) * TILE + row * 2)


def apart(others: Mapping[str, str], top: float) -> Iterator[tuple[Area, float, float]]:
    """Yield areas that M49 does not know, in rows under the world."""
    wide = WIDTH // TILE
    for rank, (code, name) in enumerate(others.items()):
        yield Area(code, 0, name, None, None, frozenset()), rank % wide * TILE, top + rank // wide * TILE


def hatch() -> str:
    """Return the pattern of areas without data."""
    return (
        '<defs><pattern id="no-data" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="#fff"/><path d="M0 0V5" stroke="{GRID}" stroke-width="3"/></pattern></defs>'
    )


def _names() -> Iterator[str]:
    for code, (column, row, wide) in BLOCKS.items():
        yield text(column * TILE, 16 + row * (TILE + 2), short(SUBREGIONS[code], wide * TILE), size=9, ink=PALE)


def tile(area: Area, x: float, y: float, value: float | None, edges: Sequence[float], words: Words) -> str:
    """Return an area as a square with its code."""
    colour, ink = shade(value, edges)
    return (
        f'<g>{told(area.name, value, words)}<rect x="{at(x)}" y="{at(y)}" width="{TILE - 2}" height="{TILE - 2}" '
        f'fill="{colour}" stroke="{GRID}"/>'
        f"{text(x + TILE / 2 - 1, y + 16, area.iso3, anchor='middle', size=9, ink=ink)}</g>"
    )


def legend(known: Sequence[float], edges: Sequence[float], y: float, words: Words) -> Iterator[str]:
    """Yield what each shade means, and that hatched is not known."""
    bounds = [known[0], *edges, known[-1]] if known else []
    x = 0.0
    for rank in range(len(bounds) - 1):
        yield f'<rect x="{at(x)}" y="{at(y - 10)}" width="14" height="12" fill="{SHADES[rank]}" stroke="{GRID}"/>'
        label = f"{plain(bounds[rank])}–{plain(bounds[rank + 1])}"  # noqa: RUF001 - a span
        yield text(x + 18, y, label, size=9)
        x += 26 + len(label) * 6
    yield f'<rect x="{at(x)}" y="{at(y - 10)}" width="14" height="12" fill="url(#no-data)" stroke="{GRID}"/>'
    yield text(x + 18, y, words.no_data, size=9)
