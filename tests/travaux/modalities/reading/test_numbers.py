import pytest

from travaux.modalities.reading.numbers import canonical, han


@pytest.mark.parametrize(
    ("number", "rank", "place", "said"),
    [
        ("12.", 0, 12, "12"),
        ("\u0661\u0662 -", 0, 12, "12"),
        ("OP3", 0, 3, "OP3"),
        ("II.", 0, 2, "II"),
        ("(b)", 1, 2, "(b)"),
        ("b)", 1, 2, "(b)"),
        ("3)", 1, 3, "(3)"),
        ("(\u0647\u0640)", 1, 5, "(e)"),
        ("(\u0623)", 1, 1, "(a)"),
        ("\u0432)", 1, 3, "(c)"),
        ("(\u4e8c)", 1, 2, "(b)"),
        ("(iv)", 2, 4, "(iv)"),
        ("\u20182\u2019", 2, 2, "(ii)"),
        ("\u2022", 1, 1, ""),
    ],
)
def test_a_number_is_the_same_in_every_language(number: str, rank: int, place: int, said: str) -> None:
    assert canonical(number, rank, place) == said


@pytest.mark.parametrize(("words", "said"), [("七十二", 72), ("八十", 80), ("十", 10), ("一百零一", 101), ("72", 72)])
def test_chinese_numerals_are_read(words: str, said: int) -> None:
    assert han(words) == said
