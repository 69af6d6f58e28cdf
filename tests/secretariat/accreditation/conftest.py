from datetime import datetime, timedelta

import pytest

from secretariat.accreditation import services
from secretariat.accreditation.models import Name
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import DELEGATE, Actor
from secretariat.people.models import Person

PAGE = "https://travaux.example/mine/TOKEN/"
WHOLE = {
    "organization": {"category": "civil_society", "country": "Arlandia", "region": "africa", "acronym": "QLN"},
    "aims": {"aims": "Reading rooms in harbours.", "relevance": "Crews migrate."},
    "people": {"representatives": 4, "women": 3},
}


@pytest.fixture
def visitor():
    return Actor()


@pytest.fixture
def seat(process, at):
    def seated(code, kind="state"):
        entity = Entity.objects.create(process=process, code=code, name=f"State of {code}", kind=kind, admitted_at=at)
        person = Person.objects.create_user(code.lower(), email=f"{code.lower()}@example.org")
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
def begin(process, visitor, at):
    def begun(name="Quay Library Network", lists=("conference",), email="quay@example.org"):
        return services.begin_application(
            process, lists=lists, name=name, contact="Ana Ruiz", email=email, page=PAGE, by=visitor, at=at
        )

    return begun


@pytest.fixture
def fill(visitor, at):
    def filled(application, **more):
        for step, given in WHOLE.items():
            values = given | {part: value for part, value in more.items() if part in given}
            application = services.save_application(application, step=step, given=values, by=visitor, at=at)
        return application

    return filled


@pytest.fixture
def hand_in(begin, fill, visitor, at):
    def handed_in(name="Quay Library Network", **more):
        begun = {key: more.pop(key) for key in ("lists", "email") if key in more}
        application, _token = begin(name, **begun)
        return services.hand_in_application(fill(application, **more), by=visitor, at=at)

    return handed_in


@pytest.fixture
def eligible(hand_in, officer, at):
    def found(*given, **more):
        return services.screen_application(hand_in(*given, **more), outcome="eligible", by=officer, at=at)

    return found


@pytest.fixture
def circulate(process, officer, at):
    def circulated(closes=datetime(2018, 4, 20, 17), list_="conference"):  # noqa: DTZ001 - as a clock shows it
        return services.circulate_list(process, list_=list_, closes=closes, by=officer, at=at)

    return circulated


@pytest.fixture
def name(eligible, circulate):
    """A name before Member States."""
    eligible()
    return Name.objects.get(circulation=circulate())


@pytest.fixture
def after(name):
    """A second after the period for objections."""
    return name.circulation.closes_at + timedelta(seconds=1)
