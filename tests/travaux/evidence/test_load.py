import pytest

from travaux.evidence.load import LAYOUTS, NothingInIt, OtherLayout, load
from travaux.evidence.sheets import write_workbook


@pytest.mark.parametrize("content", [b"", b"a,b\n"])
def test_a_file_without_rows_is_refused(content):
    with pytest.raises(NothingInIt):
        load(content, "t.csv")


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "plain"])
def test_a_file_that_is_not_in_the_layout_that_is_named_is_refused(layout):
    with pytest.raises(OtherLayout, match=layout):
        load(b"a,b\nx,1\n", "t.csv", layout)


def test_the_plain_layout_takes_any_table():
    assert load(b"LocID,Time,Variant,Pop\n484,2020,Medium,1\n", "t.csv", "plain").layout == "plain"
    assert load(b"LocID,Time,Variant,Pop\n484,2020,Medium,1\n", "t.csv", "wpp").layout == "wpp"


def test_sheets_in_another_layout_are_listed():
    content = write_workbook(
        {"Contents": [("a", "b"), ("c", "d")], "Table 1": [("LocID", "Time", "Variant", "Pop"), (484, 2020, "M", 1)]},
        "t.xlsx",
    )
    found = load(content, "t.xlsx")
    assert (found.layout, found.taken, found.rejected[0].said) == ("wpp", 1, "Contents")
    assert found.rejected[0].reason == "a sheet in another layout: its 2 lines were not read"
