from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.bracket import parse, render
from travaux.text.survey import Located, Paragraph, blocks, own_pairs, survey

DRAFT = "We [shall] [should] act\nby [X].\n\n  \nOption 1: [a [b]\n\nno]\n"


def surveyed(text, *, markdown=False):
    return survey(text, blocks(text, markdown=markdown))


def test_brackets_are_counted_and_those_that_span_paragraphs_are_located_at_both_ends():
    found = surveyed(DRAFT)
    assert (found.opened, found.closed, found.paragraphs, found.unbalanced_paragraphs) == (5, 5, 3, 2)
    assert (found.max_depth, found.deepest_paragraph, found.placeholders, found.options, found.announced) == (
        *(2, 2, 1, 1, 1),
    )
    assert (found.spanning, found.markup) == (1, 0)
    assert found.warnings == (
        Located(2, 5, DRAFT.index("[a"), "opened here, closed in paragraph 3 (line 7)"),
        Located(3, 7, DRAFT.index("no]") + 2, "closed here, opened in paragraph 2 (line 5)"),
    )


def test_a_bracket_without_a_partner_is_told_alone():
    found = surveyed("a] b\n\n[c")
    assert [(each.paragraph, each.what) for each in found.warnings] == [
        (1, "closed, never opened"),
        (2, "opened, never closed"),
    ]
    assert (found.spanning, found.max_depth) == (0, 0)


def test_as_many_closed_as_opened_is_balanced_in_number_and_still_warned_of():
    found = surveyed("a] then [b")
    assert (found.unbalanced_paragraphs, len(found.warnings)) == (0, 2)


def test_brackets_that_span_paragraphs_nest_in_each_other():
    found = surveyed("[a [b\n\n[c]\n\nd]]")
    assert (found.max_depth, found.deepest_paragraph, found.spanning) == (3, 2, 2)


def test_the_head_of_a_markdown_file_is_no_paragraph_and_its_brackets_are_counted():
    text = '---\ntitle: "[Draft]"\n---\n\nFirst.[^1]\n\n[^1]: A note.\n'
    found = surveyed(text, markdown=True)
    assert (found.opened, found.closed, found.paragraphs) == (3, 3, 2)
    assert surveyed(text).paragraphs == 3
    assert own_pairs(text) == 2


def test_an_empty_text_has_nothing_to_count():
    found = surveyed("")
    assert (found.opened, found.max_depth, found.paragraphs, found.warnings) == (0, 0, 0, ())


@given(st.text(alphabet="[]a \n\r"))
def test_every_bracket_is_counted_and_every_place_is_that_of_a_bracket(text):
    found = surveyed(text)
    assert (found.opened, found.closed) == (text.count("["), text.count("]"))
    assert all(text[each.offset] in "[]" for each in found.warnings)
    assert all(0 < each.paragraph <= found.paragraphs for each in found.warnings)


def test_a_place_in_the_words_is_a_place_in_the_document():
    paragraph = Paragraph("ab[c", ((0, 10), (2, 40)))
    assert [paragraph.place(offset) for offset in range(4)] == [10, 11, 40, 41]


def test_a_real_draft_is_counted_as_it_stands():
    drafts = sorted((Path(__file__).parents[4] / "shared" / "data" / "paris-2015").glob("*/index.md"))
    if not drafts:
        pytest.skip("the real draft stands in ../shared, which is not here")
    text = drafts[0].read_bytes().decode()
    paragraphs = blocks(text, markdown=True)
    found = survey(text, paragraphs, markup=own_pairs(text))
    assert (found.paragraphs, found.unbalanced_paragraphs, found.max_depth, found.options) == (445, 45, 5, 178)
    assert (found.opened, found.closed) == (text.count("["), text.count("]"))
    assert (found.opened - found.markup, found.closed - found.markup) == (1027, 1028)
    assert all(render(parse(paragraph.words)) == paragraph.words for paragraph in paragraphs)
    assert all(text[each.offset] in "[]" for each in found.warnings)
    assert [text.count("\n", 0, each.offset) + 1 for each in found.warnings] == [each.line for each in found.warnings]
