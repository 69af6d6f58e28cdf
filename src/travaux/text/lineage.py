"""Where words come from and what became of them: a typed graph from passages to the adopted text, walked both ways."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with an identity at one stage: a passage, a sentence, a provision, a proposal, a decision."""

    key: str
    stage: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A node reached on a walk, how far from the start, and from which node it was first reached."""

    node: Node
    distance: int
    came_from: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Nodes by key, and for each the keys that follow from it and those that it follows from."""

    nodes: Mapping[str, Node]
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def forward(self, key: str) -> list[Step]:
        """Return all that followed from the node, nearest first: what became of it."""
        return list(_walk(self.nodes, self.after, key))

    def back(self, key: str) -> list[Step]:
        """Return all that the node rests on, nearest first: who asked for it."""
        return list(_walk(self.nodes, self.before, key))


def lineage(nodes: Iterable[Node], edges: Iterable[tuple[str, str]]) -> Lineage:
    """Build the graph; an edge leads from the earlier key to the later, one whose end is unknown is left out."""
    by_key = {node.key: node for node in nodes}
    after: dict[str, tuple[str, ...]] = {}
    before: dict[str, tuple[str, ...]] = {}
    for earlier, later in dict.fromkeys(edges):
        if earlier in by_key and later in by_key:
            after[earlier] = (*after.get(earlier, ()), later)
            before[later] = (*before.get(later, ()), earlier)
    return Lineage(by_key, after, before)


def _walk(nodes: Mapping[str, Node], ways: Mapping[str, tuple[str, ...]], start: str) -> Iterator[Step]:
    seen = {start}
    rank = [(start, 0)]
    for key, distance in rank:
        for other in ways.get(key, ()):
            if other not in seen:
                seen.add(other)
                rank.append((other, distance + 1))
                yield Step(nodes[other], distance + 1, key)
