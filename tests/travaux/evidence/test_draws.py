import numpy as np
import pytest

from travaux.evidence.accounting import Demography
from travaux.evidence.draws import BadDraws, Doubt, band, draws

START = np.array([[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]], dtype=float)
END = np.array([[950, 100, 60, 0], [80, 505, 75, 5], [90, 30, 800, 40], [40, 45, 0, 180]], dtype=float)
KNOWN = Demography(tuple("ABCD"), START, END, np.zeros(4), np.zeros(4))


def test_the_same_seed_gives_the_same_bits_and_fewer_draws_are_the_first_of_many():
    few, many = list(draws(KNOWN, Doubt(3, 1))), list(draws(KNOWN, Doubt(5, 1)))
    assert [table.tobytes() for table in few] == [table.tobytes() for table in many[:3]]
    assert [table.tobytes() for table in draws(KNOWN, Doubt(5, 1), hands=1)] == [table.tobytes() for table in many]
    assert next(draws(KNOWN, Doubt(3, 2))).tobytes() != few[0].tobytes()


def test_nobody_is_lost_in_a_draw():
    for flows in draws(KNOWN, Doubt(5, 1, spread=0.3)):
        assert (flows >= 0).all()
        assert flows.sum(axis=0) - flows.sum(axis=1) == pytest.approx((END - START).sum(axis=0), abs=1e-6)


def test_the_band_holds_the_mean():
    found = band(KNOWN, Doubt(40, 1))
    assert ((found.low <= found.mean) & (found.mean <= found.high)).all()
    for edges, axis in ((found.arrivals, 0), (found.departures, 1)):
        assert ((edges[0] <= found.mean.sum(axis=axis)) & (found.mean.sum(axis=axis) <= edges[1])).all()


def test_migrants_never_outnumber_the_residents():
    crowded = np.array([[1.0, 50.0], [50.0, 60.0]])
    for flows in draws(Demography(("A", "B"), crowded, crowded, np.zeros(2), np.zeros(2)), Doubt(5, 3, spread=2.0)):
        assert (flows >= 0).all()


def test_who_was_not_native_before_is_not_after():
    table = np.array([[0.0, 5.0, 5.0], [5.0, 20.0, 1.0], [4.0, 2.0, 30.0]])
    known = Demography(tuple("ABC"), table, table, np.zeros(3), np.zeros(3))
    assert len(list(draws(known, Doubt(2, 3)))) == 2


@pytest.mark.parametrize("doubt", [Doubt(1, 1), Doubt(9, 1, spread=0.0), Doubt(9, 1, together=1.5)])
def test_draws_that_cannot_be_made_are_refused(doubt):
    with pytest.raises(BadDraws):
        next(draws(KNOWN, doubt))
