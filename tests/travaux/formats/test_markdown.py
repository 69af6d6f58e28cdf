from hypothesis import given
from hypothesis import strategies as st

from travaux.formats import markdown
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.reading import About

WHOLE = Document(
    About("en", title="Of the rivers of the region"),
    (
        Paragraph(Role.TITLE, (Run("Of the rivers of the region"),)),
        Paragraph(Role.FORMULA, (Run("The Assembly", italic=True), Run(","))),
        Paragraph(Role.PREAMBULAR, (Run("Recalling", italic=True), Run(" "), Run("the past", bold=True), Run(","))),
        Paragraph(
            Role.OPERATIVE, (Run("Decides"), Run("", note=0), Run(" so for the "), Run("2nd", raised=True)), "1."
        ),
        Paragraph(
            Role.SUB,
            (Run("H"), Run("2", lowered=True), Run("O "), Run("there", href="https://example.org/a%20b")),
            "(a)",
            1,
        ),
        Paragraph(Role.HEADING, (Run("Means"),), "II."),
        Paragraph(Role.PARAGRAPH, (Run("# no heading, 2 * 3 < 4 [x](y) [^z]"),)),
        Paragraph(Role.PARAGRAPH, (Run("old", change="del"), Run("new", change="ins"))),
        Paragraph(Role.QUOTATION, (Run("said"),)),
        Paragraph(
            Role.TABLE,
            rows=(
                (Cell((Run("Day"),), is_heading=True), Cell((Run("a|b"),), is_heading=True)),
                (Cell((Run("6"),)), Cell(())),
            ),
        ),
        Paragraph(Role.PARAGRAPH, (Run("end"), Run("", note=1))),
    ),
    (Note("7", (Run("A/75/1."),)), Note("7", (Run("Second."),))),
)


def plain(document):
    return [(str(each.role), each.number, each.text) for each in document.paragraphs]


def test_a_paper_is_the_same_when_it_comes_back():
    again = markdown.read(markdown.written(WHOLE))
    assert plain(again) == plain(WHOLE)
    assert [each.runs for each in again.paragraphs][1:5] == [each.runs for each in WHOLE.paragraphs][1:5]
    assert [(note.marker, note.runs) for note in again.notes] == [("7", (Run("A/75/1."),)), ("7-2", (Run("Second."),))]
    assert again.about == WHOLE.about


def test_who_proposed_words_is_told_on_their_marks():
    paper = Document(About(), (Paragraph(Role.PARAGRAPH, (Run("new ", change="ins", by=("ARL", "<B>")), Run(" "))),))
    assert markdown.written(paper) == '<ins title="ARL, &lt;B&gt;">new</ins>\n'


def test_front_matter_code_and_html_are_read_for_their_words():
    text = "---\ntitle: x\n---\n# T\n\n> quoted\n\n    code\n\n<div>Some <b>html</b></div>\n\n<!-- -->\n"
    text += "\n- bullet\n\na  \nb<br>c ![cap](x)\n"
    assert plain(markdown.read(text)) == [
        ("title", "", "T"),
        ("quotation", "", "quoted"),
        ("quotation", "", "code"),
        ("quotation", "", "Some html"),
        ("sub-paragraph", "\u2022", "bullet"),
        ("paragraph", "", "a b c cap"),
    ]


def test_dress_in_html_and_strokes_is_read():
    found = (
        markdown.read("<sup>1</sup> <sub>2</sub> <i>3</i> <b>4</b> <ins>5</ins> ~~6~~ <u>7</u><!-- c -->[^z]:")
        .paragraphs[0]
        .runs
    )
    assert [run for run in found if run.text.strip()] == [
        Run("1", raised=True),
        Run("2", lowered=True),
        Run("3", italic=True),
        Run("4", bold=True),
        Run("5", change="ins"),
        Run("6", change="del"),
        Run(" 7[^z]:"),
    ]


def test_notes_on_lines_of_one_paragraph_are_told_apart_and_what_calls_none_is_words():
    found = markdown.read("[^a]Words[^a] and[^b] more[^c].\n\n[^a]: One.\n[^b]: Two *words*.\n\n[^d]:\n")
    assert found.paragraphs[0].text == "Words and more[^c]."
    assert [(note.marker, "".join(run.text for run in note.runs)) for note in found.notes] == [
        ("a", "One."),
        ("b", "Two words."),
        ("d", ""),
    ]


def test_a_table_without_a_heading_gets_an_empty_one():
    paper = Document(About(), (Paragraph(Role.TABLE, rows=((Cell((Run("a"),)),),)), Paragraph(Role.PARAGRAPH)))
    assert markdown.written(paper) == "|  |\n| --- |\n| a |\n"


@given(
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u1680"), min_size=1, max_size=40)
)
def test_no_word_is_lost_on_the_way_and_none_becomes_a_mark(words):
    paper = Document(About(), (Paragraph(Role.QUOTATION, (Run(f"a {words} z"),)),))
    again = "".join(f"{number}{text}" for _role, number, text in plain(markdown.read(markdown.written(paper))))
    assert "".join(again.split()) == "".join(f"a{words}z".split())


def test_bullets_are_written_as_such_and_read_again():
    assert markdown.written(markdown.read("- one\n- two\n")) == "- one\n\n- two\n"


def test_words_in_dress_beside_a_sign_are_written_so_that_they_are_read_again():
    runs = (Run("so"), Run(".", bold=True), Run(" a "), Run("(b)", italic=True), Run("c"))
    written = markdown.written(Document(About(), (Paragraph(Role.PARAGRAPH, runs),)))
    assert written == "so<b>.</b> a <i>(b)</i>c\n"
    assert markdown.read(written).paragraphs[0].runs == runs
