import pytest

from travaux.formats.tongue import three, tongue


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
