from datetime import timedelta

import pytest
from django.utils import timezone

from secretariat.accreditation import queries, services
from secretariat.accreditation.services import keeping
from secretariat.record.models import Entry

pytestmark = pytest.mark.django_db


def test_who_applied_is_forgotten_a_year_after_the_application_came_to_rest(
    begin, hand_in, name, officer, at, monkeypatch
):
    begun, token = begin("Harbour Readers", email="harbour@example.org")
    waits = hand_in("Ferry Choir", email="ferry@example.org")
    refused = services.screen_application(
        hand_in("Quay Cats", email="cats@example.org"), outcome="set_aside", reason="A cat.", by=officer, at=at
    )
    closed = name.circulation.closes_at + timedelta(seconds=1)
    services.close_list(name.circulation, by=officer, at=closed)
    for moment, forgotten in (
        (at + timedelta(days=365), 0),
        (at + timedelta(days=366), 2),
        (closed + timedelta(days=366), 1),
    ):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert keeping.forget() == {"applicants": forgotten}
    for row in (begun, refused, name.application):
        row.refresh_from_db()
        assert (row.contact, row.email) == ("", f"{row.uuid}@erased.invalid")
    assert (refused.reason, name.application.name) == ("Erased.", "Quay Library Network")
    with pytest.raises(queries.NoSuchApplication):
        queries.application_at(name.circulation.process, token)
    waits.refresh_from_db()
    assert waits.email == "ferry@example.org"
    assert [entry.facts for entry in Entry.objects.filter(deed="forget_applicants").order_by("pk")] == [
        {"applications": 2},
        {"applications": 1},
    ]
