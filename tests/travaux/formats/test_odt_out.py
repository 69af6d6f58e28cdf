from travaux.formats.detect import Paper, detect
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.odt import document_of_odt
from travaux.formats.odt_out import written
from travaux.formats.reading import About, Limits


def again(document):
    return document_of_odt(Paper(written(document), "a.odt", "OpenDocument text"), Limits())


def paper(*paragraphs, notes=(), language="en"):
    return Document(About(language), paragraphs, notes)


def plain(words, role=Role.PARAGRAPH, **given):
    return Paragraph(role, (Run(words),), **given)


def test_what_is_written_is_known_as_what_it_is_and_the_same_every_time():
    content = written(paper(plain("x"), language=""))
    assert detect(content, "a.odt").format == "OpenDocument text"
    assert content == written(paper(plain("x"), language=""))


def test_headings_numbers_and_dress_come_back():
    dressed = (Run("a "), Run("b", bold=True, italic=True), Run("2", raised=True), Run("3", lowered=True))
    linked = (Run("c", href="https://example.org"), Run(" d\x0b"))
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
    assert [(each.number, each.text) for each in found] == [(each.number, each.text.strip("\x0b")) for each in given]
    assert [run for run in found[6].runs if run.bold or run.italic] == [Run("b", italic=True, bold=True)]
    assert [(run.raised, run.lowered) for run in found[6].runs][2:] == [(True, False), (False, True)]
    assert found[7].runs[0].href == "https://example.org"


def test_a_table_keeps_its_cells():
    rows = (
        (Cell((Run("a"),), is_heading=True), Cell((Run("b"),), is_heading=True, across=2)),
        (Cell((Run("c"),), down=2), Cell((Run("d"),)), Cell((Run("e"),))),
        (Cell((Run("f"),)), Cell((Run("g"),))),
    )
    [found] = again(paper(Paragraph(Role.TABLE, rows=rows))).paragraphs
    assert [[(cell.across, cell.down, cell.runs) for cell in row] for row in found.rows] == [
        [(cell.across, cell.down, cell.runs) for cell in row] for row in rows
    ]


def test_notes_are_called_once_and_those_that_are_called_nowhere_stand_at_the_end():
    notes = (Note("1", (Run("first"), Run("", note=0))), Note("*", (Run("second"),)), Note("9", (Run("left"),)))
    calls = Paragraph(Role.PARAGRAPH, (Run("a"), Run("", note=0), Run("", note=1), Run("", note=1)))
    found = again(paper(calls, notes=notes))
    assert [(note.marker, note.runs[0].text) for note in found.notes] == [("1", "first"), ("*", "second")]
    assert ([run.note for run in found.paragraphs[0].runs], found.paragraphs[0].runs[3].text) == (
        [None, 0, 1, None],
        "*",
    )
    assert found.paragraphs[1].text == "9 left"
    [unmarked] = again(paper(Paragraph(Role.PARAGRAPH, (Run("", note=0),)), notes=(Note("", (Run("n"),)),))).notes
    assert unmarked.marker == "1"


def test_what_is_proposed_is_tracked_and_read_as_accepted():
    runs = (Run("we "), Run("shall", change="del", by=("ARL",)), Run("may", change="ins", by=("A & B",)), Run(" go"))
    found = again(paper(Paragraph(Role.PARAGRAPH, runs)))
    assert [each.text for each in found.paragraphs] == ["we may go"]
    assert [remark.what for remark in found.remarks] == ["tracked changes, read as accepted"]


def test_arabic_goes_to_the_left_and_chinese_is_told_as_chinese():
    for language, words in (("ar", "كلمة"), ("zh", "决定")):
        found = again(paper(plain(words, number="1."), language=language))
        assert (found.about.language, found.paragraphs[0].text) == (language, words)
