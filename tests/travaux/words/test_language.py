# ruff: noqa: RUF001 - the words of six languages
import pytest

from travaux.words.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The rights of migrants are to be respected by all States.", "en"),
        ("Les États sont invités à protéger les droits des migrants.", "fr"),
        ("Los Estados deben proteger los derechos de las personas migrantes.", "es"),
        ("Государства должны защищать права мигрантов (IOM).", "ru"),
        ("ينبغي للدول أن تحمي حقوق المهاجرين (IOM).", "ar"),
        ("各国应保护移民的权利（A/RES/71/280）。", "zh"),
        ("Protección internacional", "es"),
        ("Sécurité alimentaire", "fr"),
    ],
)
def test_the_language_of_a_stretch_is_told_by_its_script_and_its_commonest_words(text, language):
    assert language_of(text) == language


def test_what_nothing_tells_is_left_open():
    assert [language_of(text) for text in ("", "2018", "IOM", "que", "Berlin München")] == ["", "", "", "", ""]
