"""Two people who do the same thing at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from secretariat.negotiation import services
from secretariat.negotiation.models import BracketLifted
from secretariat.negotiation.services.settling import AlreadyLifted

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_lifting_the_same_bracket_at_once_lift_it_once(table):
    table.table("ARL", table.action, "Publish one official national website.")
    key, start = table.shown(table.action).brackets[0].key, Barrier(2)

    def lift(who):
        start.wait()
        try:
            return services.lift_bracket(
                table.action, bracket=key, wording="official", by=table.actors[who], at=table.now
            ).key
        except AlreadyLifted as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor() as both:
        results = sorted(both.map(lift, ["chair", "officer"]))
    assert results == sorted([key, "AlreadyLifted"])
    assert BracketLifted.objects.count() == 1
