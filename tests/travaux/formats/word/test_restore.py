import pytest

from benchmarks.documents.made import by, para, run, xml
from travaux.formats.word.resolve import accept, reject


def inner(package, body, settle):
    opened = package(body)
    settle(opened)
    return xml(opened.body).removeprefix("<w:body>").removesuffix("</w:body>")


def test_the_looks_of_a_paragraph_come_back_and_its_mark_and_section_keep_theirs(package):
    body = para(
        run("a"),
        (
            f'<w:jc w:val="end"/><w:rPr><w:b/></w:rPr><w:sectPr/><w:pPrChange {by(1)}>'
            f"<w:pPr><w:keepNext/></w:pPr></w:pPrChange>"
        ),
    )
    assert inner(package, body, reject).startswith("<w:p><w:pPr><w:keepNext/><w:rPr><w:b/></w:rPr><w:sectPr/></w:pPr>")
    assert inner(package, body, accept).startswith(
        '<w:p><w:pPr><w:jc w:val="end"/><w:rPr><w:b/></w:rPr><w:sectPr/></w:pPr>'
    )


def test_the_looks_of_a_run_come_back(package):
    body = para(f"<w:r><w:rPr><w:b/><w:rPrChange {by(1)}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>")
    assert inner(package, body, reject) == para("<w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r>")


def test_a_section_keeps_its_heads(package):
    body = (
        f"<w:p/><w:sectPr><w:headerReference/><w:cols/><w:sectPrChange {by(1)}>"
        f"<w:sectPr><w:pgSz/></w:sectPr></w:sectPrChange></w:sectPr>"
    )
    assert inner(package, body, reject) == "<w:p/><w:sectPr><w:headerReference/><w:pgSz/></w:sectPr>"


def test_an_exception_of_a_row_that_was_none_before_is_gone_and_an_empty_change_empties(package):
    row = (
        f"<w:tr><w:tblPrEx><w:jc/><w:tblPrExChange {by(1)}><w:tblPrEx/>"
        f"</w:tblPrExChange></w:tblPrEx><w:tc><w:tcPr><w:noWrap/><w:tcPrChange {by(2)}/>"
        f"</w:tcPr><w:p/></w:tc></w:tr>"
    )
    assert (
        inner(package, f"<w:tbl>{row}</w:tbl><w:p/>", reject)
        == "<w:tbl><w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    )


def test_a_change_that_stands_in_the_wrong_place_is_left_alone(package):
    assert inner(package, para("<w:pPrChange/>"), reject) == para("<w:pPrChange/>")


@pytest.mark.parametrize(
    ("settle", "merge"), [(accept, '<w:vMerge w:val="continue"/>'), (reject, '<w:vMerge w:val="restart"/>')]
)
def test_cells_are_joined_or_parted_as_the_change_says(package, settle, merge):
    cell = (
        f'<w:tc><w:tcPr><w:vMerge w:val="continue"/><w:cellMerge w:vMerge="cont" w:vMergeOrig="rest" '
        f"{by(1)}/></w:tcPr><w:p/></w:tc>"
    )
    loose = f"<w:tc><w:tcPr><w:vMerge/><w:cellMerge {by(2)}/></w:tcPr><w:p/></w:tc>"
    left = inner(package, f"<w:tbl><w:tr>{cell}{loose}</w:tr></w:tbl><w:p/>", settle)
    assert (
        left
        == f"<w:tbl><w:tr><w:tc><w:tcPr>{merge}</w:tcPr><w:p/></w:tc><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    )


def test_a_merge_recorded_among_old_properties_is_no_merge_of_now(package):
    cell = (
        f"<w:tc><w:tcPr><w:tcPrChange {by(1)}><w:tcPr><w:vMerge/><w:cellMerge {by(2)}/>"
        f"</w:tcPr></w:tcPrChange></w:tcPr><w:p/></w:tc>"
    )
    left = inner(package, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl><w:p/>", reject)
    assert left == "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/>"
