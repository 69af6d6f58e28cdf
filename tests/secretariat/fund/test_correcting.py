from datetime import timedelta
from decimal import Decimal

import pytest

from secretariat.fund import queries, services
from secretariat.fund.models import Award, Expense, Payment
from secretariat.record.models import Entry
from travaux.participation.fund_report import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(officer, at):
    return {"on": at.date(), "by": officer, "at": at}


@pytest.fixture
def wrong(office):
    return {"reason": "Entered twice.", **office}


def told(fund):
    return report(queries.accounts(fund))


def test_a_payment_is_reversed_never_changed_and_the_journal_has_both(fund, give, wrong):
    gift, before = give("1000", "400"), told(fund)
    again = services.receive_payment(gift, amount=Decimal(400), on=wrong["on"], by=wrong["by"], at=wrong["at"])
    services.reverse_contribution_entry(again, **wrong)
    after = told(fund)
    assert (after.accounts, after.purses, after.balanced) == (before.accounts, before.purses, True)
    rows = [what for _day, what, account, _amount in queries.journal(fund) if account == "cash"]
    assert rows == ["payment of C1"] * 2 + ["payment of C1 reversed: Entered twice."]
    assert Payment.objects.count() == 2
    entry = Entry.objects.get(deed="reverse_contribution_entry")
    assert (entry.facts["key"], entry.facts["entry"], entry.facts["reason"]) == ("C1", "payment", "Entered twice.")
    with pytest.raises(services.ReversedBefore):
        services.reverse_contribution_entry(again, **wrong)


def test_a_pledge_is_reversed_once_nothing_of_it_stands_and_takes_no_payment_then(fund, give, wrong):
    gift = give("1000", "400")
    with pytest.raises(services.OthersRestOnIt):
        services.reverse_contribution_entry(gift, **wrong)
    services.reverse_contribution_entry(Payment.objects.get(), **wrong)
    services.reverse_contribution_entry(gift, **wrong)
    assert (told(fund).donors, set(told(fund).accounts.values())) == ((), {Decimal(0)})
    with pytest.raises(services.TakenBack):
        services.receive_payment(gift, amount=Decimal(1), on=wrong["on"], by=wrong["by"], at=wrong["at"])


def test_what_was_granted_since_is_not_taken_from_under_it(give, ask, arl, office, wrong):
    give("1000", "1000")
    services.award_support(ask(arl), amount=Decimal(500), **office)
    with pytest.raises(services.AlreadyGranted):
        services.reverse_contribution_entry(Payment.objects.get(), **wrong)


def test_a_reversal_has_a_reason_and_is_not_before_its_entry(give, wrong):
    gift = give()
    for lacking in ({"reason": " "}, {"on": gift.day - timedelta(days=1)}):
        with pytest.raises(services.ReasonMissing):
            services.reverse_contribution_entry(gift, **wrong | lacking)


def test_an_expense_and_then_its_award_are_reversed_and_support_is_granted_anew(fund, give, ask, arl, office, wrong):
    give("1000", "1000")
    request = ask(arl)
    award = services.award_support(request, amount=Decimal(500), **office)
    paid = services.pay_support(request, amount=Decimal(450), what="fare", **office)
    with pytest.raises(services.OthersRestOnIt):
        services.reverse_support_entry(award, **wrong)
    services.reverse_support_entry(paid, **wrong)
    services.pay_support(request, amount=Decimal(500), what="fare", **office)
    services.reverse_support_entry(Expense.objects.get(reversed_on=None), **wrong)
    services.reverse_support_entry(award, **wrong)
    with pytest.raises(services.NoAward):
        services.pay_support(request, amount=Decimal(1), **office)
    services.award_support(request, amount=Decimal(50), **office)
    found = told(fund)
    assert (found.balanced, found.faults, [each.free for each in found.purses]) == (True, (), [Decimal(950)])
    assert Award.objects.unscoped("counted").count() == 2
    assert "Entered twice" not in str(list(queries.journal(fund)))


def test_what_comes_back_on_a_closed_award_is_free_and_the_award_stays_closed(fund, give, ask, arl, office, wrong):
    give("1000", "1000")
    request = ask(arl)
    award = services.award_support(request, amount=Decimal(500), **office)
    paid = services.pay_support(request, amount=Decimal(450), **office)
    services.close_award(request, **office)
    award.refresh_from_db()
    with pytest.raises(services.OthersRestOnIt):
        services.reverse_support_entry(award, **wrong)
    services.reverse_support_entry(paid, **wrong)
    found = told(fund)
    assert (found.balanced, found.surplus, found.accounts["support owed"]) == (True, Decimal(1000), Decimal(0))
