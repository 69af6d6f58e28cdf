from benchmarks.documents.made import docx, gone, ins, para, run
from travaux.formats.detect import Paper
from travaux.formats.document import Run
from travaux.formats.reading import Limits
from travaux.formats.word.package import open_to_read
from travaux.formats.word.paper import document_of_word

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("T", "Title", ""),
        ("H", "heading 2", ""),
        ("O", "Own", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Q", "Intense Quote", ""),
        ("N", "Normal", ""),
    )
)
LIST = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def read(body, **parts):
    return document_of_word(open_to_read(Paper(docx(body, **parts), "a.docx", "Word"), Limits()))


def styled(words, style):
    return para(run(words), f'<w:pStyle w:val="{style}"/>')


def listed(words, level):
    return para(run(words), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def told(document):
    return [(str(each.role), each.number, each.rank, each.text) for each in document.paragraphs]


def test_styles_say_what_a_paragraph_does_and_lists_which_number_it_bears():
    body = (
        styled("Vision", "T")
        + styled("Aims", "H")
        + styled("More", "O")
        + para(run("Outlined"), '<w:outlineLvl w:val="2"/>')
        + styled("said", "Q")
        + styled("text", "N")
        + listed("Decides", 0)
        + listed("one", 1)
        + "<w:p/>"
    )
    assert told(read(body, styles=STYLES, numbering=LIST)) == [
        ("title", "", 0, "Vision"),
        ("heading", "", 0, "Aims"),
        ("heading", "", 0, "More"),
        ("heading", "", 0, "Outlined"),
        ("quotation", "", 0, "said"),
        ("paragraph", "", 0, "text"),
        ("operative", "1.", 0, "Decides"),
        ("sub-paragraph", "•", 2, "one"),
    ]


def test_it_is_read_with_every_change_accepted_and_says_so():
    found = read(para(run("we ") + gone("shall") + ins("may")))
    assert told(found) == [("paragraph", "", 0, "we may")]
    assert {remark.what.partition(",")[0] for remark in found.remarks} == {"tracked insertions", "tracked deletions"}


def test_words_in_dress_and_runs_that_were_cut_are_joined():
    off = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>b</w:t></w:r>'
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:smartTag><w:r><w:tab/><w:t>c</w:t></w:r></w:smartTag>"
    link = (
        '<w:hyperlink r:id="x1"><w:r><w:t>d</w:t></w:r></w:hyperlink><w:hyperlink><w:r><w:t>e</w:t></w:r></w:hyperlink>'
    )
    content = docx(
        para(run("a") + off + field + link),
        links=('<Relationship Id="x1" Type="x" Target="https://example.org" TargetMode="External"/>'),
    )
    [found] = document_of_word(open_to_read(Paper(content, "a.docx", "Word"), Limits())).paragraphs
    assert found.runs == (Run("ab c"), Run("d", href="https://example.org"), Run("e"))


def test_notes_are_called_where_they_stand_and_one_that_is_missing_is_not():
    inner = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = para(
        run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + own + '<w:r><w:endnoteReference w:id="1"/></w:r>'
    )
    notes = "".join(
        f'<w:footnote w:id="{key}">{para(run(f" note {key}") + inner)}{para(run("more"))}</w:footnote>'
        for key in (2, 3)
    )
    found = read(body + para('<w:r><w:footnoteReference w:id="9"/></w:r>' + run("b")), footnotes=notes)
    assert [(note.marker, "".join(run.text for run in note.runs)) for note in found.notes] == [
        ("1", "note 2 more"),
        ("*", "note 3 more"),
    ]
    assert [run.note for run in found.paragraphs[0].runs] == [None, 0, 1]
    assert found.paragraphs[1].runs == (Run("b"),)


def test_tables_in_cells_and_text_boxes_come_behind_what_holds_them():
    def cell(inside, looks=""):
        return f"<w:tc><w:tcPr>{looks}</w:tcPr>{inside}</w:tc>"

    nested = f"<w:tbl><w:tr>{cell(para(run('inner')))}</w:tr></w:tbl>"
    begins, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    mixed = para(run("b")) + nested + para(run("c")) + listed("n", 0)
    rows = (
        f"<w:tblPr/><w:tr>{cell(para(run('a')), begins)}{cell(mixed)}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('<w:p/>', goes_on)}{cell(listed('d', 0))}</w:tr></w:sdtContent></w:sdt>"
        f"<w:tr>{cell(para(run('e')), wide)}</w:tr>"
        f"<w:tr>{cell('<w:p/>')}{cell('<w:p/>')}{cell(para(run('f')), goes_on)}</w:tr>"
    )
    box = f"<w:r><w:pict><w:txbxContent>{para(run('box'))}</w:txbxContent></w:pict></w:r>"
    found = read(
        f"<w:sdt><w:sdtContent><w:tbl>{rows}</w:tbl></w:sdtContent></w:sdt>" + para(run("p") + box), numbering=LIST
    )
    assert [each.text for each in found.paragraphs] == ["a | b c 1. n\n2. d\ne\n |  | f", "inner", "p", "box"]
    assert (found.paragraphs[0].rows[0][0].down, found.paragraphs[0].rows[2][0].across) == (2, 2)


def test_an_empty_table_is_none():
    found = read(f"<w:tbl><w:tr><w:tc>{para('')}</w:tc></w:tr></w:tbl>" + para(run("x")))
    assert told(found) == [("paragraph", "", 0, "x")]


def test_a_file_that_does_not_say_what_it_refers_to_is_read(word):
    content = word(para(run("x")))
    found = document_of_word(open_to_read(Paper(content, "a.docx", "Word"), Limits()))
    assert told(found) == [("paragraph", "", 0, "x")]
