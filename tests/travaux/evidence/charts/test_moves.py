from random import Random

from lxml import etree

from travaux.evidence.charts.drawing import Words
from travaux.evidence.charts.moves import chord, sankey

SVG = "{http://www.w3.org/2000/svg}"


def test_a_chord_has_a_ribbon_for_each_flow_and_an_arc_for_each_area():
    flows = {("A & B", "C"): 5.0, ("A & B", "D"): 1.0, ("C", "A & B"): 2.0, ("D", "D"): 9.0, ("D", "C"): 0.0}
    found = chord(Words("T"), flows)
    root = etree.fromstring(found.svg)
    assert len(list(root.iter(f"{SVG}path"))) == 3 + 3
    assert [node.text for node in root.iter(f"{SVG}title")][1:] == ["A & B: 8", "C: 7", "D: 1"]
    assert found.rows == (("A & B", "C", 5.0), ("C", "A & B", 2.0), ("A & B", "D", 1.0))


def test_a_chord_of_nobody_is_empty():
    assert chord(Words("T"), {}).rows == ()
    assert ">A: 0<" in chord(Words("T"), {}, areas=["A"]).svg


def test_a_chord_of_thirty_areas_is_light_and_asks_for_nothing():
    chance = Random(1)  # noqa: S311 - the same figures each time, nothing secret
    names = [f"Area {rank}" for rank in range(30)]
    svg = chord(Words("T"), {(a, b): chance.gammavariate(0.5, 1000) for a in names for b in names}, areas=names).svg
    assert (len(svg.encode()) <= 150_000, "<script" in svg, "href" in svg, "style=" in svg) == (
        True,
        False,
        False,
        False,
    )


def test_a_sankey_has_origins_destinations_and_bands_between():
    found = sankey(Words("T"), {("A", "X"): 3.0, ("A", "Y"): 1.0, ("B <", "X"): 2.0, ("B <", "Y"): 0.0})
    told = [node.text for node in etree.fromstring(found.svg).iter(f"{SVG}title")][1:]
    assert told == ["A → X: 3", "A → Y: 1", "B < → X: 2", "A: 4", "B <: 2", "X: 5", "Y: 1"]
    assert found.rows == (("A", "X", 3.0), ("B <", "X", 2.0), ("A", "Y", 1.0))
    assert sankey(Words("T"), {}).rows == ()
