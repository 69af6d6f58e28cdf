from benchmarks.documents.made import para, run
from travaux.formats.word.plain import markdown, text


def test_a_plain_text_has_one_line_for_each_paragraph(package):
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{para(run('b'))}</w:txbxContent>"
        f"</mc:Choice><mc:Fallback>{para(run('b'))}</mc:Fallback></mc:AlternateContent>"
        f"</w:r>"
    )
    body = para(run("a") + "<w:r><w:tab/></w:r>" + box) + para("") + "<w:p><w:r><w:t/></w:r></w:p>"
    assert text(package(body)) == "a\t\nb\n\n\n"


def test_markdown_has_headings_and_items_and_no_empty_paragraphs(package):
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in {"H": "heading 2", "T": "Title", "D": "heading 9", "N": "Normal"}.items()
    )
    level = '<w:lvl w:ilvl="{0}"><w:numFmt w:val="{1}"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{level.format(0, "decimal")}{level.format(1, "bullet")}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(
        para(run(words), f'<w:pStyle w:val="{style}"/>')
        for style, words in (("T", "a"), ("H", "b"), ("D", "c"), ("N", "d"))
    )
    items = "".join(
        para(run("x"), f'<w:numPr><w:ilvl w:val="{rank}"/><w:numId w:val="1"/></w:numPr>') for rank in (0, 1)
    )
    found = markdown(package(body + "<w:p/>" + items, styles=styles, numbering=lists))
    assert found == "# a\n\n## b\n\n###### c\n\nd\n\n1. x\n\n- x\n"
    assert markdown(package(para(run("a")))) == "a\n"
