"""Whoever files a paper is sent the receipt, in the same transaction."""

import pytest
from django.utils.translation import override

from secretariat.inputs import queries
from secretariat.inputs.models import Submission
from secretariat.jobs.models import Job
from secretariat.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_is_jobs(settings):
    settings.EMAIL_BACKEND = "secretariat.jobs.services.mail.Backend"
    settings.TRAVAUX_ADDRESS = "https://process.example.org"


def test_the_author_is_sent_the_receipt_and_none_of_the_words(file, actors):
    actors["focal_point"].person.email = "ada@example.org"
    with override("fr"):
        paper = file(by=actors["focal_point"])
    payload, receipt = Job.objects.get().payload, queries.receipt_of(paper)
    assert (payload["address"], payload["subject"], payload["language"]) == (
        "ada@example.org",
        "Receipt for GCM-S-001",
        "en",
    )
    assert payload["body"].splitlines() == [
        "Received: GCM-S-001",
        "Time: 2017-06-20 12:00:00 (UTC)",
        f"Entry in the record: {receipt.entry}",
        f"Its leaf: {receipt.leaf}",
        "Page: https://process.example.org/processes/gcm-2018/inputs/GCM-S-001/",
    ]


def test_the_account_chooses_the_language(file, actors):
    person = actors["focal_point"].person
    person.email, person.language = "ada@example.org", "ar"
    file(by=actors["focal_point"])
    assert Job.objects.get().payload["language"] == "ar"


def test_without_an_address_or_an_account_nothing_is_sent(file, actors):
    file(by=actors["focal_point"])
    file(content=b"Another paper.\n", filename="b.md")
    assert (Submission.objects.count(), Job.objects.count()) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_a_filing_that_is_undone_sends_nothing(file, actors):
    actors["focal_point"].person.email = "ada@example.org\nBcc: eve@example.org"
    with pytest.raises(ValueError, match="newlines"):
        file(by=actors["focal_point"])
    assert (Submission.objects.count(), Job.objects.count(), Entry.objects.filter(deed="file_submission").count()) == (
        0,
        0,
        0,
    )
