from datetime import UTC, datetime

import pytest

from secretariat.outbox import queries, services
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import DELEGATE, Actor
from secretariat.people.models import Person


@pytest.fixture
def at():
    return datetime(2018, 4, 3, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _mail_is_put_down_as_jobs(settings):
    settings.EMAIL_BACKEND = "secretariat.jobs.services.mail.Backend"


@pytest.fixture
def seat(process, at):
    def seated(code, kind="state", language="", email=None):
        entity = Entity.objects.create(process=process, code=code, name=code, kind=kind, admitted_at=at)
        address = f"{code.lower()}@example.org" if email is None else email
        person = Person.objects.create_user(code.lower(), email=address, language=language)
        Seat.objects.create(process=process, person=person, role=DELEGATE, entity=entity, since=at)
        return Actor(person, DELEGATE, code, entity.pk)

    return seated


@pytest.fixture
def words():
    return [services.Worded("en", "News", "Come."), services.Worded("fr", "Nouvelles", "Venez.")]


@pytest.fixture
def message(process, officer, words, at):
    group = services.Group(roles=["delegate"], addresses="ana@example.org")
    return services.prepare_message(process, group=group, words=words, by=officer, at=at)


@pytest.fixture
def release(officer, at):
    def released(message):
        return services.release_message(message, seen=queries.digest(message), by=officer, at=at)

    return released
