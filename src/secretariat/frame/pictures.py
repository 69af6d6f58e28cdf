"""Pictures that several rooms draw: where each bar, mark and cell stands, worked out without a browser.

Along the line everything is in percent of the picture, counted from the side where reading begins; down the page in
pixels. So a picture fits every width, its text keeps its size, and `mirrored` turns it round for Arabic.
A picture never stands alone: the page puts the table with the same figures beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from unicodedata import east_asian_width

from django.utils.formats import date_format
from django.utils.translation import gettext

LINE = 18  # pixels from one line of text to the next
ROW = 26  # pixels of a row of marks or bars
WIDE = 704  # pixels of the narrowest width (44rem) at which a wide picture is drawn; where there is less, it scrolls
CHARACTER = 7.2  # pixels that a character of a label takes, at most, on average
SMALL = 6.3  # the same of small print
LABELS = 34.0  # percent of a heat-map kept for the names of its rows
LEVELS = 5
MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time: a phase, a session; both days belong to it."""

    label: str
    opens: date
    closes: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A day: a deadline, a meeting; `state` is a modifier of a tag (done, due, late, …)."""

    label: str
    on: date
    state: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled row of counts, drawn one after the other: (state, count), the state a modifier of a tag or empty."""

    label: str
    counts: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Stage:
    """A column of a road: its title, and the things that stand there, (key, label, state).

    Where nothing stands, `none` is said; `rows` are left free above, for lines that lead past this column.
    """

    title: str
    things: Sequence[tuple[str, str, str]]
    none: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing drawn. `form`: box, words, slant, tick, line or mark; `kind`: its classes.

    `x` and `width` are percent, the rest pixels.
    """

    form: str
    x: float
    y: float
    kind: str = ""
    width: float = 0
    height: float = 0
    shift: float = 0
    text: str = ""

    @property
    def foot(self) -> float:
        """Where the shape ends, down the page."""
        return self.y + self.height

    @property
    def end(self) -> float:
        """Where the shape ends, along the line."""
        return self.x + self.width

    @property
    def mirrored(self) -> "Shape":
        """The same shape for those who read from right to left."""
        if self.form == "line":
            return replace(self, x=100 - self.x, width=-self.width)
        return replace(self, x=round(100 - self.x - self.width, 3), shift=-self.shift)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, in the order in which it is drawn, `height` pixels high; `wide` ones scroll on a telephone."""

    height: float
    shapes: tuple[Shape, ...]
    wide: bool = False

    @property
    def mirrored(self) -> "Picture":
        """The same picture for those who read from right to left."""
        return replace(self, shapes=tuple(shape.mirrored for shape in self.shapes))


def timeline(bands: Sequence[Band], marks: Sequence[Mark], today: date) -> Picture:
    """Draw `bands` and `marks` along their time, with a line at `today`; labels never lie on each other."""
    days = [today, *(day for band in bands for day in (band.opens, band.closes)), *(mark.on for mark in marks)]
    scale = _Scale.over(min(days), max(days))
    bars, top = _bands(bands, scale, today, LINE + 12)
    dots, bottom = _marks(marks, scale, top)
    ticks = [shape for day in scale.ticks() for shape in _tick(scale.place(day), bottom, date_format(day, "M Y"))]
    height = bottom + LINE
    here = scale.place(today)
    line = Shape("tick", here, LINE + 2, "chart-today", height=bottom - LINE)
    word = Shape("words", here, height - 2, f"chart-today {'is-end' if here > 80 else ''}", text=_today(today))  # noqa: PLR2004 - percent
    return Picture(height, (*ticks, *bars, line, *dots, word), wide=True)


def heatmap(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> Picture:
    """Draw `counts`, a line of cells a row; a darker cell holds more, an empty one (a gap) is outlined."""
    head = round(max((_units(name) for name in columns), default=0) * CHARACTER * 0.65) + LINE
    most = max((count for row in counts for count in row), default=0)
    width = (100 - LABELS) / max(len(columns), 1)
    shapes = [Shape("slant", LABELS + (i + 0.5) * width, head - 6, text=name) for i, name in enumerate(columns)]
    y = float(head)
    for name, row in zip(rows, counts, strict=True):
        lines = wrapped(name, int(WIDE * LABELS / 100 / CHARACTER) - 1)
        height = max(len(lines) * LINE + 6, 36)
        shapes += [Shape("words", 0, y + (i + 1) * LINE, "chart-label", text=line) for i, line in enumerate(lines)]
        shapes += [shape for i, count in enumerate(row) for shape in _cell(i * width, y, (width, height), count, most)]
        y += height + 3
    return Picture(y, tuple(shapes), wide=True)


def bars(rows: Sequence[Bar]) -> Picture:
    """Draw a bar for each row, as long as its counts together; the figures stand after it."""
    most = max((sum(count for _state, count in row.counts) for row in rows), default=0) or 1
    shapes: list[Shape] = []
    y = 0.0
    for row in rows:
        lines = wrapped(row.label, 40)
        shapes += [Shape("words", 0, y + (i + 1) * LINE - 4, "chart-label", text=line) for i, line in enumerate(lines)]
        y += len(lines) * LINE + 1
        shapes += _bar(row, y, most)
        y += ROW
    return Picture(y, tuple(shapes))


def road(stages: Sequence[Stage], links: Iterable[tuple[str, str]]) -> Picture:
    """Draw stages side by side, and a line for each link between the keys of two things."""
    pitch = 100 / max(len(stages), 1)
    units = int((WIDE * (pitch - 4) / 100 - 16) / SMALL)
    boxes: dict[str, Shape] = {}
    words: list[Shape] = []
    for i, stage in enumerate(stages):
        words.append(Shape("words", i * pitch, LINE - 4, "chart-note", text=stage.title))
        for j, (key, label, state) in enumerate(stage.things or [(f"none {i}", stage.none, "is-end")]):
            y = LINE + 6 + (j + stage.rows) * (3 * LINE + 16)
            boxes[key] = Shape("box", i * pitch, y, f"chart-node {state}".strip(), pitch - 4, 3 * LINE + 6, text=label)
            words += _boxed(label, boxes[key], units)
    lines = [_link(boxes[one], boxes[other]) for one, other in links if one in boxes and other in boxes]
    height = max((box.foot for box in boxes.values()), default=0) + 4
    dots = {Shape("mark", x, y, "chart-dot") for line in lines for x, y in ((line.x, line.y), (line.end, line.foot))}
    return Picture(height, (*lines, *boxes.values(), *sorted(dots, key=astuple), *words), wide=True)


def level(count: int, most: int) -> int:
    """Return which of the classes heat-0 … heat-5 shows `count` where the largest is `most`; 0 only for none."""
    return -(-LEVELS * count // most) if most else 0


def wrapped(text: str, units: int) -> list[str]:
    """Break `text` into lines of at most `units` narrow characters; Chinese breaks anywhere, a long word never."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and _units(line + piece.rstrip()) > units:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterable[str]:
    piece = ""
    for character in text:
        piece += character
        if character == " " or east_asian_width(character) in "WF":
            yield piece
            piece = ""
    yield piece


def _units(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _extent(label: str) -> float:
    """Return the percent that a label takes where the picture is narrowest."""
    return (_units(label) * CHARACTER + 16) / WIDE * 100


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to percent, from the first day of a month to the first day of another."""

    first: date
    last: date

    @classmethod
    def over(cls, first: date, last: date) -> "_Scale":
        return cls(first.replace(day=1), _months_on(last, 1))

    def place(self, day: date) -> float:
        return round(100 * (day - self.first).days / (self.last - self.first).days, 3)

    def ticks(self) -> list[date]:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months // step < MOST_TICKS)
        offset = -(self.first.month - 1) % step
        return [_months_on(self.first, month) for month in range(offset, months, step)]


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _today(day: date) -> str:
    return gettext("Today, %(day)s") % {"day": date_format(day, "j F Y")}


def _tick(x: float, bottom: float, label: str) -> tuple[Shape, Shape]:
    kind, shift = ("chart-note is-end", -2) if x > 90 else ("chart-note", 2)  # noqa: PLR2004 - percent: no room behind it
    return (
        Shape("tick", x, LINE + 2, "chart-axis", height=bottom - LINE),
        Shape("words", x, LINE - 4, kind, shift=shift, text=label),
    )


def _lane(lanes: list[float], start: float, end: float) -> int:
    """Return the first lane that is free from `start`, and keep it until `end`."""
    for i, taken in enumerate(lanes):
        if taken <= start:
            lanes[i] = end
            return i
    lanes.append(end)
    return len(lanes) - 1


def _bands(bands: Sequence[Band], scale: _Scale, today: date, top: float) -> tuple[list[Shape], float]:
    lanes: list[float] = []
    shapes: list[Shape] = []
    for band in sorted(bands, key=lambda band: (band.opens, band.closes)):
        x = min(scale.place(band.opens), 99.6)
        width = max(scale.place(band.closes) - x, 0.4)
        turned = x + _extent(band.label) > 100  # noqa: PLR2004 - percent
        start, end = (
            (x + width - _extent(band.label), x + width) if turned else (x, x + max(width, _extent(band.label)))
        )
        y = top + _lane(lanes, min(start, x), end) * (LINE + ROW)
        shapes.append(Shape("box", x, y + LINE, f"chart-bar {_tense(band, today)}", width, 14, text=band.label))
        where, kind = (x + width, "chart-label is-end") if turned else (x, "chart-label")
        shapes.append(Shape("words", where, y + LINE - 5, kind, text=band.label))
    return shapes, top + len(lanes) * (LINE + ROW)


def _tense(band: Band, today: date) -> str:
    if band.closes < today:
        return "is-past"
    return "is-now" if band.opens <= today else "is-ahead"


def _marks(marks: Sequence[Mark], scale: _Scale, top: float) -> tuple[list[Shape], float]:
    lanes: list[float] = []
    shapes: list[Shape] = []
    for mark in sorted(marks, key=lambda mark: mark.on):
        x = scale.place(mark.on)
        turned = x + _extent(mark.label) > 100  # noqa: PLR2004 - percent
        start, end = (x - _extent(mark.label), x + 1) if turned else (x - 1, x + _extent(mark.label))
        y = top + _lane(lanes, start, end) * ROW + ROW / 2
        label = "chart-label is-end" if turned else "chart-label"
        shapes.append(Shape("mark", x, y, f"chart-mark {mark.state}".strip(), text=mark.label))
        shapes.append(Shape("words", x, y + 5, label, shift=-11 if turned else 11, text=mark.label))
    return shapes, top + len(lanes) * ROW


def _boxed(label: str, box: Shape, units: int) -> list[Shape]:
    lines = wrapped(label, units)
    shown = lines if len(lines) <= 3 else [*lines[:2], f"{lines[2][: units - 1]}…"]  # noqa: PLR2004 - lines in a box
    feet = (box.y + (i + 1) * LINE - 2 for i in range(len(shown)))
    return [Shape("words", box.x, y, "chart-small", shift=8, text=text) for y, text in zip(feet, shown, strict=True)]


def _link(one: Shape, other: Shape) -> Shape:
    first, second = sorted((one, other), key=lambda box: box.x)
    y, foot = first.y + first.height / 2, second.y + second.height / 2
    return Shape("line", first.end, y, "chart-line", second.x - first.end, foot - y)


def _cell(x: float, y: float, size: tuple[float, float], count: int, most: int) -> tuple[Shape, Shape]:
    width, height = size
    shade = level(count, most)
    return (
        Shape("box", LABELS + x + 0.15, y, f"heat-{shade}", width - 0.3, height),
        Shape("words", LABELS + x + width / 2, y + height / 2 + 5, f"heat-text on-{shade}", text=str(count)),
    )


def _bar(row: Bar, y: float, most: int) -> list[Shape]:
    shapes: list[Shape] = []
    x = 0.0
    for state, count in row.counts:
        width = 80 * count / most
        shapes.append(Shape("box", x, y, f"chart-bar {state}".strip(), width, 15, text=row.label))
        x += width
    figures = " · ".join(str(count) for _state, count in row.counts)
    return [*shapes, Shape("words", x, y + 12, "chart-note", shift=6, text=figures)]
