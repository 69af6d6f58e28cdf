import pytest

from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run, bare, reading
from travaux.formats.reading import About, Remark


def test_a_document_is_read_as_blocks_with_its_notes_behind_those_who_call_them():
    table = Paragraph(Role.TABLE, rows=((Cell((Run("a"), Run("", note=0))), Cell((Run("b"),), is_heading=True)),))
    paper = Document(
        About("en", "A/1"),
        (Paragraph(Role.OPERATIVE, (Run("Decides "), Run("so", italic=True)), "1."), table),
        (Note("1", (Run("n"),)),),
        (Remark("lost"),),
    )
    found = reading(paper, "Word", longest=100)
    assert (found.text, [(str(block.kind), block.number) for block in found.blocks], found.about, found.warnings) == (
        "Decides so\n\na | b\n\nn",
        [("paragraph", "1"), ("table", ""), ("footnote", "1")],
        About("en", "A/1"),
        (Remark("lost"),),
    )
    assert [each.text for each in paper.paragraphs] == ["Decides so", "a | b"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [("1.", "1"), ("(a)", "(a)"), ("a)", "a"), ("9 -", "9"), ("一、", "一"), ("\uff08一\uff09", "\uff08一\uff09")],
)
def test_a_number_is_the_same_with_and_without_the_mark_behind_it(printed, number):
    assert bare(printed) == number
