import pytest
from lxml import etree

from travaux.evidence.areas import ISO
from travaux.evidence.charts.atlas import atlas, outlines
from travaux.evidence.charts.drawing import Words
from travaux.evidence.charts.tiles import SHADES, NotAnArea

SVG = "{http://www.w3.org/2000/svg}"
TODAY = {code for code, area in ISO.items() if area.ends is None}


def told(chart):
    """Return what each area tells, by name, and its colour."""
    root = etree.fromstring(chart.svg)
    said = {}
    for title in list(root.iter(f"{SVG}title"))[1:]:
        holder = title.getparent()
        shape = holder if holder.get("fill") else holder.find(f"{SVG}rect")
        said[title.text] = shape.get("fill")
    return said


def test_every_area_that_stands_today_is_on_the_map_or_a_square_under_it():
    found = atlas(Words("T"), {})
    assert {code for _, code, _ in found.rows} == TODAY
    assert len(told(found)) == len(TODAY)
    assert set(told(found).values()) == {"url(#no-data)"}


def test_an_area_has_the_shade_of_its_figure_and_says_it():
    codes = ("MEX", "USA", "CAN", "GTM", "MLT")
    found = atlas(
        Words("T", no_data="unknown"), {**dict(zip(codes, (1.0, 2.0, 3.0, 4.0, 5.0), strict=True)), "BLZ": None}
    )
    said = told(found)
    assert [said[f"{ISO[code].name}: {rank}"] for rank, code in enumerate(codes, 1)] == list(SHADES)
    assert said["Belize: unknown"] == "url(#no-data)"


def test_codes_of_ones_own_are_squares_under_the_map_and_others_are_refused():
    found = atlas(Words("T"), {"ARX": 4.0}, "people", {"ARX": "Arlandia & more"})
    assert ("Arlandia & more", "ARX", 4.0) in found.rows
    assert (">ARX<" in found.svg, found.columns) == (True, ("area", "ISO", "people"))
    with pytest.raises(NotAnArea, match="ARX"):
        atlas(Words("T"), {"ARX": 4.0})


def test_outlines_are_of_areas_and_stay_on_the_page():
    known = [each.code for each in outlines()]
    assert (set(known) - {""} <= TODAY, len(known) - len(set(known))) == (True, 0)
    assert all(0 <= each.x <= 760 and 0 <= each.y <= 370 for each in outlines())


def test_the_map_is_light_and_asks_for_nothing():
    svg = atlas(Words("T", "Boundaries imply no opinion."), dict.fromkeys(sorted(TODAY), 1.0)).svg
    assert (len(svg.encode()) <= 150_000, "<script" in svg, "href" in svg, "style=" in svg) == (
        True,
        False,
        False,
        False,
    )
    assert "<desc" in svg
