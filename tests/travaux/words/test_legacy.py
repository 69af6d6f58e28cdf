import pytest

from travaux.words.legacy import Guessed, guessed

FRENCH = "Décide de célébrer l\u2019Année à Genève ; « rien n\u2019est arrêté » \u2013 où, l\u2019été prochain."
RUSSIAN = "постановляет продолжить рассмотрение этого вопроса на своей следующей сессии"
ARABIC = "تقرر مواصلة النظر في هذه المسألة في دورتها المقبلة، دون تأخير"
CHINESE = "决定在下届会议上继续审议这个问题\uff0c并请秘书长提出报告。"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (FRENCH, "windows-1252"),
        ("Señala la próxima sesión", "windows-1252"),
        ("The Committee\u2019s report", "windows-1252"),
        (RUSSIAN, "windows-1251"),
        (ARABIC, "windows-1256"),
        (CHINESE, "gb18030"),
        *((words, f"utf-16-{order}") for words in (FRENCH, RUSSIAN, ARABIC, CHINESE) for order in ("le", "be")),
    ],
)
def test_words_are_read_in_the_encoding_in_which_their_letters_make_sense(words, encoding):
    assert guessed(f"{words}\n".encode(encoding)) == Guessed(f"{words}\n", encoding)


@pytest.mark.parametrize(
    "content",
    [
        f"{FRENCH} {FRENCH}".encode() + b"\xff",
        bytes(range(128, 256)),
        b"\x00\x01\x02\x03",
        b"We shall \x00 [act].",
        b"\x00\xd8 \x00",
        b"a\x00\x00\x00 \x00",
    ],
)
def test_what_makes_sense_in_no_encoding_is_not_guessed(content):
    assert guessed(content) is None
