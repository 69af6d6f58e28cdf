"""Frozen pairs: resolutions in six languages, and the same after edits that a seed decides."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.documents.made import docx, para, run
from travaux.formats.taken import taken
from travaux.formats.word.names import P
from travaux.formats.word.package import open_package
from travaux.formats.word.plain import lines
from travaux.formats.word.writing import Plain, document

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
SEED = 20261122
PAIRS = 96
_WORDS = {
    "Arabic": "ينبغي الدول تعزيز التعاون وتشجيع جميع",
    "Chinese": "应当 各国 促进 合作 以及 所有",
    "Russian": "должны государства содействовать также все",
}
_OTHERS = "shall should States cooperation all the also voluntary [and] including"
_LONGEST = 45
_SHORTEST, _HEAD, _ROWS = 8, 3, 5
_GONE, _JOINED, _REWORDED, _ADDED, _MOVED, _OFTEN = 0.06, 0.1, 0.5, 0.94, 0.4, 0.8


@cache
def texts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the paragraphs of resolutions with the name of their language; none where the data is not here."""
    found = []
    for path in sorted((SHARED / "migration-chain").glob("*/*.xml")) + sorted((SHARED / "modalities").glob("*/*.xml")):
        paragraphs = lines(taken(path.read_bytes(), path.name).package)
        if len(paragraphs) > _SHORTEST:
            found.append((path.stem, tuple(paragraphs)))
    return tuple(found)


def pairs(count: int = PAIRS) -> Iterator[tuple[bytes, bytes]]:
    """Go through `count` pairs of Word documents, one and its change; a third of them hold a table that changes too."""
    chance = random.Random(SEED)  # noqa: S311 - a sample that can be made again, no secret
    known = texts()
    for rank in range(count if known else 0):
        language, whole = known[chance.randrange(len(known))]
        start = chance.randrange(max(1, len(whole) - _LONGEST))
        old = list(whole[start : start + _LONGEST])
        new = [*old[:_HEAD], *changed(old[_HEAD:], language, chance)]
        rows = [(one, other) for one, other in pairwise(whole[:_ROWS])] if rank % 3 == 0 else []
        fresh = [(reworded(one, language, chance), other) for one, other in rows if chance.random() < _OFTEN]
        yield laid(old, rows), laid(new, fresh or rows)


def changed(old: list[str], language: str, chance: random.Random) -> list[str]:
    """Return paragraphs of which some were reworded, taken out, put in, parted, joined or moved, also at the end."""
    new: list[str] = []
    for words in old:
        kind = chance.random()
        if kind < _GONE:
            continue
        if kind < _JOINED and new:
            new[-1] = f"{new[-1]} {words}"
            continue
        new.append(reworded(words, language, chance) if kind < _REWORDED else words)
        if kind > _ADDED:
            new.append(reworded(words[::2], language, chance))
    if new and chance.random() < _MOVED:
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return new or ["-"]


def reworded(words: str, language: str, chance: random.Random) -> str:
    pieces = words.split(" ") if language != "Chinese" else list(words)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(pieces) + 1)
        fresh = [chance.choice(_WORDS.get(language, _OTHERS).split()) for _ in range(chance.randint(0, 3))]
        pieces[place : place + chance.randint(0, 3)] = fresh
    return ("" if language == "Chinese" else " ").join(pieces)


def laid(paragraphs: list[str], rows: list[tuple[str, str]]) -> bytes:
    """Return paragraphs as a Word document, with a table of `rows`, if there are any, after the first of them."""
    whole = open_package(document([Plain(words) for words in paragraphs]), "a.docx")
    if rows:
        table = open_package(docx(_table(rows)), "t.docx").body[0]
        [*whole.body.iter(P)][_HEAD - 1].addnext(table)
    return whole.saved()


def _table(rows: list[tuple[str, str]]) -> str:
    column = '<w:gridCol w:w="4500"/>'
    cells = (
        "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{para(run(escape(each)))}</w:tc>' for each in row
        )
        for row in rows
    )
    lines_ = "".join(f"<w:tr>{each}</w:tr>" for each in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{column}{column}</w:tblGrid>{lines_}</w:tbl><w:p/>"
