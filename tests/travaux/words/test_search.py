# ruff: noqa: RUF001 - the words of six languages
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.words.search import LONGEST, is_lone, search_terms

SIGN = re.compile(r"[\s!-/:-@\[-`{-~]")


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("The rights of all migrants and their families", "migrant family RIGHT"),
        ("Les droits de l’homme et l'égalité des États", "egalite homme etat"),
        ("Los derechos humanos de las niñas migrantes", "derecho nina migrante"),
        ("Права человека всех мигрантов", "право мигранты"),
        ("حقوق الإنسان للمهاجرين والمهاجرات", "الحقوق مهاجر"),
        ("保护所有移民儿童的权利", "移民 儿童 权利"),
        ("Women's equality (A/RES/71/280, paragraph ٢٢)", "women A/RES/71/280 22"),
    ],
)
def test_what_is_asked_is_found_in_another_form_of_the_words(kept, asked):
    assert set(search_terms(asked)) <= set(search_terms(kept))


def test_terms_stand_in_order_and_as_often_as_they_occur():
    assert search_terms("The rights of migrants") == ("the", "right", "of", "migrant")
    assert search_terms("Los derechos de los migrantes") == ("los", "derech", "de", "los", "migrant")
    assert search_terms("移民儿童 2030") == ("移民", "民儿", "儿童", "2030")


def test_a_chinese_character_alone_is_said_to_be_so():
    assert search_terms("童") == ("童",)
    assert [is_lone(term) for term in ("童", "儿童", "a")] == [True, False, False]


@given(st.text(max_size=200))
def test_a_term_holds_no_space_and_no_sign_and_is_not_long(text):
    terms = search_terms(text + "x" * 200)
    assert [term for term in terms if len(term) > LONGEST or not term or SIGN.search(term)] == []


def test_what_holds_no_word_has_no_terms():
    assert search_terms(" — … \u200b ") == ()
