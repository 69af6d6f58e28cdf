import pytest

from travaux.summary.quantity import TABLE, Misfit, Quantity, misfits


def test_a_word_that_the_citations_bear_out_is_left_alone():
    assert misfits("Several delegations asked for more.", count=4, of=20) == ()


def test_a_word_that_says_too_much_is_shown_with_words_that_fit():
    table = [Quantity("a few", 2, 4), Quantity("several", 3, 9), Quantity("many", 10)]
    assert misfits("Many small States asked for more.", count=3, of=20, table=table) == (
        Misfit("Many", 0, 4, 3, 20, ("a few", "several")),
    )


def test_a_share_is_weighed_against_all_who_spoke():
    most = [Quantity("most", 3, share=0.5)]
    assert [len(misfits("Most speakers agreed", count=count, of=10, table=most)) for count in (2, 4, 5)] == [1, 1, 0]


def test_a_word_that_does_not_count_who_spoke_is_not_looked_at():
    assert misfits("The most vulnerable need many more safe and regular ways.", count=1, of=9) == ()
    assert misfits("Speakers named many needs.", count=1, of=9) == ()


@pytest.mark.parametrize(
    "wording",
    [
        "Many delegations agreed",
        "De nombreux États ont demandé",
        "Muchos países pidieron",
        "Многие делегации просили",
        "العديد من الوفود",
        "许多代表团要求",
    ],
)
def test_the_table_with_which_a_process_begins_knows_six_languages(wording):
    assert [len(misfits(wording, count=count, of=30)) for count in (2, 12)] == [1, 0]


def test_every_number_has_a_word_in_the_table():
    assert [count for count in range(1, 40) if not any(word.fits(count, 40) for word in TABLE)] == []
