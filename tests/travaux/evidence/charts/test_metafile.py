from collections import Counter
from math import hypot, isclose
from struct import unpack_from

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.charts import metafile as emf
from travaux.evidence.charts.drawing import Words
from travaux.evidence.charts.figures import Line, bars, lines
from travaux.evidence.charts.metafile import metafile
from travaux.evidence.charts.moves import chord, sankey
from travaux.evidence.charts.tiles import tiles

FLOWS = {("Arlandia", "Bruma"): 5.0, ("Bruma", "Arlandia"): 3.0, ("Cordovia", "Bruma"): 2.0}


def records(content):
    """Read a metafile back: kind and content of each of its records."""
    place, found = 0, []
    while place < len(content):
        kind, size = unpack_from("<II", content, place)
        assert size % 4 == 0
        found.append((kind, content[place + 8 : place + size]))
        place += size
    assert place == len(content)
    return found


def wrapped(marks):
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">{marks}</svg>'


def drawn(marks):
    """Return the records of some marks, without the frame and the white ground."""
    return records(metafile(wrapped(marks)))[len(records(metafile(wrapped("")))) - 1 : -1]


@pytest.mark.parametrize(
    "chart",
    [
        bars(Words("T", source="S"), {"Arlandia": 3.0, "Bruma": None, "أرلانديا": -1.0}),
        lines(Words("T"), [Line("Bruma", {2000: 1.0, 2010: 2.0}, {2000: 0.5, 2010: 1.0}, {2000: 2.0, 2010: 3.0})]),
        chord(Words("T"), FLOWS),
        sankey(Words("T"), FLOWS),
        tiles(Words("T"), {"MEX": 4.0, "USA": None}),
    ],
)
def test_a_chart_is_a_metafile_that_reads_to_its_end(chart):
    content = metafile(chart.svg)
    found = records(content)
    assert [found[0][0], found[-1][0]] == [emf.HEADER, emf.EOF]
    signature, _, length, count = unpack_from("<4sIII", content, 40)
    assert (signature, length, count) == (b" EMF", len(content), len(found))
    counts = Counter(kind for kind, _ in found)
    assert counts[emf.BEGIN] == counts[emf.END] == counts[emf.FILL] + counts[emf.STROKE]
    assert counts[emf.PEN] + counts[emf.BRUSH] + counts[emf.FONT] == counts[emf.DELETE]
    assert counts[emf.WORDS] == chart.svg.count("<text")


def test_the_frame_is_as_large_as_the_drawing_on_paper():
    content = metafile(wrapped(""))
    assert unpack_from("<8i", content, 8) == (0, 0, 1000, 500, 0, 0, 2646, 1323)


def test_words_are_letters_at_their_place():
    found = drawn('<text x="10" y="20.5" text-anchor="end" font-size="9" fill="#1b5e8c">نعم 1</text>')
    said = next(content for kind, content in found if kind == emf.WORDS)
    x, y, count, where = unpack_from("<iiII", said, 28)
    assert (x, y, said[where - 8 :][: 2 * count].decode("utf-16-le")) == (100, 205, "نعم 1")
    assert next(content for kind, content in found if kind == emf.SET_ALIGN) == (24 | 2).to_bytes(4, "little")
    assert drawn('<text x="1" y="2"></text><title>Not drawn</title>') == []


def test_what_is_half_there_is_pale_and_what_is_not_known_hatched():
    def brush(marks):
        return [tuple(content[4:12]) for kind, content in drawn(marks) if kind == emf.BRUSH]

    assert brush('<path d="M0 0L1 0L1 1Z" fill="#000" fill-opacity="0.5"/>') == [(0, 0, 0, 0, 128, 128, 128, 0)]
    hatched = brush('<rect x="0" y="0" width="5" height="5" fill="url(#no-data)" stroke="#d9d9d9"/>')
    assert hatched == [(0, 0, 0, 0, 255, 255, 255, 0), (2, 0, 0, 0, 0xD9, 0xD9, 0xD9, 0)]


def places(path):
    return [
        unpack_from("<ii", content, len(content) - 8)
        for kind, content in drawn(f'<path d="{path}" fill="#000"/>')
        if kind in {emf.MOVE, emf.LINE, emf.BEZIER}
    ]


def test_lines_go_where_the_path_says():
    assert places("M1 2L3 4 5 6H9V8Z") == [(10, 20), (30, 40), (50, 60), (90, 60), (90, 80)]
    assert places("M0 0C1 1 2 2 3 3Q4 4 5 5") == [(0, 0), (30, 30), (50, 50)]
    assert places("M3 3A5 5 0 0 1 3 3") == [(30, 30)]


def test_a_curve_with_one_handle_is_one_with_two():
    [curve] = emf.curves("Q", (3.0, 0.0, 3.0, 3.0), (0.0, 0.0))
    assert curve == ((2.0, 0.0), (3.0, 1.0), (3.0, 3.0))


@given(st.floats(-6, 6), st.floats(0.01, 6), st.floats(1, 200))
def test_every_piece_of_an_arc_stays_on_its_circle(start, turn, radius):
    here = radius * emf.cos(start), radius * emf.sin(start)
    end = radius * emf.cos(start + turn), radius * emf.sin(start + turn)
    curves = [*emf.arc(here, (radius, radius, 0, float(turn > emf.pi), 1, *end))]
    for first, second, last in curves:
        middle = tuple((here[k] + 3 * first[k] + 3 * second[k] + last[k]) / 8 for k in (0, 1))
        assert isclose(hypot(*middle), radius, rel_tol=2e-3)
        assert isclose(hypot(*last), radius, rel_tol=1e-6)
        here = last
    assert isclose(here[0], end[0], abs_tol=1e-4 * radius)
    assert isclose(here[1], end[1], abs_tol=1e-4 * radius)


def test_an_arc_may_go_the_other_way():
    [curve] = emf.arc((1.0, 0.0), (1.0, 1.0, 0.0, 0.0, 0.0, 0.0, -1.0))
    assert (round(curve[2][0], 9), round(curve[2][1], 9)) == (0.0, -1.0)
    assert curve[0][1] < 0
