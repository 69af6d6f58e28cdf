import pytest

from benchmarks.trust.papers import BOMBS, PARAGRAPH, word
from travaux.formats.apart import open_apart
from travaux.refusal import Refusal

pytest.importorskip("pypdfium2", reason="PDF is read by an extra of the software")

HARMLESS = {
    "archives in archives",
    "tables of places that follow themselves",
    "two thousand million pages",
    "a stream that lies about its length",
    "a page as large as a country",
    "100,000 objects in one stream",
    "100,000 arrays in each other",
    "a script in a PDF",
    "three quarters of a million entities",
    "lists in lists",
    "links that never close",
}
"""What does no harm here, because nothing of it is followed: read, within the limits of its size."""


@pytest.mark.parametrize("name", BOMBS)
def test_a_paper_made_to_harm_is_refused_or_read_within_its_limits(name):
    filename, make = BOMBS[name]
    spent = []
    try:
        open_apart(make(), filename, watch=spent.append)
    except Refusal:
        spent.clear()
    assert [each.exit for each in spent] == ([0] if name in HARMLESS else [])


def test_an_honest_paper_of_a_thousand_paragraphs_is_read():
    assert len(open_apart(word(PARAGRAPH * 1000), "a.docx").passages) == 1000
