import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats import wire
from travaux.formats.guard import Bomb, TooLarge
from travaux.formats.intake import opened
from travaux.formats.reading import Concern, Flag
from travaux.refusal import Refusal

PAPER = b"# Head\n\n1. One.\n2. Two ![map](map.png)\n"


def answer(**changed):
    told = json.loads(wire.told(opened(PAPER, "a.md")))["opened"]
    return json.dumps({"opened": told | changed}).encode()


def test_a_paper_opened_comes_back_as_it_was():
    found = opened(PAPER, "a.md")
    assert wire.understood(wire.told(found), PAPER, "a.md") == found


def test_what_the_author_is_to_be_warned_of_comes_back_too():
    page = b"<p hidden>Our line</p><p>We ask.</p>"
    found = wire.understood(wire.told(opened(page, "a.html")), page, "a.html")
    assert found.reading.flags == (Flag(Concern.HIDDEN, 1, "Our line"),)


def test_a_half_of_a_character_comes_back_too():
    text = "a\ud800"
    assert wire.understood(answer(text=text, blocks=[], passages=[]), PAPER, "a.md").reading.text == text


def test_what_was_read_is_bound_to_the_bytes_that_were_handed_in_whatever_the_answer_says():
    assert wire.understood(answer(sha256="0" * 64), PAPER, "a.md").sha256 == sha256(PAPER).hexdigest()


def test_a_refusal_comes_back_as_the_same_refusal():
    given = Bomb(filename="a.docx", found="Word", reason="It is one.")
    with pytest.raises(Bomb) as refused:
        wire.understood(wire.refused(given), b"", "a.docx")
    assert refused.value.parts == given.parts


def test_a_refusal_names_the_file_that_was_handed_in():
    with pytest.raises(TooLarge, match=r"“a\.md”"):
        wire.understood(wire.refused(TooLarge(filename="other.md", limit=3)), b"", "a.md")


def test_the_facts_of_a_refusal_are_words_and_not_without_end():
    told = json.loads(wire.refused(Bomb(filename="a", found=["x"], reason="y" * 1000)))
    assert (told["facts"]["found"], len(told["facts"]["reason"])) == ("['x']", 300)


def test_too_heavy_a_paper_is_told_as_such():
    with pytest.raises(wire.TooHeavy, match="too much memory"):
        wire.understood(wire.refused(wire.TooHeavy(filename="a", reason="too much memory")), b"", "a")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"opened": {}}',
        b'{"refused": "SystemExit", "facts": {}}',
        b'{"refused": "Bomb", "facts": {}}',
        b'{"refused": "Bomb", "facts": []}',
        answer(text=7),
        answer(format="a program"),
        answer(blocks=[[0, 10**9, "paragraph", ""]]),
        answer(blocks=[[0, 1, "poem", ""]]),
        answer(passages=[[-1, 2, "paragraph", ""]]),
        answer(passages=[[0, 4, "paragraph", ""], [3, 5, "paragraph", ""]]),
        answer(passages=[["0", "4", "paragraph", ""]]),
        answer(warnings=[{"what": "x"}]),
        answer(flags=[{"concern": "poem", "count": 1, "words": ""}]),
    ],
)
def test_what_is_no_answer_is_not_believed(said):
    with pytest.raises(wire.GarbledError):
        wire.understood(said, PAPER, "a.md")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_noise_is_never_understood(said):
    with pytest.raises((Refusal, wire.GarbledError)):
        wire.understood(said, b"", "a")


def test_what_is_asked_is_one_line():
    assert json.loads(wire.request("a\nb", {"media_type": "text/plain", "limits": {}})) == {
        "filename": "a\nb",
        "media_type": "text/plain",
        "limits": {},
    }
