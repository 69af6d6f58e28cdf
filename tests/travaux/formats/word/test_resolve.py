from pathlib import Path

import pytest

from benchmarks.documents.made import by, gone, ins, marked, para, run, xml
from travaux.formats.word.package import open_package
from travaux.formats.word.plain import lines
from travaux.formats.word.resolve import accept, reject

FILES = Path(__file__).parents[4].parent / "shared" / "data" / "docx-tracked" / "TestFiles" / "RP"


def both(package, body, **others):
    """Return the lines of a document with all changes accepted, and with all rejected."""
    found = []
    for settle in (accept, reject):
        opened = package(body, **others)
        settle(opened)
        found.append(lines(opened))
    return tuple(found)


def settled(package, body, settle, **others):
    opened = package(body, **others)
    settle(opened)
    return xml(opened.body)


def inner(package, body, settle):
    return settled(package, body, settle).removeprefix("<w:body>").removesuffix("</w:body>")


def test_what_was_inserted_stays_or_goes_and_what_was_deleted_comes_back(package):
    body = para(run("States ") + ins("shall ") + gone("may ") + run("act"))
    assert both(package, body) == (["States shall act"], ["States may act"])


def test_a_deletion_inside_an_insertion_is_in_neither_text(package):
    body = para(run("a") + f"<w:ins {by(1)}>{run('b')}{gone('c')}</w:ins>")
    assert both(package, body) == (["ab"], ["a"])


def test_words_outside_of_any_change_keep_their_names(package):
    assert inner(package, para(gone("x")), reject) == para(run("x"))
    code = f"<w:del {by(1)}><w:r><w:delInstrText>PAGE</w:delInstrText></w:r></w:del>"
    assert inner(package, para(code), reject) == para("<w:r><w:instrText>PAGE</w:instrText></w:r>")


def test_a_deleted_mark_joins_its_paragraph_with_the_next_which_gives_the_looks(package):
    heading = "<w:pStyle w:val='H'/><w:rPr><w:del " + by(1) + "/></w:rPr>"
    body = para(run("One "), heading) + para(run("two"), '<w:jc w:val="end"/>')
    assert inner(package, body, accept) == para(run("One ") + run("two"), '<w:jc w:val="end"/>')
    assert both(package, body)[1] == ["One ", "two"]


def test_several_deleted_marks_in_a_row_make_one_paragraph(package):
    body = marked("del", run("a")) + marked("del", run("b"), 2) + para(run("c")) + para(run("d"))
    assert both(package, body) == (["abc", "d"], ["a", "b", "c", "d"])


def test_a_paragraph_deleted_with_its_mark_is_gone_and_its_bookmarks_stay(package):
    body = marked("del", '<w:bookmarkStart w:id="9" w:name="p"/>' + gone("a")) + para(run("b"))
    assert inner(package, body, accept) == '<w:bookmarkStart w:id="9" w:name="p"/>' + para(run("b"))


def test_a_mark_both_inserted_and_deleted_is_in_neither_text(package):
    body = para(run("a"), f"<w:rPr><w:ins {by(1)}/><w:del {by(2)}/></w:rPr>") + para(run("b"))
    assert both(package, body) == (["ab"], ["ab"])


def test_a_paragraph_without_its_mark_stays_where_a_table_or_nothing_follows(package):
    table = f"<w:tbl><w:tr><w:tc>{para(run('t'))}</w:tc></w:tr></w:tbl>"
    body = marked("del", run("a")) + table + marked("del", run("b"))
    assert both(package, body)[0] == ["a", "t", "b"]
    assert both(package, marked("del", gone("a")) + table + para(run("c")))[0] == ["t", "c"]


def test_the_last_paragraph_of_a_cell_or_a_body_can_be_emptied_and_not_taken_away(package):
    cell = f"<w:tbl><w:tr><w:tc>{marked('del', gone('a'))}</w:tc></w:tr></w:tbl>"
    assert both(package, cell + "<w:sectPr/>") == (["", ""], ["a", ""])
    assert inner(package, marked("del", gone("a")) + "<w:sectPr/>", accept) == "<w:p/><w:sectPr/>"


def test_deleted_and_inserted_rows_go_and_a_table_without_rows_with_them(package):
    def row(tag):
        return f"<w:tr><w:trPr><w:{tag} {by(1)}/></w:trPr><w:tc>{para(run(tag))}</w:tc></w:tr>"

    body = f"<w:tbl>{row('ins')}</w:tbl><w:p/><w:tbl>{row('del')}{row('ins')}</w:tbl>" + para(run("end"))
    assert both(package, body) == (["ins", "", "ins", "end"], ["", "del", "end"])


def test_a_row_of_which_every_cell_goes_is_gone(package):
    cell = f"<w:tc><w:tcPr><w:cellDel {by(1)}/></w:tcPr>{para(run('x'))}</w:tc>"
    body = f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr><w:tc>{para(run('y'))}</w:tc></w:tr></w:tbl><w:p/>"
    assert both(package, body) == (["y", ""], ["x", "x", "y", ""])


def test_the_cell_before_deleted_ones_takes_their_room(package):
    def cells(width):
        return (
            f'<w:tc><w:tcPr>{width}</w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/>'
            f"<w:cellDel {by(1)}/></w:tcPr>"
            f"<w:p/></w:tc><w:tc><w:tcPr><w:cellIns {by(2)}/></w:tcPr><w:p/></w:tc>"
        )

    def left(width):
        return settled(package, f"<w:tbl><w:tr>{cells(width)}</w:tr></w:tbl><w:p/>", accept)

    wide = '<w:tcW w:w="9" w:type="dxa"/>'
    assert f'<w:tcPr>{wide}<w:gridSpan w:val="3"/></w:tcPr>' in left(wide)
    assert '<w:tcPr><w:gridSpan w:val="4"/></w:tcPr>' in left('<w:gridSpan w:val="2"/>')
    assert '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>' in left('<w:gridSpan w:val="?"/>')
    bare = f"<w:tc><w:p/></w:tc><w:tc><w:tcPr><w:cellDel {by(1)}/></w:tcPr><w:p/></w:tc>"
    body = f"<w:tbl><w:tr>{bare}</w:tr></w:tbl><w:p/>"
    assert '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>' in settled(package, body, accept)
    assert "gridSpan" not in settled(package, body, reject)


def test_controls_whose_ends_were_deleted_leave_their_words(package):
    control = (
        f"<w:customXmlDelRangeStart {by(1)}/><w:sdt><w:sdtPr/><w:sdtContent>"
        f'<w:customXmlDelRangeEnd w:id="1"/>{run("a")}'
        f'<w:customXmlDelRangeStart {by(2)}/></w:sdtContent></w:sdt><w:customXmlDelRangeEnd w:id="2"/>'
    )
    assert inner(package, para(control), accept) == para(run("a"))
    kept = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>"
    assert inner(package, para(control), reject) == para(kept)
    tag = f"<w:customXmlDelRangeStart {by(1)}/><w:smartTag><w:smartTagPr/>{run('a')}</w:smartTag>"
    assert inner(package, para(tag + '<w:customXmlDelRangeEnd w:id="1"/>'), accept) == para(run("a"))
    hollow = f'<w:customXmlDelRangeStart {by(1)}/><w:sdt/><w:customXmlDelRangeEnd w:id="1"/>'
    assert inner(package, para(hollow), accept) == "<w:p/>"


def test_a_control_between_paragraphs_goes_with_the_last_of_them(package):
    control = f"<w:sdt><w:sdtContent>{marked('del', gone('a'))}</w:sdtContent></w:sdt>"
    assert inner(package, control + para(run("b")), accept) == para(run("b"))
    assert inner(package, "<w:sdt/>" + para(run("b")), accept) == "<w:sdt/>" + para(run("b"))


def test_a_row_may_stand_in_a_control(package):
    table = f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{para(run('a'))}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert both(package, table + "<w:p/>")[0] == ["a", ""]


def moved(tag, words, number):
    return f"<w:{tag} {by(number)}>{run(words)}</w:{tag}>"


def test_what_moved_stays_where_it_went_or_where_it_was(package):
    body = para(moved("moveFrom", "a", 1) + run("b")) + para(run("c") + moved("moveTo", "a", 2))
    assert both(package, body) == (["b", "ca"], ["ab", "c"])


def test_a_paragraph_wholly_inside_of_what_moved_is_gone_the_first_leaves_its_mark(package):
    def stretch(tag):
        return (
            para(f'<w:{tag}RangeStart {by(1)} w:name="m"/>' + moved(tag, "a", 2), f"<w:rPr><w:{tag} {by(3)}/></w:rPr>")
            + para(moved(tag, "b", 4), f"<w:rPr><w:{tag} {by(5)}/></w:rPr>")
            + f'<w:{tag}RangeEnd w:id="1"/>'
        )

    body = stretch("moveFrom") + para(run("c")) + stretch("moveTo") + para(run("d"))
    assert both(package, body) == (["", "c", "a", "b", "d"], ["a", "b", "c", "", "d"])


def test_a_row_of_which_everything_moved_is_gone(package):
    cell = f"<w:tc>{para(moved('moveFrom', 'a', 4), f'<w:rPr><w:moveFrom {by(5)}/></w:rPr>')}</w:tc>"
    body = f"<w:tbl><w:tr>{cell}</w:tr><w:tr><w:tc>{para(run('b'))}</w:tc></w:tr></w:tbl><w:p/>"
    assert both(package, body)[0] == ["b", ""]


def test_a_fraction_whose_line_is_deleted_leaves_its_numbers(package):
    fraction = (
        f"<m:oMath><m:f><m:fPr><m:ctrlPr><w:del {by(1)}><w:rPr/></w:del></m:ctrlPr></m:fPr>"
        "<m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:m><m:mr><m:e>"
        "<m:r><m:t>2</m:t></m:r></m:e></m:mr></m:m></m:den></m:f></m:oMath>"
    )
    left = inner(package, para(fraction), accept)
    assert left.startswith("<w:p><m:oMath><m:r><m:t>1</m:t></m:r><m:m>")
    assert inner(package, para(fraction), reject).startswith("<w:p><m:oMath><m:f><m:fPr><m:ctrlPr><w:rPr/></m:ctrlPr>")
    row = (
        f"<m:oMath><m:m><m:mPr><m:ctrlPr><w:del {by(1)}/></m:ctrlPr></m:mPr>"
        f"<m:mr><m:e><m:r><m:t>2</m:t></m:r></m:e></m:mr></m:m></m:oMath>"
    )
    assert inner(package, para(row), accept) == para("<m:oMath><m:r><m:t>2</m:t></m:r></m:oMath>")


def test_numbering_that_was_inserted_goes_when_rejected(package):
    numbered = para(run("a"), f'<w:numPr><w:numId w:val="1"/><w:ins {by(1)}/></w:numPr>')
    assert inner(package, numbered, reject) == "<w:p><w:pPr/>" + run("a") + "</w:p>"
    assert inner(package, numbered, accept) == para(run("a"), '<w:numPr><w:numId w:val="1"/></w:numPr>')


def test_notes_that_nothing_refers_to_any_more_go_and_notes_are_resolved_too(package):
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = para(f"<w:del {by(1)}>{reference.format(2)}</w:del>" + reference.format(3))
    notes = (
        f'<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{para(run("x"))}</w:footnote>'
    )
    notes += f'<w:footnote w:id="3">{para(run("y") + ins("z"))}</w:footnote>'
    opened = package(body, footnotes=notes)
    accept(opened)
    assert [each.get(each.attrib.keys()[0]) for each in opened.tree("word/footnotes.xml")] == ["0", "3"]
    assert xml(opened.tree("word/footnotes.xml")[1][0]) == para(run("y") + run("z"))


def test_a_link_of_which_nothing_is_left_is_gone(package):
    assert inner(package, para(f"<w:hyperlink>{gone('a')}</w:hyperlink>"), accept) == "<w:p/>"


def tags(content):
    """Return the tags and words of a body, without the marks of places, which the oracles lose here and there."""
    skipped = ("bookmarkStart", "bookmarkEnd", "proofErr")
    body = open_package(content, "a.docx").body
    return [
        (name, (each.text or "") if name == "t" else "")
        for each in body.iter("{*}*")
        if (name := each.tag.rpartition("}")[2]) not in skipped
    ]


@pytest.mark.skipif(not FILES.exists(), reason="the files with their oracles are not here")
@pytest.mark.parametrize(("settle", "oracle"), [(accept, "Accepted"), (reject, "Rejected")])
def test_every_file_resolved_is_its_oracle_in_text_and_structure(settle, oracle):
    missed = []
    for path in sorted(FILES.glob(f"*-{oracle}.docx")):
        opened = open_package(path.with_name(path.name.replace(f"-{oracle}", "")).read_bytes(), path.name)
        settle(opened)
        if tags(opened.saved()) != tags(path.read_bytes()):
            missed.append(path.name)
    assert missed == []
