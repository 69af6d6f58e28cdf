import pytest

from travaux.formats.tongue import runs_from_left, three, tongue


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the end of the year", "en"),
        ("la fin de la session et les pays dans le monde", "fr"),
        ("los países del mundo y el fin", "es"),
        ("Генеральная Ассамблея", "ru"),
        ("الجمعية العامة", "ar"),
        ("大会决定", "zh"),
        ("xyz", ""),
        ("123", ""),
        ("", ""),
    ],
)
def test_a_language_is_seen_from_letters_and_small_words(text, language):
    assert tongue(text) == language


def test_a_language_has_a_code_of_three_letters():
    assert (three("ar"), three("xx")) == ("ara", "und")


@pytest.mark.parametrize(
    ("words", "is_so"), [("22 December 2018", True), ("القرار A/RES/71/280", False), ("22", False), ("", False)]
)
def test_words_are_read_from_the_left_if_all_their_letters_are(words, is_so):
    assert runs_from_left(words) == is_so
