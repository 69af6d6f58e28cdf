from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from secretariat.fund import queries, services
from secretariat.fund.models import Expense
from secretariat.fund.services import keeping
from secretariat.record.models import Entry
from travaux.participation.fund_report import report

pytestmark = pytest.mark.django_db


def test_travellers_are_forgotten_when_their_time_is_over_and_the_accounts_stay(
    fund, give, ask, arl, officer, at, monkeypatch
):
    give("1000", "1000")
    closed, open_, withdrawn, waits = ask(arl), ask(arl, fare="100"), ask(arl), ask(arl, group="")
    office = {"on": at.date(), "by": officer, "at": at}
    for request, amount in ((closed, 500), (open_, 100)):
        services.award_support(request, amount=Decimal(amount), **office)
    services.pay_support(closed, amount=Decimal(450), what="fare of Ana", **office)
    services.close_award(closed, **office)
    services.withdraw_support_request(withdrawn, by=arl, at=at)
    before = report(queries.accounts(fund)).accounts
    for days, forgotten in ((730, 0), (732, 3), (733, 0)):
        monkeypatch.setattr(timezone, "now", lambda days=days: at + timedelta(days=days))
        assert keeping.forget() == {"travellers": forgotten}
    for request, name in ((closed, ""), (open_, "Ana Ruiz"), (withdrawn, ""), (waits, "")):
        request.refresh_from_db()
        assert request.traveller == name
    assert Expense.objects.unscoped("looked at").get().what == ""
    assert report(queries.accounts(fund)).accounts == before
    assert Entry.objects.get(deed="forget_travellers").facts == {"travellers": 3}


def test_the_facts_of_a_person_go_with_the_name(fund, officer, ask, arl, at, monkeypatch):
    more = '[[priorities]]\ncolumn = "gender"\nvalues = ["woman"]\n[allowances]'
    terms = fund.terms.replace("[allowances]", more).replace("[fund]", "[fund]\nkeep_days = 10")
    services.renew_fund_terms(fund, terms=terms, by=officer, at=at)
    request = ask(arl, facts={"group": "developing", "gender": "woman"})
    monkeypatch.setattr(timezone, "now", lambda: at + timedelta(days=11))
    keeping.forget()
    request.refresh_from_db()
    assert request.facts == {"group": "developing"}
