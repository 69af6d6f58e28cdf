"""Tracked changes of an OpenDocument text: who made them and when, and the words that were taken out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from travaux.formats.document import Comment, Run

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACES = (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
COMMENT, COMMENT_END, COMMENT_NAME = f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_OFFICE}name"
START, END, POINT = f"{_TEXT}change-start", f"{_TEXT}change-end", f"{_TEXT}change"
MARKS = (START, END, POINT)
"""Where in the text a change begins and ends, and where words were taken out."""
APART = "\u2029"
"""Stands between two paragraphs that were taken out together."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change: `ins` or `del`, by whom and when, and the paragraphs that were taken out."""

    kind: str
    by: str
    at: str
    gone: tuple[etree._Element, ...] = ()

    def signed(self, run: Run) -> Run:
        """Return words as changed."""
        return replace(run, change=self.kind, by=(self.by,) if self.by else (), at=self.at)


def changes(root: etree._Element) -> dict[str, Change]:
    """Return the changes of a text by their numbers; changes of looks are none."""
    found = {}
    for region in root.iter(f"{_TEXT}changed-region"):
        for each in region.iterchildren(f"{_TEXT}insertion", f"{_TEXT}deletion"):
            by, at = (each.findtext(f".//{_DC}{name}") or "" for name in ("creator", "date"))
            kind = "ins" if each.tag == f"{_TEXT}insertion" else "del"
            gone = tuple(each.iterchildren(f"{_TEXT}p", f"{_TEXT}h"))
            found[str(region.get(f"{_TEXT}id") or region.get(_ID, ""))] = Change(kind, by, _second(at), gone)
    return found


def comment_of(annotation: etree._Element) -> Comment:
    """Return what a comment says, with the items of its lists as lines."""
    for space in annotation.iter(*_SPACES):
        space.text = " "
    lines = ("".join(map(str, each.itertext())) for each in annotation.iter(f"{_TEXT}p", f"{_TEXT}h"))
    by, at = (annotation.findtext(f"{_DC}{name}") or "" for name in ("creator", "date"))
    return Comment("\n".join(lines), by, _second(at))


def named(mark: etree._Element) -> str:
    """Return the number of the change that a mark belongs to."""
    return str(mark.get(f"{_TEXT}change-id", ""))


def paragraphs(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Part a paragraph where others were taken out beside it; what was joined to what stays is one with it."""
    parts = [list(part) for is_mark, part in groupby(runs, lambda run: run.text == APART) if not is_mark]
    gone = [all(run.change == "del" for run in part if run.comment is None) for part in parts]
    last = max((rank for rank, is_gone in enumerate(gone) if not is_gone), default=-1)
    held: list[Run] = []
    first = next((rank for rank, is_gone in enumerate(gone) if not is_gone), len(parts))
    for rank, part in enumerate(parts):
        if held and (rank <= first or rank > last):
            yield held
            held = []
        held += [replace(part[0], text=" "), *part] if held else part
    if held:
        yield held


def _second(at: str) -> str:
    """Return a time as Word writes it: to the second."""
    return f"{at.partition('.')[0].removesuffix('Z')}Z" if at else ""
