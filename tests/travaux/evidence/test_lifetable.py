import numpy as np
import pytest

from travaux.evidence.lifetable import survival


@pytest.mark.parametrize("sex", ["female", "male"])
def test_where_the_same_share_dies_at_every_age_the_same_share_lives_on(sex):
    rates = np.full((1, 22, 1), 0.02)
    ratios = survival(rates, sex)[0, :, 0]
    assert ratios[2:20] == pytest.approx(np.full(18, np.exp(-0.1)), rel=2e-3)
    assert ratios[20] == pytest.approx(np.exp(-0.1), rel=5e-3)
    assert 0.9 < ratios[0] < 1


def test_where_more_die_fewer_live():
    few, many = (survival(np.full((1, 22, 1), rate), "female") for rate in (0.01, 0.2))
    assert (few[:, 1:] > many[:, 1:]).all()
