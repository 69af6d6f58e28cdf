"""Comments and their threads (ISO/IEC 29500-1, 17.13.4; [MS-DOCX] 2.5.1.3 for what answers what)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from travaux.formats.word.names import AUTHOR, DATE, ID, SIGNS, W14, W15, P, T, w
from travaux.formats.word.package import Package
from travaux.formats.word.revision import Revision, What

_PARA_ID = f"{{{W14}}}paraId"
_ON = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment begins, where it ends, and where its sign stands; a program may leave out any of the three."""

    start: tuple[int, int] | None
    end: tuple[int, int] | None
    point: tuple[int, int] | None

    @property
    def first(self) -> tuple[int, int]:
        """Where it begins."""
        return self.start or self.point or self.end or (0, 0)

    @property
    def last(self) -> tuple[int, int]:
        """Where it ends, never before its beginning."""
        return max(self.first, self.end or self.point or self.first)


def comments_of(package: Package) -> Iterator[Revision]:
    """Go through the comments of a document as they are kept beside it: who says what, in answer to which."""
    name = package.beside("comments")
    if name is None:
        return
    comments = [*package.tree(name).iterchildren(w("comment"))]
    threads = _threads(package)
    ids = {_last(comment): comment.get(ID, "") for comment in comments}
    for comment in comments:
        answers, done = threads.get(_last(comment), ("", False))
        yield Revision(
            kind=What.COMMENT,
            author=comment.get(AUTHOR, ""),
            date=comment.get(DATE, ""),
            text="\n".join(map(_words, comment.iter(P))),
            paragraph=-1,
            start=0,
            end=0,
            parent=ids.get(answers, "") if answers else "",
            id=comment.get(ID, ""),
            end_paragraph=-1,
            part="document",
            element="w:comment",
            done=done,
        )


def _threads(package: Package) -> dict[str, tuple[str, bool]]:
    """Return, by the last paragraph of each comment, that of the one it answers, and whether it is done."""
    name = package.beside("commentsExtended")
    if name is None:
        return {}
    return {
        each.get(f"{{{W15}}}paraId", ""): (each.get(f"{{{W15}}}paraIdParent", ""), each.get(f"{{{W15}}}done") in _ON)
        for each in package.tree(name)
    }


def _last(comment: etree._Element) -> str:
    paragraphs = [*comment.iter(P)]
    return paragraphs[-1].get(_PARA_ID, "") if paragraphs else ""


def _words(paragraph: etree._Element) -> str:
    return "".join(each.text or "" if each.tag == T else SIGNS[each.tag] for each in paragraph.iter(T, *SIGNS))
