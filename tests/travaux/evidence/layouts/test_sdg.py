from pathlib import Path

import pytest

from travaux.evidence.load import load

HEAD = (
    "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,Source,"
    "[Age],[Nature],[Sex],[Units]\n"
)
OFFICIAL = """10,10.7,10.7.4,SM_POP_REFG_OR,Refugees,4,Afghanistan,2020,6500,UNHCR,ALLAGE,C,BOTHSEX,PER_100000_POP
10,10.7,10.7.4,SM_POP_REFG_OR,Refugees,4,Afghanistan,2021,>95,UNHCR,ALLAGE,C,BOTHSEX,PER_100000_POP
10,10.7,10.7.4,SM_POP_REFG_OR,Refugees,4
"""
DDF = "geo_area,nature,units,year,sm_dth_migr\n1,g,number,2014,5290\n777,g,number,2014,3\n"


def test_the_database_of_the_goals_has_a_row_for_each_observation():
    found = load((HEAD + OFFICIAL).encode(), "sdg.csv")
    assert list(zip(*found.columns.values(), strict=True)) == [
        ("SM_POP_REFG_OR", "AFG", 2020, "age=ALLAGE; sex=BOTHSEX", "C", "PER_100000_POP", 6500),
    ]
    assert [each.reason for each in found.rejected] == ["“>95” is no number", "it has 6 cells, the head 14"]


def test_the_form_of_ddf_names_the_series_in_its_last_column():
    found = load(DDF.encode(), "ddf--datapoints--sm_dth_migr--by--geo_area.csv")
    assert list(zip(*found.columns.values(), strict=True)) == [("SM_DTH_MIGR", "1", 2014, "", "g", "number", 5290)]
    assert len(found.rejected) == 1


def test_every_row_of_the_published_series_is_loaded_or_listed():
    folder = Path(__file__).parents[5] / "shared" / "data" / "evidence" / "sdg"
    if not folder.exists():
        pytest.skip("the published series stand in ../shared, which is not here")
    for table in folder.glob("*datapoints*.csv"):
        found = load(table.read_bytes(), table.name)
        assert found.read == found.taken + len(found.rejected) == len(table.read_text().splitlines()) - 1
