import pytest

from travaux.formats import typeset
from travaux.formats.detect import Paper
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.pdf import document_of_pdf
from travaux.formats.reading import About, Limits
from travaux.formats.typeset import Layout, NoFont, NoTypesetter

pytest.importorskip("typst", reason="PDF is written by an extra of the software")
pytest.importorskip("pypdfium2", reason="PDF is read by an extra of the software")

WORDS = "Decides to meet again in the year that follows, and to hear all who ask to be heard in that matter"


def paper(language, *paragraphs, notes=()):
    return Document(About(language, "A/78/L.1", "2024-05-06", "Of rivers"), paragraphs, notes)


def read(content):
    found = document_of_pdf(Paper(content, "a.pdf", "PDF"), Limits())
    return [(each.number, each.text) for each in found.paragraphs]


def test_words_are_set_as_they_are_and_never_run_as_code():
    evil = '#panic("x") $y$ *b* `c` <l> @r \\ #read("/etc/hostname") // z'
    made = typeset.typeset(paper("en", Paragraph(Role.OPERATIVE, (Run(evil), Run("l", href="javascript:x")), "1.")))
    assert any(evil in text for _number, text in read(made))
    assert b"javascript" not in made


def test_the_layout_of_an_official_document_is_read_back_without_its_numbers_of_lines():
    layout = Layout("Conference", "Distr.: Limited", "6 May 2024", "en", ("ar", "en"), "log.example 17 abc=")
    content = (
        Paragraph(Role.FURNITURE, (Run("Session"),)),
        Paragraph(Role.TITLE, (Run("Of rivers"),), "I."),
        Paragraph(Role.PREAMBULAR, (Run("Recalling", italic=True), Run(" the past,"))),
        Paragraph(Role.HEADING, (Run("Means"),)),
        Paragraph(Role.OPERATIVE, (Run(f"{WORDS}, {WORDS.lower()}"), Run("", note=0), Run(".")), "1."),
        Paragraph(
            Role.SUB,
            (Run("new", change="ins", by=("ARL",)), Run("old", change="del"), Run("[b]", change="bracket")),
            "(a)",
            1,
        ),
        Paragraph(
            Role.PARAGRAPH, (Run("H"), Run("2", lowered=True), Run("O"), Run("3", raised=True), Run("x", bold=True))
        ),
        Paragraph(Role.QUOTATION, (Run("said", href="https://example.org"),)),
        Paragraph(
            Role.TABLE,
            rows=((Cell((Run("Day"),), is_heading=True, across=2),), (Cell((Run("6"),)), Cell((Run("May"),)))),
        ),
    )
    made = typeset.typeset(paper("en", *content, notes=(Note("7", (Run("A note."), Run("", note=0))),)), layout)
    found = read(made)
    assert ("1.", f"{WORDS}, {WORDS.lower()}.") in found
    assert all(
        any(said in text for _number, text in found)
        for said in ("A/78/L.1", "Distr.: Limited", "Original: English", "Arabic / English")
    )
    assert (b"/StructTreeRoot" in made, b"/MarkInfo" in made) == (True, True)


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "[تقرر] عقد المؤتمر (الثاني) في العام المقبل"), ("zh", "大会决定明年再次举行会议")]
)
def test_arabic_and_chinese_are_set_with_their_letters(language, words):
    if not any(name in typeset._families() for name in typeset._FONTS[language]):  # noqa: SLF001 - what the machine has
        pytest.skip("no font for it on this machine")
    made = typeset.typeset(paper(language, Paragraph(Role.OPERATIVE, (Run(words),), "1.")))
    assert any(words in text for _number, text in read(made))


def test_without_a_font_for_the_language_none_is_set_and_the_package_is_named(monkeypatch):
    monkeypatch.setitem(typeset._FONTS, "ar", ("No Such Font",))  # noqa: SLF001 - a machine without fonts
    with pytest.raises(NoFont, match="fonts-noto-core"):
        typeset.typeset(paper("ar"))


def test_without_the_library_a_pdf_is_refused_with_what_to_do_instead(monkeypatch):
    monkeypatch.setattr(typeset, "typst", None)
    with pytest.raises(NoTypesetter, match=r"travaux\[typeset\].*\.html"):
        typeset.typeset(paper("en"))


def test_rare_signs_keep_their_place_when_they_are_read_back():
    words = "let \U0001d4b3 be the first and \U0001d400 the last"
    made = typeset.typeset(paper("en", Paragraph(Role.PARAGRAPH, (Run(words),))), Layout(has_line_numbers=False))
    assert ("", words) in read(made)


PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
    '<rect x="0" y="0" width="{}" height="50" fill="#f00"/></svg>'
)


def test_a_picture_stands_where_its_mark_was():
    about = About(title="Report", symbol="", date="", language="en")
    shown = Document(about, (Paragraph(Role.PARAGRAPH, (Run("\ue0001\ue001"),)),))
    plain = typeset.typeset(shown, pictures={"1": ("A square", PICTURE.format(0))})
    drawn = typeset.typeset(shown, pictures={"1": ("A square", PICTURE.format(50))})
    assert (drawn[:5], b"(A square)" in drawn, drawn != plain) == (b"%PDF-", True, True)
