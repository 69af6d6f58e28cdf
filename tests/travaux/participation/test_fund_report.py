from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.fund import (
    Application,
    Award,
    Contribution,
    Criterion,
    Expense,
    Fund,
    Payment,
)
from travaux.participation.fund_report import Donor, Purse, entries, report

DAY = date(2018, 1, 1)


def fund(**more):
    usual = {
        "title": "Fund",
        "currency": "USD",
        "paragraph": "31",
        "surplus": "pro_rata",
        "each_entity_first": True,
        "contributions": (
            Contribution("a", "Arlandia", DAY, "EUR", Decimal("1000.00"), Decimal("1.10")),
            Contribution("b", "Bruma", DAY, "USD", Decimal("500.00"), Decimal(1), "youth"),
        ),
        "payments": (
            Payment("a", date(2018, 2, 1), Decimal("600.00"), Decimal("1.2345")),
            Payment("b", date(2018, 2, 2), Decimal("500.00"), Decimal(1)),
        ),
        "eligibility": (),
        "priorities": (),
        "allowances": {},
        "applications": (
            Application("x", "COR", {"region": "africa"}, Decimal("300.00"), 0, "", 0),
            Application("y", "DEL", {"region": "asia"}, Decimal("300.00"), 0, "", 1),
        ),
        "awards": (Award("x", date(2018, 3, 1), Decimal("300.00"), "youth", date(2018, 9, 1)),),
        "expenses": (
            Expense("x", date(2018, 4, 1), Decimal("250.00"), "fare"),
            Expense("x", date(2018, 4, 2), Decimal("7.35")),
        ),
    }
    return Fund(**{**usual, **more})


def test_the_accounts_sum_to_nought_and_cash_is_what_came_in_less_what_went_out():
    found = report(fund())
    assert found.balanced
    assert found.accounts == {
        "cash": Decimal("983.35"),
        "contributions": Decimal("-1600.00"),
        "exchange differences": Decimal("-80.70"),
        "pledges receivable": Decimal("440.00"),
        "support granted": Decimal("257.35"),
        "support owed": Decimal("0.00"),
    }
    assert found.faults == ()


def test_donors_and_purposes_are_told_in_their_money():
    found = report(fund())
    assert found.donors[0] == Donor(
        "a", "Arlandia", "", "EUR", Decimal("1000.00"), Decimal("600.00"), Decimal("400.00"), Decimal("740.70")
    )
    assert found.purses == (
        Purse("", Decimal("740.70"), Decimal("0.00"), Decimal("0.00"), Decimal("740.70")),
        Purse("youth", Decimal("500.00"), Decimal("257.35"), Decimal("257.35"), Decimal("242.65")),
    )
    assert found.outcome == {"region": {"africa": 1}}


def test_the_surplus_goes_back_in_proportion_to_the_cent_or_stays_as_the_rule_says():
    found = report(fund())
    assert found.surplus == Decimal("983.35")
    assert sum(part for _donor, part in found.returned) == found.surplus
    assert report(fund(surplus="carry_over")).returned == ()


def test_two_contributions_of_one_donor_are_returned_together():
    one = fund().contributions[1]
    twice = (one, Contribution("c", "Bruma", DAY, "USD", Decimal(100), Decimal(1)))
    paid = (Payment("b", DAY, Decimal(50), Decimal(1)), Payment("c", DAY, Decimal(50), Decimal(1)))
    found = report(fund(contributions=twice, payments=paid, awards=(), expenses=()))
    assert found.returned == (("Bruma", Decimal("100.00")),)


def test_what_does_not_fit_is_shown_and_not_mended():
    found = report(
        fund(
            payments=(Payment("b", DAY, Decimal("501.00"), Decimal(1)),),
            awards=(Award("x", DAY, Decimal("600.00"), "youth"), Award("y", DAY, Decimal("5.00"))),
            expenses=(Expense("y", DAY, Decimal("6.00")),),
            eligibility=(Criterion("region", frozenset({"africa"}), 0, "31"),),
        )
    )
    assert found.faults == (
        "b: 1.00 USD more was paid than pledged",
        "y: 1.00 more was spent than granted",
        "earmark (none): overdrawn by 6.00",
        "earmark youth: overdrawn by 99.00",
        "y: was granted support and is not eligible",
    )
    assert found.balanced


@given(
    st.lists(
        st.tuples(
            st.decimals(min_value=0, max_value=10**6, places=2),
            st.decimals(min_value="0.0001", max_value=200, places=4),
            st.decimals(min_value="0.0001", max_value=200, places=4),
        ),
        max_size=8,
    )
)
def test_whatever_is_paid_at_whatever_rate_the_books_balance(paid):
    contributions = tuple(
        Contribution(str(place), "D", DAY, "EUR", amount, rate) for place, (amount, rate, _) in enumerate(paid)
    )
    payments = tuple(Payment(str(place), DAY, amount, rate) for place, (amount, _, rate) in enumerate(paid))
    books = fund(contributions=contributions, payments=payments)
    assert report(books).balanced
    assert all(sum(each.amount for each in one.postings) == 0 for one in entries(books))
