"""What all charts share: the frame with its title and description, the table behind, scales and marks."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from math import floor, log10

from travaux.evidence.table import written

COLOURS = ("#1b5e8c", "#b3541e", "#3b7a3b", "#7a3b7a", "#8a6d00", "#a02c3c", "#2f6f6f", "#5b4ea3")
"""Strokes and areas; every one has 4.5:1 on white, and none stands without a name beside it."""
INK, PALE, GRID = "#1a1a1a", "#595959", "#d9d9d9"
CHAR = 6.2
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says of itself: a title, a description, and how “no data” is put, in the reader's language."""

    title: str
    about: str = ""
    no_data: str = "no data"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its SVG, and the table behind it, with its names of columns."""

    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def csv(self) -> str:
        """The table as CSV."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([written(cell) for cell in row] for row in self.rows)
        return out.getvalue()

    @property
    def table(self) -> str:
        """The table as HTML, every word escaped."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f'<td class="number">{plain(value)}</td>'
    return f"<td>{escape('' if value is None else str(value))}</td>"


def chart(
    kind: str,
    size: tuple[int, int],
    words: Words,
    marks: Iterable[str],
    table: tuple[Sequence[str], Iterable[Sequence[object]]],
) -> Chart:
    """Put marks in a frame. The ids of title and description are made of the content: the same chart, the same text."""
    body = "".join(marks)
    name = f"chart-{sha256((kind + words.title + body).encode()).hexdigest()[:10]}"
    described = f'<desc id="{name}-d">{escape(words.about)}</desc>' if words.about else ""
    labelled = f"{name}-t {name}-d" if words.about else f"{name}-t"
    width, height = size
    note = text(4, height - 4, words.source, size=9, ink=PALE) if words.source else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing chart-{kind}" role="img" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" '
        f'aria-labelledby="{labelled}" font-family="system-ui, sans-serif" font-size="11" fill="{INK}">'
        f'<title id="{name}-t">{escape(words.title)}</title>{described}{body}{note}</svg>'
    )
    columns, rows = table
    return Chart(svg, tuple(columns), tuple(tuple(row) for row in rows))


def at(number: float) -> str:
    """Write a place on the page, to a tenth, as short as it goes."""
    return f"{number:.1f}".removesuffix(".0")


def plain(value: float) -> str:
    """Write a figure for reading: grouped, without a needless fraction."""
    return f"{value:,.0f}" if abs(value) >= 100 or float(value).is_integer() else f"{value:,.3g}"  # noqa: PLR2004 - below a hundred, three digits


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 11, ink: str = INK) -> str:
    """Return words at a place; `anchor` is start, middle or end."""
    small = f' font-size="{size}"' if size != 11 else ""  # noqa: PLR2004 - the size of the frame
    other = f' fill="{ink}"' if ink != INK else ""
    stands = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{at(x)}" y="{at(y)}"{stands}{small}{other}>{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, colour: str, told: str = "") -> str:
    """Return a rectangle, with what it tells on being pointed at."""
    told = f"<title>{escape(told)}</title>" if told else ""
    return (
        f'<rect x="{at(x)}" y="{at(y)}" width="{at(max(width, 0.0))}" height="{at(max(height, 0.0))}" '
        f'fill="{colour}">{told}</rect>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str = GRID) -> str:
    """Return a straight line."""
    return f'<path d="M{at(x1)} {at(y1)}L{at(x2)} {at(y2)}" stroke="{colour}" fill="none"/>'


def ticks(most: float, least: float = 0.0, wanted: int = 5) -> list[float]:
    """Return round numbers that cover the span from `least` to `most`."""
    largest = max(abs(most), abs(least), TINY)
    span = most - least if most - least > largest * TINY else largest
    size = 10.0 ** floor(log10(span / wanted))
    step = next(size * nice for nice in (1, 2, 5, 10) if span / (size * nice) <= wanted)
    first, last = floor(least / step), -floor(-most / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def short(words: str, width: float) -> str:
    """Cut words that would not fit into `width`; the whole stands in the table."""
    room = max(int(width / CHAR), 2)
    return words if len(words) <= room else f"{words[: room - 1].rstrip()}…"
