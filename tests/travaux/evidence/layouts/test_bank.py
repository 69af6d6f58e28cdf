from pathlib import Path

import pytest

from travaux.evidence.layouts import bank
from travaux.evidence.load import load

HEAD = (
    "Sending Countries Name,Sending Countries Code,Series Name,Series Code,Receiving Countries  Name,"
    "Receiving Countries  Code,2011Q1 [YR2011Q1],2011Q3 [YR2011Q3]\n"
)
CORRIDORS = """Angola,AGO,Cost,ATCR.CORR,Albania,ALB,..,7.5
Kosovo,KSV,Cost,ATCR.CORR,Albania,ALB,3,4
Nowhere,QQQ,Cost,ATCR.CORR,Albania,ALB,3,4
Angola,AGO,Cost,ATCR.CORR,Albania,ALB,1
Data from database: Remittance Prices Worldwide
"""
INDICATORS = """"Data Source","World Development Indicators",

"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",
"Mexico","MEX","Remittances","BM.TRF","1","2",
"World","WLD","Remittances","BM.TRF","1","2",
"""
SERVICES = """id,period,source_code,destination_code,firm,payment instrument,cc1 total cost %,cc1 lcu fee
1,2020_3Q,DEU,TUR,Alpha,cash,5.1,4
2,2020_3Q,DEU,QQQ,Beta,cash,5.1,4
3,2020_3Q,DEU
"""


def test_prices_by_corridor_have_a_column_for_each_quarter():
    found = load((HEAD + CORRIDORS).encode(), "rpw.csv")
    assert (found.layout, found.read, found.taken, found.rows) == (bank.NAME, 4, 2, 4)
    assert list(zip(*found.columns.values(), strict=True))[1:3] == [
        ("AGO", "ALB", "ATCR.CORR", "2011Q3", 7.5),
        ("XKX", "ALB", "ATCR.CORR", "2011Q1", 3),
    ]
    assert [each.reason for each in found.rejected] == [
        "the code “QQQ” is no area of M49 or ISO 3166",
        "it is shorter than the head",
    ]


def test_indicators_by_country_stand_under_a_preamble():
    found = load(INDICATORS.encode(), "wdi.csv")
    assert list(zip(*found.columns.values(), strict=True)) == [
        ("MEX", "", "BM.TRF", "2019", 1),
        ("MEX", "", "BM.TRF", "2020", 2),
    ]
    assert (found.read, len(found.rejected)) == (2, 1)


def test_prices_by_service_have_a_row_for_each_firm_and_quarter():
    found = load(SERVICES.encode(), "rpw.csv")
    assert list(zip(*found.columns.values(), strict=True)) == [
        ("DEU", "TUR", "cc1 total cost % | Alpha / 1 / cash", "2020Q3", 5.1),
        ("DEU", "TUR", "cc1 lcu fee | Alpha / 1 / cash", "2020Q3", 4),
    ]
    assert (found.read, len(found.rejected)) == (3, 2)


def test_a_sheet_without_the_head_is_passed_by():
    intake = bank.Intake(bank.NAME, bank.COLUMNS)
    bank.load([(1, ["notes"])], intake)
    assert intake.read == 0


def test_every_row_of_the_published_corridors_is_loaded():
    table = (
        Path(__file__).parents[5] / "shared" / "data" / "evidence" / "remittances" / "rpw_corridors_2011Q1_2020Q3.csv"
    )
    if not table.exists():
        pytest.skip("the published prices stand in ../shared, which is not here")
    found = load(table.read_bytes(), table.name)
    assert (found.taken, len(found.rejected)) == (5328, 0)
