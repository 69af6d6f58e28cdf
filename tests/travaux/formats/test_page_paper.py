from travaux.formats.convert import converted
from travaux.formats.detect import Paper
from travaux.formats.document import Run
from travaux.formats.page_paper import document_of_page
from travaux.formats.reading import Limits


def read(body):
    return document_of_page(Paper(f"<html><body>{body}</body></html>".encode(), "a.html", "HTML"), Limits())


def told(document):
    return [(str(each.role), each.number, each.rank, each.text) for each in document.paragraphs]


def test_headings_lists_quotations_and_what_stands_loose_are_paragraphs():
    body = (
        "<script>x</script><h1>Vision</h1>loose <!-- c --><p>text<br>goes on</p>"
        "<ul><li>one<ul><li>two</li></ul></li></ul>"
        '<ol start="4"><li>three</li><li><p>four</p><p>five</p></li></ol><ol start="x"><li>six</li></ol>'
        "<blockquote><p>said</p></blockquote><hr><img src=x><li>alone</li>"
    )
    found = read(body)
    assert told(found) == [
        ("title", "", 0, "Vision"),
        ("paragraph", "", 0, "loose"),
        ("paragraph", "", 0, "text goes on"),
        ("sub-paragraph", "•", 1, "one"),
        ("sub-paragraph", "•", 2, "two"),
        ("operative", "4.", 0, "three"),
        ("operative", "5.", 0, "four"),
        ("paragraph", "", 0, "five"),
        ("operative", "1.", 0, "six"),
        ("quotation", "", 0, "said"),
        ("sub-paragraph", "•", 1, "alone"),
    ]
    assert [remark.said for remark in found.remarks] == ["pictures, left out"]


def test_words_keep_their_dress_and_what_is_proposed_its_names():
    body = "<p>a <b>b</b><em>c</em><sup>2</sup><sub>3</sub>"
    body += '<a href="https://x.org">d</a><ins title="ARL, BRU">e</ins><s>f</s></p>'
    [found] = read(body).paragraphs
    assert found.runs == (
        Run("a "),
        Run("b", bold=True),
        Run("c", italic=True),
        Run("2", raised=True),
        Run("3", lowered=True),
        Run("d", href="https://x.org"),
        Run("e", change="ins", by=("ARL", "BRU")),
        Run("f", change="del"),
    )


def test_notes_are_called_from_where_they_are_raised_and_other_links_are_links():
    body = (
        '<p>a<sup><a href="#fn-1">1</a></sup> b <a href="#fn-2">[2]</a> <a href="#fn-2">see note two there</a>'
        '<a href="#p">x</a></p><footer role="doc-endnotes"><h2>Notes</h2><ol><li id="fn-1"><p>first</p><p>more'
        ' <a href="#r">↩</a></p></li><li id="fn-2">second</li></ol></footer><p id="fn-9">not called</p>'
    )
    found = read(body)
    assert [(note.marker, "".join(run.text for run in note.runs)) for note in found.notes] == [
        ("1", "first more"),
        ("2", "second"),
    ]
    assert [run.note for run in found.paragraphs[0].runs if run.note is not None] == [0, 1]
    assert [each.text for each in found.paragraphs] == ["a b see note two therex", "not called"]


def test_tables_keep_their_cells_and_those_in_cells_come_behind():
    body = (
        "<table><caption>Cap</caption><tr><th colspan=2>h</th></tr><tr><td rowspan=2>a<p>b</p><ol><li>n</li></ol></td>"
        "<td>c<table><tr><td>in</td></tr></table></td></tr></table><table><tr><td></td></tr></table>"
    )
    found = read(body)
    assert [each.text for each in found.paragraphs] == ["Cap", "h\na b 1. n | c", "in"]
    [[head], [cell, _]] = found.paragraphs[1].rows
    assert (head.is_heading, head.across, cell.down) == (True, 2, 2)


def test_a_paper_written_as_a_page_is_read_again_as_it_was():
    text = "# Vision\n\n1. One[^1] *two*\n\n| a | b |\n| --- | --- |\n| c | d |\n\n[^1]: note\n"
    there = converted(text.encode(), "a.md", "b.html").content
    assert converted(there, "b.html", "c.md").content.decode() == text
