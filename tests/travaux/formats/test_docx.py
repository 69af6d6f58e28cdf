import pytest

from travaux.formats.detect import Damaged, Paper
from travaux.formats.docx import read_docx
from travaux.formats.reading import Limits

SEATS = "<w:p><w:r><w:t>Seats for cities.</w:t></w:r></w:p>"


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def styled(style, words):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(words)}</w:p>'


def read(content):
    return read_docx(Paper(content, "a.docx", "Word"), Limits())


def blocks(reading):
    return [(str(block.kind), block.number, reading.text[block.start : block.end]) for block in reading.blocks]


def test_paragraphs_headings_quotations_and_lists_are_told_by_their_styles(word):
    reading = read(
        word(
            styled("H", "Vision")
            + styled("IntenseQuote", "We came.")
            + f"<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>{run('Also')}</w:p>"
            + f"<w:p><w:pPr><w:numPr/></w:pPr>{run('one')}</w:p>"
            + f"<w:sdt><w:sdtPr/><w:sdtContent>{SEATS}</w:sdtContent></w:sdt><w:sectPr/>",
            styles='<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style><w:style w:styleId="N"/>',
        )
    )
    assert blocks(reading) == [
        ("heading", "", "Vision"),
        ("quotation", "", "We came."),
        ("heading", "", "Also"),
        ("item", "", "one"),
        ("paragraph", "", "Seats for cities."),
    ]
    assert reading.warnings == ()


def test_tracked_changes_and_comments_are_read_as_accepted_and_counted(word):
    body = (
        f"<w:p>{run('Cities ')}<w:ins>{run('shall ')}</w:ins><w:del><w:r><w:delText>may </w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('first ')}</w:moveFrom>{run('receive')}<w:moveTo>{run(' first')}</w:moveTo>"
        "<w:r><w:commentReference/><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    reading = read(word(body))
    assert reading.text == "Cities shall receive first"
    assert [remark.said for remark in reading.warnings] == [
        "tracked insertions, read as part of the text",
        "tracked deletions, whose words are left out",
        "tracked moves, left out where they came from",
        "tracked moves, read where they went to",
        "comments, left out",
    ]


def test_a_row_is_a_block_and_what_stands_in_it_in_full_comes_after(word):
    inner = f"<w:tbl><w:tr><w:tc>{SEATS}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p><w:p>{run('b')}</w:p></w:tc><w:tc>{inner}<w:p>{run('c')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('gone')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert blocks(read(word(body))) == [("table", "", "a\nb\tc"), ("table", "", "Seats for cities.")]


def test_notes_stand_after_the_paragraph_that_refers_to_them(word):
    body = f"<w:p>{run('One')}<w:r><w:footnoteReference w:id='2'/><w:endnoteReference w:id='9'/></w:r></w:p>{SEATS}"
    reading = read(
        word(
            body,
            footnotes=f"<w:footnote w:id='2'><w:p>{run('Resolution 7.')}</w:p><w:p>{run('Annex.')}</w:p></w:footnote>",
        )
    )
    assert blocks(reading) == [
        ("paragraph", "", "One"),
        ("footnote", "2", "Resolution 7.\nAnnex."),
        ("paragraph", "", "Seats for cities."),
    ]
    assert [remark.said for remark in reading.warnings] == ["references to notes that the file does not hold"]


def test_text_boxes_are_read_once_and_pictures_counted(word):
    box = f"<w:txbxContent>{SEATS}</w:txbxContent>"
    body = (
        f"<w:p>{run('One')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    reading = read(word(body))
    assert blocks(reading) == [("paragraph", "", "One"), ("paragraph", "", "Seats for cities.")]
    assert [remark.said for remark in reading.warnings] == ["pictures or drawings, left out"]


def test_tabs_breaks_hyphens_and_formulas_are_words_too(word):
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    body = f"<w:p><w:r><w:t>a</w:t><w:tab/><w:t/><w:noBreakHyphen/><w:br/></w:r>{formula}</w:p>"
    assert read(word(body)).text == "a\t\u2011\nx+1"


def test_headers_with_words_are_counted(word):
    with_header = word(SEATS, header1=SEATS, header2="<w:p/>")
    assert [remark.said for remark in read(with_header).warnings] == ["headers and footers, left out"]


def test_a_document_without_a_body_is_refused(packed):
    with pytest.raises(Damaged, match="it has no body"):
        read(packed({"word/document.xml": "<a/>"}))


def test_a_document_nested_without_end_is_refused(word):
    with pytest.raises(Damaged):
        read(word("<w:sdt>" * 5000 + "</w:sdt>" * 5000))
