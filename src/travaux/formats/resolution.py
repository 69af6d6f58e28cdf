"""A paper of any format as a resolution: its paragraphs, what they open with, and what they ask of whom."""

import re
from collections.abc import Iterator
from datetime import date

from travaux.formats.document import Document, Paragraph, Role
from travaux.formats.ranks import Ranks
from travaux.formats.tongue import tongue
from travaux.modalities.reading import About, Block, Place, Resolution, adoption, read_resolution

_PLACES = {
    Role.FURNITURE: Place.AROUND,
    Role.TABLE: Place.AROUND,
    Role.QUOTATION: Place.AROUND,
    Role.TITLE: Place.TITLE,
    Role.HEADING: Place.HEADING,
    Role.FORMULA: Place.PREAMBLE,
    Role.PREAMBULAR: Place.PREAMBLE,
}
_SYMBOL = re.compile(
    r"A/RES/(?:ES-|S-)?\d{1,3}/\d{1,4}(?:\s?[A-Z](?!\w))?|(?<![\w/])A/(?:C\.\d/)?\d{2}/L\.\d{1,3}(?:/Rev\.\d)?"
)
_PRINTED = re.compile(r"\s*(?P<number>\d{1,3}/\d{1,4})(?:\.?[\s-]+|(?=[^\W\d_]))")
_RINGED = re.compile("[\u3220-\u3229]")
_RANK_OF_RINGED = 2  # Chinese has a sign of its own for the numbers under (a)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def resolution_of(document: Document) -> Resolution:
    """Read a paper as a resolution. Raises NotInLanguage and NoResolution."""
    text = " ".join(each.text for each in document.paragraphs)
    about = document.about
    title = about.title or _title(document)
    language = about.language or tongue(text)
    head = [each.text for each in document.paragraphs if each.role not in (Role.OPERATIVE, Role.SUB, Role.PREAMBULAR)]
    adopted = date.fromisoformat(about.date) if _DAY.fullmatch(about.date) else adoption(head, language)
    symbol = about.symbol if "/" in about.symbol else _symbol(text, title) or about.symbol
    known = About(language, symbol, adopted, _PRINTED.sub("", title, count=1))
    return read_resolution(_blocks(document), known)


def _title(document: Document) -> str:
    """Return what is set as the title, else the first line that begins with the number of a resolution."""
    first = next((each.text for each in document.paragraphs if _PRINTED.match(each.text)), "")
    return first or next((each.text for each in document.paragraphs if each.role is Role.TITLE), "")


def _symbol(text: str, title: str) -> str:
    found = _SYMBOL.search(text)
    printed = _PRINTED.match(title)
    return found[0] if found else f"A/RES/{printed['number']}" if printed else ""


def _blocks(document: Document) -> Iterator[Block]:
    """Yield the paragraphs as blocks; where a file marks (i) up beside (a), its number says that it stands under it."""
    ranks = Ranks()
    for each in document.paragraphs:
        rank = max(each.rank, _RANK_OF_RINGED if _RINGED.match(each.number) else ranks.rank(each.number))
        yield Block(each.text, _place(each), each.number, rank, _dressed(each))


def _place(paragraph: Paragraph) -> Place:
    """Return where a paragraph stands; its symbol alone is the head of a page, which may part a sentence in two."""
    is_around = not paragraph.number and _SYMBOL.fullmatch(paragraph.text)
    return Place.AROUND if is_around else _PLACES.get(paragraph.role, Place.TEXT)


def _dressed(paragraph: Paragraph) -> str:
    """Return the words at the head of a paragraph that are set in italics or bold."""
    words = ""
    for run in paragraph.runs:
        if run.note is None and not (run.italic or run.bold) and (words or run.text.strip()):
            break
        words += run.text
    return " ".join(words.split())
