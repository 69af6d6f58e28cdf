# ruff: noqa: RUF001 - the words and marks of six languages
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.words.tokens import Token, digest, holds, pieces, placed, tokens, words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We commit, to 1,000.5 children’s", ["We", " ", "commit", ",", " ", "to", " ", "1,000.5", " ", "children’s"]),
        ("l’accès\tdes réfugiés", ["l’accès", "\t", "des", " ", "réfugiés"]),
        ("права ребёнка.", ["права", " ", "ребёнка", "."]),
        ("حُقُوق الطفل،", ["حُقُوق", " ", "الطفل", "،"]),
        ("移民权利。", ["移", "民", "权", "利", "。"]),
        ("well-being [A]", ["well", "-", "being", " ", "[", "A", "]"]),
        ("de\u0301cision", ["de\u0301cision"]),
    ],
)
def test_a_wording_is_cut_into_words_spaces_and_marks_in_six_languages(source, expected):
    assert pieces(source) == expected


def test_each_token_knows_its_place():
    assert tokens("a  b") == [Token(0, 1, "a"), Token(1, 3, "  "), Token(3, 4, "b")]
    assert [token.is_space for token in tokens("a  b")] == [False, True, False]


@given(st.text())
def test_the_pieces_joined_are_the_source(source):
    assert "".join(pieces(source)) == source
    assert all(source[token.start : token.end] == token.text for token in tokens(source))


@given(st.text() | st.text("aé7_.,'\u2019 \t\u0301\u064e\u200d移人"))
def test_the_words_stand_where_the_pieces_between_the_spaces_do(source):
    found = [token for token in tokens(source) if not token.is_space]
    starts = [token.start for token in found]
    end = len(source) if found else len(source) - len(source.lstrip())
    assert placed(source) == ([token.text for token in found], [*starts, end])


def test_a_run_of_words_is_found_whatever_the_spaces():
    assert words("of  origin") == ["of", "origin"]
    assert holds("countries of\norigin and transit", "of origin")
    assert not holds("countries of origin", "origin of")
    assert not holds("countries", " ")


def test_the_digest_of_a_wording_is_its_sha256_in_utf8():
    assert digest("متفق") == hashlib.sha256("متفق".encode()).hexdigest()
