from travaux.text.precedents.report import Row, rows
from travaux.text.precedents.search import find
from travaux.text.precedents.variants import Difference

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"


def test_a_row_for_each_paragraph_that_has_the_run_in_the_order_of_the_draft(corpus):
    base = corpus(("A/RES/2", "2020-12-21", "x", AGREED), ("A/RES/1", "2018-12-19", AGREED))
    text = f"5. {AGREED}"
    run = (3, len(text), 12, AGREED)
    assert rows(base, find(base, text)) == (
        Row(*run, "A/RES/1", "1", "2018-12-19", exact=True, rarity=0.3691, occurrences=2),
        Row(*run, "A/RES/2", "2", "2020-12-21", exact=True, rarity=0.3691, occurrences=2),
    )


def test_of_many_paragraphs_the_first_and_the_last_are_named_and_all_are_counted(corpus):
    base = corpus(*((f"A/{year}", f"{year}-01-01", AGREED) for year in range(2000, 2010)))
    told = rows(base, find(base, AGREED), most=3)
    assert [(row.symbol, row.occurrences) for row in told] == [("A/2000", 10), ("A/2001", 10), ("A/2009", 10)]


def test_a_variant_says_what_differs(corpus):
    base = corpus(("A/1", "2018-01-01", f"{AGREED} of all communities in every region of the world"))
    text = f"{AGREED} of some communities in every region of the world"
    exact, near = rows(base, find(base, text))
    assert (exact.exact, exact.words, near.exact, near.words) == (True, 13, False, 21)
    assert near.differences == (Difference(text.index("some"), text.index("some") + 4, "some", "all"),)
