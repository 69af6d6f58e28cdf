import pytest

from travaux.evidence.layouts import sdmx
from travaux.evidence.layouts.sdmx import NotSdmx
from travaux.evidence.load import load
from travaux.evidence.table import DoubledColumn

CSV1 = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nUN:X(1.0),MEX,2020,5,A\nUN:X(1.0),QQQ,2020,5,A\n"
CSV2 = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE\ndataflow,UN:X(1.0),I,MEX,2020-Q1,\n"
OF_A_STRUCTURE = b"""<?xml version="1.0"?>
<m:StructureSpecificData xmlns:m="urn:m" xmlns:xsi="urn:xsi"><m:DataSet><!-- a remark -->
<Series REF_AREA="MEX" SEX="F"><Obs TIME_PERIOD="2019" OBS_VALUE="4" xsi:type="t"/>
<Obs TIME_PERIOD="2020" OBS_VALUE="5"/></Series>
<Obs REF_AREA="USA" SEX="F" TIME_PERIOD="2020" OBS_VALUE="6"/></m:DataSet></m:StructureSpecificData>"""
GENERIC = b"""<m:GenericData xmlns:m="urn:m" xmlns:g="urn:g"><m:DataSet><g:Series>
<g:SeriesKey><g:Value id="REF_AREA" value="MEX"/></g:SeriesKey>
<g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="7"/>
<g:Attributes><g:Value id="OBS_STATUS" value="A"/></g:Attributes></g:Obs>
<g:Obs><g:ObsDimension id="TIME_PERIOD" value="2021"/></g:Obs></g:Series></m:DataSet></m:GenericData>"""


def rows(found):
    return [dict(zip(found.columns, row, strict=True)) for row in zip(*found.columns.values(), strict=True)]


def test_sdmx_csv_of_both_versions_is_read():
    found = load(CSV1.encode(), "s.csv")
    assert rows(found) == [
        {"dataflow": "UN:X(1.0)", "ref_area": "MEX", "time_period": 2020, "obs_status": "A", "obs_value": 5}
    ]
    assert (found.layout, found.read, found.rejected[0].reason) == (
        sdmx.NAME,
        2,
        "the code “QQQ” is no area of M49 or ISO 3166",
    )
    assert rows(load(CSV2.encode(), "s.csv"))[0]["time_period"] == "2020-Q1"


def test_a_name_given_twice_is_refused():
    with pytest.raises(DoubledColumn):
        load(CSV1.replace("OBS_STATUS", "REF_AREA").encode(), "s.csv")


def test_sdmx_ml_of_a_structure_is_read_with_what_the_series_says():
    assert [(row["ref_area"], row["time_period"], row["obs_value"]) for row in rows(load(OF_A_STRUCTURE, "s.xml"))] == [
        ("MEX", 2019, 4),
        ("MEX", 2020, 5),
        ("USA", 2020, 6),
    ]


def test_generic_sdmx_ml_is_read():
    assert rows(load(GENERIC, "s.xml")) == [{"ref_area": "MEX", "time_period": 2020, "obs_status": "A", "obs_value": 7}]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<a>", "no sound XML"),
        (b"<a/>", "holds no observation"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
    ],
)
def test_other_xml_is_refused(content, reason):
    with pytest.raises(NotSdmx, match=reason):
        load(content, "s.xml")


def test_labels_beside_the_codes_are_left_out():
    head = "DATAFLOW,REF_AREA: Reference area,SEX: Sex,TIME_PERIOD: Time period,OBS_VALUE: Observation value\n"
    found = load((head + "ILO:X(1.0),MEX: Mexico,SEX_F: Women: all,2020,5.5\n").encode(), "s.csv")
    assert (found.layout, list(zip(*found.columns.values(), strict=True))) == (
        sdmx.NAME,
        [("ILO:X(1.0)", "MEX", "SEX_F", 2020, 5.5)],
    )


def test_the_second_edition_names_its_structure_with_the_separator_of_its_parts():
    text = "STRUCTURE[;],STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE\ndataflow,X:Y(1.0),I,MEX,2020,5\n"
    assert load(text.encode(), "s.csv").columns["ref_area"] == ["MEX"]


def test_a_message_of_the_third_edition_is_read_as_one_of_the_second():
    spaces = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
    text = (
        f'<m:StructureSpecificData xmlns:m="{spaces}/message" xmlns:s="{spaces}/data/structurespecific">'
        '<m:DataSet s:dataScope="DataStructure"><Group REF_AREA="MEX" TITLE="t"/><Series REF_AREA="MEX">'
        '<Obs TIME_PERIOD="2019" OBS_VALUE="1.5"/></Series><Obs REF_AREA="USA" TIME_PERIOD="2020" OBS_VALUE="9"/>'
        "</m:DataSet></m:StructureSpecificData>"
    )
    found = load(text.encode(), "d.xml")
    assert list(zip(*found.columns.values(), strict=True)) == [("MEX", 2019, 1.5), ("USA", 2020, 9)]
