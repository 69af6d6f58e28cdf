from lxml import html

from travaux.text.alignment import Change, Link
from travaux.text.concordance import Known, labels, rows
from travaux.text.concordance_page import page
from travaux.text.provision import Kind
from travaux.text.units import Unit

OLD = [Unit("a", "1", Kind.OPERATIVE, "We <act> now."), Unit("b", "2", Kind.OPERATIVE, "We go.")]
NEW = [Unit("a", "1", Kind.OPERATIVE, "We <act> later.")]


def made():
    table = rows(OLD, NEW, [Link((0,), (0,), Change.EDITED)])
    return page(table, OLD, NEW, (labels(OLD), labels(NEW)), title="Old & new")


def test_the_page_marks_what_changed_and_escapes_what_people_wrote():
    tree = html.fromstring(made())
    assert tree.findtext(".//h1") == "Old & new"
    assert [cell.text_content() for cell in tree.findall(".//tbody//td[@class='words']")] == [
        "We <act> nowlater.",
        "We go.",
    ]
    assert [mark.text for mark in tree.findall(".//del")] == ["now", "We go."]
    assert [mark.text for mark in tree.findall(".//ins")] == ["later"]


def test_the_page_has_one_header_cell_for_each_column_and_row_and_says_its_language():
    tree = html.fromstring(made())
    assert tree.get("lang") == "en"
    assert len(tree.findall(".//thead//th[@scope='col']")) == 9
    assert [cell.text_content() for cell in tree.findall(".//tbody//th[@scope='row']")] == ["1", "\u2014"]
    assert {cell.get("dir") for cell in tree.findall(".//td")} == {"auto"}
    summary = "1 edited, 1 struck. The new text: who asked for its paragraphs, and why, does not stand in it"
    assert tree.findtext(".//p") == f"{summary}: these columns are empty."


def test_the_page_says_who_asked_for_what_where_the_text_tells_it():
    table = rows(OLD, NEW, [Link((0,), (0,), Change.EDITED)], {0: Known(("ARL",), "BRU: as agreed")})
    tree = html.fromstring(page(table, OLD, NEW, (labels(OLD), labels(NEW)), title="t"))
    assert tree.findtext(".//p") == "1 edited, 1 struck."
    assert [cell.text for cell in tree.findall(".//tbody/tr[1]/td")][:2] == ["ARL", "1"]


def test_the_page_needs_nothing_from_elsewhere():
    tree = html.fromstring(made())
    assert [node.tag for node in tree.iter("script", "link", "img")] == []
