import pytest

from travaux.evidence.loading import Refused
from travaux.evidence.names import by_name


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Cote d'Ivoire", "CIV"),
        ("Côte d\u2019Ivoire*", "CIV"),
        ("Trinidad & Tobago", "TTO"),
        ("Turkey", "TUR"),
        ("VIET NAM", "VNM"),
    ],
)
def test_an_area_is_known_by_the_names_that_offices_print(name, iso3):
    assert by_name(name) == iso3


def test_a_name_that_no_area_has_is_refused():
    with pytest.raises(Refused, match="named “Atlantis”"):
        by_name(" Atlantis")
