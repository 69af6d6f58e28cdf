"""Any two texts side by side: which paragraph of the new became of which of the old, by their words alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from travaux.text.alignment_evidence import evidence
from travaux.text.alignment_pairs import Scales, matched
from travaux.text.alignment_shares import shares


class Change(StrEnum):
    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    MOVED_EDITED = "moved_edited"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Link:
    old: tuple[int, ...]
    new: tuple[int, ...]
    change: Change


def align(old: Sequence[str], new: Sequence[str], scales: Scales = Scales()) -> list[Link]:
    found = evidence(old, new)
    one = matched(found.pairs, scales)
    parts = shares(one, found.pairs, found.old, found.new, scales)
    links = []
    for i, pairs in sorted(parts.of_old.items()):
        if len(pairs) > 1:
            links.append(Link((i,), tuple(sorted(p.new for p in pairs)), Change.SPLIT))
        elif parts.of_new[pairs[0].new][0] is pairs[0]:
            others = parts.of_new[pairs[0].new]
            if len(others) > 1:
                links.append(Link(tuple(sorted(p.old for p in others)), (pairs[0].new,), Change.MERGED))
            else:
                links.append(Link((i,), (pairs[0].new,), Change.EDITED if old[i] != new[pairs[0].new] else Change.UNCHANGED))
    return links
