"""The tree of the record as tiles, 256 hashes wide (C2SP tlog-tiles): what is read of it to prove something."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from travaux.record.tree import frontier_of
from travaux.record.verifier import root_over, split

HEIGHT = 8
WIDTH = 1 << HEIGHT
LEVELS = 64 // HEIGHT
Reader = Callable[[int, int, int], list[bytes]]


def width_of(level: int, number: int, size: int) -> int:
    """Return how many hashes the tile holds in a tree of `size` leaves: 0 if it is not there, 256 if it is full."""
    return max(0, min(WIDTH, (size >> HEIGHT * level) - number * WIDTH))


def crossed(before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the (level, number) of each full tile's root that a tree gets as it grows, lowest level first.

    The number is that of the tile one level below, which is full now and whose root it is.
    """
    for level in range(1, LEVELS):
        for number in range(before >> HEIGHT * level, after >> HEIGHT * level):
            yield level, number


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tree of `size` leaves whose tiles are read by `read(level, number, width)`, each once."""

    size: int
    read: Reader
    kept: dict[tuple[int, int], list[bytes]] = field(default_factory=dict)

    def root(self, first: int, end: int) -> bytes:
        """Return the root over the leaves from `first` to before `end`: MTH(D[first:end]) of RFC 6962, section 2.1.

        `first` is a multiple of the largest power of two that fits into the stretch, as in every subtree of a tree.
        """
        roots, size = [], end - first
        for height in reversed(range(size.bit_length())):
            if size >> height & 1:
                roots.append(self._complete(first, height))
                first += 1 << height
        return root_over(roots)

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """Return the path of the leaf at `index`, from its sibling up: PATH of RFC 6962, section 2.1.1."""
        path, first, end = [], 0, self.size
        while end - first > 1:
            half = first + split(end - first)
            if index < half:
                path.append(self.root(half, end))
                end = half
            else:
                path.append(self.root(first, half))
                first = half
        return tuple(reversed(path))

    def consistency(self, old: int) -> tuple[bytes, ...]:
        """Return the proof that this tree continues that of `old` leaves (at least one): PROOF of RFC 6962, 2.1.2."""
        path, first, end = [], 0, self.size
        while old != end:
            half = first + split(end - first)
            if old <= half:
                path.append(self.root(half, end))
                end = half
            else:
                path.append(self.root(first, half))
                first = half
        if first:
            path.append(self.root(first, end))
        return tuple(reversed(path))

    def _complete(self, first: int, height: int) -> bytes:
        """Return the root of the complete subtree of 2 ** `height` leaves that begins at `first`."""
        level, rest = divmod(height, HEIGHT)
        place = first >> HEIGHT * level
        number, start = divmod(place, WIDTH)
        return frontier_of(self._tile(level, number)[start : start + (1 << rest)]).root()

    def _tile(self, level: int, number: int) -> list[bytes]:
        if (level, number) not in self.kept:
            self.kept[level, number] = self.read(level, number, width_of(level, number, self.size))
        return self.kept[level, number]
