from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.guard import TooLarge
from travaux.formats.intake import NoWords, read
from travaux.formats.reading import Limits
from travaux.passages.segment import gaps, segment
from travaux.refusal import Refusal

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
SEATS = "<w:p><w:r><w:t>Cities ask for seats.</w:t></w:r></w:p>"


def test_the_same_words_are_read_from_every_format(word, pdf):
    papers = {
        "a.docx": word(SEATS),
        "a.pdf": pdf(["Cities ask for seats."]),
        "a.html": b"<html><p>Cities ask for seats.</p>",
        "a.md": b"**Cities ask for seats.**",
        "a.txt": b"Cities ask for seats.",
    }
    readings = {name: read(content, name) for name, content in papers.items()}
    assert [reading.format for reading in readings.values()] == ["Word", "PDF", "HTML", "Markdown", "plain text"]
    passages = [segment(reading.text, reading.blocks) for reading in readings.values()]
    assert {found[0].text for found in passages} == {"Cities ask for seats."}


def test_an_oversized_file_is_refused_before_it_is_looked_at():
    with pytest.raises(TooLarge):
        read(b"%PDF-", "a.docx", limits=Limits(size=4))


@pytest.mark.parametrize("filename", ["a.html", "a.md", "a.txt"])
def test_text_of_many_thousand_pages_is_refused_before_it_is_cut(filename):
    content = b"<p>Cities" if filename == "a.html" else b"Cities"
    with pytest.raises(TooLarge, match="more than the 4 bytes"):
        read(content, filename, limits=Limits(text=4))


@pytest.mark.parametrize("content", [b"***", b"<html><p></p>"])
def test_a_file_without_words_is_refused(content):
    with pytest.raises(NoWords):
        read(content, "a")


@given(st.binary(max_size=200), st.sampled_from(["a.docx", "a.pdf", "a.html", "a.md", "a.txt", "a"]))
def test_whatever_is_handed_in_is_read_or_refused(content, filename):
    try:
        reading = read(content, filename)
    except Refusal:
        return
    assert gaps(reading.text, segment(reading.text, reading.blocks)) == ()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents (shared/seeds) are not beside this checkout")
def test_every_character_of_the_real_papers_is_accounted_for():
    papers = sorted(SEEDS.glob("*.txt"))
    assert len(papers) == 5
    for paper in papers:
        reading = read(paper.read_bytes(), paper.name)
        passages = segment(reading.text, reading.blocks)
        assert reading.text == paper.read_bytes().decode()
        assert [passage.text for passage in passages] == [reading.text[p.start : p.end] for p in passages]
        assert gaps(reading.text, passages) == ()
