import pytest

from travaux.formats.akn.load import load
from travaux.formats.detect import AKOMA_NTOSO, Damaged, Paper
from travaux.formats.guard import Bomb
from travaux.formats.reading import Limits


def loaded(content, limits=None):
    return load(Paper(content, "a.xml", AKOMA_NTOSO), limits or Limits())


def test_a_sound_file_has_no_faults():
    found = loaded(b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso/>")
    assert (found.root.tag, found.faults) == ("akomaNtoso", ())


def test_a_file_in_another_encoding_is_read_as_it_says():
    found = loaded("<?xml version='1.0' encoding='iso-8859-1'?><akomaNtoso>é</akomaNtoso>".encode("latin-1"))
    assert found.root.text == "é"


def test_the_mark_of_utf_8_is_believed_before_a_declaration():
    found = loaded("\ufeff<?xml version='1.0' encoding='windows-1251'?><akomaNtoso>é</akomaNtoso>".encode())
    assert (found.root.text, found.faults) == ("é", ())


def test_bytes_that_are_no_text_are_told_with_their_line():
    found = loaded("<akomaNtoso>\n<p>né".encode()[:-1])
    assert (found.faults[0].said, "".join(found.root.itertext())) == (
        ("line 2: Byte 18 is not text in utf-8.", "\nn\ufffd")
    )


def test_signs_that_xml_cannot_hold_are_left_out():
    found = loaded(b"<akomaNtoso>a\x01b &AMP; &nosuch; &lt;</akomaNtoso>")
    assert (found.root.text, len(found.faults) > 0) == ("ab & &nosuch; <", True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"<law/>", "its first element is not akomaNtoso"), (b"akomaNtoso", "line 1: Start tag expected, '<' not found")],
)
def test_a_file_of_which_nothing_can_be_made_is_damaged(content, reason):
    with pytest.raises(Damaged) as refusal:
        loaded(content)
    assert refusal.value.facts["reason"] == reason


def test_entities_of_its_own_are_refused():
    with pytest.raises(Bomb, match="entities"):
        loaded(b'<!DOCTYPE x [<!ENTITY a "b">]><akomaNtoso>&a;</akomaNtoso>')
