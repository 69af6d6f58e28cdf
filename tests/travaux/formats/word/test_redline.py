# ruff: noqa: RUF001 - the words and marks of six languages

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.documents.made import by, docx, para, run, xml
from travaux.formats.taken import taken
from travaux.formats.word import plain
from travaux.formats.word.names import PACK, REL
from travaux.formats.word.package import open_package
from travaux.formats.word.read import read_revisions
from travaux.formats.word.redline import redlined
from travaux.formats.word.resolve import accept, reject
from travaux.formats.word.writing import Plain, document


def word(*lines):
    return document([Plain(line) for line in lines])


def redline(old, new, kinds=("docx", "docx")):
    return redlined(taken(old, f"old.{kinds[0]}"), taken(new, f"new.{kinds[1]}"), "ARL", "2026-01-01T00:00:00Z")


def settled(content, settle):
    package = open_package(content, "red.docx")
    settle(package)
    return package


def both(red):
    """Return the lines of a redline rejected, and of it accepted."""
    return tuple(plain.lines(settled(red.content, settle)) for settle in (reject, accept))


def lines(content):
    return plain.lines(open_package(content, "a.docx"))


def body(red):
    return xml(open_package(red.content, "red.docx").body)


WORDS = st.sampled_from(["States", "shall", "may", "promote", "الدول", "تشجع", "移民", "a\tb", "x  y", ""])
TEXTS = st.lists(st.lists(WORDS, max_size=7).map(" ".join), min_size=1, max_size=6).map(tuple)


@settings(max_examples=120, deadline=None)
@given(TEXTS, TEXTS)
def test_rejected_it_is_the_old_text_and_accepted_the_new(old, new):
    red = redline(word(*old), word(*new))
    assert both(red) == ([*old], [*new])


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_so_it_is_with_tables_between(old, new):
    def mixed(texts):
        cells = "".join(f"<w:tc>{para(run(text))}</w:tc>" for text in texts)
        tables = "".join(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + para(run(text)) for text in texts[::2])
        return docx(para(run(texts[0])) + tables)

    red = redline(mixed(old), mixed(new))
    assert both(red) == (lines(mixed(old)), lines(mixed(new)))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["txt", "docx"]))
def test_so_it_is_where_one_is_a_plain_text(old, new, kind):
    content = {"txt": "\n".join(old).encode() + b"\n", "docx": word(*old)}[kind]
    if not "".join(old).strip() or not "".join(new).strip():
        return
    red = redline(content, "\n".join(new).encode() + b"\n", (kind, "txt"))
    assert both(red) == ([*old], [*new])


def test_every_change_bears_a_number_of_its_own_a_name_and_a_date():
    red = redline(word("a b c", "d", "e"), word("a x c", "e", "f"))
    numbers = re.findall(
        r'<w:(?:ins|del|pPrChange) w:id="(\d+)" w:author="ARL" w:date="2026-01-01T00:00:00Z"', body(red)
    )
    assert len(numbers) == len(set(numbers)) == body(red).count("w:author")
    assert redlined(taken(word("a"), "a.docx"), taken(word("b"), "b.docx"), "ARL").content.count(b"w:date") == 0


def test_a_change_of_words_is_a_deletion_and_an_insertion_in_the_looks_of_the_place():
    old = docx(para("<w:r><w:rPr><w:b/></w:rPr><w:t>States may act</w:t></w:r>"))
    red = redline(old, b"States shall act\n", ("docx", "txt"))
    assert '<w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">may</w:delText>' in body(red)
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">shall</w:t>' in body(red)


def test_the_mark_of_a_last_paragraph_is_left_alone_and_the_one_before_takes_its_looks():
    def styled(words, style):
        return para(run(words), f'<w:jc w:val="{style}"/>')

    shorter, longer = docx(styled("One", "start")), docx(styled("One", "start") + styled("Two", "end"))
    fewer, more = redline(longer, shorter), redline(shorter, longer)
    assert (both(fewer), both(more)) == ((["One", "Two"], ["One"]), (["One"], ["One", "Two"]))
    looks = '<w:p><w:pPr><w:jc w:val="{}"/><w:rPr/></w:pPr>'
    for red in (fewer, more):
        last = body(red).rpartition("<w:p>")[2]
        assert ("<w:ins" in last.partition("</w:pPr>")[0], "<w:del " in last.partition("</w:pPr>")[0]) == (False, False)
    assert [xml(settled(red.content, accept).body) for red in (fewer, more)] == [
        f"<w:body>{looks.format('start')}{run('One')}</w:p></w:body>",
        f"<w:body>{looks.format('start')}{run('One')}</w:p>{looks.format('end')}{run('Two')}</w:p></w:body>",
    ]
    assert xml(settled(more.content, reject).body) == f"<w:body>{looks.format('start')}{run('One')}</w:p></w:body>"


def test_in_a_table_rows_come_and_go_and_cells_change_inside():
    def table(*rows):
        cells = ("".join(f"<w:tc>{para(run(cell))}</w:tc>" for cell in row) for row in rows)
        return docx(
            para(run("A")) + f"<w:tbl>{''.join(f'<w:tr><w:trPr/>{each}</w:tr>' for each in cells)}</w:tbl>" + "<w:p/>"
        )

    old = table(("one", "two"), ("three", "four"), ("five", "six"))
    new = table(("zero", "0"), ("one", "twenty"), ("five", "six", "seven"))
    assert both(redline(old, new)) == (lines(old), lines(new))
    assert both(redline(new, old)) == (lines(new), lines(old))


def test_a_table_may_be_taken_out_or_put_in_whole():
    table = (
        f"<w:tbl><w:tblPr/><w:tr><w:tblPrEx/><w:trPr><w:trPrChange {by(1)}/>"
        f"</w:trPr><w:tc>{para(run('t'))}</w:tc></w:tr></w:tbl>"
    )
    with_table, without = docx(para(run("a")) + table + para(run("b"))), docx(para(run("a")))
    assert both(redline(with_table, without)) == (["a", "t", "b"], ["a"])
    assert both(redline(without, with_table)) == (["a"], ["a", "t", "b"])
    only = docx(table)
    assert both(redline(only, without)) == (["t", ""], ["a"])


def reference(number):
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def notes(**texts):
    rows = "".join(f'<w:footnote w:id="{key[1:]}">{para(run(text))}</w:footnote>' for key, text in texts.items())
    return '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>' + rows


def said(package):
    return [plain.said(each) for each in package.tree("word/footnotes.xml").iter("{*}p")]


def test_notes_are_compared_inside_and_new_ones_brought_along():
    old = docx(para(run("a") + reference(2)), footnotes=notes(n2="first note"))
    new = docx(
        para(run("a") + reference(5) + run(" b") + reference(6)), footnotes=notes(n5="first own note", n6="second")
    )
    red = redline(old, new)
    assert said(settled(red.content, accept)) == ["", "first own note", "second"]
    assert said(settled(red.content, reject)) == ["", "first note"]
    bare = redline(docx(para(run("a"))), new)
    assert said(settled(bare.content, accept)) == ["", "first own note", "second"]
    assert both(bare) == (["a"], ["a b"])


def test_a_note_that_its_document_does_not_hold_is_passed_over():
    new = docx(para(run("a") + reference(5)))
    assert both(redline(docx(para(run("b"))), new)) == (["b"], ["a"])
    held = docx(para(run("b") + reference(1)), footnotes=notes(n1="x"))
    assert both(redline(held, new)) == (["b"], ["a"])
    lost = docx(para(run("a") + reference(5)), footnotes=notes(n9="y"))
    assert both(redline(held, lost)) == (["b"], ["a"])
    assert both(redline(docx(para(run("b")), footnotes=notes(n1="x")), lost)) == (["b"], ["a"])


def drawing(number, box=""):
    return f'<w:r><w:drawing><a r:embed="r{number}" id="{number}" w14:editId="7"/>{box}</w:drawing></w:r>'


def with_picture(content, number, before="", box=""):
    link = f'<Relationship Id="r{number}" Type="{REL}/image" Target="media/p.png"/>'
    own = (
        f'<Relationships xmlns="{PACK}"><Relationship Id="x" Type="x" Target="q.xml"/>'
        f'<Relationship Id="y" Type="x" Target="u" TargetMode="External"/>'
        f"</Relationships>"
    )
    more = {"word/media/p.png": content, "word/media/_rels/p.png.rels": own, "word/media/q.xml": "<q/>"}
    return docx(para(run(f"{before}a") + drawing(number, box) + drawing(number, box)), more=more, links=link)


def test_pictures_are_known_by_what_they_show_and_brought_along_with_what_they_need():
    same = redline(with_picture(b"1", 3), with_picture(b"1", 4))
    assert read_revisions(open_package(same.content, "a.docx")) == ()
    other = open_package(redline(with_picture(b"1", 3), with_picture(b"2", 4)).content, "a.docx")
    assert other.parts["word/media/pn1.png"] == b"2"
    assert sorted(name for name in other.parts if "n1" in name) == [
        *("word/media/_rels/pn1.png.rels", "word/media/pn1.png", "word/media/qn1.xml")
    ]
    assert [revision.kind for revision in read_revisions(other)] == ["del", "ins"]


def test_text_boxes_that_stay_are_compared_inside():
    def boxed(words):
        return with_picture(b"1", 3, box=f"<w:txbxContent>{para(run(words))}</w:txbxContent>")

    red = redline(boxed("old words"), boxed("new words"))
    assert both(red) == (["a", "old words", "old words"], ["a", "new words", "new words"])


def test_links_change_inside_and_new_ones_are_brought_along():
    link = '<Relationship Id="rA" Type="x/hyperlink" Target="u" TargetMode="External"/>'
    linked = '<w:hyperlink r:id="rA">' + run("here and there") + "</w:hyperlink>"
    old = docx(para(run("see ") + linked), links=link)
    new = docx(para(run("see ") + linked.replace("and", "or") + run(" now")), links=link)
    red = redline(old, new)
    assert both(red) == (["see here and there"], ["see here or there now"])
    fresh = redline(docx(para(run("see "))), new)
    assert both(fresh) == (["see "], ["see here or there now"])
    assert 'r:id="rIdT1"' in body(fresh)
    assert both(redline(docx(para(linked), links=link), docx(para(run("x ") + linked), links=link)))[1] == [
        "x here and there"
    ]
    astray = docx(para(run("see ") + linked))
    assert both(redline(docx(para(run("see "))), astray))[1] == ["see here and there"]


def field(code, shown):
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        char.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + char.format("separate")
        + run(shown)
        + char.format("end")
    )


def test_fields_are_kept_or_replaced_whole():
    old = docx(para(run("a ") + field("DATE", "2 May") + run(" b")))
    simple = '<w:fldSimple w:instr="DATE"><w:fldData/>' + run("3 May") + "</w:fldSimple>"
    new = docx(para(run("a ") + simple + run(" c")))
    assert both(redline(old, new)) == (["a 2 May b"], ["a 3 May c"])
    assert both(redline(old, b"a 2 June b\n", ("docx", "txt"))) == (["a 2 May b"], ["a 2 June b"])
    assert both(redline(old, b"a 2 x May b\n", ("docx", "txt"))) == (["a 2 May b"], ["a 2 x May b"])
    assert both(redline(old, b"a b\n", ("docx", "txt"))) == (["a 2 May b"], ["a b"])


def test_formulas_are_kept_or_replaced_whole():
    def formula(words):
        return docx(para(run("x ") + f"<m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath>"))

    assert both(redline(formula("1+2"), formula("1+3"))) == (["x 1+2"], ["x 1+3"])
    assert both(redline(formula("1+2"), b"x 1+3\n", ("docx", "txt"))) == (["x 1+2"], ["x 1+3"])


def test_signs_between_words_are_runs_cut_where_they_must_be():
    old = docx(para('<w:r><w:t>a b</w:t><w:tab/><w:t>c d</w:t><w:commentReference w:id="1"/></w:r>'))
    new = docx(para("<w:r><w:t>a x</w:t><w:tab/><w:t>c d</w:t><w:br/><w:t>e</w:t></w:r>"))
    assert both(redline(old, new)) == (["a b\tc d"], ["a x\tc d\ne"])


def test_new_paragraphs_keep_styles_and_lists_that_both_know_and_no_others():
    level = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    lists = level + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"/>'
    styles = '<w:style w:styleId="S"/>'

    def listed(style, number):
        looks = f'<w:pStyle w:val="{style}"/><w:numPr><w:numId w:val="{number}"/></w:numPr>'
        return para('<w:bookmarkStart w:id="1" w:name="b"/>' + run("new words"), looks + "<w:sectPr/>")

    old = docx(para(run("a")) + para(run("z")), styles=styles, numbering=lists)
    new = docx(
        para(run("a")) + listed("S", 1) + listed("T", 3) + "<w:p><w:pPr><w:numPr/></w:pPr></w:p>" + para(run("z")),
        styles=styles.replace("S", "T"),
        numbering=lists + '<w:num w:numId="3"/>',
    )
    left = xml(settled(redline(old, new).content, accept).body)
    assert (left.count("pStyle"), left.count('w:numId w:val="1"'), left.count('w:numId w:val="3"')) == (1, 1, 0)
    assert ("bookmarkStart" in left, "sectPr" in left) == (False, False)


def test_paragraphs_of_a_plain_text_look_like_those_beside_them():
    old = docx(para(run("First words here"), '<w:ind w:start="9"/><w:numPr/>') + para(run("Last"), "<w:rPr/>"))
    red = redline(old, "First words here\nSecond\nسلام\nLast\n".encode(), ("docx", "txt"))
    left = xml(settled(red.content, accept).body)
    assert left.count('<w:ind w:start="9"/>') == 2
    assert '<w:pPr><w:bidi/><w:rPr/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">سلام' in left
    assert both(
        redline(docx(f"<w:tbl><w:tr><w:tc>{para(run('t'))}</w:tc></w:tr></w:tbl><w:p/>"), b"a\n", ("docx", "txt"))
    ) == (["t", ""], ["a"])


def test_changes_that_were_tracked_already_count_as_made():
    old = docx(para(run("a ") + f"<w:ins {by(1)}>{run('b')}</w:ins>"))
    red = redline(old, docx(para(run("a c"))))
    assert both(red) == (["a b"], ["a c"])
    assert [remark.said for remark in red.remarks] == ["tracked changes, taken as accepted"]


def test_numbers_go_on_above_those_of_the_document():
    old = docx(para('<w:bookmarkStart w:id="41" w:name="b"/><w:bookmarkEnd w:id="x"/>' + run("a")))
    assert 'w:id="42"' in body(redline(old, docx(para(run("b")))))


def test_a_document_without_relations_takes_over_pictures():
    bare = docx(para(run("b")), more={})
    package = taken(bare, "a.docx")
    del package.package.parts["word/_rels/document.xml.rels"]
    red = redlined(package, taken(with_picture(b"1", 3), "b.docx"), "ARL")
    assert both(red)[1] == ["a"]


@pytest.mark.parametrize("new", ["", "x"])
def test_an_empty_paragraph_can_be_filled_and_emptied(new):
    assert both(redline(word("a", "", "c"), word("a", new, "c"))) == (["a", "", "c"], ["a", new, "c"])


def test_a_paragraph_with_links_and_controls_is_taken_out_whole():
    control = f"<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
    whole = docx(
        para(run("keep this")) + para(run("a") + f"<w:hyperlink>{run('x')}</w:hyperlink>" + control) + para(run("end"))
    )
    assert both(redline(whole, word("keep this", "end"))) == (["keep this", "axb", "end"], ["keep this", "end"])


def test_a_section_that_ends_with_a_deleted_paragraph_keeps_its_place_in_it():
    old = docx(para(run("a b c")) + para(run("x"), "<w:keepNext/><w:sectPr/>") + para(run("end")))
    red = redline(old, word("a b c", "end"))
    assert both(red) == (["a b c", "x", "end"], ["a b c", "end"])
    assert xml(settled(red.content, reject).body).count("<w:rPr/><w:sectPr/>") == 1


def test_lines_in_arabic_look_like_the_arabic_ones_beside_them():
    looks = '<w:bidi/><w:ind w:start="9"/>'
    old = docx(para("<w:r><w:rPr><w:b/><w:lang/></w:rPr><w:t>سلام عليكم</w:t></w:r>", looks))
    red = redline(old, "سلام عليهم\nشكرا\n".encode(), ("docx", "txt"))
    assert both(red)[1] == ["سلام عليهم", "شكرا"]
    assert "<w:rPr><w:b/><w:rtl/><w:lang/></w:rPr>" in body(red)
    assert body(red).count('<w:bidi/><w:ind w:start="9"/>') == 2


def test_what_shows_no_words_stays_where_the_new_document_is_a_plain_text():
    red = redline(with_picture(b"1", 3, "so "), b"so b\n", ("docx", "txt"))
    assert (both(red), body(red).count("<w:drawing>")) == ((["so a"], ["so b"]), 2)


def test_a_field_that_ends_elsewhere_is_words_like_others():
    begun = '<w:bookmarkEnd w:id="3"/><w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("a b")
    assert both(redline(docx(para(begun)), word("a c"))) == (["a b"], ["a c"])
    ended = run("a b") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert both(redline(docx(para(ended)), word("a c"))) == (["a b"], ["a c"])


def test_things_that_refer_to_nothing_are_known_by_their_form():
    def shape(rest):
        return docx(shape_of(rest))

    def shape_of(rest):
        return para(
            run("a")
            + (f'<w:r><w:object w:rsidR="1" w:x="2" r:id="lost"><w:proofErr/><w:x>{rest}</w:x></w:object></w:r>')
        )

    kinds = [
        revision.kind for revision in read_revisions(open_package(redline(shape("1"), shape("2")).content, "a.docx"))
    ]
    assert kinds == ["del", "ins"]
    assert read_revisions(open_package(redline(shape("1"), shape("1")).content, "a.docx")) == ()


def test_an_empty_body_is_filled():
    assert both(redline(docx(""), word("a", "b")))[1] == ["a", "b"]
    assert both(redline(docx("<w:customXml/>"), word("a", "b")))[1] == ["a", "b"]
    assert both(redline(docx(f"<w:tbl><w:tr><w:tc>{para(run('t'))}</w:tc></w:tr></w:tbl>"), docx(para(run("a")))))[
        1
    ] == ["a"]
    heading = redline(docx(para(run("a")) + para(run("c"))), b"a\n# B\nc\n", ("docx", "md"))
    assert "Heading1" not in body(heading)


def test_headings_of_a_plain_text_keep_their_style_in_one_that_knows_it():
    red = redline(b"a\n\nc\n", b"a\n\n# B\n\nc\n", ("md", "md"))
    assert (both(red), "Heading1" in body(red)) == ((["a", "c"], ["a", "B", "c"]), True)


def test_what_is_referred_to_by_others_is_passed_over():
    links = '<Relationship Id="z" Type="x" Target="media/z.png"/>'
    shapes = [
        docx(para(f'<w:r><w:object r:id="lost"><w:x>{rest}</w:x></w:object></w:r>'), links=links) for rest in "12"
    ]
    assert both(redline(*shapes)) == ([""], [""])


def test_marks_that_have_looks_keep_them():
    old = docx(para(run("a b")) + para(run("c d"), "<w:rPr><w:b/></w:rPr>") + para(run("e f")))
    red = redline(old, word("a b", "e f"))
    assert both(red) == (["a b", "c d", "e f"], ["a b", "e f"])
    assert "<w:rPr><w:b/></w:rPr>" in xml(settled(red.content, reject).body)


def test_text_of_a_plain_paper_behind_a_heading_does_not_look_like_it():
    heading = para(run("Means"), '<w:pStyle w:val="Heading2"/>')
    red = redline(docx(heading + para(run("Old"))), b"Means\nSomething new\nOld\n", ("docx", "txt"))
    assert both(red) == (["Means", "Old"], ["Means", "Something new", "Old"])
    assert body(red).count("Heading2") == 1


def test_insertions_on_both_sides_of_a_mark_that_stays_do_not_touch():
    red = redline(word("It", "Item 131 of the agenda", "Global health"), word("It", "Item 131 too", "Also health"))
    assert both(red) == (["It", "Item 131 of the agenda", "Global health"], ["It", "Item 131 too", "Also health"])
    red = redline(word("It", "The agenda", "Global health"), word("It", "The agenda too", "Also Global health"))
    found = read_revisions(open_package(red.content, "red.docx"))
    assert [(each.kind, each.text) for each in found] == [("ins", " too"), ("del", "Global"), ("ins", "Also Global")]
