"""A chart as an enhanced metafile: the picture that every word processor draws, sharp at any size, letters as letters.

Reads the SVG that this package writes (rectangles, paths, words) and no other.
Source: [MS-EMF] Enhanced Metafile Format, 2.3.
"""

import re
from collections.abc import Iterator, Sequence
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan
from struct import pack

from lxml import etree

from travaux.evidence.charts.drawing import INK

SCALE = 10
"""Units of the picture to one of the SVG: places are whole numbers."""
STEP = re.compile(r"([MLHVQCAZ])([^MLHVQCAZ]*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?|-?\.\d+")
WHITE, PALE_INK = (255, 255, 255), (0xD9, 0xD9, 0xD9)
MOST_HEX = 6
# Records of [MS-EMF] 2.3, by their numbers.
HEADER, EOF, BEZIER, SET_BACKGROUND, SET_FILLING, SET_ALIGN, SET_COLOUR = 1, 14, 5, 18, 19, 22, 24
MOVE, SELECT, PEN, BRUSH, DELETE, LINE = 27, 37, 38, 39, 40, 54
BEGIN, END, CLOSE, FILL, STROKE, FONT, WORDS = 59, 60, 61, 62, 64, 82, 84
NO_PEN, NO_BRUSH, NO_FONT, SOLID, HATCHED, DIAGONAL = 0x80000008, 0x80000005, 0x8000000D, 0, 2, 3
TRANSPARENT, WINDING, ADVANCED = 1, 2, 2
BASELINE, ANCHORS = 24, {"start": 0, "middle": 6, "end": 2}
TWIPS = 2540 / 96
"""Hundredths of a millimetre to a unit of the SVG."""

Point = tuple[float, float]


def metafile(svg: str) -> bytes:
    """Return the picture of a chart of this package."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    width, height = (float(root.get(name, "1")) for name in ("width", "height"))
    records = [_record(SET_BACKGROUND, pack("<I", TRANSPARENT)), _record(SET_FILLING, pack("<I", WINDING))]
    records += _filled(_rectangle(0, 0, width, height), WHITE)
    for element in root.iter():
        if element.getparent() is not None and not _is_defined(element):
            records += _drawn(element)
    records.append(_record(EOF, pack("<III", 0, 16, 20)))
    return _header((width, height), records) + b"".join(records)


def _is_defined(element: etree._Element) -> bool:
    """Whether an element is part of a definition, and drawn only where it is used."""
    return any(etree.QName(each).localname == "defs" for each in element.iterancestors())


def _drawn(element: etree._Element) -> Iterator[bytes]:
    name = etree.QName(element).localname
    if name == "rect":
        x, y, wide, high = (float(element.get(each, "0")) for each in ("x", "y", "width", "height"))
        yield from _painted(element, _rectangle(x, y, wide, high))
    elif name == "path":
        yield from _painted(element, list(_outline(element.get("d", ""))))
    elif name == "text" and element.text:
        yield from _written(element)


def _rectangle(x: float, y: float, wide: float, high: float) -> list[bytes]:
    corners = (x + wide, y), (x + wide, y + high), (x, y + high)
    return [_at(MOVE, (x, y)), *(_at(LINE, corner) for corner in corners), _CLOSED]


def _painted(element: etree._Element, outline: list[bytes]) -> Iterator[bytes]:
    """Yield the filling and the edge of an outline."""
    fill, stroke = element.get("fill", INK), element.get("stroke", "none")
    if fill.startswith("url("):
        yield from _filled(outline, WHITE)
        yield from _filled(outline, PALE_INK, HATCHED)
    elif fill != "none":
        yield from _filled(outline, _mixed(_rgb(fill), float(element.get("fill-opacity", "1"))))
    if stroke != "none":
        wide = max(1, round(float(element.get("stroke-width", "1")) * SCALE))
        pen = pack("<IIii4B", 1, 0, wide, 0, *_rgb(stroke), 0)
        yield from _with(PEN, pen, NO_BRUSH, [_record(BEGIN), *outline, _record(END), _record(STROKE, bytes(16))])


def _filled(outline: Sequence[bytes], colour: Sequence[int], style: int = SOLID) -> Iterator[bytes]:
    brush = pack("<II4BI", 1, style, *colour, 0, DIAGONAL)
    yield from _with(BRUSH, brush, NO_PEN, [_record(BEGIN), *outline, _record(END), _record(FILL, bytes(16))])


def _with(kind: int, made: bytes, other: int, drawn: Sequence[bytes]) -> Iterator[bytes]:
    """Yield what is drawn with a pen, brush or font of its own, which is let go afterwards."""
    yield _record(kind, made)
    yield _record(SELECT, pack("<I", 1))
    yield _record(SELECT, pack("<I", other))
    yield from drawn
    for nothing in (NO_PEN, NO_BRUSH, NO_FONT):
        yield _record(SELECT, pack("<I", nothing))
    yield _record(DELETE, pack("<I", 1))


def _written(element: etree._Element) -> Iterator[bytes]:
    """Yield words at their place, in a font without serifs that the program which draws them has."""
    words = (element.text or "").encode("utf-16-le")
    size = round(float(element.get("font-size", "11")) * SCALE)
    name = "Arial".encode("utf-16-le").ljust(64, b"\0")
    # What the font measures, then its name; the rest of the record is empty (LOGFONT of [MS-EMF] 2.2.13).
    font = pack("<I5i8B", 1, -size, 0, 0, 0, 400, 0, 0, 0, 1, 0, 0, 0, 0) + name + bytes(228)
    align = BASELINE | ANCHORS[element.get("text-anchor", "start")]
    x, y = (round(float(element.get(each, "0")) * SCALE) for each in ("x", "y"))
    # Reach, mode and scale; place, number of letters, where they stand in the record, no box, no widths.
    said = (
        bytes(16) + pack("<Iff", ADVANCED, 1.0, 1.0) + pack("<iiIII4iI", x, y, len(words) // 2, 76, 0, 0, 0, -1, -1, 0)
    )
    colour = pack("<4B", *_rgb(element.get("fill", INK)), 0)
    drawn = [_record(SET_ALIGN, pack("<I", align)), _record(SET_COLOUR, colour), _record(WORDS, said + words)]
    yield from _with(FONT, font, NO_PEN, drawn)


def _outline(path: str) -> Iterator[bytes]:
    """Yield the lines and curves of a path: M, L, H, V, Q, C, A and Z, places absolute as this package writes them."""
    here: Point = (0.0, 0.0)
    for step, said in STEP.findall(path):
        numbers = [float(number) for number in NUMBER.findall(said)]
        if step == "Z":
            yield _CLOSED
        elif step in "MLHV":
            for place in _places(step, numbers, here):
                yield _at(MOVE if step == "M" and place[0] else LINE, place[1])
                here = place[1]
        else:
            for curve in curves(step, numbers, here):
                yield _record(BEZIER, bytes(16) + pack("<I", 3) + b"".join(map(_point, curve)))
                here = curve[-1]


def _places(step: str, numbers: Sequence[float], here: Point) -> Iterator[tuple[bool, Point]]:
    """Yield the places of a step, and whether it is the first of them."""
    if step in "HV":
        yield True, (numbers[0], here[1]) if step == "H" else (here[0], numbers[0])
        return
    for rank, place in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
        yield rank == 0, place


def curves(step: str, numbers: Sequence[float], here: Point) -> Iterator[tuple[Point, Point, Point]]:
    """Yield a step of a path, C, Q or A, as curves with two handles and an end."""
    if step == "A":
        yield from arc(here, numbers)
        return
    places = [*zip(numbers[::2], numbers[1::2], strict=True)]
    if step == "C":
        yield places[0], places[1], places[2]
    else:  # a curve with one handle is one with two, each two thirds of the way to it
        handle, end = places
        yield _toward(here, handle, 2 / 3), _toward(end, handle, 2 / 3), end


def _toward(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def arc(here: Point, said: Sequence[float]) -> Iterator[tuple[Point, Point, Point]]:
    """Yield an arc of a circle as curves of a quarter at most. Source: SVG 2, B.2.4, for circles."""
    radius, is_far, is_clockwise, end = said[0], bool(said[3]), bool(said[4]), (said[5], said[6])
    chord = hypot(end[0] - here[0], end[1] - here[1])
    if not chord:
        return
    radius = max(radius, chord / 2)
    away = sqrt(max(radius**2 - (chord / 2) ** 2, 0.0)) * (1 if is_far == is_clockwise else -1)
    middle = (
        (here[0] + end[0]) / 2 + away * (end[1] - here[1]) / chord,
        (here[1] + end[1]) / 2 - away * (end[0] - here[0]) / chord,
    )
    first = atan2(here[1] - middle[1], here[0] - middle[0])
    turn = (atan2(end[1] - middle[1], end[0] - middle[0]) - first) % (2 * pi) - (0 if is_clockwise else 2 * pi)
    parts = max(1, ceil(abs(turn) / radians(90)))
    for part in range(parts):
        yield _bend(middle, radius, first + turn * part / parts, turn / parts)


def _bend(middle: Point, radius: float, angle: float, turn: float) -> tuple[Point, Point, Point]:
    """Return the curve that turns by an angle about a middle."""
    pull = radius * 4 / 3 * tan(turn / 4)
    last = angle + turn
    start = middle[0] + radius * cos(angle), middle[1] + radius * sin(angle)
    end = middle[0] + radius * cos(last), middle[1] + radius * sin(last)
    return (
        (start[0] - pull * sin(angle), start[1] + pull * cos(angle)),
        (end[0] + pull * sin(last), end[1] - pull * cos(last)),
        end,
    )


def _rgb(colour: str) -> tuple[int, ...]:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == MOST_HEX else "".join(2 * digit for digit in digits)
    return tuple(bytes.fromhex(digits))


def _mixed(colour: tuple[int, ...], part: float) -> tuple[int, ...]:
    """Return a colour as it shows through on white: metafiles know nothing that is half there."""
    return tuple(round(255 - (255 - each) * part) for each in colour)


def _point(place: Point) -> bytes:
    return pack("<ii", *(round(each * SCALE) for each in place))


def _at(kind: int, place: Point) -> bytes:
    return _record(kind, _point(place))


def _record(kind: int, said: bytes = b"") -> bytes:
    padded = said + bytes(-len(said) % 4)
    return pack("<II", kind, 8 + len(padded)) + padded


_CLOSED = _record(CLOSE)


def _header(size: Point, records: Sequence[bytes]) -> bytes:
    """Return the first record: bounds, frame in hundredths of a millimetre, length, the device (96 dots an inch)."""
    edge = [round(each * SCALE) for each in size]
    frame = [round(each * TWIPS) for each in size]
    length = 108 + sum(map(len, records))
    said = pack("<8i", 0, 0, *edge, 0, 0, *frame) + pack("<IIII", 0x464D4520, 0x10000, length, len(records) + 1)
    said += pack("<HHIII", 2, 0, 0, 0, 0)
    # A device so large that its millimetres come out whole; its pixels are the units of the picture.
    side = 100_000 * TWIPS / SCALE
    said += pack("<iiiiIIIii", 100_000, 100_000, *(2 * [round(side / 100)]), 0, 0, 0, *(2 * [round(side * 10)]))
    return pack("<II", HEADER, 108) + said
