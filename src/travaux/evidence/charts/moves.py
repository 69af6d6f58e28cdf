"""Flows between areas as a chord diagram and as a Sankey diagram."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, sin

from travaux.evidence.charts.drawing import COLOURS, PALE, Chart, Words, at, box, chart, plain, short, text

SIDE, RADIUS, THICK, GAP = 640, 220.0, 10.0, 0.02
TALL = 520
"""How high a circle stands: names need room beside it, and a line of words above and below."""
NAMES = ("origin", "destination", "flow")
Moves = Mapping[tuple[str, str], float]


def chord(words: Words, flows: Moves, names: tuple[str, str, str] = NAMES, areas: Sequence[str] = ()) -> Chart:
    """Draw areas round a circle, arcs as long as all that leaves and arrives; ribbons have the colour of the origin.

    Arrivals stop short of the arc, departures touch it, so that the direction shows without colour. `areas` gives
    their order round the circle; else the largest comes first. After Abel & Sander (2014), who drew flows so.
    """
    kept = {pair: value for pair, value in flows.items() if value > 0 and pair[0] != pair[1]}
    left, right = _sums(kept, 0), _sums(kept, 1)
    both = {name: left.get(name, 0.0) + right.get(name, 0.0) for name in {**left, **right}}
    order = list(areas) or sorted(both, key=lambda name: (-both[name], name))
    totals = [both.get(name, 0.0) for name in order]
    turn = (2 * pi - GAP * len(order)) / (sum(totals) or 1.0)
    starts, angle = [], -pi / 2
    for total in totals:
        starts.append(angle)
        angle += total * turn + GAP
    marks = [*_ribbons(order, kept, starts, turn), *_arcs(order, totals, starts, turn)]
    return chart("chord", (SIDE, TALL), words, marks, (names, _listed(kept)))


def _listed(flows: Moves) -> list[tuple[str, str, float]]:
    """List flows for the table, the greatest first."""
    return sorted(((*pair, value) for pair, value in flows.items()), key=lambda row: -row[2])


def _point(angle: float, radius: float) -> str:
    return f"{at(SIDE / 2 + radius * cos(angle))} {at(TALL / 2 + radius * sin(angle))}"


def _arcs(areas: Sequence[str], totals: Sequence[float], starts: Sequence[float], turn: float) -> Iterator[str]:
    outer = RADIUS + THICK
    for rank, (area, total, start) in enumerate(zip(areas, totals, starts, strict=True)):
        end = start + total * turn
        far = int(end - start > pi)
        yield (
            f'<path d="M{_point(start, RADIUS)}A{at(RADIUS)} {at(RADIUS)} 0 {far} 1 {_point(end, RADIUS)}'
            f'L{_point(end, outer)}A{at(outer)} {at(outer)} 0 {far} 0 {_point(start, outer)}Z" '
            f'fill="{COLOURS[rank % len(COLOURS)]}"><title>{_safe(area)}: {plain(total)}</title></path>'
        )
        middle = (start + end) / 2
        x, y = SIDE / 2 + (outer + 8) * cos(middle), TALL / 2 + (outer + 8) * sin(middle)
        yield text(x, y + 4, short(area, 80), anchor="start" if cos(middle) >= 0 else "end", size=10)


def _safe(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _ribbons(areas: Sequence[str], flows: Moves, starts: Sequence[float], turn: float) -> Iterator[str]:
    """Yield the ribbons, the widest first, so that narrow ones stay to be seen."""
    size = len(areas)
    gone = _sums(flows, 0)
    leave, arrive = (
        list(starts),
        [start + gone.get(area, 0.0) * turn for area, start in zip(areas, starts, strict=True)],
    )
    drawn = []
    for i in range(size):
        for step in range(1, size):
            j = (i + size - step) % size
            width = flows.get((areas[i], areas[j]), 0.0) * turn
            if width > 0:
                drawn.append((width, _ribbon(i, (leave[i], arrive[j]), width)))
                leave[i], arrive[j] = leave[i] + width, arrive[j] + width
    yield from (mark for _, mark in sorted(drawn, key=lambda each: -each[0]))


def _ribbon(origin: int, ends: tuple[float, float], width: float) -> str:
    near, far = RADIUS - 1, RADIUS - 8
    start, end = ends
    centre = f"{at(SIDE / 2)} {at(TALL / 2)}"
    return (
        f'<path d="M{_point(start, near)}A{at(near)} {at(near)} 0 0 1 {_point(start + width, near)}'
        f"Q{centre} {_point(end, far)}A{at(far)} {at(far)} 0 0 1 {_point(end + width, far)}"
        f'Q{centre} {_point(start, near)}Z" fill="{COLOURS[origin % len(COLOURS)]}" fill-opacity=".6"/>'
    )


def sankey(words: Words, flows: Moves, names: tuple[str, str, str] = NAMES) -> Chart:
    """Draw origins on the left, destinations on the right, and between them bands as wide as the flows."""
    kept = {pair: value for pair, value in flows.items() if value > 0}
    left, right = _sums(kept, 0), _sums(kept, 1)
    height, gap, room = 440.0, 6.0, 150.0
    share = (height - 60 - gap * max(len(left), len(right), 1)) / (sum(left.values()) or 1.0)
    places = [_stacked(side, share, gap) for side in (left, right)]
    marks = list(_bands(kept, [dict(side) for side in places], share, room))
    for side, (sums, stacked) in enumerate(zip((left, right), places, strict=True)):
        for rank, (name, total) in enumerate(sums.items()):
            x, y = (room, SIDE - room - 10)[side], stacked[name]
            marks.append(
                box(
                    x,
                    y,
                    10,
                    total * share,
                    COLOURS[rank % len(COLOURS)] if not side else PALE,
                    f"{name}: {plain(total)}",
                )
            )
            place, anchor = ((x - 6, "end"), (x + 16, "start"))[side]
            marks.append(text(place, y + total * share / 2 + 4, short(name, room - 10), anchor=anchor, size=10))
    return chart("sankey", (SIDE, int(height)), words, marks, (names, _listed(kept)))


def _sums(flows: Moves, side: int) -> dict[str, float]:
    sums: dict[str, float] = {}
    for pair, value in flows.items():
        sums[pair[side]] = sums.get(pair[side], 0.0) + value
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _stacked(sums: Mapping[str, float], share: float, gap: float) -> dict[str, float]:
    places, y = {}, 30.0
    for name, total in sums.items():
        places[name] = y
        y += total * share + gap
    return places


def _bands(flows: Moves, places: Sequence[dict[str, float]], share: float, room: float) -> Iterator[str]:
    colours = {name: COLOURS[rank % len(COLOURS)] for rank, name in enumerate(places[0])}
    x1, x2, middle = room + 10, SIDE - room - 10, SIDE / 2
    order = {name: rank for side in places for rank, name in enumerate(side)}
    for (origin, destination), value in sorted(flows.items(), key=lambda item: (order[item[0][0]], order[item[0][1]])):
        y1, y2, wide = places[0][origin], places[1][destination], value * share
        places[0][origin], places[1][destination] = y1 + wide, y2 + wide
        told = f"{_safe(origin)} → {_safe(destination)}: {plain(value)}"
        yield (
            f'<path d="M{at(x1)} {at(y1)}C{at(middle)} {at(y1)} {at(middle)} {at(y2)} {at(x2)} {at(y2)}V{at(y2 + wide)}'
            f'C{at(middle)} {at(y2 + wide)} {at(middle)} {at(y1 + wide)} {at(x1)} {at(y1 + wide)}Z" '
            f'fill="{colours[origin]}" fill-opacity=".5"><title>{told}</title></path>'
        )
