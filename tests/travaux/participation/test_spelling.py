import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.spelling import mended, normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CÔTE D'IVOIRE", "Cote d’Ivoire"),  # noqa: RUF001 - as it is printed
        ("St. Kitts & Nevis", "SAINT KITTS AND NEVIS"),
        ("The Bahamas", "Bahamas"),
        ("TÜRKİYE", "Turkiye"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("الإمارات العربية المتحدة", "الامارات العربيه المتحده"),
        ("Йемен", "ЙЕМЕН"),
        ("&#40;Unknown&#41;", "unknown"),
    ],
)
def test_spellings_that_differ_in_signs_have_one_normal_form(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Niger", "Nigeria"), ("Иран", "Ирак"), ("奥地利", "澳大利亚"), ("The", "")]
)
def test_names_of_two_have_two(one, other):
    assert normal(one) != normal(other)


@given(st.text(max_size=60))
def test_a_normal_form_has_no_spaces_at_its_edges_and_no_capitals(words):
    form = normal(words)
    assert form == form.strip()
    assert "  " not in form


def test_what_an_encoding_did_is_undone():
    assert "Côte d'Ivoire" in mended("C\u00c3\u00b4te d'Ivoire")
    assert "TÜRKİYE" in mended("TÜRKÝYE")
    assert mended("Kenya") == ()
    assert mended("中国") == ()
