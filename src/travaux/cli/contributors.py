"""Who asked for the words of a document, and why, as the document itself says: in brackets, changes and comments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from travaux.formats.word.package import open_package
from travaux.formats.word.read import paragraphs_shown, read_revisions
from travaux.formats.word.revision import Revision, What
from travaux.text.attribution import named_in
from travaux.text.concordance import Known
from travaux.text.units import Unit

NEAR = 8
"""Among so many units a paragraph is looked for, from the one that is expected on: one that is no unit is passed."""

_GONE = frozenset({What.DEL, What.MOVE_FROM})
_BESIDE_THE_WORDS = frozenset({What.COMMENT, What.FORMAT, What.NUMBERING})


def contributors(content: bytes, filename: str, units: Sequence[Unit]) -> dict[int, Known]:
    """Return what a document tells of its paragraphs, by their places from 0.

    Contributors are the authors of tracked changes of words and those named at the head of brackets; the rationale are
    the comments, each with its author. A change whose paragraph is no unit (a header, one that is deleted) is left out.
    """
    marked = _marked(content, filename, units) if filename.lower().endswith(".docx") else {}
    found = {}
    for place, unit in enumerate(units):
        revisions = marked.get(place, ())
        authors = [each.author for each in revisions if each.kind not in _BESIDE_THE_WORDS and each.author]
        names = tuple(dict.fromkeys([*authors, *named_in(unit.text)]))
        reasons = [_reason(each) for each in revisions if each.kind is What.COMMENT]
        if names or reasons:
            found[place] = Known(names, "\n".join(reasons))
    return found


def _reason(comment: Revision) -> str:
    return f"{comment.author}: {comment.text}" if comment.author else comment.text


def _marked(content: bytes, filename: str, units: Sequence[Unit]) -> dict[int, list[Revision]]:
    """Return the changes and comments of each unit."""
    package = open_package(content, filename)
    by_paragraph: dict[int, list[Revision]] = defaultdict(list)
    for revision in read_revisions(package):
        if revision.part == "document":
            by_paragraph[revision.paragraph].append(revision)
    accepted = [_accepted(words, by_paragraph.get(place, ())) for place, words in enumerate(paragraphs_shown(package))]
    found: dict[int, list[Revision]] = defaultdict(list)
    for paragraph, unit in _met(accepted, [unit.text for unit in units]):
        found[unit] += by_paragraph.get(paragraph, ())
    return found


def _accepted(words: str, revisions: Iterable[Revision]) -> str:
    """Return the words of a paragraph as they read when every change in it is accepted."""
    kept = list(words)
    for revision in revisions:
        if revision.kind in _GONE:
            kept[revision.start : revision.end] = " " * (revision.end - revision.start)
    return "".join("".join(kept).split())


def _met(paragraphs: Sequence[str], wordings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield which paragraph is in which unit, both in their order: a row of a table is one unit of several."""
    spaceless = ["".join(words.split()) for words in wordings]
    start = 0
    for place, words in enumerate(paragraphs):
        near = range(start, min(start + NEAR, len(spaceless)))
        whole = next((unit for unit in near if words.endswith(spaceless[unit])), None)  # before it stands its number
        within = next((unit for unit in near if words and words in spaceless[unit]), None)
        if whole is not None:
            yield place, whole
            start = whole + 1
        elif within is not None:
            yield place, within
            start = within
