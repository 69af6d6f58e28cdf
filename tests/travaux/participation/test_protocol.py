import re
import tarfile
from datetime import date
from pathlib import Path

import pytest

from travaux.participation.entities import LANGUAGES, library, states
from travaux.participation.protocol import in_order

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "ga-resolutions"
ROW = re.compile(r"<td[^>]*>\s*<p[^>]*>([^<>]+)</p>")
SCALES = {
    ("en", "76_238"): date(2021, 12, 24),
    ("en", "79_249"): date(2024, 12, 24),
    ("fr", "76_238"): date(2021, 12, 24),
    ("fr", "79_249"): date(2024, 12, 24),
}


@pytest.fixture(scope="module")
def scales():
    """The lists of Member States as two resolutions on the scale of assessments print them, in two languages."""
    found = {}
    for language, archive in (("en", "english.tar.xz"), ("fr", "french.tar.xz")):
        if not (DATA / archive).exists():
            pytest.skip("the resolutions are not beside this checkout")
        with tarfile.open(DATA / archive) as packed:
            for member in packed:
                number = next((number for _, number in SCALES if f"A_RES_{number}-" in member.name), None)
                if number:
                    text = packed.extractfile(member).read().decode()
                    found[language, number] = printed(text)
    return found


def printed(text):
    cells = [
        cell.strip().replace("\u2019", "'") for cell in ROW.findall(text[text.index("<p>Afghanistan</p>") - 200 :])
    ]
    return [cell for cell in cells if cell[:1].isalpha() and cell != "Total"][:193]


@pytest.mark.parametrize(("language", "number"), SCALES)
def test_the_order_is_exactly_that_of_a_published_list(scales, language, number):
    on = SCALES[language, number]
    ours = in_order([each.key for each in states()], language, on=on)
    assert [library()[key].called(language, on=on) for key in ours] == scales[language, number]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", ["AFG", "DEU", "SAU", "CHE", "TCD", "CZE", "CHL", "CHN"]),
        ("ru", ["AUS", "AUT", "ISR", "IND", "YEM", "CPV", "ZAF", "JPN"]),
        ("ar", ["RUS", "ETH", "AZE", "ARG", "ALB", "ARE", "BHR", "TUN"]),
        ("zh", ["ALB", "DZA", "AFG", "AUS", "BOL", "NRU", "CHN", "TCD"]),
    ],
)
def test_the_alphabet_of_each_language_is_kept(language, expected):
    place = {key: number for number, key in enumerate(in_order([each.key for each in states()], language))}
    sorted_ = sorted(expected, key=place.__getitem__)
    assert (
        sorted_
        == {
            "es": ["AFG", "DEU", "SAU", "TCD", "CZE", "CHL", "CHN", "CHE"],
            "ru": ["AUS", "AUT", "ISR", "IND", "YEM", "CPV", "ZAF", "JPN"],
            "ar": ["RUS", "ETH", "AZE", "ARG", "ALB", "ARE", "BHR", "TUN"],
            "zh": ["ALB", "DZA", "AFG", "AUS", "BOL", "NRU", "TCD", "CHN"],
        }[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_has_one_place_in_every_language(language):
    keys = [each.key for each in library().values()]
    assert sorted(in_order(keys, language)) == sorted(keys)
    assert in_order(reversed(keys), language) == in_order(keys, language)


def test_a_name_changes_its_place_with_the_day_from_which_a_list_files_it_so():
    republics = ["KOR", "MDA", "COD"]
    assert in_order(republics, "fr", on=date(2021, 1, 1)) == ("KOR", "COD", "MDA")
    assert in_order(republics, "fr") == ("KOR", "MDA", "COD")
