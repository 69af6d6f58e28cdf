import csv
from pathlib import Path

import pytest

from travaux.evidence.areas import AREAS, ISO, NoSuchArea, area, members

STOCK = Path(__file__).parents[4] / "shared" / "data" / "evidence" / "ims2020" / "areas.csv"


def test_an_area_is_known_by_each_of_its_codes():
    assert area("MEX") == area("mex ") == area("484") == AREAS["484"] == area("MX")
    assert (area("EL").iso3, area("GR").iso3, area("UK").iso3, "NA" in AREAS) == ("GRC", "GRC", "GBR", False)
    assert area("8") == area("008") == ISO["ALB"]


def test_a_code_that_lapsed_is_known_and_says_when_it_stood():
    assert area("SUN").ends == 1991
    assert area("SUN", year=1990).name == "Union of Soviet Socialist Republics"
    with pytest.raises(NoSuchArea, match="stood from 1945 to 1991"):
        area("SUN", year=1992)
    with pytest.raises(NoSuchArea, match="stood from 2011 to …"):
        area("SSD", year=2010)


def test_a_code_that_nobody_has_is_refused():
    with pytest.raises(NoSuchArea):
        area("QQQ")


def test_groups_have_the_areas_that_stand_then():
    assert [each.iso3 for each in members("021")] == ["BMU", "CAN", "GRL", "SPM", "USA"]
    assert "SUN" not in {each.iso3 for each in members("150")}
    assert {each.iso3 for each in members("150", year=1990)} >= {"SUN", "DDR"}
    assert len(members("LDC")) == 44


def test_the_areas_of_the_stock_of_2020_have_the_codes_that_it_gives_them():
    if not STOCK.exists():
        pytest.skip("the published list of areas stands in ../shared, which is not here")
    with STOCK.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["iso3"]: int(row["m49"]) for row in rows} == {row["iso3"]: ISO[row["iso3"]].m49 for row in rows}
