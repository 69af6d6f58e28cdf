import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from travaux.text.bracket import (
    Bracket,
    Nature,
    Place,
    Warned,
    Words,
    depth,
    options_marked,
    options_mentioned,
    parse,
    places,
    render,
    walk,
    warnings,
)

BRACKETED = st.text(alphabet="[]\uff3b\uff3dab /…\n")


@given(BRACKETED)
@example("[a [b] c")
@example("]][[")
def test_what_is_read_is_written_again(wording):
    assert render(parse(wording)) == wording


@given(st.text())
def test_any_string_is_read_and_written_again(wording):
    assert render(parse(wording)) == wording


@given(BRACKETED)
def test_every_node_stands_where_it_says(wording):
    for node, _ in walk(parse(wording)):
        assert render([node]) == wording[node.start : node.end]


@given(BRACKETED)
def test_every_square_bracket_is_counted_once(wording):
    nodes = [node for node, _ in walk(parse(wording))]
    brackets = [node for node in nodes if isinstance(node, Bracket)]
    strays = [node for node in nodes if isinstance(node, Words) and node.is_stray]
    assert len(brackets) == wording.count("[") + wording.count("\uff3b")
    closed = sum(bracket.closed for bracket in brackets) + len(strays)
    assert closed == wording.count("]") + wording.count("\uff3d")


@pytest.mark.parametrize("nesting", [3, 5000])
def test_brackets_nest_as_deep_as_they_come(nesting):
    wording = "[" * nesting + "]" * nesting
    assert depth(parse(wording)) == nesting
    assert render(parse(wording)) == wording


def test_a_wording_without_brackets_has_no_depth():
    assert depth(parse("agreed")) == 0


def test_a_bracket_out_of_balance_is_kept_and_reported_with_its_place():
    assert warnings(parse("a] [b [c]")) == [Warned(1, "closed, never opened"), Warned(3, "opened, never closed")]


def test_brackets_side_by_side_are_alternatives():
    assert places("We [shall][should] [may] act") == [Place(3, 24, ("shall", "should", "may"), Nature.ALTERNATIVES)]


def test_a_slash_parts_alternatives_within_a_bracket():
    assert places("[shall / should] [[a] / b] x") == [Place(0, 26, ("shall", "should", "[a] / b"), Nature.ALTERNATIVES)]


def test_a_bracket_alone_is_a_choice_between_its_words_and_nothing():
    assert places("act [at once].") == [Place(4, 13, ("at once", ""))]


def test_a_placeholder_offers_nothing_to_choose():
    assert places("by [X] per cent [ … ]") == [
        Place(3, 6, (), Nature.PLACEHOLDER),
        Place(16, 21, (), Nature.PLACEHOLDER),
    ]


def test_a_closing_bracket_that_nothing_opened_is_an_open_place():
    assert places("act] at [once") == [Place(3, 4, ("",)), Place(8, 13, ("once", ""))]


def test_options_announced_in_words_are_counted():
    assert options_marked("**Option 1:** act; Option (b) wait; Option II: adoption; options") == 3


def test_the_widest_count_of_options_is_what_a_search_finds():
    assert options_mentioned("OPTION 1, options and adoption; Opción 2, Вариант 3, الخيار 4, 备选案文5") == 7


def test_a_place_is_of_the_kind_of_its_brackets():
    natures = [place.nature for place in places("by [2030][2050], [5] or [5][shall], [2 / 3 of all], [may]")]
    kinds = [Nature.DATE, Nature.NUMBER, Nature.ALTERNATIVES, Nature.ALTERNATIVES, Nature.CONTESTED]
    assert natures == kinds


def test_a_long_bracket_is_contested_words():
    assert parse(f"[{'9 ' * 300}]")[0].nature is Nature.CONTESTED
