"""Footnotes of a plain text: raised figures in it call what its last lines say."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from travaux.formats.document import Note, Paragraph, Run, merged

_RAISED = "[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,3}"
_DEFINES = re.compile(rf"\s*({_RAISED})\s+(?=\S)")
_CALLS = re.compile(f"({_RAISED})")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def defines(line: str) -> bool:
    """Whether a line says what a note says."""
    return _DEFINES.match(line) is not None


def called(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], tuple[Note, ...]]:
    """Part the notes that a text ends with from its paragraphs, and put their calls where their figures stand.

    Where a figure is defined more than once, its calls stand for one after the other. A text whose last lines are
    called from nowhere has no notes.
    """
    first = len(paragraphs)
    while first and defines(paragraphs[first - 1].text):
        first -= 1
    places: dict[str, list[int]] = defaultdict(list)
    notes: list[Note] = []
    for each in paragraphs[first:]:
        found = _DEFINES.match(each.text)
        marker = found[1] if found else ""
        places[marker].append(len(notes))
        notes.append(Note(marker.translate(_FIGURES), (Run(each.text[found.end() if found else 0 :]),)))
    kept = [replace(each, runs=merged(_called(each.text, places))) for each in paragraphs[:first]]
    calls = {run.note for each in kept for run in each.runs} - {None}
    return (kept, tuple(notes)) if len(calls) == len(notes) else (list(paragraphs), ())


def _called(text: str, places: dict[str, list[int]]) -> Iterator[Run]:
    """Go through the words of a paragraph and the notes that it calls; the last of a figure may be called again."""
    for part in _CALLS.split(text):
        found = places.get(part, [])
        if found:
            yield Run("", note=found.pop(0) if len(found) > 1 else found[0])
        elif part:
            yield Run(part)
