"""Small cells of a table are not told, nor what would give them away by subtraction from a total."""

from collections.abc import Sequence

from travaux.refusal import Invalid

LEAST = 10
Shown = tuple[tuple[int | None, ...], ...]


class RaggedCounts(Invalid):
    """The rows of a table of counts are of different length, or hold less than nobody."""

    asked = "You asked for small cells to be protected."
    because = "The rows are of different length, or a count is below nought."
    remedy = "Give a whole table of counts."


def protected(counts: Sequence[Sequence[int]], least: int = LEAST) -> Shown:
    """Return the table with None in the place of cells from 1 to `least` - 1, and of what would give them away.

    Totals of rows and columns are held to be published. Where a row or column has one open cell that can be reckoned
    from its total, its next smallest cell is left out too, until nothing can be. Nought stays: that there is nobody is
    told. Raises RaggedCounts. After Hundepool et al. (2012), Statistical Disclosure Control, chapter 4.
    """
    width = len(counts[0]) if counts else 0
    if any(len(row) != width or any(count < 0 for count in row) for row in counts):
        raise RaggedCounts
    hidden = {(i, j) for i, row in enumerate(counts) for j, count in enumerate(row) if 0 < count < least}
    lines = [[(i, j) for j in range(width)] for i in range(len(counts))]
    lines += [[(i, j) for i in range(len(counts))] for j in range(width)]
    while given_away := _given_away(counts, hidden, lines, least):
        hidden.add(given_away)
    return tuple(
        tuple(None if (i, j) in hidden else count for j, count in enumerate(row)) for i, row in enumerate(counts)
    )


def _given_away(
    counts: Sequence[Sequence[int]], hidden: set[tuple[int, int]], lines: list[list[tuple[int, int]]], least: int
) -> tuple[int, int] | None:
    """Return the next cell to leave out, of a line whose hidden cells are one alone or sum to too little."""
    for line in lines:
        left_out = [place for place in line if place in hidden]
        weak = left_out and (len(left_out) == 1 or sum(counts[i][j] for i, j in left_out) < least)
        others = sorted((counts[i][j], (i, j)) for i, j in line if (i, j) not in hidden and counts[i][j])
        if weak and others:
            return others[0][1]
    return None
