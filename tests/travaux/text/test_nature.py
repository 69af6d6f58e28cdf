import pytest

from travaux.text.nature import Nature, alternatives, nature_of


@pytest.mark.parametrize(
    ("words", "nature"),
    [
        *[
            (words, Nature.PLACEHOLDER)
            for words in ("", " … ", "XX", "___", "TBD", "to be determined", "date", "\u25cf")
        ],
        *[
            (words, Nature.PLACEHOLDER)
            for words in ("placeholder for finance", "Insert a reference", "待定", "à compléter")
        ],
        *[(words, Nature.DATE) for words in ("2030", "by 2050", "1 May 2020", "December 2018", "2020-2030", "20XX")],
        *[
            (words, Nature.DATE)
            for words in ("2018-12-10", "10 de diciembre de 2018", "15 мая 2020 \u0433.", "2018年12月10日")
        ],
        *[(words, Nature.NUMBER) for words in ("5", "X per cent", "100 billion", "12.5 %", "two thirds", "US$ 1,000")],
        ("shall / should", Nature.ALTERNATIVES),
        *[(words, Nature.CONTESTED) for words in ("shall", "in accordance with Article 2", "may act", "five States")],
    ],
)
def test_a_bracket_is_of_the_kind_that_its_words_say(words, nature):
    assert nature_of(words) is nature


def test_a_slash_parts_only_where_spaces_stand_around_it():
    assert alternatives("and/or") == ["and/or"]
    assert alternatives("all   / some //none") == ["all", "some", "none"]


def test_in_many_words_no_number_is_looked_for():
    assert nature_of("9 " * 300) is Nature.CONTESTED
