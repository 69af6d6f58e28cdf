"""Places: sets of passages as bits are what a list of numbers would be, however they are kept."""

from hypothesis import given, settings
from hypothesis.strategies import integers, lists, sets

from travaux.passages.places import (
    BLOCK,
    Stretches,
    apart,
    counted_out,
    covered,
    ordinals,
    packed,
    terms_to_keep,
    together,
    unpacked,
)

places = sets(integers(0, 3 * BLOCK), max_size=60)
near = sets(integers(0, BLOCK - 1), min_size=1)


def as_bits(numbers):
    return sum(1 << number for number in numbers)


@given(near)
def test_a_block_comes_back_as_it_was_kept(some):
    kept = packed(as_bits(some))
    assert (unpacked(kept), len(kept) <= 1 + BLOCK // 8) == (as_bits(some), True)


def test_few_places_take_two_bytes_each_and_many_a_bit():
    assert (len(packed(1 << 8000 | 1)), len(packed((1 << BLOCK) - 1))) == (5, 1025)


@settings(max_examples=30)
@given(places, integers(0, 3 * BLOCK))
def test_places_taken_apart_and_put_together_are_the_same_places(some, first):
    blocks = dict(apart(as_bits(some), first))
    assert together(blocks) == as_bits(number + first for number in some)
    assert all(0 < bits < 1 << BLOCK for bits in blocks.values())


@settings(max_examples=30)
@given(places, integers(0, 60), integers(0, 60))
def test_ranks_are_counted_out_as_of_a_list(some, first, length):
    bits, listed = as_bits(some), sorted(some)
    assert list(ordinals(bits)) == listed
    assert list(counted_out(bits, first, first + length)) == listed[first : first + length]


@given(lists(integers(0, 40)))
def test_papers_cover_their_stretches_and_are_found_by_their_places(lengths):
    lasts = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    firsts = [last - length for last, length in zip(lasts, lengths, strict=True)]
    stretches = Stretches(tuple(range(len(lengths))), tuple(firsts), tuple(lasts))
    there = [(paper, ordinal) for paper, length in enumerate(lengths) for ordinal in range(1, length + 1)]
    assert [stretches.at(place) for place in range(1, sum(lengths) + 1)] == there
    assert (stretches.at(0), stretches.at(sum(lengths) + 1)) == (None, None)
    assert covered(zip(firsts, lasts, strict=True)) == as_bits(range(1, sum(lengths) + 1))


def test_where_a_paper_is_gone_there_is_none():
    stretches = Stretches((1, 3), (0, 8), (5, 9))
    assert (stretches.at(6), stretches.at(9)) == (None, (3, 1))
    assert list(ordinals(covered([(8, 9), (0, 2)]))) == [1, 2, 9]


def test_a_passage_is_kept_under_each_chinese_character_too():
    assert terms_to_keep("移民儿 migrants") == {"移民", "民儿", "移", "民", "儿", "migrant"}
