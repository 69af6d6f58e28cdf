import pytest

from travaux.formats.detect import Paper
from travaux.formats.docx import read_docx
from travaux.formats.reading import Concern, Flag, Limits

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
STYLES = (
    '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Deeper"><w:basedOn w:val="Secret"/></w:style>'
    '<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
    '<w:style w:styleId="Open"><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
)


def run(words, properties=""):
    return f"<w:r>{properties}<w:t xml:space='preserve'>{words}</w:t></w:r>"


def styled(style, words):
    return f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{run(words)}</w:p>"


def read(content):
    return read_docx(Paper(content, "a.docx", "Word"), Limits())


def test_hidden_words_are_read_and_flagged_run_by_run(word):
    shadow = "<mc:Fallback xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    body = (
        f"<w:p>{run('We ask. ')}{run('Our line: ', HIDDEN)}{run('no  more.', HIDDEN)}"
        f"{run('Shown.', '<w:rPr><w:vanish w:val=$false$/></w:rPr>'.replace('$', chr(39)))}"
        f"{run(' ', HIDDEN)}{shadow}{run('old', HIDDEN)}</mc:Fallback></w:p>{run('loose')}"
    )
    reading = read(word(body))
    assert reading.flags == (Flag(Concern.HIDDEN, 1, "Our line: no more."),)
    assert "Our line: no  more." in reading.text
    assert [remark.said for remark in reading.warnings] == ["hidden words, read as part of the text"]


def test_words_hidden_by_a_style_are_flagged_too(word):
    by_run = f"<w:p>{run('by style', '<w:rPr><w:rStyle w:val=$Deeper$/></w:rPr>'.replace('$', chr(39)))}</w:p>"
    shown = [styled(style, "shown") for style in ("Open", "Round", "Unknown")]
    reading = read(word(styled("Secret", "one") + shown[0] + by_run + "".join(shown[1:]), styles=STYLES))
    assert reading.flags == (Flag(Concern.HIDDEN, 2, "one"),)


def test_changes_left_in_a_paper_are_flagged_in_its_notes_as_well(word):
    body = f"<w:p><w:del><w:r><w:delText>may </w:delText></w:r></w:del><w:ins>{run('shall')}</w:ins></w:p>"
    note = f"<w:footnote w:id='1'><w:p><w:ins>{run('note')}</w:ins></w:p></w:footnote>"
    reading = read(word(body, footnotes=note))
    assert reading.flags == (Flag(Concern.TRACKED, 3, "may"),)


def test_comments_are_flagged_with_the_words_of_the_first(word):
    comment = f"<w:comment w:id='0'><w:p>{run('Do not say this.')}</w:p></w:comment>"
    assert read(word(f"<w:p>{run('Seats.')}</w:p>", comments=comment)).flags == (
        Flag(Concern.COMMENTS, 1, "Do not say this."),
    )


@pytest.mark.parametrize("kind", ["vbaProject", "styles"])
def test_macros_are_flagged_where_the_paper_refers_to_them(packed, kind):
    rels = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='r' Type='{RELS}/{kind}' Target='program.bin'/></Relationships>"
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:document xmlns:w='{space}'><w:body><w:p>{run('Seats.')}</w:p></w:body></w:document>"
    parts = {"word/document.xml": body, "word/_rels/document.xml.rels": rels, "word/program.bin": "x"}
    reading = read(packed(parts))
    assert reading.flags == ((Flag(Concern.MACROS),) if kind == "vbaProject" else ())
