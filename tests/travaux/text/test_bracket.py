import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from travaux.text.bracket import (
    Bracket,
    Place,
    Warned,
    Words,
    depth,
    options_marked,
    parse,
    places,
    render,
    walk,
    warnings,
)

BRACKETED = st.text(alphabet="[]ab /…\n")


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
    assert len(brackets) == wording.count("[")
    assert sum(bracket.closed for bracket in brackets) + len(strays) == wording.count("]")


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
    assert places("We [shall][should] [may] act") == [Place(3, 24, ("shall", "should", "may"))]


def test_a_slash_parts_alternatives_within_a_bracket():
    assert places("[shall / should] [[a] / b] x") == [Place(0, 26, ("shall", "should", "[a] / b"))]


def test_a_bracket_alone_is_a_choice_between_its_words_and_nothing():
    assert places("act [at once].") == [Place(4, 13, ("at once", ""))]


def test_a_placeholder_offers_nothing_to_choose():
    assert places("by [X] per cent [ … ]") == [Place(3, 6, ()), Place(16, 21, ())]


def test_a_closing_bracket_that_nothing_opened_is_an_open_place():
    assert places("act] at [once") == [Place(3, 4, ("",)), Place(8, 13, ("once", ""))]


def test_options_announced_in_words_are_counted():
    assert options_marked("**Option 1:** act; Option (b) wait; Option II: adoption; options") == 3
