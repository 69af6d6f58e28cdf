# ruff: noqa: RUF001 - the words of six languages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.words import phrases as engine
from travaux.words.phrases import Read, phrases


def said(listed, text):
    ready = phrases(listed)
    return [(ready.listed[found.phrase], text[found.start : found.end]) for found in ready.find(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("human rights", "The Human Right of all", ["Human Right"]),
        ("child*", "children, childhood; a child", ["children", "childhood", "child"]),
        ("droits de l'homme", "Les droits de l’homme.", ["droits de l’homme"]),
        ("niña", "las niñas", ["niñas"]),
        ("смертн* казн*", "отмена смертной казни", ["смертной казни"]),
        ("الهجرة", "بالهجرة وَالهِجْرَة", ["بالهجرة", "وَالهِجْرَة"]),
        ("移民", "国际移民问题", ["移民"]),
        ("mi\u00adgration", "migra\u00adtion", ["migra\u00adtion"]),
    ],
)
def test_a_phrase_is_found_in_the_forms_in_which_it_stands(phrase, text, found):
    assert said([phrase], text) == [(phrase, words) for words in found]


def test_a_phrase_is_not_found_in_part_or_out_of_order():
    assert said(["border management", "human rights"], "management of the border; human") == []


def test_phrases_may_overlap_and_come_in_order_of_place():
    assert said(["rights of", "human rights", "rights"], "human rights of") == [
        ("human rights", "human rights"),
        ("rights of", "rights of"),
        ("rights", "rights"),
    ]


def test_a_phrase_without_words_is_never_found():
    assert said(["—", "*", ""], "— * and more") == []


def test_a_word_of_signs_that_are_not_seen_has_no_stem_and_stands_nowhere():
    assert phrases(["a"]).read("ـ a") == Read(((0, 1), (2, 3)), ("", "a"), phrases(["a"]).find("ـ a"))


def test_what_is_remembered_of_words_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(engine, "_REMEMBERED", 3)
    ready = phrases(["three"])
    assert [len(ready.find(text)) for text in ("one two three four", "three five", "three")] == [1, 1, 1]


@given(st.text(max_size=80), st.text(max_size=20))
def test_what_is_found_stands_at_its_place(text, phrase):
    ready = phrases([phrase, "a*"])
    assert [found for found in ready.find(text) if not 0 <= found.start < found.end <= len(text)] == []
