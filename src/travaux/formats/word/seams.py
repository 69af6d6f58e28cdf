"""The two sides of a paragraph mark that stays: what is inserted before it and what behind it are two changes.

LibreOffice takes an insertion that ends a paragraph and one by the same author that begins the next as one, the mark
between them included: rejected, the two paragraphs become one. So one of the two is kept away from the mark, by a
deletion that stands beside it; where there is none, a word is deleted and inserted again with what is new.
"""

from collections.abc import Iterable
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from travaux.formats.word.names import AUTHOR, DEL, DEL_TEXT, ID, INS, MARKERS, P_PR, R_PR, SPACE, P, R, T, w
from travaux.formats.word.stamp import Stamp
from travaux.formats.word.tree import attributes
from travaux.words.tokens import pieces

_MARK = f"{P_PR}/{R_PR}/{INS}"
_PASSED = (*MARKERS, P_PR, R_PR, w("proofErr"))


def keep_apart(blocks: Iterable[etree._Element], stamp: Stamp) -> None:
    """See that no insertions by one author stand on both sides of a mark that is not inserted itself."""
    for one, other in pairwise(blocks):
        if one.tag != P or other.tag != P or one.find(_MARK) is not None:
            continue
        ends, begins = _outermost(one, INS, first=False), _outermost(other, INS, first=True)
        if ends is None or begins is None or ends.get(AUTHOR) != begins.get(AUTHOR):
            continue
        if not (_passed(begins, first=True) or _passed(ends, first=False) or _retyped(begins, stamp, first=True)):
            _retyped(ends, stamp, first=False)


def _outermost(holder: etree._Element, tag: str, *, first: bool) -> etree._Element | None:
    """Return the content with which a paragraph or a run begins or ends, if it is of the kind `tag`."""
    found = next((each for each in holder.iterchildren("*", reversed=not first) if each.tag not in _PASSED), None)
    return found if found is not None and found.tag == tag else None


def _beside(change: etree._Element, tag: str, *, first: bool) -> etree._Element | None:
    """Return what stands beside a change, on the side away from the mark, if it is of the kind `tag`."""
    found = next((each for each in change.itersiblings("*", preceding=not first) if each.tag not in _PASSED), None)
    return found if found is not None and found.tag == tag else None


def _put(element: etree._Element, change: etree._Element, *, first: bool) -> None:
    """Put an element between a change and the mark."""
    if first:
        change.addprevious(element)
    else:
        change.addnext(element)


def _passed(change: etree._Element, *, first: bool) -> bool:
    """Put what its author deleted beside an insertion between it and the mark, if anything."""
    struck = _beside(change, DEL, first=first)
    if struck is None or struck.get(AUTHOR) != change.get(AUTHOR):
        return False
    _put(struck, change, first=first)
    return True


def _retyped(change: etree._Element, stamp: Stamp, *, first: bool) -> bool:
    """Delete the word beside an insertion and insert it again with it, if there are words that stay beside it."""
    run = _beside(change, R, first=first)
    text = None if run is None else _outermost(run, T, first=first)
    if run is None or text is None or not text.text:
        return False
    word, text.text = _parted(text.text, first=first)
    text.set(SPACE, "preserve")
    again = run.makeelement(R)
    again.extend(deepcopy(each) for each in run if each.tag == R_PR or each is text)
    again[-1].text = word
    struck = change.makeelement(DEL, dict(attributes(change)))
    struck.set(ID, stamp.number())
    struck.append(deepcopy(again))
    struck[0][-1].tag = DEL_TEXT
    change.insert(len(change) if first else 0, again)
    _put(struck, change, first=first)
    return True


def _parted(words: str, *, first: bool) -> tuple[str, str]:
    """Cut the first or last word, with the spaces on its outer side, off a stretch of text; return it and the rest."""
    tokens = pieces(words)
    order = range(len(tokens)) if first else range(len(tokens))[::-1]
    cut = next((rank for rank in order if not tokens[rank].isspace()), order[-1]) + first
    head, tail = "".join(tokens[:cut]), "".join(tokens[cut:])
    return (head, tail) if first else (tail, head)
