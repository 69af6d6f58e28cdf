from decimal import Decimal

import pytest

from secretariat.fund import queries, services
from secretariat.fund.models import Contribution, Expense, Request
from secretariat.participation.models import Entity
from secretariat.record.models import Entry
from tests.secretariat.fund.conftest import TERMS
from travaux.modalities import NotForRole
from travaux.participation.fund import NotAFund
from travaux.participation.fund_report import report
from travaux.participation.ledger import NotMoney

pytestmark = pytest.mark.django_db


def told(fund):
    return report(queries.accounts(fund))


def test_a_process_has_one_fund_under_terms_that_hold_no_rows(process, fund, officer, arl, at):
    assert fund.terms == TERMS
    with pytest.raises(services.FundOpened):
        services.open_fund(process, terms=TERMS, by=officer, at=at)
    with pytest.raises(NotForRole):
        services.open_fund(process, terms=TERMS, by=arl, at=at)
    rows = TERMS + '\n[[contributions]]\nkey = "a"\ndonor = "b"\non = 2018-01-01\npledged = "1"\n'
    for wrong, refusal in (("[fund]", NotAFund), (rows, services.TermsHoldRows), ("#" * 20_001, NotAFund)):
        with pytest.raises(refusal):
            services.renew_fund_terms(fund, terms=wrong, by=officer, at=at)
    with pytest.raises(services.TermsHoldRows):
        services.renew_fund_terms(fund, terms=TERMS + "#" * 20_000, by=officer, at=at)


def test_the_currency_stays_once_anything_is_entered(fund, officer, give, at):
    in_francs = TERMS.replace("USD", "CHF")
    services.renew_fund_terms(fund, terms=in_francs, by=officer, at=at)
    services.renew_fund_terms(fund, terms=TERMS, by=officer, at=at)
    give()
    with pytest.raises(NotAFund):
        services.renew_fund_terms(fund, terms=in_francs, by=officer, at=at)


def test_pledges_and_payments_in_another_currency_balance_to_the_cent(fund, give, officer, at):
    made = give("1000", "333.33", currency="CHF", rate="1.1")
    services.receive_payment(made, amount=Decimal("333.33"), on=at.date(), rate=Decimal("1.2"), by=officer, at=at)
    found = told(fund)
    (donor,) = found.donors
    assert (donor.outstanding, donor.received, found.balanced) == (Decimal("333.34"), Decimal("766.66"), True)
    assert sum(found.accounts.values()) == 0
    assert [entry.facts["key"] for entry in Entry.objects.filter(deed="receive_payment").order_by("pk")] == ["C1"] * 2


def test_an_amount_is_above_nought_and_in_cents_and_another_currency_has_its_rate(fund, officer, at):
    def pledged(amount, coin):
        services.pledge_contribution(fund, donor="C", amount=amount, on=at.date(), money_=coin, by=officer, at=at)

    for amount, coin, refusal in (
        (Decimal(0), ("USD", None), services.NothingGiven),
        (Decimal("1.001"), ("USD", None), NotMoney),
        (Decimal(1), ("CHF", None), services.RateMissing),
        (Decimal(1), ("CHF", Decimal(0)), services.RateMissing),
    ):
        with pytest.raises(refusal):
            pledged(amount, coin)
    assert Contribution.objects.count() == 0


def test_support_is_asked_for_the_own_people_with_facts_that_the_terms_know(ask, arl, bru):
    assert ask(arl).key == "S1"
    with pytest.raises(services.NotYourRequest):
        ask(arl, entity=Entity.objects.get(pk=bru.entity_id))
    for wrong in ({"group": "rich"}, {"shoe": "42"}):
        with pytest.raises(services.FactUnknown):
            ask(arl, facts=wrong)
    with pytest.raises(services.FactUnknown):
        ask(arl, journey={"fare": Decimal(1), "days": 2, "place": "the Moon"})
    assert "Ana" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_requests_stand_in_an_order_that_says_why_and_each_entitys_first_goes_before_a_second(
    fund, ask, give, arl, bru
):
    give("900", "900")
    ask(arl, status="landlocked"), ask(arl, status="landlocked"), ask(bru), ask(bru, group="")
    ranking = told(fund).ranking
    assert [(each.application.key, each.place, each.affordable) for each in ranking] == [
        ("S1", 1, True),
        ("S3", 2, False),
        ("S2", 3, False),
        ("S4", None, False),
    ]
    assert ranking[0].because == ("status landlocked: 2",)
    assert ranking[3].because == ("group not developing (31)",)


def test_an_award_is_made_once_to_who_is_eligible_from_money_that_is_there(ask, give, arl, officer, at):
    give("800", "800"), give("1000", "1000", earmark="interpreters")
    first, second, other = ask(arl), ask(arl), ask(arl, group="")

    def grant(request, amount, **more):
        return services.award_support(request, amount=Decimal(amount), on=at.date(), **more, by=officer, at=at)

    with pytest.raises(services.NotEnough) as refusal:
        grant(first, "800.01")
    assert refusal.value.facts["free"] == Decimal(800)
    assert grant(first, "500").earmark == ""
    for request, amount, wrong in (
        (first, "1", services.NotGiven),
        (other, "1", services.NotGiven),
        (second, "400", services.NotEnough),
        (second, "0", services.NothingGiven),
    ):
        with pytest.raises(wrong):
            grant(request, amount)
    assert grant(second, "400", earmark="interpreters").amount == 400


def test_no_more_is_paid_than_granted_and_what_is_left_is_free_once_the_award_is_closed(
    fund, ask, give, arl, officer, at
):
    give("800", "800")
    request = ask(arl)
    day = {"on": at.date(), "by": officer, "at": at}
    with pytest.raises(services.NoAward):
        services.pay_support(request, amount=Decimal(1), **day)
    services.award_support(request, amount=Decimal(500), **day)
    services.pay_support(request, amount=Decimal("450.50"), what="fare", **day)
    with pytest.raises(services.BeyondAward) as refusal:
        services.pay_support(request, amount=Decimal(50), **day)
    assert refusal.value.facts["left"] == Decimal("49.50")
    services.close_award(request, **day)
    with pytest.raises(services.NoAward):
        services.close_award(request, **day)
    found = told(fund)
    assert (found.surplus, found.balanced, found.faults) == (Decimal("349.50"), True, ())
    assert found.returned == (("Cordovia", Decimal("349.50")),)
    assert Expense.objects.count() == 1


def test_a_request_is_withdrawn_by_its_own_before_anything_is_granted(ask, give, arl, bru, officer, at):
    give()
    first, second = ask(arl), ask(arl)
    with pytest.raises(services.NotYourRequest):
        services.withdraw_support_request(first, by=bru, at=at)
    assert services.withdraw_support_request(first, by=arl, at=at).state == Request.State.WITHDRAWN
    with pytest.raises(services.GoneBefore):
        services.withdraw_support_request(first, by=arl, at=at)
    with pytest.raises(services.NotGiven):
        services.award_support(first, amount=Decimal(1), on=at.date(), by=officer, at=at)
    services.award_support(second, amount=Decimal(1), on=at.date(), by=officer, at=at)
    with pytest.raises(services.GoneBefore):
        services.withdraw_support_request(second, by=officer, at=at)
