import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from secretariat.outbox import queries, services
from secretariat.outbox.models import Delivery, Message
from tests.travaux.participation.test_bounce import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("process")]


def url(view, *args):
    return reverse(f"outbox:{view}", args=["gcm-2018", *args])


@pytest.fixture(autouse=True)
def _now(monkeypatch, at):
    monkeypatch.setattr(timezone, "now", lambda: at)


def asked(client, address):
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_a_message_is_prepared_looked_at_released_and_followed(seat, as_officer):
    seat("ARL", language="ar")
    assert as_officer.post(url("prepare"), {"roles": "delegate"}).status_code == 422
    typed = {"roles": "delegate", "subject_en": "News", "body_en": "Come.", "subject_ar": "خبر", "body_ar": "تعالوا"}
    assert as_officer.post(url("prepare"), typed).status_code == 302
    message = Message.objects.get()
    page = as_officer.get(url("show", message.uuid)).content.decode()
    assert [words in page for words in ("1 mail would leave", "arl@example.org", "خبر")] == [True] * 3
    assert b"Come." in as_officer.get(url("reword", message.uuid)).content
    assert as_officer.post(url("reword", message.uuid), typed | {"addresses": "bo@example.org"}).status_code == 302
    stale = {"seen": "0" * 64, "sure": "on"}
    assert as_officer.post(url("show", message.uuid), stale).status_code == 422
    seen = {"seen": queries.digest(message), "sure": "on"}
    message.refresh_from_db()
    seen["seen"] = queries.digest(message)
    assert as_officer.post(url("show", message.uuid), seen).status_code == 302
    page = as_officer.get(url("show", message.uuid)).content.decode()
    assert page.count("Waits for the worker") == 2
    mail = Delivery.objects.get(address="bo@example.org")
    back = report().replace(b"<a-mail@", f"<{mail.job}@".encode())
    assert as_officer.post(url("bounce"), {"report": SimpleUploadedFile("b.eml", back)}).status_code == 302
    assert b"no such person" in as_officer.get(url("show", message.uuid)).content
    assert as_officer.post(url("bounce"), {"report": SimpleUploadedFile("b.eml", b"x")}).status_code == 422


def test_a_draft_is_dropped(message, as_officer):
    assert as_officer.post(url("drop", message.uuid)).status_code == 302
    assert b"Dropped" in as_officer.get(url("list")).content
    assert b"Preview" not in as_officer.get(url("show", message.uuid)).content


def test_the_outbox_is_the_secretariats(seat, message, client):
    assert client.get(url("list")).status_code == 404
    client.force_login(seat("ARL").person)
    assert [client.get(url(*view)).status_code for view in (("list",), ("show", message.uuid))] == [404, 404]


def test_the_outbox_asks_as_often_for_one_message_as_for_three(
    process, message, release, officer, at, words, as_officer
):
    release(message)
    before = [asked(as_officer, url("list")), asked(as_officer, url("show", message.uuid))]
    group = services.Group(addresses="a@example.org b@example.org c@example.org")
    for _each in range(2):
        release(services.prepare_message(process, group=group, words=words, by=officer, at=at))
    latest = Message.objects.order_by("-pk").first()
    assert [asked(as_officer, url("list")), asked(as_officer, url("show", latest.uuid))] == before
