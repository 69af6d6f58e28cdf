import pytest

from travaux.evidence.citing import citations, masked
from travaux.evidence.facts import Rendered

FACTS = {
    "stock": Rendered(
        "stock",
        "In 2020, nearly 281 million people lived outside their country of birth.",
        "",
        {"people": "nearly 281 million"},
        {"people": 2.8e8},
    ),
    "girls": Rendered(
        "girls",
        "One in seven of them was a child, and 48.1 per cent were women or girls.",
        "",
        {"share": "one in seven", "women": "48.1 per cent"},
        {},
    ),
}


def found(text):
    return [(each.key, each.intact, each.line) for each in citations(text, FACTS)]


def test_a_sentence_that_says_the_figures_of_a_fact_is_intact():
    text = f"Preamble.\n\n{FACTS['stock'].sentence} {FACTS['girls'].sentence}"
    assert found(text) == [("stock", True, 3), ("girls", True, 3)]


@pytest.mark.parametrize("said", ["nearly 218 million", "nearly 281 billion", "281 million", "more than 281 million"])
def test_a_number_altered_in_a_text_is_found(said):
    text = FACTS["stock"].sentence.replace("nearly 281 million", said)
    assert [(each.key, each.intact, each.said, each.should) for each in citations(text, FACTS)] == [
        ("stock", False, text, FACTS["stock"].sentence)
    ]


def test_a_number_in_words_that_was_altered_is_found():
    assert found(FACTS["girls"].sentence.replace("seven", "six")) == [("girls", False, 1)]


def test_a_marked_sentence_may_be_worded_otherwise_as_long_as_it_says_the_figures():
    assert found("Of all people, nearly 281 million are migrants, 9 of whom we met.[^stock]") == [("stock", True, 1)]
    assert found("Some 280 million people are migrants.[^stock]") == [("stock", False, 1)]


def test_a_mark_that_names_no_fact_and_sentences_without_figures_cite_nothing():
    assert found("Nobody knows.[^else] People lived outside their country of birth in. 42!") == []


def test_separators_of_thousands_are_not_figures():
    facts = {"n": Rendered("n", "There were 280,598,105 migrants in the world.", "", {"n": "280,598,105"}, {})}
    assert [each.intact for each in citations("There were 280 598 105 migrants in the world.", facts)] == [True]


def test_without_facts_nothing_is_cited():
    assert list(citations("There were 5 of them.", {})) == []
    assert masked("In 2020, nearly 281 million people.") == "in people"


def test_figures_beside_each_other_are_two_and_thousands_are_one():
    fact = Rendered("two", "In 2015, 270 people of 12 000 left.", "", {"y": "2015", "n": "270", "all": "12,000"}, {})
    said = "It was 2015, 270 people, 12,000 in all.[^two] It was 2015, 271 people, 12 000 in all.[^two]"
    assert [each.intact for each in citations(said, {"two": fact})] == [True, False]


def test_figures_in_other_digits_are_the_same_figures():
    text = FACTS["stock"].sentence.replace("281", "٢٨١").replace("2020", "٢٠٢٠")
    assert found(text) == [("stock", True, 1)]
    assert found(text.replace("٢٨١", "٢١٨")) == [("stock", False, 1)]
