from lxml import etree

from travaux.evidence.charts.drawing import Words
from travaux.evidence.charts.figures import Line, bars, lines, pyramid

SVG = "{http://www.w3.org/2000/svg}"


def words_of(chart):
    return [node.text for node in etree.fromstring(chart.svg).iter(f"{SVG}text")]


def test_a_bar_for_each_name_and_where_nothing_is_known_it_says_so():
    found = bars(Words("T", no_data="nothing known"), {"Mexico": 10.0, "Nowhere": None, "Loss": -5.0}, "persons")
    assert {"Mexico", "10", "Nowhere", "nothing known", "Loss", "-5"} <= set(words_of(found))
    assert found.rows == (("Mexico", 10.0), ("Nowhere", None), ("Loss", -5.0))
    assert etree.fromstring(bars(Words("T"), {}).svg).get("role") == "img"


def test_lines_are_named_at_their_end_and_bands_stand_in_the_table():
    band = Line("A", {2000: 1.0, 2010: 2.0}, {2000: 0.5, 2010: 1.5}, {2000: 1.5, 2010: 2.5})
    found = lines(Words("T"), [band, Line("B", {2010: 3.0}), Line("C", {})], "people")
    assert {"A", "B", "2000", "2010"} <= set(words_of(found))
    assert found.rows[0] == ("A", 2000, 1.0, 0.5, 1.5)
    assert sum("fill-opacity" in path.attrib for path in etree.fromstring(found.svg).iter(f"{SVG}path")) == 1
    assert lines(Words("T"), []).rows == ()


def test_a_pyramid_has_women_and_men_of_each_age():
    found = pyramid(Words("T"), ["0-4", "5-9"], [2.0, 1.0], [3.0, 1.5], ("women", "men"))
    assert (found.columns, found.rows) == (("", "women", "men"), (("0-4", 2.0, 3.0), ("5-9", 1.0, 1.5)))
    told = [node.text for node in etree.fromstring(found.svg).iter(f"{SVG}title")]
    assert told[1:] == ["women 5-9: 1", "men 5-9: 1.5", "women 0-4: 2", "men 0-4: 3"]
