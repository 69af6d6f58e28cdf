import pytest

pytest.importorskip("pypdfium2", reason="PDF is read by an extra of the software")

from travaux.formats.detect import Paper
from travaux.formats.pdf import document_of_pdf
from travaux.formats.reading import Limits

SHOWN = "BT /F1 11 Tf 72 700 Td (Words that are shown) Tj ET "
HIDDEN = "BT 3 Tr /F1 11 Tf 72 650 Td (Words that are not) Tj ET "


def paper(*streams, marks=(), catalog="", more=()):
    """Make a PDF without a table of its objects, which the library mends: pages of streams, marks on the first."""
    kids = [f"{10 + 2 * place} 0 R" for place in range(len(streams))]
    objects = [
        f"1 0 obj<</Type/Catalog/Pages 2 0 R {catalog}>>endobj",
        f"2 0 obj<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>endobj",
        *more,
    ]
    font = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for place, stream in enumerate(streams):
        number, held = 10 + 2 * place, "".join(marks) if not place else ""
        box = f"/MediaBox[0 0 595 842]/Annots[{held}]"
        objects += [
            f"{number} 0 obj<</Type/Page/Parent 2 0 R{box}/Contents {number + 1} 0 R{font}>>endobj",
            f"{number + 1} 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj",
        ]
    whole = "%PDF-1.7\n" + "\n".join(objects) + "\ntrailer<</Root 1 0 R>>\n%%EOF"
    return document_of_pdf(Paper(whole.encode("latin-1"), "a.pdf", "PDF"), Limits())


def flagged(document):
    return [(each.concern.value, each.count, each.words) for each in document.flags]


def said(document):
    return [each.said for each in document.remarks]


def mark(kind, **given):
    held = "".join(f"/{name}({value})" for name, value in given.items())
    return f"<</Type/Annot/Subtype/{kind}/Rect[10 10 50 50]{held}>>"


def test_a_paper_that_carries_nothing_beside_its_words_raises_no_flag():
    found = paper(SHOWN)
    assert (flagged(found), said(found)) == ([], [])


def test_words_that_are_drawn_in_no_colour_are_hidden_and_read():
    found = paper(SHOWN + HIDDEN)
    assert flagged(found) == [("hidden", 1, "Words that are not")]
    assert found.paragraphs[0].text == "Words that are shown Words that are not"


def test_a_page_of_words_that_were_recognized_in_a_scan_hides_nothing():
    found = paper(SHOWN, HIDDEN)
    assert (flagged(found), said(found)) == ([], ["pages of words that a machine recognized in a picture"])


def test_notes_in_the_margin_are_left_out_and_told_with_their_words():
    marks = (mark("Text", Contents="Ours is softer."), mark("Highlight"), mark("Text"), mark("Link", Contents="no"))
    found = paper(SHOWN, marks=marks)
    assert (flagged(found), said(found)) == ([("comments", 2, "Ours is softer.")], ["2 times: comments, left out"])


def test_fields_that_are_filled_in_and_files_are_told():
    marks = (mark("Widget", FT="Tx", V="Arlandia"), mark("Widget", FT="Tx"), mark("FileAttachment"))
    assert said(paper(SHOWN, marks=marks)) == [
        "files attached, left out",
        "fields of a form that are filled in, left out",
    ]


@pytest.mark.parametrize(
    "catalog", ["/OpenAction<</S/JavaScript/JS(app.alert)>>", "/Names<</JavaScript<</Names[(a)3 0 R]>>>>"]
)
def test_programs_are_told(catalog):
    found = paper(SHOWN, catalog=catalog, more=("3 0 obj<</S/JavaScript/JS(app.alert)>>endobj",))
    assert flagged(found) == [("macros", 1, "")]
