from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.precedents.file import IndexFile
from travaux.text.precedents.leaves import prepared
from travaux.text.precedents.search import TooShort, find, outermost, shown
from travaux.text.precedents.shapes import Adopted, Paragraph

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"
STOCK = "at the national, regional and global levels, as appropriate"


def told(found):
    return [(found.text[run.start : run.end], run.words, run.sources) for run in found.runs]


def test_a_run_is_found_whatever_its_typography(corpus):
    base = corpus(("A/RES/1", "2018-12-19", AGREED))
    draft = "1. [recognizing the  POSITIVE\ncontribution of migrants - for inclusive] growth of all"
    assert told(find(base, draft)) == [
        ("recognizing the  POSITIVE\ncontribution of migrants - for inclusive] growth", 9, (1,))
    ]


def test_a_run_of_seven_words_is_none(corpus):
    base = corpus(("A/RES/1", "2018-12-19", AGREED))
    assert told(find(base, "Recognizing the positive contribution of migrants for all")) == []
    assert told(find(base, "no words")) == []


def test_words_that_a_paragraph_has_twice_are_followed_to_where_each_of_them_ends(corpus):
    base = corpus(("A/RES/1", "2018-12-19", "one two three four five six seven eight " * 2 + "nine"))
    draft = "one two three four five six seven eight nine"
    assert told(find(base, draft)) == [(draft, 9, (1,)), (draft[:-5], 8, (1,))]


def test_a_run_does_not_go_on_from_one_paragraph_to_the_next(corpus):
    base = corpus(("A/RES/1", "2018-12-19", "one two three four five six", "seven eight nine ten eleven twelve"))
    assert told(find(base, "one two three four five six seven eight nine ten eleven twelve")) == []


def test_runs_of_fewer_than_eight_words_are_refused_since_some_would_be_missed(corpus):
    with pytest.raises(TooShort):
        find(corpus(), AGREED, shortest=7)


def test_only_runs_as_long_as_asked_for_are_told(corpus):
    base = corpus(("A/RES/1", "2018-12-19", AGREED))
    assert [run.words for run in find(base, AGREED, shortest=12).runs] == [12]
    assert find(base, AGREED, shortest=13).runs == ()


def test_all_who_said_it_are_told_the_earliest_first_and_the_undated_last(corpus):
    base = corpus(("A/3", "", AGREED), ("A/2", "2020-01-01", AGREED), ("A/1", "2018-01-01", "x", AGREED))
    (run,) = find(base, AGREED).runs
    assert [base.places([each])[each].symbol for each in run.sources] == ["A/1", "A/2", "A/3"]
    assert [base.places([each])[each].symbol for each in shown(run, 2)] == ["A/1", "A/3"]


def test_rare_words_weigh_more_than_stock_phrases(corpus):
    stock = [f"{number} {STOCK} {number}" for number in range(30)]
    found = find(corpus(("A/1", "2018-01-01", *stock, AGREED)), f"{AGREED}; {STOCK}")
    rare, common = found.runs
    assert (rare.rarity, common.rarity, common.words, len(common.sources)) == (1.0, 0.0095, 9, 30)
    assert rare.weight > common.weight


def test_runs_within_longer_ones_can_be_left_out(corpus):
    base = corpus(("A/1", "2018-01-01", AGREED), ("A/2", "2019-01-01", AGREED[: AGREED.index(" and")]))
    found = find(base, AGREED)
    assert [run.words for run in found.runs] == [12, 9]
    assert [run.words for run in outermost(found.runs)] == [12]


def brute(draft, paragraphs):
    """Return every longest run of eight words or more, found by trying every place."""
    runs = set()
    for number, words in enumerate(paragraphs, 1):
        for i in range(len(draft)):
            for j in range(len(words)):
                length = 0
                while draft[i + length : i + length + 1] == words[j + length : j + length + 1] != []:
                    length += 1
                if length >= 8 and not (i and j and draft[i - 1] == words[j - 1]):
                    runs.add((i, i + length, number))
    return runs


WORDS = st.lists(st.sampled_from("ab"), max_size=24) | st.lists(st.sampled_from("abcdefgh"), max_size=40)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=3), st.randoms())
def test_no_run_of_eight_words_is_missed_and_none_is_made_up(paragraphs, own, chance):
    borrowed = [words for words in paragraphs if words]
    draft = [word for words in own for word in (*words, *(chance.choice(borrowed) if borrowed else ()))]
    base = IndexFile(Path(":memory:"), create=True)
    numbered = tuple(Paragraph("", " ".join(words)) for words in paragraphs)
    base.add("a", "a", prepared(Adopted("A", "", numbered)))
    base.settle()
    found = find(base, " ".join(draft))
    assert {(run.first, run.last, source) for run in found.runs for source in run.sources} == brute(draft, paragraphs)


def test_a_run_at_the_edge_of_what_is_looked_up_at_once_is_whole(corpus):
    adopted = " ".join(f"w{number}" for number in range(300))
    base = corpus(("A/1", "", adopted))
    draft = " ".join(["x"] * 200 + adopted.split())
    assert [(run.first, run.words) for run in find(base, draft).runs] == [(200, 300)]


def test_a_paragraph_that_has_only_common_words_is_not_likened_to_the_draft(corpus):
    base = corpus(("A/1", "", *(f"{STOCK} {number}" for number in range(201))))
    found = find(base, STOCK)
    assert (len(found.runs[0].sources), found.likenesses) == (201, ())


def test_a_paragraph_that_says_it_twice_counts_once(corpus):
    base = corpus(("A/1", "", f"a b c {AGREED} d {AGREED}"))
    (run,) = find(base, AGREED).runs
    assert (run.words, run.sources) == (12, (1,))
