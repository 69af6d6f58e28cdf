from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.passages.segment import LONGEST, Block, Kind, gaps, segment

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
PIECES = [
    "Cities receive.",
    "# Head",
    "- item",
    "1. One",
    "(a) sub",
    "\n\n",
    "\n",
    "> said",
    "   ",
    "go on",
    "|",
    "3",
    "مدن.",
    "城市。",
    "\t",
    "<sup>1</sup> n",
    "\ufeff",
    "---",
    "\r\n",
]
TEXTS = st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def shown(text, blocks=None):
    return [(str(passage.kind), passage.number, passage.text) for passage in segment(text, blocks)]


@given(TEXTS)
def test_every_passage_gives_back_the_exact_words_of_its_source(text):
    assert [text[passage.start : passage.end] for passage in segment(text)] == [
        passage.text for passage in segment(text)
    ]


@given(TEXTS)
def test_passages_stand_in_order_and_nothing_but_marks_stands_between(text):
    passages = segment(text)
    ends = [place for passage in passages for place in (passage.start, passage.end)]
    assert ends == sorted(ends)
    assert gaps(text, passages) == ()


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300), st.sampled_from(Kind)), max_size=6))
def test_blocks_of_a_reader_lose_no_word_however_they_lie(text, places):
    blocks = [Block(min(a, b, len(text)), min(max(a, b), len(text)), kind) for a, b, kind in places]
    passages = segment(text, blocks)
    assert gaps(text, passages) == ()
    assert [text[passage.start : passage.end] for passage in passages] == [passage.text for passage in passages]


def test_empty_lines_set_paragraphs_apart_whatever_ends_a_line():
    assert shown("One.\r\n\r\nTwo\r\ngoes on.\n \nThree.") == [
        ("paragraph", "", "One."),
        ("paragraph", "", "Two\r\ngoes on."),
        ("paragraph", "", "Three."),
    ]


def test_marks_tell_headings_items_and_quotations():
    assert shown("## **Vision** ##\n\n- seats for cities\n* beds\n\n> We came.\n\n• words") == [
        ("heading", "", "Vision"),
        ("item", "", "seats for cities"),
        ("item", "", "beds"),
        ("quotation", "", "We came."),
        ("item", "", "words"),
    ]


def test_printed_numbers_stand_beside_the_words():
    assert shown("22. Cities ask\n(a) for seats;\n(iv) for funds;\n- 3.1. for maps\nb. for time\nIV. LAST") == [
        ("paragraph", "22", "Cities ask"),
        ("item", "(a)", "for seats;"),
        ("item", "(iv)", "for funds;"),
        ("paragraph", "3.1", "for maps"),
        ("item", "b", "for time"),
        ("paragraph", "IV", "LAST"),
    ]


def test_a_number_that_the_reader_gave_is_kept():
    assert shown("2. Two", [Block(0, 6, Kind.ITEM, "7")]) == [("item", "7", "2. Two")]


def test_footnotes_are_told_by_their_mark():
    assert shown("<sup>4</sup> See above.\n\n[^n]: See below.") == [
        ("footnote", "4", "See above."),
        ("footnote", "n", "See below."),
    ]


@pytest.mark.parametrize("text", ["3", "- 12 -", "Page 2 of 9", "iv", "This page is intentionally left blank iv"])
def test_page_furniture_is_kept_and_marked(text):
    assert [passage.kind for passage in segment(f"One.\n\n{text}\n\nTwo.")] == ["paragraph", "furniture", "paragraph"]


def test_a_figure_in_a_table_is_no_page_number():
    assert shown("3", [Block(0, 1, Kind.TABLE)]) == [("table", "", "3")]


def test_rules_and_empty_blocks_are_no_passages():
    assert shown("***\n\n---\n\n   \n\n# \n\n|--|--|") == []


def test_a_paragraph_that_a_page_break_cut_is_one_passage():
    assert shown("Cities ask for\n\na seat at the table.\n\nThey wait.") == [
        ("paragraph", "", "Cities ask for\n\na seat at the table."),
        ("paragraph", "", "They wait."),
    ]


@pytest.mark.parametrize(
    "text",
    ["It ends:\n\nso here", "It stops\n\nSo here", "# Head\n\nso here", "It stops\n\n(a) so", "Ask for\n\n---\n\nit"],
)
def test_what_is_finished_or_begins_anew_is_not_joined(text):
    assert len(segment(text)) == 2


def test_a_long_paragraph_is_cut_at_the_ends_of_its_sentences():
    sentence = "Mr. A. Reyes of No. 4 asked for seats at every table of the compact (and of others). "
    text = f"5. {sentence * 40}".strip()
    passages = segment(text)
    assert [passage.number for passage in passages] == ["5", "", ""]
    assert [len(passage.text) <= LONGEST for passage in passages] == [True, True, True]
    assert {passage.text[:12] for passage in passages} == {"Mr. A. Reyes"}
    assert {passage.text[-8:] for passage in passages} == {"others)."}


def test_a_long_paragraph_of_chinese_is_cut_too():
    assert len(segment("城市需要席位。" * 300)) == 2


def test_a_long_sentence_stays_whole():
    assert len(segment("seat " * 400)) == 1


def test_words_that_stand_nowhere_are_named():
    assert gaps("One. Two. Three.", [segment("One.")[0]]) == ("Two. Three.",)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents (shared/seeds) are not beside this checkout")
def test_real_papers_are_cut_without_losing_a_word():
    for paper in sorted(SEEDS.glob("*.txt")):
        text = paper.read_bytes().decode()
        passages = segment(text)
        assert [passage.text for passage in passages] == [text[passage.start : passage.end] for passage in passages]
        assert gaps(text, passages) == ()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_the_end_of_a_line_is_no_empty_line_in_whichever_way_it_is_written(end):
    between = (end, 2 * end, f"{end} {end}")
    assert [len(segment(f"One and all said.{each}Two of them left.")) for each in between] == [1, 2, 2]
