"""What `benchmarks.text.reading` runs apart: a text of the size of Rio+20 with some history, its pages; prints JSON.

What is counted is the time of the processor: whatever else the machine does, one page after the other takes no more.
"""

import gc
import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client

from benchmarks import house  # sets Django up, so before anything of the site
from benchmarks.rolling import SEED
from secretariat.frame.kept import forget_everything
from secretariat.frame.serving import bring_up_to_date, settle
from secretariat.negotiation import queries
from secretariat.negotiation import services as deeds
from secretariat.negotiation.models import NegotiatingText, Step
from secretariat.negotiation.queries.snapshots import PROPOSAL
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import COFACILITATOR, DELEGATE, Actor
from secretariat.people.models import Person
from secretariat.processes.services import open_process
from travaux.modalities import library_file
from travaux.text.fold import changes

CHAIR = Actor(role=COFACILITATOR)
DEEDS, MOMENTS, HITS, RUNS = 60, 3, 300, 5
NAMES = ("where", "compilation", "streamlined", "clean", "collisions")


def steps(text: NegotiatingText) -> None:
    """Keep what the deeds would have kept: a step for the draft, and one for each proposal that was tabled."""
    Step.objects.unscoped(house.WHY).filter(text=text).delete()
    found = changes({}, queries.things(text))
    version = queries.current(text)
    draft = [astuple(change) for change in found if change.kind != PROPOSAL]
    tabled = [[astuple(change)] for change in found if change.kind == PROPOSAL]
    Step.objects.bulk_create(
        Step(text=text, version=version, deed="table_proposal", changes=each, by="delegate", at=house.TABLED)
        for each in (draft, *tabled)
    )


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


def delegate(text: NegotiatingText) -> str:
    """Sign a delegate in, and return the name of the session."""
    entity = Entity.objects.filter(process=text.process).order_by("ordinal")[0]
    person = Person.objects.create(username="delegate", name="Delegate")
    Seat.objects.create(process=text.process, person=person, role=DELEGATE, entity=entity, since=house.OPENED)
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@dataclass
class Reader:
    """Somebody who asks the site itself, without a server between."""

    site: WSGIHandler
    cookie: str = ""
    etag: str = ""

    def get(self, address: str) -> dict[str, str]:
        """Ask for a page, read it whole, and return the headers of the answer."""
        path, _, query = address.partition("?")
        headers: dict[str, str] = {}
        given = {"HTTP_HOST": "testserver", "HTTP_ACCEPT_LANGUAGE": "en", "HTTP_COOKIE": self.cookie}
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_IF_NONE_MATCH": self.etag, **given}
        setup_testing_defaults(environ)

        def begun(status: str, told: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
            headers.update(told, status=status)
            return headers.__contains__

        answer = self.site(environ, begun)
        headers["bytes"] = str(sum(map(len, answer)))
        answer.close()
        return headers

    def cold(self, address: str, times: int = 3) -> float:
        """Return the shortest of several times that a page takes to make, in seconds."""
        gc.collect()
        return min(self._once(address) for _ in range(times))

    def _once(self, address: str) -> float:
        forget_everything()
        begun = time.process_time()
        if self.get(address)["status"] != "200 OK":
            raise RuntimeError(address)
        return time.process_time() - begun

    def a_second(self, address: str) -> float:
        """Return how many times a second a page is answered: the best of several runs of HITS requests."""
        self.get(address)
        return max(self._run(address) for _ in range(RUNS))

    def _run(self, address: str) -> float:
        begun = time.process_time()
        for _ in range(HITS):
            self.get(address)
        return HITS / (time.process_time() - begun)


def measure() -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    bring_up_to_date()
    process = open_process(library_file("gcm-2018"), by=house.OFFICE, at=house.OPENED)
    text = house.text_of(process)
    steps(text)
    last = history(text)
    session = delegate(text)
    connection.close()  # what is measured waits for the disk, as in earnest
    return pages(text, last, session)


def pages(text: NegotiatingText, last: datetime, session: str) -> dict[str, object]:
    base = f"/processes/{text.process.key}/text/t/{text.key}/"
    visitor = Reader(get_wsgi_application())
    found: dict[str, object] = {"unsettled": visitor.cold(base, times=2)}
    settle()
    found |= {"cold": visitor.cold(base), "bytes": int(visitor.get(base)["bytes"])}
    found |= {name: visitor.cold(f"{base}{name}/") for name in NAMES}
    span = last - house.TABLED
    moments = [house.TABLED + span * part / (MOMENTS + 1) for part in range(MOMENTS + 1)]
    found["past"] = max(visitor.cold(f"{base}?on={at:%Y-%m-%dT%H:%M:%S}") for at in moments)
    found["hits"] = visitor.a_second(base)
    visitor.cookie = "csrftoken=" + "x" * 32
    visitor.etag = visitor.get(base)["ETag"]
    found["known"] = visitor.a_second(base)
    found["delegate"] = Reader(visitor.site, cookie=f"{settings.SESSION_COOKIE_NAME}={session}").a_second(base)
    return found


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)
