from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.participation.badge import Badge, NotABadge, NotGenuine, NotValidToday, admit, issue, read
from travaux.record.signature import is_signed

HOLDER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = HOLDER.public_key().public_bytes_raw()
BADGE = Badge("A-17", "gcm-2018", "Ada Öztürk", "ARL", "delegate", date(2018, 12, 9), date(2018, 12, 11))
WORDS = issue(BADGE, HOLDER.sign)


def test_a_badge_is_read_back_with_nothing_but_the_public_key():
    assert read(WORDS, KEY, is_signed) == BADGE
    assert len(WORDS) < 300


def test_a_badge_of_another_holder_is_not_genuine():
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    with pytest.raises(NotGenuine):
        read(issue(BADGE, other.sign), KEY, is_signed)


@pytest.mark.parametrize(
    "words",
    ["", "hello", "T1.e30.AA", "T1.W10.AA", "T2" + WORDS[2:], WORDS + "=", WORDS[:-1] + "*", "T1.!.AA", "x" * 2000],
)
def test_what_is_no_badge_is_refused(words):
    with pytest.raises(NotABadge):
        read(words, KEY, is_signed)


@settings(max_examples=20)  # each checks a signature in plain Python
@given(st.integers(0, len(WORDS) - 1), st.sampled_from("ABCabc019-_.{"))
def test_a_badge_with_any_letter_changed_is_refused(place, letter):
    changed = WORDS[:place] + letter + WORDS[place + 1 :]
    if changed != WORDS:
        with pytest.raises((NotABadge, NotGenuine)):
            read(changed, KEY, is_signed)


def test_a_badge_opens_the_door_from_its_first_day_to_its_last():
    for day in (9, 10, 11):
        assert admit(BADGE, on=date(2018, 12, day)) is None
    for day, state in ((8, "valid from 2018-12-09 only"), (12, "valid until 2018-12-11 only")):
        with pytest.raises(NotValidToday) as refused:
            admit(BADGE, on=date(2018, 12, day))
        assert refused.value.facts["state"] == state


def test_a_badge_that_was_revoked_opens_no_door():
    with pytest.raises(NotValidToday) as refused:
        admit(BADGE, on=date(2018, 12, 10), revoked={"A-17"})
    assert refused.value.facts["state"] == "revoked"
