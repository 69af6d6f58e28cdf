"""A file with every class of tracked changes that WordprocessingML knows, each by an author of its own."""

from benchmarks.documents.made import docx, para, run

AT = "2026-01-01T00:00:00Z"
CLASSES = {
    "insertion": ("ins", ""),
    "deletion": ("del", ""),
    "deletion in an insertion": ("del", "1"),
    "move from": ("move_from", ""),
    "move to": ("move_to", ""),
    "mark inserted": ("para_ins", ""),
    "mark deleted": ("para_del", ""),
    "row inserted": ("row_ins", ""),
    "row deleted": ("row_del", ""),
    "cell inserted": ("cell_ins", ""),
    "cell deleted": ("cell_del", ""),
    "cells merged": ("cell_merge", ""),
    "looks of a run": ("format", "1"),
    "looks of a paragraph": ("format", ""),
    "looks of a section": ("format", ""),
    "looks of a table": ("format", ""),
    "looks of a row": ("format", ""),
    "looks of a cell": ("format", ""),
    "exception of a row": ("format", ""),
    "grid of a table": ("format", ""),
    "numbering": ("numbering_ins", ""),
    "number of a field": ("numbering", ""),
    "control inserted": ("control_ins", ""),
    "control deleted": ("control_del", ""),
    "sign of a formula": ("math_del", ""),
    "comment": ("comment", ""),
}
"""The classes by the authors of the file: what kind each is read as, and the id of the change around it."""


def every_class() -> bytes:
    """Return the file."""
    numbers = {name: str(rank) for rank, name in enumerate(CLASSES, start=1)}

    def by(name: str) -> str:
        return f'w:id="{numbers[name]}" w:author="{name}" w:date="{AT}"'

    def change(tag: str, name: str, inside: str = "") -> str:
        return f"<w:{tag} {by(name)}>{inside}</w:{tag}>"

    def deleted(words: str) -> str:
        return f"<w:r><w:delText>{words}</w:delText></w:r>"

    def mark(tag: str, name: str) -> str:
        return para(run("words"), f"<w:rPr>{change(tag, name)}</w:rPr>")

    def cell(properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(run('cell'))}</w:tc>"

    looks = change("rPrChange", "looks of a run", "<w:rPr/>")
    words = (
        change(
            "ins",
            "insertion",
            run("new ")
            + change("del", "deletion in an insertion", deleted("not "))
            + f"<w:r><w:rPr><w:b/>{looks}</w:rPr><w:t>bold</w:t></w:r>",
        ),
        change("del", "deletion", deleted("old ")),
        change("moveFrom", "move from", run("went ")),
        change("moveTo", "move to", run("went ")),
        f"<w:customXmlInsRangeStart {by('control inserted')}/>",
        f"<w:customXmlDelRangeStart {by('control deleted')}/>",
        f"<w:r><w:fldChar>{change('numberingChange', 'number of a field')}</w:fldChar></w:r>",
        f"<m:oMath><m:f><m:fPr><m:ctrlPr>{change('del', 'sign of a formula')}</m:ctrlPr></m:fPr></m:f></m:oMath>",
        f'<w:r><w:commentReference w:id="{numbers["comment"]}"/></w:r>',
    )
    numbered = f"<w:numPr>{change('ins', 'numbering')}</w:numPr>" + change(
        "pPrChange", "looks of a paragraph", "<w:pPr/>"
    )
    rows = (
        (
            f"<w:tr><w:tblPrEx>{change('tblPrExChange', 'exception of a row')}</w:tblPrEx>"
            f"<w:trPr>{change('ins', 'row inserted')}"
            f"{change('trPrChange', 'looks of a row')}</w:trPr>{cell(change('cellIns', 'cell inserted'))}</w:tr>"
        ),
        (
            f"<w:tr><w:trPr>{change('del', 'row deleted')}</w:trPr>{cell(change('cellDel', 'cell deleted'))}"
            f"{cell(change('cellMerge', 'cells merged'))}{cell(change('tcPrChange', 'looks of a cell'))}</w:tr>"
        ),
    )
    table = (
        f"<w:tbl><w:tblPr>{change('tblPrChange', 'looks of a table')}</w:tblPr>"
        f"<w:tblGrid>{change('tblGridChange', 'grid of a table')}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    body = (
        para("".join(words), numbered) + mark("ins", "mark inserted") + mark("del", "mark deleted") + table + para("")
    )
    section = f"<w:sectPr>{change('sectPrChange', 'looks of a section')}</w:sectPr>"
    return docx(body + section, comments=change("comment", "comment", para(run("Why?"))))
