import json

import pytest

from travaux.passages.coding import codebook, suggest
from travaux.passages.scheme import Changes, Code, Kind, NotAScheme, Scheme, compared, told, understood

RIGHTS = Code("rights", "Human rights", Kind.THEME, "", {"en": ("human rights",), "fr": ("droits humains",)})
CHILD = Code("child", "Children", Kind.CROSS_CUTTING, "rights", {"en": ("child*",)})
SCHOOL = Code("school", "Schools", Kind.ELEMENT, "child", {})
SCHEME = Scheme(2, (RIGHTS, CHILD, SCHOOL))


def handed_in(*codes, form="travaux codebook, 1"):
    return json.dumps({"form": form, "version": 1, "codes": list(codes)})


def test_a_codebook_that_was_handed_on_is_read_as_it_was():
    assert understood(told(SCHEME)) == SCHEME


def test_a_code_that_says_only_its_key_is_a_theme_of_that_title():
    assert understood(handed_in({"key": "cities"})).codes == (Code("cities", "cities", Kind.THEME, "", {}),)


def test_codes_stand_one_below_the_other():
    assert (SCHEME.above("school"), SCHEME.above("rights")) == (("child", "rights"), ())
    assert (SCHEME.within("child"), SCHEME.within("rights")) == (("child", "school"), ("rights", "child", "school"))


def test_its_words_in_all_languages_make_the_codebook_that_suggests():
    book = codebook(SCHEME.words)
    assert [one.theme for one in suggest("les droits humains des enfants; children", book)] == ["rights", "child"]


def test_what_a_newer_version_changes_is_said_before_it_is_used():
    moved = Code("child", "Children", Kind.CROSS_CUTTING, "", {"en": ("child*", "minor*")})
    newer = Scheme(3, (RIGHTS, moved, Code("city", "Cities", Kind.THEME, "", {})))
    assert compared(SCHEME, newer) == Changes(("city",), ("school",), ("child",), ("child",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no JSON", "Expecting value: line 1 column 1 (char 0)"),
        ("{}", "'form'"),
        (handed_in(form="other"), "other"),
        (handed_in({"key": "a", "kind": "x"}), "'x' is not a valid Kind"),
        (handed_in({"key": "a"}, {"key": "a"}), "the key “a” is given twice or is empty"),
        (handed_in({"key": ""}), "the key “” is given twice or is empty"),
        (handed_in({"key": "a", "broader": "b"}), "“a” stands under “b”, which is not there"),
        (handed_in({"key": "a", "broader": "a"}), "“a” stands under itself"),
        (handed_in({"key": "a", "broader": "b"}, {"key": "b", "broader": "a"}), "“a” stands under itself"),
        (
            handed_in({"key": "c", "broader": "a"}, {"key": "a", "broader": "b"}, {"key": "b", "broader": "a"}),
            "“c” stands under itself",
        ),
    ],
)
def test_what_is_no_codebook_is_refused(text, found):
    with pytest.raises(NotAScheme) as refused:
        understood(text)
    assert refused.value.facts["found"] == found
