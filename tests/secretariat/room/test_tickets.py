from datetime import timedelta

import pytest
from django.core import signing

from secretariat.room.services.tickets import LONGEST, SALT, Ticket, read, written


def test_a_ticket_is_read_as_it_was_written():
    ticket = Ticket("sample", "compact", "ar", 7, -60)
    assert read(written(ticket)) == ticket


@pytest.mark.parametrize("given", ["", "nonsense"])
def test_what_is_not_ours_is_no_ticket(given):
    assert read(given) is None


def test_what_was_signed_here_for_something_else_is_no_ticket():
    assert read(signing.dumps({"process": "sample"}, salt="another")) is None


def test_a_ticket_that_is_too_old_is_none(monkeypatch):
    given = written(Ticket("sample", "compact", "en"))
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(seconds=LONGEST + 1).total_seconds())
    assert read(given) is None


def test_a_ticket_does_not_hold_for_anything_else_that_is_signed_here():
    with pytest.raises(signing.BadSignature):
        signing.loads(written(Ticket("sample", "compact", "en")), salt=f"not {SALT}")
