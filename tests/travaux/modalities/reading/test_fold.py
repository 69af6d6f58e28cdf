# ruff: noqa: RUF001 - words of six languages, as they are written
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities.reading.fold import fold, folded


def test_a_text_is_searched_in_small_letters_without_marks() -> None:
    assert folded("Décide\u00a0— L’Été") == "decide — l'ete"
    assert folded("\u0623\u064e\u0646\u0652") == "\u0627\u0646"


def test_the_words_that_were_found_are_given_back_as_they_stand() -> None:
    text = "«\u0640É\u0301tats» Membres"
    searched = fold(text)
    start = searched.text.index("etats")
    assert searched.said(text, start, start + 5) == "É\u0301tats"


def test_white_space_is_one_space() -> None:
    assert folded("a \t\u00a0 b") == "a b"


def test_what_a_page_sets_between_chinese_and_figures_is_no_space() -> None:
    assert folded("2018 年 9 月 10 日 A/RES 第 1 号 决议 10 11") == "2018年9月10日 a/res 第1号决议10 11"
    assert fold("于 2018 年").said("于 2018 年", 1, 6) == "2018 年"
    assert folded(" 年") == " 年"


@given(st.text(max_size=40))
def test_every_sign_of_the_searched_form_has_its_place(text: str) -> None:
    searched = fold(text)
    assert len(searched.places) == len(searched.text) + 1
    assert list(searched.places) == sorted(searched.places)
    assert searched.places[-1] == len(text)
