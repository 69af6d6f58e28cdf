from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.passages.agreement import Agreement, Disputed, Mark, agreement, alpha, disputed, kappa


def test_kappa_of_the_published_table_of_fifty_proposals():
    cells = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert kappa(Counter(cells).elements()) == pytest.approx(0.4)


def test_alpha_of_krippendorffs_two_observers_of_ten_articles():
    one, other = "0100000010", "1110010000"
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_krippendorffs_four_observers_with_missing_marks():
    observers = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [[value for value in values if value != "."] for values in zip(*observers, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_coders_who_always_agree_reach_one_and_where_nothing_varies_nothing_can_be_said():
    assert (kappa([(1, 1), (2, 2)]), alpha([(1, 1), (2, 2)])) == (1, 1)
    assert (kappa([(1, 1), (1, 1)]), alpha([(1, 1), (1, 1)])) == (None, None)
    assert (kappa([]), alpha([]), alpha([(1,), (2,)])) == (None, None, None)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30))
def test_neither_measure_exceeds_one_nor_depends_on_who_is_named_first(pairs):
    turned = [(other, one) for one, other in pairs]
    assert kappa(pairs) == pytest.approx(kappa(turned))
    assert alpha(pairs) == pytest.approx(alpha(turned))
    assert [found for found in (kappa(pairs), alpha(pairs)) if found is not None and found > 1] == []


def mark(coder, passage, *themes):
    return Mark(coder, passage, frozenset(themes))


MARKS = [
    mark("ana", "p1", "rights"),
    mark("ben", "p1", "rights", "borders"),
    mark("ana", "p2", "borders"),
    mark("ben", "p2", "rights"),
    mark("ben", "p2", "borders"),  # thought again
    mark("ana", "p3"),
    mark("ben", "p3"),
    mark("ana", "p4", "rights"),  # the other has not been there
]


def test_agreement_is_told_theme_by_theme_over_what_both_went_through():
    assert agreement(MARKS, ["rights", "borders", "cities"]) == (
        Agreement("rights", 1.0, 1.0, 3, 1, 0),
        Agreement("borders", pytest.approx(0.4), pytest.approx(4 / 9), 3, 2, 1),
        Agreement("cities", None, None, 3, 0, 0),
    )


def test_of_three_coders_kappa_is_the_mean_over_their_pairs():
    marks = [*MARKS, mark("eva", "p1"), mark("eva", "p2"), mark("eva", "p3", "borders")]
    assert agreement(marks, ["borders"])[0].kappa == pytest.approx((0.4 - 0.5 - 0.8) / 3)


def test_what_coders_differ_on_is_listed_for_adjudication():
    assert disputed(MARKS) == (Disputed("p1", "borders", ("ben",), ("ana",)),)
    assert disputed([mark("ana", "p1", "rights")]) == ()
