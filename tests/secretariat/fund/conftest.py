from datetime import UTC, datetime
from decimal import Decimal

import pytest

from secretariat.fund import services
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import DELEGATE, Actor
from secretariat.people.models import Person

TERMS = """
[fund]
title = "Fund for taking part"
currency = "USD"
paragraph = "31"
surplus = "pro_rata"
[[eligibility]]
column = "group"
values = ["developing"]
paragraph = "31"
[[priorities]]
column = "status"
values = ["landlocked"]
points = 2
[allowances]
"Geneva" = "100.00"
"""


@pytest.fixture
def at():
    return datetime(2018, 4, 3, 14, tzinfo=UTC)


@pytest.fixture
def seat(process, at):
    def seated(code):
        entity = Entity.objects.create(
            process=process, code=code, name=f"State of {code}", kind="state", admitted_at=at
        )
        person = Person.objects.create_user(code.lower())
        Seat.objects.create(process=process, person=person, role=DELEGATE, entity=entity, since=at)
        return Actor(person, DELEGATE, code, entity.pk)

    return seated


@pytest.fixture
def arl(seat):
    return seat("ARL")


@pytest.fixture
def bru(seat):
    return seat("BRU")


@pytest.fixture
def fund(process, officer, at):
    return services.open_fund(process, terms=TERMS, by=officer, at=at)


@pytest.fixture
def give(fund, officer, at):
    """Let a donor pledge and pay."""

    def given(pledged="1000", paid="1000", currency="USD", rate=None, **more):
        made = services.pledge_contribution(
            fund,
            donor="Cordovia",
            amount=Decimal(pledged),
            on=at.date(),
            money_=(currency, rate and Decimal(rate)),
            by=officer,
            at=at,
            **more,
        )
        services.receive_payment(made, amount=Decimal(paid), on=at.date(), by=officer, at=at)
        return made

    return given


@pytest.fixture
def ask(fund, at):
    def asked(actor, fare="500", days=0, group="developing", status="", **more):
        told = {"traveller": "Ana Ruiz", "journey": {"fare": Decimal(fare), "days": days, "place": "Geneva"}}
        facts = {"group": group, "status": status}
        entity = Entity.objects.get(pk=actor.entity_id)
        return services.apply_for_support(fund, **{"entity": entity, "facts": facts, **told, **more}, by=actor, at=at)

    return asked
