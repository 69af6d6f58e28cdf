from benchmarks.documents.made import docx, gone, ins, para, run
from travaux.cli.contributors import contributors
from travaux.cli.units import read_units
from travaux.text.concordance import Known


def told(content, filename="a.docx"):
    return contributors(content, filename, read_units(content, filename).units)


def comment(number):
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def said(*told):
    rows = (
        f'<w:comment w:id="{number}" w:author="{who}"><w:p>{run(what)}</w:p></w:comment>'
        for number, (who, what) in enumerate(told)
    )
    return "".join(rows)


def test_authors_of_changes_and_their_comments_go_to_their_paragraph():
    body = (
        para(run("Title")) + para("") + para(run("1. States ") + gone("may ") + ins("shall ") + run("act") + comment(0))
    )
    body += para(run("2. They go") + comment(1))
    content = docx(body, comments=said(("BRU", "as agreed"), ("", "why")))
    assert told(content) == {1: Known(("ARL",), "BRU: as agreed"), 2: Known((), "why")}


def test_equal_paragraphs_are_told_apart_and_the_cells_of_a_row_go_together():
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tbl><w:tr>{cell.format(para(run('who')))}{cell.format(para(ins('what')))}</w:tr></w:tbl>"
    content = docx(para(run("the same")) + para(ins("the same")) + row + para(run("end")))
    assert told(content) == {1: Known(("ARL",)), 2: Known(("ARL",))}


def test_a_change_of_a_paragraph_that_is_deleted_or_is_a_note_goes_nowhere():
    notes = f'<w:footnote w:id="2">{para(ins("below"))}</w:footnote>'
    body = para(gone("all of it")) + para(run("stays") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert told(docx(body, footnotes=notes)) == {}


def test_a_text_tells_by_its_brackets():
    assert told(b"1. We [EU: shall] act.\n\n2. We go.", "a.txt") == {0: Known(("EU",))}
