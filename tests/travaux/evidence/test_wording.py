from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.wording import BadWording, NoFigure, Rule, WordsTooFar, figure, worded


@pytest.mark.parametrize(
    ("value", "rule", "words"),
    [
        (2020, Rule("plain"), "2020"),
        (280598105, Rule("exact"), "280,598,105"),
        (2.5, Rule("exact"), "2.5"),
        (280598105, Rule("rounded", "million"), "281 million"),
        (280598105, Rule("rounded", "million", 1), "280.6 million"),
        (280598105, Rule("hedged", "million"), "nearly 281 million"),
        (281200000, Rule("hedged", "million"), "more than 281 million"),
        (281000000, Rule("hedged", "million"), "281 million"),
        (0.036, Rule("rounded", "per cent", 1), "3.6 per cent"),
        (3.6, Rule("hedged", "points"), "nearly 4 per cent"),
        (1 / 7, Rule("one in"), "one in seven"),
        (0.1405, Rule("one in"), "nearly one in seven"),
        (0.1445, Rule("one in"), "more than one in seven"),
        (0.05, Rule("one in"), "one in 20"),
        (0, Rule(), "0"),
    ],
)
def test_a_figure_is_worded_after_its_rule(value, rule, words):
    if words == "nearly 4 per cent":
        with pytest.raises(WordsTooFar, match=r"11\.1 per cent from the figure"):
            worded(value, rule)
    else:
        assert worded(value, rule) == words


@pytest.mark.parametrize("share", [0.4, 0.8, 0.0, 1.2, 1e-9])
def test_a_share_that_is_not_near_one_in_so_many_is_refused(share):
    with pytest.raises(WordsTooFar):
        worded(share, Rule("one in"))


@given(st.floats(1, 1e12), st.sampled_from(["", "thousand", "million"]), st.integers(0, 3))
def test_words_never_lie_further_than_five_per_cent(value, unit, digits):
    try:
        words = worded(value, Rule("rounded", unit, digits))
    except WordsTooFar:
        return
    number, _, size = words.partition(" ")
    said = float(number.replace(",", "")) * {"": 1, "thousand": 1e3, "million": 1e6}[size]
    assert abs(said - value) <= 0.0501 * value


@pytest.mark.parametrize("rule", [{"how": "about"}, {"unit": "dozen"}, {"digits": 9}, {"digits": -1}])
def test_a_rule_that_is_not_known_is_refused(rule):
    with pytest.raises(BadWording):
        Rule(**rule)


def test_a_figure_is_one_number():
    assert figure("x", Decimal("1.5")) == 1.5
    for found in (None, "many", True, float("nan")):
        with pytest.raises(NoFigure):
            figure("x", found)
