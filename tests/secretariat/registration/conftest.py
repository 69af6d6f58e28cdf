from datetime import UTC, date, datetime

import pytest

from secretariat.participation.models import Entity, Seat
from secretariat.people.access import DELEGATE, Actor
from secretariat.people.models import Person
from secretariat.registration import services
from secretariat.registration.models import Registration


@pytest.fixture
def at():
    """The first day of the meeting, after registration has closed where it closes the day before."""
    return datetime(2018, 4, 3, 14, tzinfo=UTC)


@pytest.fixture
def before():
    return datetime(2018, 3, 20, 12, tzinfo=UTC)


@pytest.fixture
def seat(process, at):
    def seated(code, kind="state"):
        entity = Entity.objects.create(
            process=process, code=code, name=f"State of {code}", kind=kind, region="africa", admitted_at=at
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
def open_(process, officer, before):
    def opened(key="round-3", closes=datetime(2018, 4, 1, 18), **caps):  # noqa: DTZ001 - as a clock shows it
        days = {"first": date(2018, 4, 3), "last": date(2018, 4, 6)}
        return services.open_registration(
            process, key=key, title="Third round", closes=closes, **days, **caps, by=officer, at=before
        )

    return opened


@pytest.fixture
def meeting(open_):
    return open_()


@pytest.fixture
def row():
    def typed(given="Ana", family="Ruiz", **more):
        told = {"given": given, "family": family, "email": f"{given}.{family}@example.org", "role": "adviser"}
        return told | more

    return typed


@pytest.fixture
def name(row, before):
    """Name people of an actor's own entity."""

    def named(meeting, actor, *rows):
        entity = Entity.objects.get(pk=actor.entity_id)
        return services.register_people(meeting, rows=rows or [row()], entity=entity, by=actor, at=before)

    return named


@pytest.fixture
def approve(officer, before):
    def approved(meeting, *people):
        chosen = [person.uuid for person in people]
        return services.decide_registrations(meeting, chosen=chosen, decision="approve", by=officer, at=before)

    return approved


@pytest.fixture
def ana(meeting, arl, name, approve):
    """Somebody with a badge."""
    (person,) = name(meeting, arl)
    approve(meeting, person)
    return Registration.objects.select_related("meeting", "entity").get(pk=person.pk)
