"""Bars, lines with bands, and the pyramid of ages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.evidence.charts.drawing import (
    CHAR,
    COLOURS,
    PALE,
    Chart,
    Words,
    at,
    box,
    chart,
    line,
    plain,
    short,
    text,
    ticks,
)

WIDTH, ROW, HEAD, FOOT, LABEL = 640, 22, 26, 26, 12
Scale = Callable[[float], float]


def bars(words: Words, values: Mapping[str, float | None], unit: str = "") -> Chart:
    """Draw a bar for each name; where nothing is known, it says so."""
    labels = min(220.0, max((len(name) for name in values), default=0) * CHAR + 16)
    most = max((value for value in values.values() if value is not None), default=0.0)
    least = min((value for value in values.values() if value is not None), default=0.0)
    scale = ticks(max(most, 0.0), min(least, 0.0))
    room = WIDTH - labels - 70

    def x(value: float) -> float:
        return labels + (value - scale[0]) / (scale[-1] - scale[0]) * room

    height = HEAD + ROW * len(values) + FOOT
    marks = [*_grid(scale, x, height), *_rows(values, x, words, labels)]
    return chart("bars", (WIDTH, height), words, marks, (("", unit or "value"), list(values.items())))


def _grid(scale: Sequence[float], x: Scale, height: float) -> Iterator[str]:
    for tick in scale:
        yield line(x(tick), HEAD - 6, x(tick), height - FOOT)
        yield text(x(tick), HEAD - 10, plain(tick), anchor="middle", size=9, ink=PALE)


def _rows(values: Mapping[str, float | None], x: Scale, words: Words, labels: float) -> Iterator[str]:
    for rank, (name, value) in enumerate(values.items()):
        y = HEAD + rank * ROW
        yield text(labels - 6, y + 15, short(name, labels), anchor="end")
        if value is None:
            yield text(labels + 4, y + 15, words.no_data, ink=PALE)
            continue
        start, end = sorted((x(0.0), x(value)))
        yield box(start, y + 3, end - start, ROW - 6, COLOURS[0], f"{name}: {plain(value)}")
        yield text(end + 4, y + 15, plain(value), size=10)


@dataclass(frozen=True, slots=True)
class Line:
    """A line over years, with a band between `low` and `high` where they are known."""

    name: str
    points: Mapping[int, float]
    low: Mapping[int, float] | None = None
    high: Mapping[int, float] | None = None


def lines(words: Words, drawn: Sequence[Line], unit: str = "") -> Chart:
    """Draw lines over years, each named at its end; bands are pale and stand in the table as low and high."""
    years = sorted({year for each in drawn for year in each.points})
    values = [
        value for each in drawn for part in (each.points, each.low or {}, each.high or {}) for value in part.values()
    ]
    scale = ticks(max(values, default=0.0), min(values, default=0.0))
    left, right, height = 64.0, 150.0, 320
    span = (years[-1] - years[0]) or 1 if years else 1

    def x(year: float) -> float:
        return left + (year - years[0]) / span * (WIDTH - left - right)

    def y(value: float) -> float:
        return HEAD + (scale[-1] - value) / (scale[-1] - scale[0]) * (height - HEAD - 44)

    marks = [mark for tick in scale for mark in _level(tick, y(tick), left, WIDTH - right)]
    marks += [
        text(x(year), height - 26, str(year), anchor="middle", size=9, ink=PALE)
        for year in years[:: 1 + len(years) // 9]
    ]
    for rank, each in enumerate(drawn):
        marks += _drawn(each, COLOURS[rank % len(COLOURS)], x, y)
    marks += _ends(drawn, x, y)
    rows = [
        (each.name, year, value, (each.low or {}).get(year), (each.high or {}).get(year))
        for each in drawn
        for year, value in sorted(each.points.items())
    ]
    return chart("lines", (WIDTH, height), words, marks, (("", "year", unit or "value", "low", "high"), rows))


def _level(tick: float, y: float, left: float, right: float) -> tuple[str, str]:
    return line(left, y, right, y), text(left - 6, y + 4, plain(tick), anchor="end", size=9, ink=PALE)


def _drawn(each: Line, colour: str, x: Scale, y: Scale) -> Iterator[str]:
    years = sorted(each.points)
    if each.low and each.high:
        edge = [f"{at(x(year))} {at(y(each.high[year]))}" for year in years if year in each.high and year in each.low]
        edge += [
            f"{at(x(year))} {at(y(each.low[year]))}"
            for year in reversed(years)
            if year in each.high and year in each.low
        ]
        yield f'<path d="M{"L".join(edge)}Z" fill="{colour}" fill-opacity="0.2"/>'
    if years:
        path = "L".join(f"{at(x(year))} {at(y(each.points[year]))}" for year in years)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _ends(drawn: Sequence[Line], x: Scale, y: Scale) -> Iterator[str]:
    """Yield the name of each line at its end, moved down where it would stand on another."""
    ends = [(y(each.points[max(each.points)]) + 4, rank) for rank, each in enumerate(drawn) if each.points]
    free = 0.0
    for place, rank in sorted(ends):
        each = drawn[rank]
        free = max(place, free)
        yield text(x(max(each.points)) + 6, free, short(each.name, 144), ink=COLOURS[rank % len(COLOURS)])
        free += LABEL


def pyramid(
    words: Words, ages: Sequence[str], female: Sequence[float], male: Sequence[float], names: tuple[str, str]
) -> Chart:
    """Draw groups of age upwards, men to the left and women to the right; `names` are those of women and men."""
    most = ticks(max([*female, *male, 0.0]))[-1]
    middle, half, row = WIDTH / 2, WIDTH / 2 - 40, 14
    height = HEAD + row * len(ages) + FOOT
    marks = [
        text(middle + half / 2, 16, names[0], anchor="middle"),
        text(middle - half / 2, 16, names[1], anchor="middle"),
    ]
    for rank, (age, women, men) in enumerate(zip(reversed(ages), reversed(female), reversed(male), strict=True)):
        y = HEAD + rank * row
        marks.append(
            box(middle + 24, y + 1, women / most * (half - 4), row - 2, COLOURS[0], f"{names[0]} {age}: {plain(women)}")
        )
        wide = men / most * (half - 4)
        marks.append(box(middle - 24 - wide, y + 1, wide, row - 2, COLOURS[1], f"{names[1]} {age}: {plain(men)}"))
        marks.append(text(middle, y + 10, age, anchor="middle", size=9))
    for tick in ticks(most, wanted=3):
        for side in (1, -1):
            x = middle + side * (24 + tick / most * (half - 4))
            marks.append(text(x, height - 12, plain(tick), anchor="middle", size=9, ink=PALE))
    return chart("pyramid", (WIDTH, height), words, marks, (("", *names), zip(ages, female, male, strict=True)))
