from datetime import UTC, datetime

import pytest

from secretariat.documents.models import Blob, Document
from secretariat.documents.services import keep

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)


def kept(content, filename):
    return keep(content, filename=filename, media_type="text/plain", title="Paper", by=None, at=NOON)


def test_a_paper_is_kept_byte_for_byte():
    paper = kept(b"\xff\x00 as it came\r\n", "paper.txt")
    assert bytes(Document.objects.get(pk=paper.pk).blob.content) == b"\xff\x00 as it came\r\n"


def test_the_same_bytes_filed_twice_are_kept_once_and_registered_twice():
    kept(b"same", "one.txt")
    kept(b"same", "two.txt")
    assert list(Blob.objects.values_list("size", flat=True)) == [4]
    assert list(Document.objects.order_by("id").values_list("filename", flat=True)) == ["one.txt", "two.txt"]
