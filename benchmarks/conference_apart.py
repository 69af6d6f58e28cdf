"""What `benchmarks.conference` runs apart: fill the database that is named, measure, print JSON."""

import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.test import Client
from django.urls import reverse

from benchmarks.conference import APPLICATIONS, ENTITIES, PEOPLE, ROWS, SEED
from benchmarks.figure import seconds
from secretariat.accreditation import services as accreditation
from secretariat.accreditation.models import Application
from secretariat.accreditation.queries import digest_of
from secretariat.frame import clock
from secretariat.frame.scope import DEED
from secretariat.frame.serving import bring_up_to_date
from secretariat.participation.models import Entity, Kind, Region, Seat
from secretariat.people.access import FACTOR, OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.models import Process
from secretariat.processes.services import open_process
from secretariat.registration import services
from secretariat.registration.models import Meeting, Registration, Role
from travaux.formats.rows import read_rows
from travaux.formats.tables import as_xlsx
from travaux.modalities import library_file

OFFICE = Actor(role=OFFICER)
AT = datetime(2018, 4, 5, 12, tzinfo=UTC)
COLUMNS = ["given", "family", "email", "role", "entity"]


def named(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).title()


def conference(process: Process, chance: random.Random) -> Meeting:
    kinds, regions = [Kind.STATE, Kind.CIVIL_SOCIETY], list(Region)
    entities = Entity.objects.bulk_create(
        Entity(
            process=process,
            code=f"E{i:03}",
            name=f"Entity {i}",
            kind=kinds[i % 2],
            region=chance.choice(regions),
            admitted_at=AT,
        )
        for i in range(ENTITIES)
    )
    closes = datetime(2018, 12, 1, 18)  # noqa: DTZ001 - the time of a place, whose zone the deed adds
    first, last = AT.date(), AT.date() + timedelta(days=2)
    meeting = services.open_registration(
        process, key="conference", title="Conference", first=first, last=last, closes=closes, by=OFFICE, at=AT
    )
    roles, genders = list(Role), ["woman", "man", "", "non-binary"]
    Registration.objects.unscoped(DEED).bulk_create(
        Registration(
            meeting=meeting,
            entity=chance.choice(entities),
            given=named(chance),
            family=named(chance),
            email=f"p{i}@example.org",
            role=chance.choice(roles),
            gender=chance.choice(genders),
            consent=chance.choice(["nobody", "public"]),
            state="approved" if i % 10 else "named",
            number=i + 1,
            named_at=AT,
        )
        for i in range(PEOPLE)
    )
    return meeting


def applications(process: Process, chance: random.Random) -> None:
    Application.objects.unscoped(DEED).bulk_create(
        Application(
            process=process,
            link=digest_of(str(i)),
            name=f"{named(chance)} Network {i}",
            category=Kind.CIVIL_SOCIETY,
            region=chance.choice(list(Region)),
            wanted=" listed-for-the-conference ",
            representatives=4,
            women=chance.randrange(5),
            state="eligible" if i % 4 else "handed_in",
            contact="Ana",
            email="a@example.org",
            begun_at=AT,
            handed_in_at=AT,
        )
        for i in range(APPLICATIONS)
    )


def officer(process: Process) -> Client:
    person = Person.objects.create_user("officer")
    Seat.objects.create(process=process, person=person, role=OFFICER, since=AT)
    client = Client()
    client.force_login(person)
    session = client.session
    session[FACTOR] = str(person.pk)
    session.save()
    return client


def imported(meeting: Meeting, chance: random.Random) -> float:
    """Return how long a list of people takes, from its bytes to the rows and the record."""
    rows = [[named(chance), named(chance), f"n{i}@example.org", "adviser", f"E{i % 400:03}"] for i in range(ROWS)]
    content = as_xlsx(COLUMNS, rows)

    def once() -> object:
        return services.register_people(meeting, rows=read_rows(content, "people.xlsx"), by=OFFICE, at=AT)

    return seconds(once, times=1)


def main() -> None:
    bring_up_to_date()
    chance = random.Random(SEED)  # noqa: S311 - a sample, the same each time
    clock.SITE = clock.Clock(machine=lambda: AT)  # registration is open on that day
    process = open_process(library_file("gcm-2018"), by=OFFICE, at=AT)
    meeting = conference(process, chance)
    applications(process, chance)
    closes = datetime(2018, 12, 1, 18)  # noqa: DTZ001 - as above
    circulation = accreditation.circulate_list(process, list_="conference", closes=closes, by=OFFICE, at=AT)
    client = officer(process)
    pages = {
        "people of the meeting": reverse("registration:meeting", args=[process.key, meeting.key]),
        "its fiftieth page": reverse("registration:meeting", args=[process.key, meeting.key]) + "?page=50",
        "those to decide on": reverse("registration:decide", args=[process.key, meeting.key]),
        "applications": reverse("accreditation:applications", args=[process.key]),
        "a list of names": reverse("accreditation:list", args=[process.key, circulation.uuid]),
        "participants": reverse("participation:list", args=[process.key]),
        "balance": reverse("registration:balance", args=[process.key, meeting.key]),
    }
    found = {}
    for name, address in pages.items():
        answered = client.get(address).status_code
        if answered != 200:  # noqa: PLR2004 - the status of a page that is shown
            raise RuntimeError(name, answered)
        found[name] = seconds(partial(client.get, address), times=3)
    json.dump({**found, "import": imported(meeting, chance)}, sys.stdout)


if __name__ == "__main__":
    main()
