from benchmarks.documents.made import by, gone, ins, marked, para, run
from travaux.formats.word.read import paragraphs_shown, read_revisions, remarks_on
from travaux.formats.word.revision import What


def told(package, body, *names, **others):
    """Return some fields of every change of a document."""
    names = names or ("kind", "text", "paragraph", "start", "end")
    return [tuple(revision.row[name] for name in names) for revision in read_revisions(package(body, **others))]


def test_offsets_count_in_the_text_with_insertions_and_deletions_shown(package):
    body = para(run("One")) + para(run("States ") + gone("may ", 1) + ins("shall ", 2) + run("act"))
    assert told(package, body) == [("del", "may ", 1, 7, 11), ("ins", "shall ", 1, 11, 17)]
    assert paragraphs_shown(package(body)) == ("One", "States may shall act")
    assert paragraphs_shown(package(body), "word/document.xml") == ("One", "States may shall act")
    [change] = read_revisions(package(para(ins("a", 7))))
    assert (change.author, change.date, change.id, change.part, change.element) == (
        *("ARL", "2026-01-02T03:04:05Z", "7", "document", "w:ins"),
    )


def test_a_deletion_in_an_insertion_says_what_is_around_it(package):
    body = para(f"<w:ins {by(1)}>{run('a')}{gone('b', 2)}</w:ins>")
    assert told(package, body, "kind", "text", "parent") == [("ins", "ab", ""), ("del", "b", "1")]


def test_tabs_and_line_ends_count_and_settings_of_tabs_do_not(package):
    body = para(f"<w:r><w:t>a</w:t><w:tab/><w:br/></w:r>{ins('b')}", '<w:tabs><w:tab w:val="left"/></w:tabs>') + para(
        "<w:tabs><w:tab/></w:tabs>" + ins("c")
    )
    assert told(package, body) == [("ins", "b", 0, 3, 4), ("ins", "c", 1, 0, 1)]


def test_marks_of_paragraphs_stand_at_their_ends(package):
    body = marked("ins", run("ab")) + marked("del", "", 2) + marked("moveFrom", "", 3) + marked("moveTo", "", 4)
    assert told(package, body) == [
        ("para_ins", "", 0, 2, 2),
        ("para_del", "", 1, 0, 0),
        ("para_move_from", "", 2, 0, 0),
        ("para_move_to", "", 3, 0, 0),
    ]


def test_changed_looks_are_told_with_what_they_are_the_looks_of(package):
    body = (
        para(
            f"<w:r><w:rPr><w:rPrChange {by(1)}/></w:rPr><w:t>ab</w:t></w:r>{run('c')}",
            f"<w:numPr><w:ilvl/><w:ins {by(2)}/><w:numberingChange {by(3)}/>"
            f"</w:numPr><w:rPr><w:b/><w:rPrChange {by(4)}/></w:rPr>"
            f"<w:sectPr><w:sectPrChange {by(5)}/></w:sectPr><w:pPrChange {by(6)}/>",
        )
        + f"<w:sectPr><w:sectPrChange {by(7)}/></w:sectPr>"
    )
    assert told(package, body, "kind", "element", "start", "end", "id") == [
        ("format", "w:pPrChange", 0, 3, "6"),
        ("numbering_ins", "w:ins", 0, 3, "2"),
        ("numbering", "w:numberingChange", 0, 3, "3"),
        ("format", "w:rPrChange", 0, 2, "1"),
        ("format", "w:rPrChange", 3, 3, "4"),
        ("format", "w:sectPrChange", 3, 3, "5"),
        ("format", "w:sectPrChange", 3, 3, "7"),
    ]
    assert told(package, f"<w:sectPr><w:sectPrChange {by(7)}/></w:sectPr>") == [("format", "", 0, 0, 0)]


def test_changes_of_tables_reach_over_what_they_hold(package):
    cell = f"<w:tc><w:tcPr><w:{{}} {by(5)}/></w:tcPr>{para(run('a'))}{para(run('bc'))}</w:tc>"
    row = (
        f"<w:tr><w:tblPrEx><w:tblPrExChange {by(1)}/></w:tblPrEx><w:trPr>"
        f"<w:ins {by(2)}/><w:trPrChange {by(3)}/></w:trPr>"
    )
    grid = f"<w:tblPr><w:tblPrChange {by(6)}/></w:tblPr><w:tblGrid><w:tblGridChange {by(7)}/></w:tblGrid>"
    kinds = ("cellIns", "cellDel", "cellMerge", "tcPrChange")
    body = (
        f"<w:p/><w:tbl>{grid}{row}{''.join(map(cell.format, kinds))}</w:tr>"
        f"<w:tr><w:trPr><w:del {by(4)}/></w:trPr></w:tr></w:tbl><w:p/>"
    )
    places = ("kind", "text", "paragraph", "start", "end_paragraph", "end")
    whole = "a\nbc\na\nbc\na\nbc\na\nbc"
    assert told(package, body, *places) == [
        ("format", whole, 1, 0, 8, 2),
        ("format", whole, 1, 0, 8, 2),
        ("format", whole, 1, 0, 8, 2),
        ("row_ins", whole, 1, 0, 8, 2),
        ("format", whole, 1, 0, 8, 2),
        ("cell_ins", "a\nbc", 1, 0, 2, 2),
        ("cell_del", "a\nbc", 3, 0, 4, 2),
        ("cell_merge", "a\nbc", 5, 0, 6, 2),
        ("format", "a\nbc", 7, 0, 8, 2),
        ("row_del", "", 9, 0, 9, 0),
    ]


def test_moves_and_controls_are_told_with_their_names_and_reach(package):
    body = (
        para(f'<w:moveFromRangeStart {by(1)} w:name="m1"/><w:moveFrom {by(2)}>{run("ab")}</w:moveFrom>')
        + '<w:moveFromRangeEnd w:id="1"/><w:moveFromRangeEnd w:id="99"/>'
        + para(f'<w:customXmlInsRangeStart {by(3)}/>{run("c")}<w:customXmlInsRangeEnd w:id="3"/>')
    )
    assert told(package, body, "kind", "text", "end_paragraph", "end", "name") == [
        ("move_from_range", "ab", 0, 2, "m1"),
        ("move_from", "ab", 0, 2, ""),
        ("control_ins", "c", 1, 1, ""),
    ]


def test_fields_are_told_by_their_code_and_what_they_show(package):
    field = (
        f"<w:del {by(1)}><w:r><w:delInstrText> DATE </w:delInstrText></w:r>"
        f"<w:r><w:delText>2 May</w:delText></w:r></w:del>"
        f"<w:r><w:fldChar><w:numberingChange {by(2)}/></w:fldChar></w:r>"
    )
    assert told(package, para(field), "kind", "text", "code") == [("del", "2 May", "DATE"), ("numbering", "", "")]


def test_formulas_have_changes_of_words_and_of_signs(package):
    formula = (
        f"<m:oMath><m:r><w:ins {by(1)}><m:t>x</m:t></w:ins></m:r><m:f><m:fPr>"
        f"<m:ctrlPr><w:del {by(2)}/></m:ctrlPr></m:fPr></m:f></m:oMath>"
    )
    assert told(package, para(formula)) == [("ins", "x", 0, 0, 1), ("math_del", "", 0, 1, 1)]


def test_a_text_box_is_read_once_and_its_paragraphs_are_counted_after_the_one_that_holds_it(package):
    box = f"<w:txbxContent>{para(ins('b', 2))}</w:txbxContent>"
    body = para(
        run("a")
        + (
            f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            f"</mc:AlternateContent></w:r>"
        )
        + ins("c", 3)
    ) + para(ins("d", 4))
    assert told(package, body) == [("ins", "c", 0, 1, 2), ("ins", "b", 1, 0, 1), ("ins", "d", 2, 0, 1)]


def test_notes_heads_and_styles_are_read_as_parts_of_their_own(package):
    found = told(
        package,
        para(ins("a", 1)),
        *("part", "kind", "text", "paragraph"),
        footnotes=f"<w:footnote>{para(ins('n', 2))}</w:footnote>",
        header1=para(gone("h", 3)),
        styles=f"<w:style><w:pPr><w:pPrChange {by(4)}/></w:pPr><w:rPr><w:b/><w:rPrChange {by(5)}/></w:rPr></w:style>",
    )
    assert found == [
        ("document", "ins", "a", 0),
        ("footnotes", "ins", "n", 0),
        ("header1", "del", "h", 0),
        ("styles", "format", "", 0),
        ("styles", "format", "", 0),
    ]


def test_words_outside_of_every_paragraph_count_nowhere(package):
    assert told(package, f"<w:ins {by(1)}>{run('a')}</w:ins>{para(run('b'))}") == [("ins", "", 0, 0, 0)]
    assert told(package, para(run("b")) + f"<w:ins {by(1)}>{para(run('a'))}</w:ins>") == [("ins", "a", 1, 0, 1)]


def test_comments_are_told_with_what_they_are_about_and_answer(package):
    anchor = (
        '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
    )
    comments = "".join(
        (
            f'<w:comment w:id="{n}" w:author="BRU" w:date="2026-01-01T00:00:00Z">'
            f'<w:p w14:paraId="0{n}"><w:r><w:t>Why</w:t><w:br/></w:r></w:p>'
            f"</w:comment>"
        )
        for n in range(4)
    )
    threads = '<w15:commentEx w15:paraId="01" w15:paraIdParent="00" w15:done="1"/>'
    body = para(run("a ") + anchor.format(0, run("b"))) + para(run("c") + '<w:r><w:commentReference w:id="1"/></w:r>')
    body += para(run("d") + '<w:commentRangeEnd w:id="2"/>')
    found = told(
        package,
        body,
        *("id", "parent", "text", "quoted", "paragraph", "start", "end", "done"),
        comments=comments + '<w:comment w:id="9"/>',
        commentsExtended=threads,
    )
    assert found == [
        ("3", "", "Why\n", "", -1, 0, 0, False),
        ("9", "", "", "", -1, 0, 0, False),
        ("0", "", "Why\n", "b", 0, 2, 3, False),
        ("1", "0", "Why\n", "", 1, 1, 1, True),
        ("2", "", "Why\n", "", 2, 1, 1, False),
    ]
    assert told(package, para(""), "id", comments=comments)[0] == ("0",)


def test_what_is_missing_or_doubled_is_remarked(package):
    body = para(f"<w:ins>{run('a')}</w:ins>{ins('b', 3)}{gone('c', 3)}")
    opened = package(body, comments='<w:comment w:id="1"/>', more={"word/vbaProject.bin": b"x"})
    assert [remark.said for remark in remarks_on(opened, read_revisions(opened))] == [
        "tracked changes without an author",
        "tracked changes without a date",
        "comments without an author or a date",
        "tracked changes whose number another one bears too",
        "macros, which are neither run nor kept",
    ]
    assert What.COMMENT == "comment"
