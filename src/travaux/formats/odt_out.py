"""A paper as OpenDocument text: headings, printed numbers, lists, tables, notes, links, and what is proposed."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.grid import laid, width
from travaux.formats.tongue import RIGHT_TO_LEFT
from travaux.formats.word.writing import is_right_to_left, is_writable

_EPOCH = (1980, 1, 1, 0, 0, 0)
_KIND = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_URN}:{name}:1.0"'
    for prefix, name in (
        *((each, each) for each in ("office", "text", "table", "style", "meta")),
        *(("fo", "xsl-fo-compatible"), ("draw", "drawing")),
    )
)
_XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SAFE = ("http://", "https://", "mailto:")
_TAGS = {Role.TITLE: 1, Role.HEADING: 2}
_NEVER = "1970-01-01T00:00:00"  # what programs write where no date is known, since the standard wants one


@dataclass(slots=True)
class _Sheet:
    """A document under construction: its notes, the styles that it needs, and the changes that are tracked in it."""

    notes: Sequence[Note]
    styles: dict[str, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    called: set[int] = field(default_factory=set)

    def style(self, family: str, properties: str) -> str:
        """Return the name of a style with these properties, the same for the same ones."""
        definition = f'style:family="{family}">{properties}</style:style>'
        return self.styles.setdefault(definition, f"S{len(self.styles) + 1}")

    def changed(self, run: Run, words: str) -> str:
        """Keep a tracked change, and return what stands in its place in the text."""
        name = f"c{len(self.changes) + 1}"
        kind = {"ins": "insertion", "del": "deletion"}[run.change]
        who = f"<dc:creator>{_clean(', '.join(run.by))}</dc:creator><dc:date>{_NEVER}</dc:date>"
        held = f"<text:p>{words}</text:p>" if run.change == "del" else ""
        self.changes.append(
            f'<text:changed-region xml:id="{name}" text:id="{name}"><text:{kind}>'
            f"<office:change-info>{who}</office:change-info>{held}</text:{kind}></text:changed-region>"
        )
        if run.change == "del":
            return f'<text:change text:change-id="{name}"/>'
        return f'<text:change-start text:change-id="{name}"/>{words}<text:change-end text:change-id="{name}"/>'


def written(document: Document) -> bytes:
    """Return an .odt of a paper. Numbers are words, as printed; what is proposed in it are tracked changes."""
    sheet = _Sheet(document.notes)
    blocks = [_block(paragraph, sheet) for paragraph in document.paragraphs]
    left = [note for place, note in enumerate(document.notes) if place not in sheet.called]
    blocks += [_block(Paragraph(Role.PARAGRAPH, note.runs, note.marker), sheet) for note in left]
    changes = f"<text:tracked-changes>{''.join(sheet.changes)}</text:tracked-changes>" if sheet.changes else ""
    styles = "".join(f'<style:style style:name="{name}" {each}' for each, name in sheet.styles.items())
    content = (
        f'{_HEAD}<office:document-content {_SPACES} {_XLINK} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{changes}{''.join(blocks)}</office:text></office:body></office:document-content>"
    )
    return _packed({"content.xml": content, "styles.xml": _styles(document.about.language)})


def _packed(parts: dict[str, str]) -> bytes:
    """Return the file; what it is stands first in it, as it is, so that it can be told without unpacking."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", _KIND), *((name, "text/xml") for name in parts))
    )
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _KIND)
        for name, part in (*parts.items(), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), part.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _styles(language: str) -> str:
    """Return the part that says in which language and direction the words are, where nothing else says it."""
    place = {"zh": "style:{}-asian", "ar": "style:{}-complex"}.get(language, "fo:{}")
    known = f"{place.format('language')}={quoteattr(language)}" if language else ""
    mode = "rl-tb" if language in RIGHT_TO_LEFT else "lr-tb"
    return (
        f'{_HEAD}<office:document-styles {_SPACES} {_XLINK} office:version="1.3"><office:styles>'
        f'<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="{mode}" '
        f'fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="11pt" {known}/></style:default-style>'
        "</office:styles></office:document-styles>"
    )


def _block(paragraph: Paragraph, sheet: _Sheet) -> str:
    if paragraph.rows:
        return _table(paragraph.rows, sheet)
    number = _clean(paragraph.number) + ("<text:tab/>" if paragraph.runs else "") if paragraph.number else ""
    said = f"{number}{_said(paragraph.runs, sheet)}"
    style = sheet.style("paragraph", _looks(paragraph))
    if paragraph.role in _TAGS:
        return f'<text:h text:style-name="{style}" text:outline-level="{_TAGS[paragraph.role]}">{said}</text:h>'
    return f'<text:p text:style-name="{style}">{said}</text:p>'


def _looks(paragraph: Paragraph) -> str:
    """Return how a paragraph looks: its direction, how far it is set in, bold where it is a heading."""
    mode = "rl-tb" if is_right_to_left(paragraph.text or paragraph.number) else "lr-tb"
    indent = ""
    if paragraph.number and paragraph.role not in _TAGS:
        indent = f' fo:margin-left="{paragraph.rank + 1}cm" fo:text-indent="-1cm"'
    elif paragraph.role is Role.PREAMBULAR:
        indent = ' fo:text-indent="1cm"'
    elif paragraph.role is Role.QUOTATION:
        indent = ' fo:margin-left="1.2cm" fo:margin-right="1.2cm"'
    bold = '<style:text-properties fo:font-weight="bold"/>' if paragraph.role in _TAGS else ""
    return f'<style:paragraph-properties style:writing-mode="{mode}"{indent}/>{bold}'


def _said(runs: Iterable[Run], sheet: _Sheet) -> str:
    return "".join(_run(run, sheet) for run in runs)


def _run(run: Run, sheet: _Sheet) -> str:
    if run.note is not None:
        return _call(run.note, sheet)
    words = _clean(run.text)
    dress = _dress(run)
    if dress and words:
        words = f'<text:span text:style-name="{sheet.style("text", dress)}">{words}</text:span>'
    if run.href.lower().startswith(_SAFE):
        words = f'<text:a xlink:type="simple" xlink:href={quoteattr(run.href)}>{words}</text:a>'
    return sheet.changed(run, words) if run.change in ("ins", "del") else words


def _dress(run: Run) -> str:
    worn = (
        (run.bold, 'fo:font-weight="bold"'),
        (run.italic, 'fo:font-style="italic"'),
        (run.raised, 'style:text-position="super 58%"'),
        (run.lowered, 'style:text-position="sub 58%"'),
    )
    properties = " ".join(each for is_worn, each in worn if is_worn)
    return f"<style:text-properties {properties}/>" if properties else ""


def _call(place: int, sheet: _Sheet) -> str:
    """Return a note where it is called; one that is called again is printed as its marker, since it has one place."""
    note = sheet.notes[place]
    marker = _clean(note.marker or str(place + 1))
    if place in sheet.called:
        return f'<text:span text:style-name="{sheet.style("text", _dress(Run("", raised=True)))}">{marker}</text:span>'
    sheet.called.add(place)
    said = _said((run for run in note.runs if run.note is None), sheet)
    label = "" if note.marker == str(len(sheet.called)) else f" text:label={quoteattr(note.marker or str(place + 1))}"
    return (
        f'<text:note text:id="n{place + 1}" text:note-class="footnote"><text:note-citation{label}>{marker}'
        f"</text:note-citation><text:note-body><text:p>{said}</text:p></text:note-body></text:note>"
    )


def _table(rows: Sequence[Sequence[Cell]], sheet: _Sheet) -> str:
    grid = [*laid(rows)]
    style = sheet.style(
        "table-cell", '<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/>'
    )
    body = "".join(_row(row, style, sheet) for row in grid)
    return f'<table:table><table:table-column table:number-columns-repeated="{width(grid)}"/>{body}</table:table>'


def _row(row: Sequence[tuple[Cell, bool]], style: str, sheet: _Sheet) -> str:
    cells = "".join(_cell(cell, style, sheet, goes_on=goes_on) for cell, goes_on in row)
    line = f"<table:table-row>{cells}</table:table-row>"
    heads = bool(row) and all(cell.is_heading for cell, _ in row)
    return f"<table:table-header-rows>{line}</table:table-header-rows>" if heads else line


def _cell(cell: Cell, style: str, sheet: _Sheet, *, goes_on: bool) -> str:
    across = max(cell.across, 1)
    if goes_on:
        return "<table:covered-table-cell/>" * across
    spans = (("columns", across), ("rows", max(cell.down, 1)))
    spanned = "".join(f' table:number-{name}-spanned="{count}"' for name, count in spans if across * cell.down > 1)
    words = _block(Paragraph(Role.TABLE, cell.runs), sheet)
    covered = "<table:covered-table-cell/>" * (across - 1)
    return f'<table:table-cell table:style-name="{style}"{spanned}>{words}</table:table-cell>{covered}'


def _clean(words: str) -> str:
    """Return words as XML holds them, tabs and line ends as OpenDocument has them."""
    kept = "".join(sign for sign in words if is_writable(sign) or sign in "\t\n")
    return escape(kept).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
