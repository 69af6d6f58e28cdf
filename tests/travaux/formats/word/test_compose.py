import pytest
from lxml import etree

from travaux.formats.detect import Paper
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.reading import About, Limits
from travaux.formats.word.compose import composed
from travaux.formats.word.names import P, w
from travaux.formats.word.package import open_package, open_to_read
from travaux.formats.word.paper import document_of_word
from travaux.formats.word.read import read_revisions


def again(document):
    return document_of_word(open_to_read(Paper(composed(document), "a.docx", "Word"), Limits()))


def paper(*paragraphs, notes=(), language="en"):
    return Document(About(language), paragraphs, notes)


def plain(words, role=Role.PARAGRAPH, **given):
    return Paragraph(role, (Run(words),), **given)


def test_headings_numbers_lists_quotations_and_dress_come_back():
    dressed = (Run("plain "), Run("bold", bold=True), Run(" x"), Run("2", raised=True), Run("3", lowered=True))
    linked = (
        Run("see "),
        Run("there", italic=True, href="https://example.org/?a=1&b=2"),
        Run(" no", href="javascript:1"),
    )
    given = (
        plain("Vision", Role.TITLE),
        plain("Aims", Role.HEADING),
        plain("Recalling the past,", Role.PREAMBULAR),
        plain("Decides;", Role.OPERATIVE, number="1."),
        plain("one;", Role.SUB, number="(a)", rank=1),
        plain("quoted", Role.QUOTATION),
        Paragraph(Role.PARAGRAPH, dressed),
        Paragraph(Role.PARAGRAPH, linked),
    )
    found = again(paper(*given)).paragraphs
    assert [(each.role, each.number, each.rank, each.text) for each in found] == [
        (each.role, each.number, each.rank, each.text) for each in given
    ]
    assert found[6].runs == dressed
    assert found[7].runs == (Run("see "), linked[1], Run(" no"))


def test_a_number_without_words_stands_alone():
    package = open_package(composed(paper(Paragraph(Role.OPERATIVE, (), "3."))), "a.docx")
    assert ["".join(each.itertext()) for each in package.body.iter(P)] == ["3."]


def test_a_table_keeps_its_cells_and_a_heading_its_row():
    rows = (
        (Cell((Run("a"),), is_heading=True), Cell((Run("b"),), is_heading=True, across=2)),
        (Cell((Run("c"),), down=2), Cell((Run("d"),)), Cell((Run("e"),))),
        (Cell((Run("f"),)), Cell((Run("g"),))),
    )
    [found] = again(paper(Paragraph(Role.TABLE, rows=rows))).paragraphs
    assert found.rows == rows


def test_a_table_in_arabic_goes_to_the_left():
    arabic = Paragraph(Role.TABLE, rows=((Cell((Run("كلمة"),)), Cell((Run("word"),))),))
    body = open_package(composed(paper(arabic, language="ar")), "a.docx").body
    assert [len([*body.iter(w(name))]) for name in ("bidiVisual", "bidi", "rtl")] == [1, 1, 1]


def test_notes_stand_below_the_page_and_bear_their_own_marks():
    notes = (Note("1", (Run("first"), Run("", note=0))), Note("*", (Run("second"),)), Note("", (Run("third"),)))
    calls = Paragraph(Role.PARAGRAPH, (Run("a"), Run("", note=0), Run("b"), Run("", note=1), Run("", note=1)))
    found = again(paper(calls, Paragraph(Role.PARAGRAPH, (Run("", note=2), Run("", note=2))), notes=notes))
    assert [(note.marker, "".join(run.text for run in note.runs)) for note in found.notes] == [
        ("1", "first"),
        ("*", "second"),
        ("3", "third"),
    ]
    assert found.paragraphs[0].runs == (*calls.runs[:4], Run("*", raised=True))
    assert found.paragraphs[1].runs == (Run("", note=2), Run("3", raised=True))


def test_a_note_that_is_called_nowhere_stands_at_the_end():
    found = again(paper(plain("a"), notes=(Note("7", (Run("left"),)),)))
    assert [each.text for each in found.paragraphs] == ["a", "7 left"]


def test_what_is_proposed_is_a_tracked_change_of_who_proposes_it():
    runs = (
        Run("we "),
        Run("shall", change="del", by=("ARL",)),
        Run("may", change="ins", by=("ARL", "BRU")),
        Run("", change="ins"),
    )
    package = open_package(composed(paper(Paragraph(Role.PARAGRAPH, runs))), "a.docx")
    assert [(each.kind, each.author, each.text) for each in read_revisions(package)] == [
        ("del", "ARL", "shall"),
        ("ins", "ARL, BRU", "may"),
    ]


@pytest.mark.parametrize(
    ("language", "tags"),
    [("zh", "en-GB zh-CN ar-SA"), ("ar", "en-GB zh-CN ar-SA"), ("fr", "fr-FR zh-CN ar-SA"), ("", "en-GB zh-CN ar-SA")],
)
def test_a_document_says_in_which_language_it_is(language, tags):
    package = open_package(composed(paper(plain("x"), language=language)), "a.docx")
    [lang] = etree.fromstring(package.parts["word/styles.xml"]).iter(w("lang"))
    assert " ".join(lang.get(w(name)) for name in ("val", "eastAsia", "bidi")) == tags


def test_a_paper_without_a_paragraph_is_a_document_with_an_empty_one():
    assert len([*open_package(composed(paper()), "a.docx").body.iter(P)]) == 1


def test_foreign_lines_and_notes_of_a_paper_that_is_read_from_the_right_keep_their_side():
    called = Paragraph(Role.PARAGRAPH, (Run("الدول"), Run("", note=0)))
    found = paper(plain("22 December 2018"), called, notes=(Note("1", (Run("القرار 70/1."),)),), language="ar")
    package = open_package(composed(found), "a.docx")
    date, states = list(package.body.iter(P))[:2]
    note = list(package.tree(package.beside("footnotes")).iter(P))[-1]
    looks = [[each.tag.rpartition("}")[2] for each in paragraph[0]] for paragraph in (date, states, note)]
    assert looks == [["jc"], ["bidi"], ["bidi"]]
