import pytest

pdfium = pytest.importorskip("pypdfium2", reason="PDF is read by an extra of the software")

from travaux.formats.pdf_lines import DIVIDED, TooManyCharactersError, page_of  # noqa: E402 - behind the skip
from travaux.formats.pdf_unseen import Unseen  # noqa: E402 - behind the skip

LETTERS = """/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
3 beginbfchar <41> <06440623> <42> <062f> <43> <0646> endbfchar endcmap end"""


def page(stream, *, rotate=0, most=10_000, letters=""):
    """Open a page of A4 that this stream draws, in Helvetica; `letters` say which letters its signs are."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 5 0 R>>"
    kept = f"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1{font}>>>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/Rotate {rotate}{kept}>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        f"<</Length {len(letters)}>>stream\n{letters}\nendstream",
    ]
    whole, places = "%PDF-1.4\n", []
    for rank, each in enumerate(objects, start=1):
        places.append(len(whole))
        whole += f"{rank} 0 obj{each}endobj\n"
    start = len(whole)
    whole += "xref\n0 6\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    whole += f"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return page_of(pdfium.PdfDocument(whole.encode("latin-1")), 0, most, Unseen())


def drawn(*pieces, size=11):
    return "".join(f"BT /F1 {size} Tf {where} Tm ({words}) Tj ET " for where, words in pieces)


def test_a_line_is_told_with_its_place_and_size():
    (line,) = page(drawn(("1 0 0 1 72 700", "Words of a line"))).lines
    assert (line.text, round(line.left), round(line.base), line.size, line.is_bold) == (
        "Words of a line",
        72,
        700,
        11,
        False,
    )


def test_a_small_raised_figure_calls_a_note_and_a_large_one_does_not():
    stream = drawn(("1 0 0 1 72 700", "Words in 2015")) + drawn(("1 0 0 1 143 704", "12"), size=6)
    (line,) = page(stream).lines
    assert (line.text, line.raised) == ("Words in 201512", ((13, 15),))
    (line,) = page(drawn(("1 0 0 1 72 700", "Words* of 12 and ** of 7"))).lines
    assert line.raised == ((5, 6), (17, 19))


def test_a_raised_figure_that_stands_apart_is_joined_to_its_line():
    stream = drawn(("1 0 0 1 72 700", "A note")) + "BT ET " + drawn(("1 0 0 1 107 705", "3"), size=6)
    stream += drawn(("1 0 0 1 111 700", " and more"))
    (line,) = page(stream).lines
    assert (line.text.replace(" ", ""), len(line.raised)) == ("Anote3andmore", 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("0 1 -1 0 100 72", "0 1 -1 0 114 72"),
        ("0 -1 1 0 100 700", "0 -1 1 0 86 700"),
        ("-1 0 0 -1 500 100", "-1 0 0 -1 500 114"),
    ],
)
def test_a_page_on_its_side_or_its_head_is_read_from_its_own_top(first, second):
    found = page(drawn((first, "The first line of it"), (second, "The second line of it")))
    above, below = sorted(found.lines, key=lambda line: -line.base)
    assert (above.text, below.text, round(above.base - below.base)) == (
        "The first line of it",
        "The second line of it",
        14,
    )
    assert abs(above.left - below.left) < 1 < above.right - above.left


def test_a_page_that_is_shown_turned_is_read_as_it_was_printed():
    assert page(drawn(("1 0 0 1 72 700", "Words of a line")), rotate=90).lines[0].text == "Words of a line"


def test_a_word_divided_at_the_end_of_a_line_is_marked():
    found = page(drawn(("1 0 0 1 72 700", "A word divi-"), ("1 0 0 1 72 686", "ded at the end")))
    assert [line.text for line in found.lines] == [f"A word divi{DIVIDED}ded at the end"] or DIVIDED not in str(found)


def test_a_page_of_more_characters_than_are_read_is_refused_and_an_empty_one_is_empty():
    with pytest.raises(TooManyCharactersError):
        page(drawn(("1 0 0 1 72 700", "Words")), most=3)
    assert page("").lines == ()


def test_the_letters_of_a_ligature_that_the_library_turned_round_are_put_in_order():
    (line,) = page(drawn(("1 0 0 1 72 700", "CACBCBCB")), letters=LETTERS).lines
    assert "\u0644\u0623" in line.text
