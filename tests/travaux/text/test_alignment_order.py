from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from travaux.text.alignment_order import in_place


def test_of_nothing_nothing_stays():
    assert in_place([], []) == set()


def test_a_short_paragraph_moved_to_the_end_is_what_moved():
    assert in_place([3, 0, 1, 2], [1, 5, 5, 5]) == {1, 2, 3}


def test_a_long_paragraph_stays_and_the_short_ones_around_it_move():
    assert in_place([3, 0, 1, 2], [90, 5, 5, 5]) == {0}


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_what_stays_is_in_order_and_weighs_the_most(places, weights):
    stayed = sorted(in_place(places, weights))
    rising = [
        some
        for many in range(8)
        for some in combinations(range(7), many)
        if [places[thing] for thing in some] == sorted(places[thing] for thing in some)
    ]
    assert tuple(stayed) in rising
    assert sum(weights[thing] for thing in stayed) == max(sum(weights[thing] for thing in some) for some in rising)
