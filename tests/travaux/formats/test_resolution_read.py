from travaux.formats.intake import opened
from travaux.formats.reading import Reading
from travaux.formats.resolution_read import resolution_of_reading

TEXT = """90/1. Modalities of the conference on rivers

The General Assembly,

1. Decides to convene the conference in Geneva from 5 to 7 October 2037, at the highest possible level;

2. Requests the Secretary-General:

(a) To prepare a report on the rivers of the world no later than March 2037;

(b) To submit it to the General Assembly and to the Member States.
"""
PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")) + "</body></html>"


def numbers(reading: Reading):
    return [each.number for each in resolution_of_reading(reading).operative]


def test_a_resolution_is_read_from_words_alone():
    assert numbers(opened(TEXT.encode(), "a.txt").reading) == ["1", "2", "2 (a)", "2 (b)"]


def test_a_resolution_is_read_from_the_blocks_of_a_page():
    found = opened(PAGE.encode(), "a.html").reading
    assert (bool(found.blocks), numbers(found)) == (True, ["1", "2", "2 (a)", "2 (b)"])
