"""What `benchmarks.text.reading` runs apart: a text of the size of Rio+20 with some history, and its pages; prints JSON."""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks import house  # sets Django up, so before anything of the site
from benchmarks.figure import seconds
from benchmarks.rolling import SEED
from secretariat.frame.kept import forget_everything
from secretariat.frame.serving import bring_up_to_date, settle
from secretariat.negotiation import queries
from secretariat.negotiation import services as deeds
from secretariat.negotiation.models import NegotiatingText
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import COFACILITATOR, DELEGATE, Actor
from secretariat.people.models import Person
from secretariat.processes.services import open_process
from travaux.modalities import library_file

CHAIR = Actor(role=COFACILITATOR)
DEEDS, MOMENTS, HITS = 60, 3, 500


def history(text: NegotiatingText) -> datetime:
    """Word paragraphs anew and lift brackets, a minute apart, by deeds; return when the last was done."""
    chance = random.Random(SEED)  # noqa: S311 - a sample that can be made again, no secret
    rows = chance.sample(list(house.rows_of(text)), 2 * DEEDS)
    at = house.TABLED
    for row in rows[:DEEDS]:
        at += timedelta(minutes=1)
        words = row.wording.split()
        words[len(words) // 2 : len(words) // 2] = ["in", "good", "faith"]
        deeds.redraft_provision(row.provision, wording=" ".join(words), reason="Clearer.", by=CHAIR, at=at)
    for row in rows[DEEDS:]:
        at += timedelta(minutes=1)
        bracket = queries.paragraph(queries.row_of(row.provision)).brackets[0]
        choice = chance.choice(bracket.alternatives)
        deeds.lift_bracket(row.provision, bracket=bracket.key, wording=choice.words, by=CHAIR, at=at)
    return at


def delegate(text: NegotiatingText) -> Client:
    """Return a delegate who is signed in."""
    entity = Entity.objects.filter(process=text.process).order_by("ordinal")[0]
    person = Person.objects.create(username="delegate", name="Delegate")
    Seat.objects.create(process=text.process, person=person, role=DELEGATE, entity=entity, since=house.OPENED)
    client = Client()
    client.force_login(person)
    return client


def cold(client: Client, address: str) -> Callable[[], object]:
    def asked() -> object:
        forget_everything()
        return client.get(address)

    return asked


def a_second(client: Client, address: str, **headers: str) -> float:
    """Return how many times a second a page is answered, over HITS requests."""
    client.get(address, headers=headers)
    begun = time.perf_counter()
    for _ in range(HITS):
        client.get(address, headers=headers)
    return HITS / (time.perf_counter() - begun)


def measure() -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    bring_up_to_date()
    process = open_process(library_file("gcm-2018"), by=house.OFFICE, at=house.OPENED)
    text = house.text_of(process)
    last = history(text)
    signed_in = delegate(text)
    connection.close()  # what is measured waits for the disk, as in earnest
    with patch.object(timezone, "now", lambda: last + timedelta(hours=1)):
        return pages(text, last, signed_in)


def pages(text: NegotiatingText, last: datetime, signed_in: Client) -> dict[str, object]:
    base = f"/processes/{text.process.key}/text/t/{text.key}/"
    visitor = Client()
    found: dict[str, object] = {
        "unsettled": seconds(cold(visitor, base), times=2),
        "bytes": len(visitor.get(base).content),
    }
    settle()
    found["cold"] = seconds(cold(visitor, base), times=3)
    for name in ("where", "compilation", "streamlined", "clean", "collisions"):
        found[name] = seconds(cold(visitor, f"{base}{name}/"), times=1)
    span = last - house.TABLED
    moments = [house.TABLED + span * part / (MOMENTS + 1) for part in range(MOMENTS + 1)]
    asked = [f"{base}?on={at:%Y-%m-%dT%H:%M:%S}" for at in moments]
    found["past"] = max(seconds(cold(visitor, address), times=2) for address in asked)
    visitor.get(base)
    found["hits"] = a_second(visitor, base)
    found["known"] = a_second(visitor, base, **{"if-none-match": visitor.get(base)["ETag"]})
    found["delegate"] = a_second(signed_in, base)
    return found


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)
