"""The rows of a table as a grid: with a place for each cell that goes on from a row above it."""

from collections.abc import Iterator, Sequence

from travaux.formats.document import Cell


def laid(rows: Sequence[Sequence[Cell]]) -> Iterator[list[tuple[Cell, bool]]]:
    """Go through the rows; a cell that goes on from above stands in each row that it reaches, and is told as such."""
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        found: list[tuple[Cell, bool]] = []
        cells, column = list(row), 0
        while cells or column in above:
            if column in above:
                across, left = above.pop(column)
                found.append((Cell((), across=across), True))
            else:
                cell = cells.pop(0)
                across, left = max(cell.across, 1), cell.down
                found.append((cell, False))
            if left > 1:
                above[column] = (across, left - 1)
            column += across
        yield found


def width(rows: Sequence[Sequence[tuple[Cell, bool]]]) -> int:
    """Return how many columns a grid has."""
    return max((sum(max(cell.across, 1) for cell, _ in row) for row in rows), default=1) or 1
