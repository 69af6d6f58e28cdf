# ruff: noqa: RUF001 - the words of six languages
import pytest

from travaux.words.stems import folded, stem


@pytest.mark.parametrize(
    "forms",
    [
        "country countries",
        "right rights",
        "protect protected protecting protects",
        "address addresses",
        "housing house",
        "wage wages",
        "agency agencies",
        "droit droits",
        "protégé protégés protégée protégées",
        "national nationaux nationale nationales",
        "bureau bureaux",
        "garantie garanties",
        "nación naciones",
        "niño niños niña niñas",
        "المهاجر المهاجرين والمهاجرات للمهاجرين بالمهاجر",
        "الدولة دول",
        "мигрант мигранты мигрантов мигрантам мигрантами",
        "миграция миграции миграцию миграцией",
        "ребёнка ребенка",
        "МАТЕ́РИ матери",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(folded(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("state", "station"),
        ("status", "state"),
        ("law", "lawn"),
        ("вода", "водитель"),
        ("حق", "حدود"),
        ("في", "وفيات"),
        ("移", "民"),
    ],
)
def test_two_words_keep_two_stems(one, other):
    assert stem(folded(one)) != stem(folded(other))


def test_short_words_figures_and_other_scripts_stand_as_they_are():
    assert [stem(word) for word in ("gas", "2030", "co2s", "移", "और", "λόγος")] == [
        "gas",
        "2030",
        "co2s",
        "移",
        "और",
        "λόγος",
    ]


def test_a_stem_never_loses_all_letters():
    assert [stem(word) for word in ("eaea", "ال", "وها", "ами", "ааа")] == ["eaea", "ال", "وها", "ами", "ааа"]


def test_folding_takes_away_case_accents_vowel_signs_and_unseen_signs():
    assert folded("ÉTAT Straße") == "etat strasse"
    assert folded("mi\u00adgra\u200btion") == "migration"
    assert folded("مُهَاجِر ٢٠٣٠ أإآ ى ة ـ") == "مهاجر 2030 ااا ي ه "
    assert folded("Йод Ёж") == "йод еж"
