import pytest

from travaux.formats.detect import Damaged, Paper
from travaux.formats.guard import Bomb, TooLarge, parsed, unpacked, weighed
from travaux.formats.reading import Limits

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def paper(content=b""):
    return Paper(content, "a.docx", "Word")


def test_a_file_larger_than_the_limit_is_refused_with_the_limit():
    with pytest.raises(TooLarge, match=r"“a.docx”\. It has more than the 3 bytes that are taken\."):
        weighed(b"1234", "a.docx", 3)
    assert weighed(b"123", "a.docx", 3) is None


def test_the_xml_parts_are_unpacked(packed):
    found = unpacked(paper(packed({"word/document.xml": "x", "word/media/a.png": "y", "_rels/.rels": "z"})), Limits(), ("",))
    assert found == {"word/document.xml": b"x", "_rels/.rels": b"z"}


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(packed):
    with pytest.raises(Bomb, match=r"It would unpack to 1\.95 KB"):
        unpacked(paper(packed({"a.xml": "x" * 2000})), Limits(unpacked=1999), ("",))


def test_a_file_that_unpacks_to_far_more_than_it_weighs_is_refused(packed):
    with pytest.raises(Bomb, match=r"It would unpack to 2\.86 MB"):
        unpacked(paper(packed({"a.xml": "x" * 3_000_000})), Limits(), ("",))


def test_a_part_that_lies_about_its_size_is_refused(packed):
    content = packed({"a.xml": "x" * 1000}).replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(Damaged):
        unpacked(paper(content), Limits(), ("",))


def test_entities_are_refused_and_not_expanded():
    with pytest.raises(Bomb, match="defines entities"):
        parsed(LAUGHS, paper(), Limits())


def test_xml_that_is_not_well_formed_is_refused_with_the_place():
    with pytest.raises(Damaged, match="line 1"):
        parsed(b"<a><b></a>", paper(), Limits())


def test_sound_xml_is_parsed():
    assert parsed(b"<a>b</a>", paper(), Limits()).text == "b"
