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
    Reversal,
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


WRONG = Reversal(date(2018, 5, 1), "Entered twice.")


def test_what_was_entered_in_error_stays_in_the_journal_with_its_counter_entry():
    double = Payment("a", date(2018, 2, 3), Decimal("600.00"), Decimal("1.2345"), WRONG)
    given_ = fund(payments=(*fund().payments, double))
    assert report(given_).accounts == report(fund()).accounts
    assert report(given_).purses == report(fund()).purses
    told = [(each.what, each.day) for each in entries(given_) if "payment of a" in each.what]
    assert told[-1] == ("payment of a reversed: Entered twice.", date(2018, 5, 1))
    assert len(told) == 3


def test_a_pledge_an_award_and_an_expense_are_reversed_to_the_cent():
    pledge = Contribution("c", "Cordovia", DAY, "USD", Decimal("9.99"), Decimal(1), reversal=Reversal(DAY, ""))
    award = Award("y", date(2018, 3, 2), Decimal("100.00"), reversal=WRONG)
    expense = Expense("y", date(2018, 4, 1), Decimal("60.00"), "fare", WRONG)
    usual = fund()
    found = report(
        fund(
            contributions=(*usual.contributions, pledge),
            awards=(*usual.awards, award, Award("y", WRONG.day, Decimal("90.00"))),
            expenses=(*usual.expenses, expense),
        )
    )
    assert found.balanced
    assert [each.key for each in found.donors] == ["a", "b"]
    assert [each.granted for each in found.purses] == [Decimal("90.00"), Decimal("257.35")]
    assert found.accounts["cash"] == report(usual).accounts["cash"]
    assert found.faults == ()


def test_what_comes_back_on_a_closed_award_is_free_from_the_day_on_which_it_came():
    back = Expense("x", date(2018, 4, 3), Decimal("10.00"), "visa", Reversal(date(2018, 10, 1), "Paid to another."))
    found = fund(expenses=(*fund().expenses, back))
    free = [each for each in entries(found) if "closed" in each.what]
    assert [(each.day, each.postings[0].amount) for each in free] == [
        (date(2018, 9, 1), Decimal("32.65")),
        (date(2018, 10, 1), Decimal("10.00")),
    ]
    assert report(found).accounts == report(fund()).accounts


def test_a_pledge_that_was_reversed_while_a_payment_of_it_stands_is_shown():
    pledge = Contribution("a", "Arlandia", DAY, "EUR", Decimal("1000.00"), Decimal("1.10"), reversal=WRONG)
    assert (
        "a: was reversed, and a payment of it stands"
        in report(fund(contributions=(pledge,), payments=fund().payments[:1], awards=(), expenses=())).faults
    )
