"""A paper as one HTML file that needs nothing else: to be read offline, printed, and read aloud."""

from collections.abc import Iterable, Sequence
from html import escape

from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.tongue import RIGHT_TO_LEFT

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", Georgia, serif; margin: 0 auto;
  max-inline-size: 42rem; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.4rem; line-height: 1.25; } h2 { font-size: 1.15rem; line-height: 1.3; }
p { margin-block: 0 .8rem; }
.furniture { font-size: .9rem; margin-block-end: .2rem; }
.numbered { padding-inline-start: 3rem; text-indent: -3rem; }
.number { display: inline-block; font-variant-numeric: tabular-nums; min-inline-size: 2.75rem; text-indent: 0; }
.rank-1 { margin-inline-start: 2.5rem; } .rank-2 { margin-inline-start: 5rem; } .rank-3 { margin-inline-start: 7.5rem; }
.preambular { text-indent: 2.5rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: start; vertical-align: top; }
blockquote { border-inline-start: .25rem solid; margin-inline: 1rem; padding-inline-start: 1rem; }
ins { text-decoration-thickness: 2px; }
.notes { border-block-start: 1px solid; font-size: .9rem; margin-block-start: 2rem; }
:target { outline: 2px solid; outline-offset: 2px; }
@media (max-width: 30rem) { .rank-1, .rank-2, .rank-3 { margin-inline-start: 1rem; } }
@media print { body { max-inline-size: none; padding: 0; } a { color: inherit; text-decoration: none; }
  p, .numbered { orphans: 2; widows: 2; } h1, h2 { break-after: avoid; } @page { margin: 2.5cm; } }
"""
_SAFE = ("http://", "https://", "mailto:", "#")
_TITLES = {
    "en": ("Notes", "back to the text"),
    "fr": ("Notes", "retour au texte"),
    "es": ("Notas", "volver al texto"),
    "ru": ("Примечания", "назад к тексту"),
    "ar": ("الحواشي", "العودة إلى النص"),
    "zh": ("注", "返回正文"),
}


def written(document: Document) -> str:
    """Return a paper as one HTML file: no script, no picture, no address that is fetched."""
    about = document.about
    language = escape(about.language or "und")
    side = "rtl" if about.language in RIGHT_TO_LEFT else "ltr"
    title = escape(about.title or about.symbol or next((each.text for each in document.paragraphs), ""))
    body = "\n".join(_block(paragraph, rank) for rank, paragraph in enumerate(document.paragraphs, start=1))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{side}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        f"{_notes(document.notes, about.language)}</body>\n</html>\n"
    )


def _block(paragraph: Paragraph, rank: int) -> str:
    name = escape(paragraph.name or f"p-{rank}")
    if paragraph.rows:
        return f'<div class="table" id="{name}" tabindex="0"><table>{"".join(map(_row, paragraph.rows))}</table></div>'
    said = _said(paragraph.runs)
    number = f'<span class="number">{escape(paragraph.number)}</span>' if paragraph.number else ""
    if paragraph.role is Role.TITLE:
        return f'<h1 id="{name}">{_spaced(number)}{said}</h1>'
    if paragraph.role is Role.HEADING:
        return f'<h2 id="{name}">{_spaced(number)}{said}</h2>'
    if paragraph.role is Role.QUOTATION:
        return f'<blockquote id="{name}"><p>{_spaced(number)}{said}</p></blockquote>'
    if number:
        return f'<p class="numbered rank-{min(paragraph.rank, 3)}" id="{name}">{number} {said}</p>'
    return f'<p class="{paragraph.role.value}" id="{name}">{said}</p>'


def _spaced(number: str) -> str:
    return f"{number} " if number else ""


def _row(row: Sequence[Cell]) -> str:
    return f"<tr>{''.join(map(_cell, row))}</tr>\n"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.is_heading else "td"
    spans = "".join(
        f' {name}="{count}"' for name, count in (("colspan", cell.across), ("rowspan", cell.down)) if count > 1
    )
    return f"<{tag}{spans}>{_said(cell.runs)}</{tag}>"


def _said(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.note is not None:
        rank = run.note + 1
        return f'<sup><a href="#note-{rank}" id="call-{rank}">{rank}</a></sup>'
    said = escape(run.text)
    for is_worn, tag in ((run.raised, "sup"), (run.lowered, "sub"), (run.italic, "i"), (run.bold, "b")):
        said = f"<{tag}>{said}</{tag}>" if is_worn else said
    if run.href.lower().startswith(_SAFE):
        said = f'<a href="{escape(run.href)}" rel="noreferrer">{said}</a>'
    if run.change in ("ins", "del"):
        by = f' title="{escape(", ".join(run.by))}"' if run.by else ""
        said = f"<{run.change}{by}>{said}</{run.change}>"
    return said


def _notes(notes: Sequence[Note], language: str) -> str:
    if not notes:
        return ""
    title, back = _TITLES.get(language, _TITLES["en"])
    items = "".join(
        f'<li id="note-{rank}">{_said(run for run in note.runs if run.note is None)} '
        f'<a href="#call-{rank}" aria-label="{back}">↩</a></li>\n'
        for rank, note in enumerate(notes, start=1)
    )
    return f'<footer class="notes" role="doc-endnotes"><h2>{title}</h2>\n<ol>\n{items}</ol></footer>\n'
