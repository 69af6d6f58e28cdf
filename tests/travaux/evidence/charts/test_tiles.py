import pytest
from lxml import etree

from travaux.evidence.areas import ISO
from travaux.evidence.charts.drawing import Words
from travaux.evidence.charts.tiles import NotAnArea, tiles

SVG = "{http://www.w3.org/2000/svg}"


def test_every_area_that_stands_is_a_tile_and_where_nothing_is_known_it_says_so():
    found = tiles(
        Words("T", "Designations imply no opinion.", no_data="nothing known"), {"MEX": 5.0, "USA": 1.0, "CAN": None}
    )
    told = {node.text for node in etree.fromstring(found.svg).iter(f"{SVG}title")}
    assert {"Mexico: 5", "United States of America: 1", "Canada: nothing known", "Peru: nothing known"} <= told
    standing = {area.iso3 for area in ISO.values() if area.ends is None} - {"ATA"}
    assert {row[1] for row in found.rows} == standing


def test_no_two_tiles_lie_on_each_other():
    root = etree.fromstring(tiles(Words("T"), {}).svg)
    places = [(tile[1].get("x"), tile[1].get("y")) for tile in root.iter(f"{SVG}g")]
    assert len(places) == len(set(places))


def test_a_value_of_what_is_no_area_is_refused():
    with pytest.raises(NotAnArea, match="QQQ"):
        tiles(Words("T"), {"QQQ": 1.0})


def test_codes_that_are_no_areas_stand_in_a_block_of_their_own():
    found = tiles(Words("T"), {"ARL": 3.0, "MEX": 5.0}, others={"ARL": "Arlandia", "BRU": "Bruma"})
    told = {node.text for node in etree.fromstring(found.svg).iter(f"{SVG}title")}
    assert {"Arlandia: 3", "Bruma: no data", "Mexico: 5"} <= told
    assert ("Arlandia", "ARL", 3.0) in found.rows
