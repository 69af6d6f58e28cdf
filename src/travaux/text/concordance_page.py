"""The concordance table as one HTML file that needs nothing else: readable by ear, on paper and from right to left."""

from collections.abc import Iterator, Sequence
from html import escape

from travaux.text.concordance import HEAD, Names, Row, cells
from travaux.text.units import Unit
from travaux.words.align import runs

_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;margin:1rem;max-inline-size:90rem}
caption{text-align:start;font-weight:600;padding-block:.5rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;inline-size:100%}
th,td{border:1px solid;padding:.35rem .5rem;text-align:start;vertical-align:top}
td.words{min-inline-size:18rem;unicode-bidi:plaintext}
del{text-decoration:line-through}ins{text-decoration:underline;text-decoration-thickness:2px}
@media print{.scroll{overflow:visible}}
"""
_TAGS = {"same": "", "removed": "del", "added": "ins"}
NOTHING = "\u2014"
UNTOLD = "Who asked for its paragraphs, and why, does not stand in it: these columns are empty."
_SHOWN = 8
"""How many cells of a row are shown as they are; the words of both texts follow in one, with what differs marked."""


def page(
    table: Sequence[Row],
    old: Sequence[Unit],
    new: Sequence[Unit],
    names: Names,
    *,
    title: str,
) -> str:
    """Return the table as an HTML page; `names` are the labels of both texts."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in (*HEAD[:_SHOWN], "words, with what changed"))
    body = "\n".join(_line(row, old, new, names) for row in table)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f"<p>{escape(_summary(table))}</p>\n"
        f'<div class="scroll" role="region" aria-label="Concordance table" tabindex="0">\n<table>\n'
        f"<caption>What became of every paragraph</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n"
        f"</table>\n</div>\n</main>\n</body>\n</html>\n"
    )


def _summary(table: Sequence[Row]) -> str:
    counts: dict[str, int] = {}
    for row in table:
        counts[row.became] = counts.get(row.became, 0) + 1
    told = ", ".join(f"{count} {became.replace('_', ' and ')}" for became, count in counts.items())
    is_told = any(row.contributors or row.rationale for row in table)
    return f"{told}." if is_told else f"{told}. The new text: {UNTOLD[0].lower()}{UNTOLD[1:]}"


def _line(row: Row, old: Sequence[Unit], new: Sequence[Unit], names: Names) -> str:
    first, *others = cells(row, old, new, names)[:_SHOWN]
    told = "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in others)
    before, after = " ".join(old[i].text for i in row.old), " ".join(new[j].text for j in row.new)
    words = f'<td class="words" dir="auto">{"".join(_marked(before, after))}</td>'
    return f'<tr><th scope="row">{escape(first) or NOTHING}</th>{told}{words}</tr>'


def _marked(before: str, after: str) -> Iterator[str]:
    for run in runs(before, after):
        tag, words = _TAGS[run.status], escape(run.words)
        yield f"<{tag}>{words}</{tag}>" if tag else words
