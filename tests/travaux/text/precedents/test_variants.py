from travaux.text.precedents.search import find
from travaux.text.precedents.variants import Difference, variants

AGREED = (
    "Reaffirms that States shall respect the human rights of all migrants, regardless of their migration status, "
    "at all stages of the migration cycle"
)


def told(base, draft):
    return [(found.words, found.differences) for found in variants(base, find(base, draft))]


def test_the_words_that_differ_are_marked_on_both_sides(corpus):
    draft = AGREED.replace("shall", "should").replace("all s", "s")
    draft = draft.replace(", regardless", ", and families, regardless")
    place, added, gone = draft.index("should"), draft.index("and families"), draft.index(" stages")
    assert told(corpus(("A/1", "", AGREED)), f"5. {draft}") == [
        (
            24,
            (
                Difference(place + 3, place + 9, "should", "shall"),
                Difference(added + 3, added + 15, "and families", ""),
                Difference(gone + 3, gone + 3, "", "all"),
            ),
        )
    ]


def test_what_is_exactly_the_same_is_no_variant(corpus):
    assert told(corpus(("A/1", "", AGREED)), f"Whereas {AGREED}") == []
    assert told(corpus(("A/1", "", AGREED)), "something else altogether") == []


def test_a_variant_shorter_than_an_exact_run_is_left_out(corpus):
    base = corpus(("A/1", "", AGREED), ("A/2", "", AGREED.replace("shall", "should")))
    assert told(base, AGREED) == []


def test_words_that_have_little_in_common_are_no_variant(corpus):
    draft = AGREED.replace("shall respect the human", "may").replace("their migration status, at all", "any")
    scattered = draft.replace("of all migrants", "that belong to people on the move")
    assert told(corpus(("A/1", "", AGREED)), scattered) == []


def test_of_many_variants_of_the_same_words_a_few_are_told(corpus):
    others = [AGREED.replace("shall", word) for word in ("must", "may", "can", "will", "would", "might")]
    assert len(told(corpus(("A/1", "", *others)), AGREED)) == 3
