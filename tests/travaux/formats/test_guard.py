import io
import zipfile

import pytest

from benchmarks.trust.papers import BOMBS, PARAGRAPH, body, overlapping
from travaux.formats.detect import Damaged, Paper
from travaux.formats.guard import Bomb, TooLarge, parsed, unpacked, weighed
from travaux.formats.intake import TooManyPassages, opened, read
from travaux.formats.reading import Limits, Overlong

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def paper(content=b""):
    return Paper(content, "a.docx", "Word")


def test_a_file_larger_than_the_limit_is_refused_with_the_limit():
    with pytest.raises(TooLarge, match=r"“a.docx”\. It has more than the 3 bytes that are taken\."):
        weighed(b"1234", "a.docx", 3)
    assert weighed(b"123", "a.docx", 3) is None


def test_the_xml_parts_are_unpacked(packed):
    found = unpacked(
        paper(packed({"word/document.xml": "x", "word/media/a.png": "y", "_rels/.rels": "z"})), Limits(), ("",)
    )
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


REFUSED = {
    "one packed part listed 500 times": "would unpack to",
    "two parts of one name": "bear the same name",
    "a part outside its folder": "outside its own folder",
    "an archive packed by another method": "word processors do not use",
    "a million paragraphs": "would unpack to",
    "runs by the thousand, packed less": "tags, more than any paper",
    "laughs in UTF-16": "another encoding than UTF-8",
    "laughs in UTF-7": "another encoding than UTF-8",
    "a million paragraphs of a page": "tags, more than any paper",
    "definitions that never end": "lines, more than any paper",
}


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_a_bomb_is_refused_for_what_it_is(name, reason):
    filename, make = BOMBS[name]
    with pytest.raises(Bomb, match=reason):
        read(make(), filename)


def test_parts_that_lie_over_each_other_are_refused_however_small():
    with pytest.raises(Bomb, match="lie over each other"):
        read(overlapping(size=100, times=3), "a.docx")


@pytest.mark.parametrize("part", [b'<a b="' + b"x" * 300_000 + b'"/>', b"<a>" + b"x" * 300_000 + b"</a>"])
def test_a_tag_or_a_run_of_words_longer_than_a_chapter_is_refused(part):
    with pytest.raises(Bomb, match="longer than a chapter"):
        parsed(part, paper(), Limits())


def test_a_part_that_points_elsewhere_is_refused():
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("word/document.xml", body(PARAGRAPH))
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(Bomb, match="points to a file elsewhere"):
        read(whole.getvalue(), "a.docx")


def test_a_note_that_is_read_too_often_makes_a_paper_too_long():
    filename, make = BOMBS["a long note read 20,000 times"]
    with pytest.raises(Overlong, match="more than 4194304 characters"):
        read(make(), filename)


def test_a_paper_of_too_many_passages_is_refused():
    with pytest.raises(TooManyPassages, match="It falls into 3 passages; at most 2"):
        opened(b"One.\n\nTwo.\n\nThree.", "a.txt", limits=Limits(passages=2))
