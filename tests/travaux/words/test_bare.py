from hypothesis import given
from hypothesis import strategies as st

from travaux.words.bare import bare, printed_alike


def test_words_are_compared_without_case_and_marks():
    assert bare("The State\u2019s [rights], 2018\u20132030.") == ["the", "state", "s", "rights", "2018", "2030"]


def test_accents_written_apart_and_vowel_signs_do_not_make_another_word():
    assert bare("de\u0301cide") != bare("decide")
    assert bare("de\u0301cide") == bare("d\u00e9cide")
    assert bare("\u064a\u064f\u0642\u0631\u0651\u0631") == bare("\u064a\u0642\u0631\u0631")


def test_a_chinese_character_is_a_word():
    assert bare("\u5927\u4f1a\u51b3\u5b9a 2018 \u5e74") == ["\u5927", "\u4f1a", "\u51b3", "\u5b9a", "2018", "\u5e74"]


def test_of_a_paragraph_without_words_the_signs_are_compared():
    assert bare("* * *") == ["*", "*", "*"]


def test_spaces_dashes_and_quotation_marks_print_alike():
    assert printed_alike("non\u2011State \u201cactors\u201d", 'non-State  "actors"')
    assert printed_alike("co\u00adoperate\u200b", "cooperate")


def test_case_and_punctuation_do_not_print_alike():
    assert not printed_alike("Member States", "member States")
    assert not printed_alike("decides:", "decides;")


@given(st.text(), st.text())
def test_what_prints_alike_in_one_order_does_so_in_the_other(one, other):
    assert printed_alike(one, other) == printed_alike(other, one)
    assert printed_alike(one, one)
