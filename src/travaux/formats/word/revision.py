"""A tracked change or a comment, and where in the text it stands."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class What(StrEnum):
    """What a tracked change does, or that it is a comment."""

    INS = "ins"
    DEL = "del"
    MOVE_FROM = "move_from"
    MOVE_TO = "move_to"
    PARA_INS = "para_ins"
    PARA_DEL = "para_del"
    PARA_MOVE_FROM = "para_move_from"
    PARA_MOVE_TO = "para_move_to"
    MOVE_FROM_RANGE = "move_from_range"
    MOVE_TO_RANGE = "move_to_range"
    FORMAT = "format"
    NUMBERING = "numbering"
    NUMBERING_INS = "numbering_ins"
    ROW_INS = "row_ins"
    ROW_DEL = "row_del"
    CELL_INS = "cell_ins"
    CELL_DEL = "cell_del"
    CELL_MERGE = "cell_merge"
    CONTROL_INS = "control_ins"
    CONTROL_DEL = "control_del"
    CONTROL_MOVE_FROM = "control_move_from"
    CONTROL_MOVE_TO = "control_move_to"
    MATH_INS = "math_ins"
    MATH_DEL = "math_del"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Revision:
    r"""A tracked change or a comment of a Word document.

    `id`, `author` and `date` (ISO 8601, as written) are the file's own, empty where it has none; ids of comments and of
    changes are counted apart by Word. `part` is the story it stands in (`document`, `footnotes`, `header1`, …).

    `paragraph` counts the paragraphs of that part from 0 in reading order: those in tables, controls and text boxes
    too, empty ones too, whether inserted, deleted or untouched. `start` and `end` are offsets in characters in the text
    of the paragraph with all insertions *and* all deletions shown (a tab, a line end and a hyphen that does not break
    count one; codes of fields, pictures and the signs of notes count nothing). A change that goes on into later
    paragraphs (a row, a cell, a comment, a move) ends at `end` of `end_paragraph`; else that is `paragraph`.

    `text` is what stands there, `\n` between paragraphs; of a comment, what it says, and `quoted` is what it is about.
    A change of a paragraph mark stands at the end of its paragraph (`start == end`). `paragraph` is -1 for a comment
    that no longer has a place. `parent` is the id of the change around this one (a deletion in an insertion), of a
    comment the id of the one that it answers; empty if there is none.

    `element` is the name in the standard (`w:pPrChange`), `code` the code of a field in it, `name` of a moved range
    the name that its two ends share; `done` says that a comment is marked as resolved.
    """

    kind: What
    author: str
    date: str
    text: str
    paragraph: int
    start: int
    end: int
    parent: str
    id: str
    end_paragraph: int
    part: str
    element: str
    quoted: str = ""
    code: str = ""
    name: str = ""
    done: bool = False

    @property
    def row(self) -> dict[str, Any]:
        """The change as a row of JSON."""
        return asdict(self)
