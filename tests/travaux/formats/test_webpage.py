from lxml import html

from travaux.formats import webpage
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.reading import About

TABLE = Paragraph(
    Role.TABLE, rows=((Cell((Run("Day"),), is_heading=True, across=2),), (Cell((Run("6"),)), Cell((Run("May"),))))
)


def page(*paragraphs, notes=(), about=None):
    return webpage.written(Document(about or About("en"), paragraphs, notes))


def test_a_page_needs_nothing_but_itself():
    made = page(Paragraph(Role.TITLE, (Run("T"),)), TABLE, about=About("ar", "A/1", title="T <x>"))
    tree = html.document_fromstring(made)
    assert (tree.get("dir"), tree.get("lang"), tree.findtext(".//title")) == ("rtl", "ar", "T <x>")
    assert [each.tag for each in tree.iter("script", "link", "img", "iframe")] == []
    assert [each.get("colspan") for each in tree.iter("th", "td")] == ["2", None, None]


def test_every_word_is_escaped_and_only_safe_addresses_are_links():
    made = page(
        Paragraph(Role.PARAGRAPH, (Run("<script>&"), Run("a", href="javascript:x"), Run("b", href="https://x/?a=1&b"))),
        Paragraph(Role.OPERATIVE, (Run("x", change="del", by=('"A"',)), Run("y", change="ins")), "1.", 0, 'p"1'),
    )
    assert "<script>" not in made
    assert '&lt;script&gt;&amp;a<a href="https://x/?a=1&amp;b" rel="noreferrer">b</a>' in made
    assert 'id="p&quot;1"><span class="number">1.</span> <del title="&quot;A&quot;">x</del><ins>y</ins>' in made


def test_notes_are_called_and_lead_back():
    made = page(Paragraph(Role.PARAGRAPH, (Run("w"), Run("", note=0))), notes=(Note("7", (Run("n"), Run("", note=0))),))
    assert '<sup><a href="#note-1" id="call-1">1</a></sup>' in made
    assert '<li id="note-1">n <a href="#call-1" aria-label="back to the text">' in made


def test_roles_have_their_elements():
    made = page(
        Paragraph(Role.HEADING, (Run("H"),), "I."),
        Paragraph(Role.QUOTATION, (Run("Q", bold=True),)),
        Paragraph(Role.PREAMBULAR, (Run("P", italic=True),)),
    )
    assert '<h2 id="p-1"><span class="number">I.</span> H</h2>' in made
    assert '<blockquote id="p-2"><p><b>Q</b></p></blockquote>' in made
    assert '<p class="preambular" id="p-3"><i>P</i></p>' in made
    assert "<title>H</title>" in made
