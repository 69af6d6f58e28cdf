"""The Merkle tree of the record, as RFC 6962 (section 2.1) defines it and transparency logs use it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

HASH_BYTES = 32


def leaf_hash(content: bytes) -> bytes:
    """Hash the bytes of one entry."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


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
        if not self.roots:
            return hashlib.sha256(b"").digest()
        return reduce(lambda right, left: node_hash(left, right), reversed(self.roots))


def frontier_of(leaves: Iterable[bytes]) -> Frontier:
    """Return the tree over `leaves` (leaf hashes, in order)."""
    return reduce(Frontier.extended, leaves, Frontier())


def inclusion_path(position: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the audit path of the leaf at `position`, from the leaf's sibling up (RFC 6962, section 2.1.1)."""
    if len(leaves) == 1:
        return ()
    half = _split(len(leaves))
    if position < half:
        return (*inclusion_path(position, leaves[:half]), frontier_of(leaves[half:]).root())
    return (*inclusion_path(position - half, leaves[half:]), frontier_of(leaves[:half]).root())


def root_from(leaf: bytes, position: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that `path` gives for `leaf` at `position` of `size`; None if the path has the wrong length.

    The walk is that of RFC 9162, section 2.1.3.2.
    """
    node, left, last = leaf, position, size - 1
    for sibling in path:
        if last == 0:
            return None
        if left & 1 or left == last:
            node = node_hash(sibling, node)
            while not left & 1 and left:
                left, last = left >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        left, last = left >> 1, last >> 1
    return node if last == 0 else None


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
