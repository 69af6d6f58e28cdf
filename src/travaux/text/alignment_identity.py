"""Identities that files carry: taken for certain only where they have proved to last from the one to the other."""

from collections.abc import Iterable, Sequence

from travaux.text.alignment import Link

AGREEING = 0.9
"""Of the shared identities that words can judge, so many must say the same as the words."""


def lasting(old: Sequence[str], new: Sequence[str], links: Iterable[Link]) -> frozenset[tuple[int, int]]:
    """Return the pairs of paragraphs that bear the same identity, or none if identities are only places in a file.

    `old` and `new` are the identities in order, "" for none; `links` are what the words say. An identity that stands
    twice in a file tells nothing. Where paragraphs are named by counting, a new one renames all that follow: then
    words and names part ways, and the names are left.
    """
    before, after = _places(old), _places(new)
    shared = frozenset((before[name], after[name]) for name in before.keys() & after.keys())
    told = {(i, j) for link in links for i in link.old for j in link.new}
    judged = {pair for pair in shared if pair[0] in {i for i, _ in told} or pair[1] in {j for _, j in told}}
    return shared if len(judged & told) >= AGREEING * len(judged) else frozenset()


def _places(names: Sequence[str]) -> dict[str, int]:
    """Return where each name stands, of those that stand once."""
    found: dict[str, int] = {}
    twice = {""}
    for place, name in enumerate(names):
        twice |= {name} & found.keys()
        found[name] = place
    return {name: place for name, place in found.items() if name not in twice}
