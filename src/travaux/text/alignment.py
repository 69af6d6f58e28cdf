"""Any two texts side by side: what became of each paragraph, told by their words alone, without identities.

Paragraphs that share rare words are compared by their common runs, each word weighed by how rare it is
(`alignment_evidence`); each gets at most one partner, by likeness and by the company it keeps (`alignment_pairs`); what
of a paragraph is in no partner but in a further paragraph makes a split or a merge (`alignment_parts`).
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from travaux.text.alignment_evidence import Evidence, Pair, evidence
from travaux.text.alignment_order import in_place
from travaux.text.alignment_pairs import SCALES, Scales, left, lone, paired
from travaux.text.alignment_parts import joined
from travaux.words.bare import printed_alike

_HAN = "\u3001-\u303f\u3400-\u9fff\uff01-\uff5e"
_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}]) | (?=[{_HAN}])")


class Change(StrEnum):
    """What became of a paragraph between two texts."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    MOVED_EDITED = "moved_edited"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraphs of the old text and what they became in the new, by their places from 0.

    One old and several new are a split, several old and one new a merge. `moved` says of any link whether it stands
    outside the run of paragraphs that both texts have in the same order; that run is chosen so that the fewest words
    count as moved.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    change: Change
    moved: bool = False


def align(
    old: Sequence[str],
    new: Sequence[str],
    certain: AbstractSet[tuple[int, int]] = frozenset(),
    scales: Scales = SCALES,
) -> list[Link]:
    """Link the paragraphs of two texts, in the order of the old; those in no link are struck, or new.

    The wordings are without their printed numbers: a number that changes is no edit, nor is white space, the shape of
    a dash or a quotation mark. `certain` are pairs known to be one by an identity that lasts, whatever their words say.
    """
    found = evidence(old, new, certain)
    groups = grouped(found, certain, scales)
    groups.sort(key=lambda group: min(pair.old for pair in group))
    stayed = in_place([group[0].new for group in groups], [_words(group, found) for group in groups])
    return [_link(group, old, new, moved=place not in stayed) for place, group in enumerate(groups)]


def grouped(
    found: Evidence, certain: AbstractSet[tuple[int, int]] = frozenset(), scales: Scales = SCALES
) -> list[tuple[Pair, ...]]:
    """Return which paragraphs belong together: those alike, the further parts of a split or merge, and what is left."""
    groups = joined(found, paired(found.pairs, certain, scales), scales)
    groups += [(pair,) for pair in left(found.pairs, groups, scales)]
    return groups + [(pair,) for pair in lone(found, groups, scales)]


def _reads_alike(old: str, new: str) -> bool:
    """Whether two wordings differ in print only; what stands beside a Chinese character is spaced in some prints."""
    return printed_alike(old, new) or (
        _BESIDE_HAN.search(old + new) is not None and printed_alike(_BESIDE_HAN.sub("", old), _BESIDE_HAN.sub("", new))
    )


def _words(group: tuple[Pair, ...], found: Evidence) -> int:
    """Return how many words a link is about: what moves if it is moved."""
    return 1 + sum(len(found.new[j].code) for j in {pair.new for pair in group})


def _link(group: tuple[Pair, ...], old: Sequence[str], new: Sequence[str], *, moved: bool) -> Link:
    olds, news = tuple(sorted({pair.old for pair in group})), tuple(sorted({pair.new for pair in group}))
    if len(group) > 1:
        return Link(olds, news, Change.SPLIT if len(olds) == 1 else Change.MERGED, moved)
    if _reads_alike(old[olds[0]], new[news[0]]):
        return Link(olds, news, Change.MOVED if moved else Change.UNCHANGED, moved)
    return Link(olds, news, Change.MOVED_EDITED if moved else Change.EDITED, moved)
