import pytest

from travaux.formats import pictured
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About
from travaux.formats.typeset import NoTypesetter

PAPER = Document(
    About(title="Report", symbol="", date="", language="en"),
    (Paragraph(Role.PARAGRAPH, (Run("\ue0001\ue001"),)), Paragraph(Role.PARAGRAPH, (Run("Words."),))),
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
    '<rect x="0" y="0" width="{}" height="50" fill="#f00"/></svg>'
)


def test_a_picture_stands_where_its_mark_was():
    pytest.importorskip("typst", reason="PDF is written by the extra `typeset`")
    plain = pictured.typeset(PAPER, {"1": ("A square", SVG.format(0))})
    drawn = pictured.typeset(PAPER, {"1": ("A square", SVG.format(50))})
    assert (drawn[:5], b"(A square)" in drawn, drawn != plain) == (b"%PDF-", True, True)


def test_without_the_typesetter_a_pdf_is_refused(monkeypatch):
    monkeypatch.setattr(pictured, "typst", None)
    with pytest.raises(NoTypesetter):
        pictured.typeset(PAPER, {})
