from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.ledger import NotMoney, Posting, Unbalanced, balances, cents, entry, money, shared_out

DAY = date(2018, 1, 1)
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


def test_an_amount_is_read_to_the_cent():
    assert [money("1250"), money(7), money(Decimal("0.10"))] == [Decimal("1250.00"), Decimal("7.00"), Decimal("0.10")]


@pytest.mark.parametrize("said", ["", "1.005", "-1", "NaN", "Infinity", 1.5, True, None, "1,000", "1e20"])
def test_what_is_no_amount_is_refused(said):
    with pytest.raises(NotMoney):
        money(said)


def test_halves_of_a_cent_go_to_the_even_one():
    assert [cents(Decimal("0.125")), cents(Decimal("0.135"))] == [Decimal("0.12"), Decimal("0.14")]


def test_an_entry_balances_or_is_refused():
    made = entry(DAY, "pledge", {"due": Decimal(5), "income": Decimal(-5), "other": Decimal()})
    assert made.postings == (Posting("due", Decimal(5)), Posting("income", Decimal(-5)))
    with pytest.raises(Unbalanced):
        entry(DAY, "pledge", {"due": Decimal(5), "income": Decimal(-4)})


@given(st.lists(AMOUNTS, max_size=20))
def test_what_is_in_all_accounts_sums_to_nought(amounts):
    found = balances(entry(DAY, "x", {"one": amount, "two": -amount}) for amount in amounts)
    assert sum(found.values()) == 0
    assert found.get("one", 0) == sum(amounts)


def test_an_amount_is_shared_out_to_the_last_cent():
    assert shared_out(Decimal("0.05"), [("a", Decimal(1)), ("b", Decimal(1)), ("c", Decimal(1))]) == (
        ("a", Decimal("0.02")),
        ("b", Decimal("0.02")),
        ("c", Decimal("0.01")),
    )
    assert shared_out(Decimal(1), []) == ()


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=9))
def test_shares_sum_to_the_amount_and_none_is_a_cent_off_its_part(amount, parts):
    total = sum(parts)
    shares = shared_out(amount, [(str(place), part) for place, part in enumerate(parts)])
    if total:
        assert sum(share for _key, share in shares) == amount
        assert all(
            abs(share - amount * part / total) < Decimal("0.01000001")
            for (_, share), part in zip(shares, parts, strict=True)
        )
