import pytest

from travaux.formats.detect import Damaged, Encrypted, Paper
from travaux.formats.intake import read
from travaux.formats.odt import document_of_odt
from travaux.formats.reading import Concern, Flag, Limits

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("draw", "drawing"),
    )
)
STYLES = """<office:automatic-styles><style:style style:name="P"/>
<style:style style:name="I"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="H"><style:text-properties text:display="none"/></style:style>
<style:style style:name="S"><style:text-properties style:text-position="super 58%"/></style:style>
</office:automatic-styles>"""


@pytest.fixture
def odt(packed):
    def make(body, manifest="<x/>"):
        content = (
            f'<office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink">{STYLES}'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        return packed({"mimetype": "x", "content.xml": content, "META-INF/manifest.xml": manifest})

    return make


def told(content):
    return document_of_odt(Paper(content, "a.odt", "OpenDocument text"), Limits())


def test_headings_paragraphs_lists_and_tables_are_read(odt):
    body = """<text:h>Title</text:h>
    <text:p>1. De<text:span text:style-name="I">cides</text:span><text:s text:c="3"/>so<text:tab/>now <text:s/>
    <text:s text:c="x"/><text:a xlink:href="https://example.org">there</text:a><!-- c --></text:p><text:p/>
    <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>
    <table:table><table:table-row>
    <table:table-cell table:number-columns-spanned="2"><text:p>a</text:p><text:p>b</text:p></table:table-cell>
    <table:table-cell table:number-columns-spanned="x"/></table:table-row></table:table><table:table/>"""
    found = told(odt(body))
    assert [(str(each.role), each.number, each.text) for each in found.paragraphs] == [
        ("title", "", "Title"),
        ("operative", "1.", "Decides so now there"),
        ("paragraph", "", "item"),
        ("table", "", "a b | "),
    ]
    assert [run.text for run in found.paragraphs[1].runs if run.italic] == ["cides"]
    assert (found.paragraphs[3].rows[0][0].across, found.about.title) == (2, "Title")


def test_a_note_is_called_where_it_stands_and_one_in_it_is_not(odt):
    inner = "<text:note><text:note-citation>9</text:note-citation></text:note>"
    note = f"<text:note-citation> 7 </text:note-citation><text:note-body><text:p>n{inner}</text:p></text:note-body>"
    body = f"<text:p>w<text:note>{note}</text:note>x</text:p>"
    found = told(odt(body))
    assert (
        [run.note for run in found.paragraphs[0].runs],
        [(note.marker, note.runs[0].text) for note in found.notes],
    ) == (
        [None, 0, None],
        [("7", "n")],
    )


def test_what_is_not_of_the_text_is_left_out_and_counted(odt):
    gone = "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><office:forms/>"
    body = f"{gone}<text:p>w<draw:frame><draw:image/></draw:frame></text:p>"
    reading = read(odt(body), "a.odt")
    assert (reading.text, [remark.said for remark in reading.warnings]) == (
        ("w", ["tracked changes, read as accepted", "pictures, left out"])
    )


def test_a_locked_or_empty_file_is_refused(odt, packed):
    with pytest.raises(Encrypted):
        told(odt("<text:p>w</text:p>", "<manifest:encryption-data/>"))
    with pytest.raises(Damaged, match="no content"):
        told(packed({"x": "y"}))


def test_what_an_author_may_not_know_of_is_flagged(odt):
    region = "<text:changed-region><text:p>gone</text:p></text:changed-region>"
    body = f"""<text:tracked-changes>{region}</text:tracked-changes>
    <text:p>said<text:span text:style-name="H">hidden</text:span><text:hidden-text text:string-value="more"/>
    <office:annotation><text:p>a note</text:p></office:annotation></text:p>"""
    manifest = '<manifest><file-entry full-path="Basic/Standard/Module1.xml"/></manifest>'
    assert told(odt(body, manifest)).flags == (
        Flag(Concern.HIDDEN, 2, "hidden"),
        Flag(Concern.TRACKED, 1, "gone"),
        Flag(Concern.COMMENTS, 1, "a note"),
        Flag(Concern.MACROS),
    )


def test_what_stands_in_a_section_is_read(odt):
    assert [each.text for each in told(odt("<text:section><text:p>w</text:p></text:section>")).paragraphs] == ["w"]
