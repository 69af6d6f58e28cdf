from pathlib import Path

import pytest
from lxml import etree

from travaux.text.provision import Kind
from travaux.text.units import Note, Unit
from travaux.text.units_akn import units_of_akn

DATA = Path(__file__).parents[3].parent / "shared" / "data"
RESOLUTION = """\
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>
<meta><p>none</p></meta><coverPage><p>none</p></coverPage>
<preface><p><docNumber>1/2.</docNumber> <docTitle>Ferries</docTitle></p></preface>
<preamble><formula eId="f"><p>The <i>Assembly</i>,</p></formula>
<container eId="c1">
<p>Recalling<authorialNote marker="1"><p>See there.</p></authorialNote> the<eol/>winter,</p></container>
</preamble><mainBody><!-- a remark -->
<paragraph eId="h" class="H1"><content><p>Annex</p></content></paragraph>
<section eId="s"><num>I.</num><crossHeading>Means</crossHeading>
<paragraph eId="p1" wId="w1"><num>1.</num><list><intro><p>Decides:</p></intro>
<point eId="p1a"><num>(a)</num><content><p>To act;</p></content></point></list></paragraph></section>
<paragraph eId="p2"><content><p>  </p><p>Nothing <!-- more --> more.</p><p>Nor less.</p></content></paragraph>
<table><tr><td><p>who</p></td><td><p>what</p></td></tr></table>
</mainBody><conclusions><p>none</p></conclusions></statement></akomaNtoso>"""


def test_a_resolution_falls_into_its_paragraphs_and_points():
    assert units_of_akn(etree.fromstring(RESOLUTION)) == (
        Unit("1", "1/2", Kind.TITLE, "Ferries"),
        Unit("f", "", Kind.PREAMBULAR, "The Assembly,"),
        Unit("c1", "", Kind.PREAMBULAR, "Recalling the winter,", (Note("1", "See there."),)),
        Unit("h", "", Kind.ANNEX, "Annex"),
        Unit("s", "I", Kind.HEADING, "Means"),
        Unit("w1", "1", Kind.OPERATIVE, "Decides:"),
        Unit("p1a", "(a)", Kind.SUBPARAGRAPH, "To act;"),
        Unit("p2", "", "paragraph", "Nothing more."),
        Unit("p2.2", "", "paragraph", "Nor less."),
        Unit("10", "", "table", "who what"),
    )


@pytest.mark.parametrize("language", ["French", "Spanish", "Russian", "Arabic", "Chinese"])
def test_the_languages_of_a_real_resolution_fall_into_as_many_units(language):
    folder = DATA / "migration-chain" / "78-217"
    if not folder.is_dir():
        pytest.skip("the real resolutions are not beside this checkout")
    read = [units_of_akn(etree.fromstring((folder / f"{name}.xml").read_bytes())) for name in ("English", language)]
    assert [(unit.kind, bool(unit.number)) for unit in read[0]] == [(unit.kind, bool(unit.number)) for unit in read[1]]
