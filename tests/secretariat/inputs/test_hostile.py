"""Mutants and bombs handed in through the page: each is answered, nothing of it is kept, other pages stay open."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from benchmarks.trust.fuzz import mutant
from benchmarks.trust.papers import BOMBS
from secretariat.frame import cell
from secretariat.inputs.models import Submission
from secretariat.record.models import Entry

URL = "/processes/gcm-2018/inputs/"
TYPED = {"entity": "BRU", "title": "A paper", "kind": "statement", "themes": ["diasporas"], "language": "en"}
SOME = (
    "a billion laughs",
    "forms in forms in forms",
    "one packed part listed 500 times",
    "100,000 boxes in each other",
)


def hand_in(client, name, content):
    return client.post(f"{URL}file/", TYPED | {"paper": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("name", SOME)
def test_a_bomb_handed_in_is_refused_on_the_page_and_leaves_nothing(signed_in, name):
    client = signed_in("delegate")
    filename, make = BOMBS[name]
    assert hand_in(client, filename, make()).status_code == 422
    assert (Submission.objects.count(), Entry.objects.filter(deed="file_submission").count()) == (0, 0)


def test_whatever_is_handed_in_is_filed_or_refused_and_the_list_stays_open(signed_in):
    client = signed_in("delegate")
    for number in range(12):
        name, content = mutant(number)
        assert hand_in(client, name, content).status_code in {302, 422}
        assert client.get(URL).status_code == 200


def test_no_deed_is_begun_while_a_paper_is_opened(signed_in, monkeypatch):
    """The writer's lock is held by a transaction only, and none is open where the paper is."""
    client = signed_in("delegate")
    inside = []
    real = cell.open_apart

    def seen(*given, **bounds):
        inside.append(len(connection.savepoint_ids))
        return real(*given, **bounds)

    monkeypatch.setattr(cell, "open_apart", seen)
    before = len(connection.savepoint_ids)
    assert hand_in(client, "a.txt", b"Words of a delegation.").status_code == 302
    assert inside == [before]
