import re

import pytest

from travaux.modalities.reading.tongue import FORCES, LANGUAGES, either, form, names, table, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_parts_and_no_form_that_stands_for_nothing(language: str) -> None:
    words = table(language)
    assert set(words["forces"]) <= set(FORCES)
    assert set(words["addressees"]) <= set(names())
    assert set(words["grammar"]) - {"act_requests"} == set(table("en")["grammar"])
    forms = [
        *(each for forms in words["addressees"].values() for each in forms),
        *(each for forms in words["forces"].values() for each in forms),
        *(each for forms in words["conditions"].values() for each in forms),
    ]
    assert [each for each in forms if re.fullmatch(form(each, language), "")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_those_whom_resolutions_ask_most(language: str) -> None:
    asked = {
        "secretary-general",
        "president-ga",
        "member-states",
        "regional-commissions",
        "un-system",
        "cofacilitators",
    }
    assert asked <= set(table(language)["addressees"])


def test_a_form_says_what_may_be_missing_and_what_may_follow() -> None:
    pattern = re.compile(form("[the ]main commit* [of the assembly]", "en"))
    assert [bool(pattern.fullmatch(each)) for each in ("main committee", "the main committees of the assembly")] == [
        True,
        True,
    ]
    assert not pattern.fullmatch("main")


def test_of_two_forms_the_heavier_is_tried_first() -> None:
    assert re.search(either(["states", "member states"], "en"), "all member states")[0] == "member states"  # type: ignore[index]  # it is found
    assert not re.search(either([], "en"), "anything")


def test_words_are_whole_where_a_language_parts_them() -> None:
    assert not re.search(word("state", "en"), "estate")
    assert re.search(word("\u0627\u0645\u064a\u0646", "ar"), "\u0648\u0627\u0645\u064a\u0646")
    assert re.search(word("\u5927\u4f1a", "zh"), "\u5728\u5927\u4f1a\u4e0a")
