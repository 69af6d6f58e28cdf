"""The Merkle tree of the record, as RFC 6962 (section 2.1) defines it and transparency logs use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from travaux.record.verifier import node_hash, root_over


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of `size` leaves, known by the roots of its complete subtrees, largest first: enough to extend it."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    @classmethod
    def resume(cls, size: int, stored: Iterable[str]) -> "Frontier":
        """Take up a frontier that was `stored` as hexadecimal digests."""
        return cls(size, tuple(bytes.fromhex(root) for root in stored))

    def stored(self) -> list[str]:
        """Return the roots as hexadecimal digests."""
        return [root.hex() for root in self.roots]

    def extended(self, leaf: bytes) -> "Frontier":
        """Return the tree with one more leaf; each trailing one-bit of the size is a subtree that is now complete."""
        roots, node, size = list(self.roots), leaf, self.size
        while size & 1:
            node = node_hash(roots.pop(), node)
            size >>= 1
        return Frontier(self.size + 1, (*roots, node))

    def root(self) -> bytes:
        """Return the root of the tree, 32 bytes; that of the empty tree is the hash of nothing."""
        return root_over(self.roots)


def frontier_of(leaves: Iterable[bytes]) -> Frontier:
    """Return the tree over `leaves` (leaf hashes, in order)."""
    return reduce(Frontier.extended, leaves, Frontier())
