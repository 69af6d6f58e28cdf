from itertools import pairwise
from math import asin, cos, dist, radians, sin, sqrt

import pytest
from lxml import etree

from travaux.evidence.areas import ISO
from travaux.evidence.charts.atlas import UNDETERMINED, atlas, broken_lines, outlines
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
    assert len(told(found)) == len(TODAY) + len(UNDETERMINED)
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
    assert (set(known) - set(UNDETERMINED) <= TODAY, len(known) - len(set(known))) == (True, 0)
    assert all(0 <= each.x <= 760 and 0 <= each.y <= 370 for each in outlines())


def inside(path, x, y):
    """Whether a place lies within the rings of a path: a ray from it crosses them an odd number of times."""
    crossed = False
    for ring in path.strip("MZ").split("ZM"):
        places = [tuple(map(float, place.split())) for place in ring.split("L")]
        for (x1, y1), (x2, y2) in pairwise([*places, places[0]]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                crossed = not crossed
    return crossed


def equal_earth(east, north):
    """Return where a place of the Earth is on the map (Šavrič, Patterson & Jenny 2018)."""
    t = asin(sqrt(3) / 2 * sin(radians(north)))
    slope = 9 * 0.003796 * t**8 + 7 * 0.000893 * t**6 - 3 * 0.081106 * t**2 + 1.340264
    up = 0.003796 * t**9 + 0.000893 * t**7 - 0.081106 * t**3 + 1.340264 * t
    return 380 + 140 * 2 * sqrt(3) * radians(east) * cos(t) / (3 * slope), 190 - 140 * up


@pytest.mark.parametrize(
    ("place", "east", "north", "owner"),
    [
        ("Laayoune", -13.0, 27.0, "ESH"),
        ("Dakhla", -15.0, 23.5, "ESH"),
        ("Tifariti", -10.5, 26.1, "ESH"),
        ("Agadir", -9.0, 30.0, "MAR"),
        ("Simferopol", 34.1, 45.1, "UKR"),
        ("Srinagar", 74.8, 34.1, "?JK"),
        ("Gilgit", 74.3, 35.6, "?JK"),
        ("Leh", 77.6, 33.9, "?JK"),
        ("Aksai Chin", 79.3, 35.0, "?AK"),
        ("Delhi", 77.2, 28.6, "IND"),
        ("Lahore", 73.9, 31.4, "PAK"),
        ("Abyei", 28.4, 9.8, "?AB"),
        ("Khartoum", 32.5, 15.5, "SDN"),
        ("Juba", 31.0, 5.5, "SSD"),
        ("Hala'ib", 35.8, 22.5, "?HA"),
        ("Hargeisa", 44.1, 9.6, "SOM"),
        ("Pristina", 21.0, 42.6, "XKX"),
        ("Quneitra", 35.85, 33.05, "SYR"),
        ("Taipei", 121.3, 24.5, "TWN"),
        ("Essequibo", -59.5, 6.0, "GUY"),
        ("Sukhumi", 41.3, 43.0, "GEO"),
        ("Donetsk", 37.8, 48.0, "UKR"),
        ("Grozny", 45.7, 43.3, "RUS"),
    ],
)
def test_land_is_given_to_whom_the_united_nations_give_it(place, east, north, owner):
    x, y = equal_earth(east, north)
    assert (place, [each.code for each in outlines() if each.path and inside(each.path, x, y)]) == (place, [owner])


def test_who_claims_land_does_not_colour_it():
    found = told(atlas(Words("T"), dict.fromkeys(("IND", "PAK", "CHN", "SDN", "SSD", "EGY", "KEN", "MAR"), 5.0)))
    assert {found[f"{name}: no data"] for name in UNDETERMINED.values()} == {"url(#no-data)"}
    assert found["Western Sahara: no data"] == "url(#no-data)"


def test_lines_that_are_not_determined_are_broken_by_their_path():
    whole, dashes = etree.fromstring(f"<g>{broken_lines()}</g>")
    lengths = [
        dist(*(tuple(map(float, place.split())) for place in dash.split("L")))
        for dash in dashes.get("d").strip("M").split("M")
    ]
    assert (max(lengths) < 2, len(lengths) > 20, whole.get("fill"), dashes.get("stroke-dasharray")) == (
        True,
        True,
        "none",
        None,
    )


def test_the_map_is_light_and_asks_for_nothing():
    svg = atlas(Words("T", "Boundaries imply no opinion."), dict.fromkeys(sorted(TODAY), 1.0)).svg
    assert (len(svg.encode()) <= 150_000, "<script" in svg, "href" in svg, "style=" in svg) == (
        True,
        False,
        False,
        False,
    )
    assert "<desc" in svg
