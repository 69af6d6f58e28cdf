from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from secretariat.record import queries, services
from secretariat.record.models import Checkpoint, Entry
from travaux.record.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)
MANY, EACH = 6, 5


@services.deed("stamp put")
def put_stamp(*, number):
    at = datetime(2018, 4, 5, 12, tzinfo=UTC)
    services.enter("put_stamp", process="p", actor="officer", subject=f"stamp:{number}", facts={}, at=at)


del services.DEEDS["put_stamp"]  # made up here: no deed of the house


def several(who):
    try:
        for number in range(EACH):
            put_stamp(number=who * EACH + number)
    finally:
        connection.close()


def test_many_at_once_each_get_a_place_of_their_own_in_one_log():
    with ThreadPoolExecutor(MANY) as people:
        assert list(people.map(several, range(MANY))) == [None] * MANY
    places = list(Entry.objects.order_by("position").values_list("position", flat=True))
    assert places == list(range(MANY * EACH))
    assert Checkpoint.objects.order_by("-size").first().size == MANY * EACH
    assert verify(queries.exported(), queries.checkpoint()).vouched == MANY * EACH
