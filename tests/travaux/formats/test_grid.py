from travaux.formats.document import Cell, Run
from travaux.formats.grid import laid, width


def cell(words="", across=1, down=1):
    return Cell((Run(words),) if words else (), across=across, down=down)


def test_a_cell_that_goes_on_has_a_place_in_each_row_that_it_reaches():
    grid = [*laid([[cell("a", across=2, down=3), cell("b")], [cell("c")], []])]
    assert [[(each.across, goes_on) for each, goes_on in row] for row in grid] == [
        [(2, False), (1, False)],
        [(2, True), (1, False)],
        [(2, True)],
    ]
    assert width(grid) == 3


def test_a_grid_without_cells_has_one_column():
    assert (width([*laid([])]), width([*laid([[]])])) == (1, 1)
