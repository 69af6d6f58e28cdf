from pathlib import Path

import pytest

from travaux.formats.adopted import adopted, of_reading
from travaux.formats.apart import open_apart
from travaux.formats.detect import EmptyFile
from travaux.text.precedents.shapes import Adopted, Paragraph

RESOLUTION = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<meta><identification source="#x"><FRBRWork><FRBRuri value="/akn/un/statement/deliberation/unga/2018-12-19/73-195/"/>
<FRBRdate date="2018-12-19" name="adoption"/></FRBRWork></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/73/195</docNumber></p></coverPage>
<preamble><container name="Recalling" eId="container_2"><p>Recalling its
resolutions,<authorialNote marker="1"><p>See there.</p></authorialNote> all of them,</p></container>
<container name="Noting" eId="container_3"><p>Noting this,</p></container></preamble>
<mainBody><paragraph eId="para_4"><num>5.</num><list><intro><p>Decides that:</p></intro>
<point><num>(a)</num><content><p>One;</p></content></point>
<point><num>(b)</num><content><p>Another;</p></content></point></list></paragraph>
<paragraph eId="para_5" class="H1"><content eId="para_5__content"><p>Annex of sorts</p></content></paragraph>
</mainBody></statement></akomaNtoso>"""


def test_a_resolution_gives_its_symbol_date_and_numbers():
    assert adopted(RESOLUTION.encode(), "whatever.xml") == Adopted(
        "A/RES/73/195",
        "2018-12-19",
        (
            Paragraph("PP1", "Recalling its resolutions, all of them,"),
            Paragraph("PP2", "Noting this,"),
            Paragraph("5", "Decides that:"),
            Paragraph("5 (a)", "One;"),
            Paragraph("5 (b)", "Another;"),
            Paragraph("para_5", "Annex of sorts"),
            Paragraph("note 1", "See there."),
        ),
    )


def test_numbers_are_as_printed_without_the_point_or_dash_behind_them():
    french = RESOLUTION.replace("5.", "5 \u2013").replace("(a)", "a)").replace("(b)", "b)")
    numbers = [each.number for each in adopted(french.encode(), "x.xml").paragraphs]
    assert numbers == ["PP1", "PP2", "5", "5 a)", "5 b)", "para_5", "note 1"]
    elsewhere = [each.number for each in of_reading(open_apart(french.encode(), "x.xml").reading, "x.xml").paragraphs]
    assert elsewhere[3:6] == ["5", "5 a", "5 b"]


def test_what_is_given_goes_before_what_the_file_says():
    read = adopted(RESOLUTION.encode(), "whatever.xml", symbol="X/1", date="2020-01-01")
    assert (read.symbol, read.date) == ("X/1", "2020-01-01")


@pytest.mark.parametrize(
    ("name", "symbol", "date"),
    [
        ("A_RES_71_280.txt", "A/RES/71/280", ""),
        ("A_RES_71_280-2228795E.txt", "A/RES/71/280", ""),
        ("New York Declaration 2016-09-19.txt", "New York Declaration 2016-09-19", "2016-09-19"),
    ],
)
def test_symbol_and_date_are_told_from_the_name_of_a_file_that_does_not_say(name, symbol, date):
    read = adopted(b"Words.", name)
    assert (read.symbol, read.date) == (symbol, date)


def test_paragraphs_of_a_plain_text_stand_between_blank_lines_and_keep_every_word():
    text = "TITLE\r\n\r\n1. We agree\r\nto this.\n \n(a) And to that.\n\n\n\nIV. On\n\n2030 is near.\n\n"
    assert adopted(text.encode(), "x.txt").paragraphs == (
        Paragraph("¶1", "TITLE"),
        Paragraph("1", "1. We agree to this."),
        Paragraph("1 (a)", "(a) And to that."),
        Paragraph("IV", "IV. On"),
        Paragraph("¶5", "2030 is near."),
    )


def test_any_other_paper_is_read_behind_walls():
    page = b"<html><body><h1>Title</h1><p>7. We agree.</p><p>12</p></body></html>"
    assert [each.number for each in adopted(page, "x.html").paragraphs] == ["¶1", "7", "¶3"]


def test_markdown_is_read_by_its_marks_or_else_as_plain_text():
    marked = adopted(b"# Title\n\n- We agree\n- to this", "x.md")
    assert [each.text for each in marked.paragraphs] == ["# Title", "- We agree", "- to this"]
    assert [each.text for each in adopted(b"We agree\n\nto this", "x.md").paragraphs] == ["We agree", "to this"]


def test_the_rows_of_a_table_are_paragraphs():
    table = "<p>x</p></container><container><table><tr><td><p>a</p></td></tr><tr><td><p>b</p></td></tr></table>"
    whole = RESOLUTION.replace("<p>Noting this,</p>", table)
    assert [each.text for each in adopted(whole.encode(), "x.xml").paragraphs][1:4] == ["x", "a", "b"]


def test_a_resolution_that_was_read_elsewhere_keeps_symbol_date_and_numbers():
    read = of_reading(open_apart(RESOLUTION.encode(), "x.xml").reading, "x.xml")
    assert (read.symbol, read.date) == ("A/RES/73/195", "2018-12-19")
    assert [each.number for each in read.paragraphs] == ["¶1", "note 1", "¶2", "5", "5 (a)", "5 (b)", "¶6"]


def test_an_empty_file_is_refused():
    with pytest.raises(EmptyFile):
        adopted(b" \n", "x.txt")


def test_a_real_resolution_is_read():
    folder = Path(__file__).parents[4] / "shared" / "data" / "migration-chain" / "77-176"
    if not folder.is_dir():
        pytest.skip("real resolutions stand in ../shared, which is not here")
    for file in sorted(folder.glob("*.xml")):
        read = adopted(file.read_bytes(), file.name)
        assert (read.symbol, read.date) == ("A/RES/77/176", "2022-12-14")
        assert {"PP1", "PP2", "1", "2"} < {paragraph.number for paragraph in read.paragraphs}
