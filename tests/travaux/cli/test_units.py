from pathlib import Path

import pytest

from travaux.cli.units import Text, read_units
from travaux.formats.detect import NotReadable
from travaux.formats.guard import TooLarge
from travaux.formats.plain import Undecodable
from travaux.formats.reading import Remark
from travaux.text.provision import Kind
from travaux.text.units import Note, Unit

DATA = Path(__file__).parents[3].parent / "shared" / "data"
RESOLUTION = """\
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>
<coverPage><p>A/1</p></coverPage>
<preface><p><docNumber>71/1.</docNumber> <docTitle>Ferries</docTitle></p></preface>
<preamble><formula eId="f"><p>The <i>Assembly</i>,</p></formula>
<container eId="c1"><p>Recalling<authorialNote marker="1"><p>See there.</p></authorialNote> the<eol/>winter,</p>
</container></preamble><mainBody>
<section eId="s"><heading eId="h">Annex</heading>
<paragraph eId="p1" wId="w1"><num>1.</num><list><intro eId="p1i"><p>Decides:</p></intro>
<point eId="p1a"><num>(a)</num><content><p>To act;</p></content></point></list></paragraph></section>
<paragraph eId="p2"><num>2.</num></paragraph><paragraph eId="p3"><content><p>Nothing more.</p></content></paragraph>
<table eId="t"><tr><td><p>who</p></td><td><p>what</p></td></tr><tr><td><p>we</p></td></tr></table>
<paragraph eId="p4"><num>3.</num></paragraph>
</mainBody><conclusions><p>none</p></conclusions></statement></akomaNtoso>"""


def test_akoma_ntoso_falls_into_its_paragraphs_points_and_rows():
    text = read_units(RESOLUTION.encode(), "a.xml")
    assert text.units == (
        Unit("1", "71/1", Kind.TITLE, "Ferries"),
        Unit("f", "", Kind.PREAMBULAR, "The Assembly,"),
        Unit("c1", "", Kind.PREAMBULAR, "Recalling the winter,", (Note("1", "See there."),)),
        Unit("h", "", Kind.ANNEX, "Annex"),
        Unit("p1i", "1", Kind.OPERATIVE, "Decides:"),
        Unit("p1a", "(a)", Kind.SUBPARAGRAPH, "To act;"),
        Unit("p3", "2", Kind.OPERATIVE, "Nothing more."),
        Unit("t", "", "table", "who what"),
        Unit("t.2", "", "table", "we"),
        Unit("10", "", "paragraph", "3"),
    )
    assert text.names == ("", "", "", "", "w1", "w1", "", "", "", "")


def test_a_number_alone_before_a_numbered_paragraph_is_a_unit():
    body = "<paragraph><num>1.</num></paragraph><paragraph><num>2.</num><content><p>Acts.</p></content></paragraph>"
    akn = f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><body>{body}</body></akomaNtoso>'
    assert [(unit.number, unit.text) for unit in read_units(akn.encode(), "a.akn").units] == [("", "1"), ("2", "Acts.")]


def test_a_file_without_a_suffix_is_plain_text():
    assert read_units(b"1. We act.", "draft") == Text((Unit("1", "1", Kind.OPERATIVE, "We act."),), ("",))


def test_a_web_page_is_read_with_what_was_left_out_said():
    page = b"<!doctype html><html><body><h1>Ferries</h1><p>1. We act.</p><ul><li>now</li></ul><img></body></html>"
    text = read_units(page, "a.html")
    assert [(unit.kind, unit.number, unit.text) for unit in text.units] == [
        (Kind.HEADING, "", "Ferries"),
        (Kind.OPERATIVE, "1", "We act."),
        (Kind.SUBPARAGRAPH, "", "now"),
    ]
    assert text.remarks == (Remark("pictures, left out"),)


def test_what_cannot_be_read_is_refused():
    with pytest.raises(NotReadable):
        read_units(b"\x89PNG and more", "a.png")
    with pytest.raises(Undecodable):
        read_units(b"D\xc3\xa9cide \xff\xff words", "a.txt")
    with pytest.raises(TooLarge):
        read_units(b" " * (17 * 1024 * 1024), "a.md")


@pytest.mark.parametrize("language", ["French", "Spanish", "Russian", "Arabic", "Chinese"])
def test_the_languages_of_a_real_resolution_fall_into_as_many_units(language):
    folder = DATA / "migration-chain" / "76-266"
    if not folder.is_dir():
        pytest.skip("the real resolutions are not beside this checkout")
    read = [read_units((folder / f"{name}.xml").read_bytes(), f"{name}.xml").units for name in ("English", language)]
    assert [bool(unit.number) for unit in read[0][1:]] == [bool(unit.number) for unit in read[1][1:]]
