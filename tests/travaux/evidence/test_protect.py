import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.protect import RaggedCounts, protected


def test_a_small_cell_is_left_out_with_three_others_that_would_give_it_away():
    assert protected([[3, 50, 60], [40, 20, 70], [80, 90, 95]]) == ((None, None, 60), (None, None, 70), (80, 90, 95))


def test_nobody_is_told_and_large_cells_too():
    assert protected([[0, 50], [10, 20]]) == ((0, 50), (10, 20))
    assert protected([]) == ()


def test_a_cell_that_stands_alone_is_left_out_and_nothing_can_help():
    assert protected([[3]]) == ((None,),)


@pytest.mark.parametrize("counts", [[[1], [1, 2]], [[-1]]])
def test_a_table_that_is_not_whole_is_refused(counts):
    with pytest.raises(RaggedCounts):
        protected(counts)


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_no_line_gives_its_one_hidden_cell_away(counts):
    shown = protected(counts)
    lines = [*zip(counts, shown, strict=True), *zip(zip(*counts, strict=True), zip(*shown, strict=True), strict=True)]
    for said, told in lines:
        hidden = [count for count, cell in zip(said, told, strict=True) if cell is None]
        others = [count for count, cell in zip(said, told, strict=True) if cell]
        assert len(hidden) != 1 or not others
    assert not any(cell is not None and 0 < cell < 10 for row in shown for cell in row)
