import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.entities import library
from travaux.participation.names_known import (
    codes,
    forms,
    is_acronym,
    is_like,
    known,
    looked_up,
    near_each_other,
    nearest,
    part_of,
    parted,
)


def test_no_name_of_the_library_stands_for_two():
    assert {form: keys for form, keys in known().items() if len(keys) > 1} == {}


def test_every_name_of_the_library_stands_for_its_own_in_capitals_too():
    wrong = [
        name.words
        for each in library().values()
        for name in each.names
        for words in (name.words, name.words.upper())
        if looked_up(words, known()) != (each.key,)
    ]
    assert wrong == []


def test_a_code_is_in_capitals_and_no_name_of_another():
    assert (codes()["FJ"], codes()["FJI"]) == ("FJI", "FJI")
    assert not set(codes()) & {"EU", "AU", "fj"}


def test_a_name_put_behind_is_turned_round():
    assert "republic of korea" in forms("Korea (Republic of)")
    assert "republic of korea" in forms("Korea, Republic of")
    assert forms("Arlandia, Bruma") == ("arlandia bruma",)
    assert forms("Arlandia,") == ("arlandia",)
    assert forms("") == ()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Alliance of Small Island States (AOSIS)", "AOSIS"),
        ("Intergovernmental Oceanographic Commission (XYZ)", "IOC-UNESCO"),
        ("Food & Agriculture Organisation of the United Nations (FAO)", "FAO"),
        ("C\u00c3\u00b4te d'Ivoire", "CIV"),
    ],
)
def test_an_acronym_behind_a_name_or_a_mistaken_encoding_does_no_harm(words, key):
    assert looked_up(words, known()) == (key,)


@pytest.mark.parametrize("words", ["Garden Friends (FAO)", "Arlandia (ARL) Garden (FAO)", "Arlandia"])
def test_an_acronym_of_another_is_no_proof(words):
    assert looked_up(words, known()) == ()


def test_where_a_name_is_twos_its_acronym_decides():
    table = {"union": ("a", "b"), "xu": ("b",), "yu": ("c",)}
    assert looked_up("Union (XU)", table) == ("b",)
    assert looked_up("Union (YU)", table) == ("a", "b")


def test_only_one_word_in_brackets_at_the_end_is_parted():
    assert parted("Garden (GDN).") == ("Garden", "GDN")
    assert parted("Garden (of two)") == ("Garden (of two)", "")
    assert parted("(GDN)") == ("(GDN)", "")


@pytest.mark.parametrize(
    ("word", "name", "made"),
    [("WMO", "World Meteorological Organization", True), ("Geneva", "World Garden", False), ("XWO", "World", False)],
)
def test_an_acronym_is_of_capitals_made_of_letters_of_the_name(word, name, made):
    assert is_acronym(word, name) is made


def test_only_a_name_of_the_library_is_like_one():
    assert is_like("World Meteorological Organisation", "WMO")
    assert not is_like("World Meteorological Organisation", "new:x")


@pytest.mark.parametrize(
    ("words", "keys", "alone"),
    [
        ("Afganistan", ("AFG",), True),
        ("Republich of Mali", ("MLI",), True),
        ("Slovania", ("SVN",), False),
        ("Nigera", ("NER",), False),
        ("Pery", ("PER",), False),
        ("Xy", (), False),
        ("Entirely Another Name", (), False),
    ],
)
def test_a_mistake_is_forgiven_only_where_no_other_name_is_nearly_as_near(words, keys, alone):
    found, found_alone = nearest(words)
    assert found_alone is alone
    assert not keys or found or not alone
    assert not alone or found == keys


def test_a_part_of_a_name_may_be_anybodys():
    assert set(part_of("Korea")) == {"KOR", "PRK"}
    assert part_of("Arlandia") == part_of("") == ()


def test_names_that_are_nearly_alike_are_found():
    assert near_each_other(["garden friends network", "garden friend network", "house"], ["town"]) == {
        "garden friends network",
        "garden friend network",
    }
    assert near_each_other(["garden friends"], ["garden friend"]) == {"garden friends"}


@given(st.sampled_from(sorted(known())), st.integers(0, 40), st.characters())
def test_a_letter_changed_never_makes_another_beyond_doubt(form, place, letter):
    words = form[:place] + letter + form[place + 1 :]
    keys, alone = nearest(words)
    if alone and looked_up(words, known()) == ():
        assert keys == known()[form]
