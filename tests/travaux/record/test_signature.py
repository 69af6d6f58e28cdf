import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.checkpoint import read_checkpoint
from travaux.record.signature import NotAKey, NotSigned, check_signature, is_signed, signature_line, verifier_key

# RFC 8032, section 7.1, tests 1 and 2.
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
MESSAGE = b"\x72"
EMPTY_PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
EMPTY_SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
    "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)
# The example of the specification of signed notes: not a checkpoint, but its key and the form of its line are shown.
NOTE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
KEY = "example.com/log+d455c521+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
SIGNED = """example.com/log
1
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

— example.com/log 1FXFIZjQRMTK4ByV5gtQU21HL7XpbYa104VJBuYau6hiadctNvKVthrKMcWtq85/u0O9M5hhHSLW5+P8bnkGPbtK5gI=
"""
ORDER = 2**252 + 27742317777372353535851937790883648493


def test_the_published_signatures_are_right():
    assert is_signed(PUBLIC, MESSAGE, SIGNATURE)
    assert is_signed(EMPTY_PUBLIC, b"", EMPTY_SIGNATURE)


@given(st.integers(0, 63), st.integers(1, 255))
def test_a_signature_with_one_byte_changed_is_wrong(place, change):
    spoilt = bytearray(SIGNATURE)
    spoilt[place] ^= change
    assert not is_signed(PUBLIC, MESSAGE, bytes(spoilt))


def test_what_cannot_be_a_signature_is_none():
    larger = (int.from_bytes(SIGNATURE[32:], "little") + ORDER).to_bytes(32, "little")
    assert not is_signed(PUBLIC, MESSAGE, SIGNATURE[:32] + larger)  # the same sum, written otherwise
    assert not is_signed(PUBLIC, MESSAGE, SIGNATURE[:-1])
    no_point = (2).to_bytes(32, "little")
    assert not is_signed(no_point, MESSAGE, SIGNATURE)
    assert not is_signed(b"\xff" * 32, MESSAGE, SIGNATURE)
    assert not is_signed((1 | 1 << 255).to_bytes(32, "little"), MESSAGE, SIGNATURE)  # x is 0, which has no sign


def test_a_key_is_written_as_the_specification_shows_it():
    public = base64.b64decode(NOTE_KEY.rpartition("+")[2] if NOTE_KEY.count("+") == 2 else NOTE_KEY.split("+", 2)[2])[
        1:
    ]
    assert verifier_key("example.com/foo", public) == NOTE_KEY


def test_a_signature_of_another_key_or_on_other_lines_does_not_count():
    text = f"travaux\n1\n{base64.b64encode(bytes(32)).decode()}\n"
    key = verifier_key("travaux", PUBLIC)
    line = signature_line("travaux", PUBLIC, SIGNATURE)
    for note in (text, f"{text}\n{line}", f"{text}\n— another AAAA\n— travaux AAAA\nnoise\n"):
        with pytest.raises(NotSigned) as refused:
            check_signature(read_checkpoint(note), key)
        assert refused.value.facts == {"name": "travaux"}


@pytest.mark.parametrize("key", ["", "travaux", "travaux+00000000+AAAA", NOTE_KEY.replace("530d", "530e"), "a+b+é"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(NotAKey):
        check_signature(read_checkpoint(f"travaux\n1\n{base64.b64encode(bytes(32)).decode()}"), key)


@pytest.mark.parametrize("note", [SIGNED, SIGNED.replace("\n\n", "\n\n— another.example/witness AAAAAAAA\n")])
def test_a_checkpoint_that_the_log_signed_is_known_by_its_key(note):
    assert check_signature(read_checkpoint(note), KEY) is None


def test_a_checkpoint_changed_after_it_was_signed_is_not():
    with pytest.raises(NotSigned):
        check_signature(read_checkpoint(SIGNED.replace("\n1\n", "\n2\n")), KEY)
