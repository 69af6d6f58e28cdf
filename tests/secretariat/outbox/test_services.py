from uuid import uuid4

import pytest

from secretariat.jobs.models import Job
from secretariat.outbox import queries, services
from secretariat.outbox.models import Delivery, Message
from secretariat.participation.models import Entity
from secretariat.record.models import Entry
from secretariat.registration.models import Meeting, Registration
from tests.travaux.participation.test_bounce import report
from travaux.modalities import NotForRole
from travaux.participation.bounce import NotABounce

pytestmark = pytest.mark.django_db
Recipient = queries.Recipient


def test_nothing_leaves_before_a_person_released_it(seat, message, release):
    seat("ARL", language="fr"), seat("BRU")
    assert Job.objects.count() == 0
    release(message)
    mails = {job.payload["address"]: job.payload["subject"] for job in Job.objects.filter(kind="mail")}
    assert mails == {"ana@example.org": "News", "arl@example.org": "Nouvelles", "bru@example.org": "News"}
    assert set(Delivery.objects.values_list("job", flat=True)) == set(Job.objects.values_list("uuid", flat=True))
    entry = Entry.objects.get(deed="release_message")
    assert (entry.facts["mails"], entry.facts["languages"]) == (3, {"en": 2, "fr": 1})
    assert "example.org" not in str(list(Entry.objects.values_list("facts", flat=True)))
    with pytest.raises(services.Settled):
        release(message)


def test_what_leaves_is_what_was_looked_at(seat, message, officer, at):
    seen = queries.digest(message)
    seat("ARL")
    with pytest.raises(services.PreviewChanged):
        services.release_message(message, seen=seen, by=officer, at=at)
    assert (Job.objects.count(), Message.objects.get().state) == (0, "draft")


def test_a_group_is_of_roles_and_kinds_a_meeting_and_addresses_each_once(process, seat, officer, at, words):
    seat("ARL"), seat("G12", kind="group"), seat("BRU", email="ANA@example.org"), seat("COR", email="")
    days = {"first": at.date(), "last": at.date(), "closes_at": at, "zone": "UTC"}
    meeting = Meeting.objects.create(process=process, key="round-1", title="Round", **days)
    whole = {"family": "R", "role": "head", "named_at": at, "entity": Entity.objects.get(code="ARL")}
    for name, state, number in (("ana", "approved", 1), ("bo", "approved", 2), ("eva", "named", None)):
        Registration.objects.create(
            meeting=meeting, given=name, email=f"{name}@example.org", state=state, number=number, **whole
        )
    group = services.Group(["delegate"], ["state"], "round-1", "eva@example.org; eva@example.org")
    message = services.prepare_message(process, group=group, words=words, by=officer, at=at)
    assert [each.address for each in queries.recipients(message)] == [
        "ANA@example.org",
        "arl@example.org",
        "bo@example.org",
        "eva@example.org",
    ]


def test_a_group_or_words_that_are_none_are_refused(process, officer, at, words, seat):
    good = services.Group(roles=["delegate"])
    for group in (
        services.Group(roles=["king"]),
        services.Group(["delegate"], ["ship"]),
        services.Group(meeting="ball"),
        services.Group(addresses="nobody"),
    ):
        with pytest.raises(services.WrongGroup):
            services.prepare_message(process, group=group, words=words, by=officer, at=at)
    with pytest.raises(services.NobodyToWriteTo):
        services.prepare_message(process, group=services.Group(), words=words, by=officer, at=at)
    for wrong in (
        ("en", "", "b"),
        ("en", "a\nBcc: x", "b"),
        ("en", "a", " "),
        ("xx", "a", "b"),
        ("en", "a" * 201, "b"),
    ):
        with pytest.raises(services.WrongWords):
            services.prepare_message(process, group=good, words=[services.Worded(*wrong)], by=officer, at=at)
    with pytest.raises(services.WrongWords):
        services.prepare_message(process, group=good, words=[], by=officer, at=at)
    with pytest.raises(NotForRole):
        services.prepare_message(process, group=good, words=words, by=seat("ARL"), at=at)


def test_a_message_to_nobody_does_not_leave(process, officer, at, words, release):
    group = services.Group(roles=["delegate"])
    message = services.prepare_message(process, group=group, words=words, by=officer, at=at)
    with pytest.raises(services.NobodyToWriteTo):
        release(message)


def test_a_draft_is_reworded_or_dropped_and_then_leaves_no_more(message, officer, at, release):
    group = services.Group(addresses="bo@example.org")
    services.reword_message(message, group=group, words=[services.Worded("ar", "a", "b")], by=officer, at=at)
    message.refresh_from_db()
    assert queries.recipients(message) == [Recipient("bo@example.org", "ar")]
    services.drop_message(message, by=officer, at=at)
    for deed in (lambda: release(message), lambda: services.drop_message(message, by=officer, at=at)):
        with pytest.raises(services.Settled):
            deed()
    assert Job.objects.count() == 0


def test_a_mail_that_came_back_is_noted_once_with_the_servers_reason(process, message, release, officer, at):
    release(message)
    delivery = Delivery.objects.get()

    def came_back(mail):
        said = report().replace(b"<a-mail@", f"<{mail}@".encode())
        return services.note_bounce(process, report=said, by=officer, at=at)

    assert came_back(delivery.job).bounce == "5.1.1 550 5.1.1 no such person"
    assert [each.state for each in queries.log_of(queries.deliveries(message))] == ["bounced"]
    with pytest.raises(services.CameBackBefore):
        came_back(delivery.job)
    for unknown in (uuid4(), "a-mail"):
        with pytest.raises(services.NoSuchDelivery):
            came_back(unknown)
    with pytest.raises(NotABounce):
        services.note_bounce(process, report=b"", by=officer, at=at)


def test_each_mail_stands_as_its_job_does(message, release):
    release(message)
    (mail,) = queries.log_of(queries.deliveries(message))
    assert (mail.state, str(mail.words)) == ("waiting", "Waits for the worker")
    Job.objects.all().delete()
    (mail,) = queries.log_of(queries.deliveries(message))
    assert mail.state == "done"


def test_where_mail_is_sent_at_once_the_log_says_so(message, release, settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    release(message)
    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]]
    assert [each.state for each in queries.log_of(queries.deliveries(message))] == ["done"]
