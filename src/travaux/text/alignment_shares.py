"""Splits and merges: what of a paragraph went to a second one, beside the one that it is paired with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.text.alignment_evidence import Bag, Pair
from travaux.text.alignment_pairs import Scales


@dataclass(slots=True)
class Shares:
    """The parts of each paragraph of one text in paragraphs of the other."""

    of_old: dict[int, list[Pair]]
    of_new: dict[int, list[Pair]]


def shares(matched: Mapping[int, Pair], pairs: Sequence[Pair], old: Sequence[Bag], new: Sequence[Bag], scales: Scales) -> Shares:
    found = Shares({i: [pair] for i, pair in matched.items()}, {pair.new: [pair] for pair in matched.values()})
    gains = []
    for pair in pairs:
        if pair.old in matched and pair.new not in found.of_new:
            gain = _gain(pair, matched[pair.old], old[pair.old], old=True)
            near = abs(pair.new - matched[pair.old].new) == 1
            f = gain / pair.new_weight + near * scales.near
            if f >= scales.part and gain >= scales.share * pair.old_weight:
                gains.append((f, pair, True))
        elif pair.old not in matched and pair.new in found.of_new:
            gain = _gain(pair, found.of_new[pair.new][0], new[pair.new], old=False)
            near = abs(pair.old - found.of_new[pair.new][0].old) == 1
            f = gain / pair.old_weight + near * scales.near
            if f >= scales.part and gain >= scales.share * pair.new_weight:
                gains.append((f, pair, False))
    for _, pair, split in sorted(gains, key=lambda g: (-g[0], g[1].old, g[1].new)):
        if split and pair.new not in found.of_new and len(found.of_new[found.of_old[pair.old][0].new]) == 1:
            found.of_old[pair.old].append(pair)
            found.of_new[pair.new] = [pair]
        elif not split and pair.old not in found.of_old and len(found.of_old[found.of_new[pair.new][0].old]) == 1:
            found.of_new[pair.new].append(pair)
            found.of_old[pair.old] = [pair]
    return found


def _gain(pair: Pair, other: Pair, bag: Bag, *, old: bool) -> float:
    """Return what the words weigh that this pair shares and the other does not, in the paragraph that both share."""
    taken = set()
    for run in other.runs:
        start = run.old if old else run.new
        taken.update(range(start, start + run.length))
    gain = 0.0
    for run in pair.runs:
        start = run.old if old else run.new
        for place in range(start, start + run.length):
            if place not in taken:
                gain += bag.sums[place + 1] - bag.sums[place]
    return gain
