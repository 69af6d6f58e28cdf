import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.table import (
    DoubledColumn,
    MissingColumn,
    NegativeNumber,
    NoTable,
    NotANumber,
    NotUtf8,
    RaggedRow,
    decoded,
    plain_number,
    read_table,
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_known_by_their_names_whatever_separates_them(separator):
    table = read_table(f"A{separator} b \n1{separator}2\n\n{separator}\n3{separator}4\n", "t.csv")
    assert (table.columns, table.rows) == (("a", "b"), ((2, ["1", "2"]), (5, ["3", "4"])))
    assert table.place("b") == 1


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(MissingColumn, match="no column “c”; it has: a, b"):
        read_table("a,b\n1,2", "t.csv").place("c")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", NoTable), ("a,b\n", NoTable), ("a,A\n1,2", DoubledColumn), ("a,b\n1,2,3", RaggedRow)],
)
def test_a_table_that_cannot_be_read_as_a_whole_is_refused(text, refusal):
    with pytest.raises(refusal):
        read_table(text, "t.csv")


def test_a_mark_at_the_head_of_the_file_is_no_part_of_the_first_name():
    assert decoded(b"\xef\xbb\xbfa", "t.csv") == "a"


def test_a_file_in_another_encoding_is_refused():
    with pytest.raises(NotUtf8, match="place 1"):
        decoded(b"a\xe9", "t.csv")


@pytest.mark.parametrize("words", ["", "..", "1,000", "1 000", "nan", "inf", "1e999", "12a", "1_000", "--1"])
def test_what_is_not_plainly_a_number_is_none(words):
    assert plain_number(words) is None
    with pytest.raises(NotANumber):
        read_table(f'a\n"{words} "\n2', "t.csv").number(2, "a", words)


def test_fewer_than_no_persons_are_refused():
    with pytest.raises(NegativeNumber, match="Line 2 has -1"):
        read_table("a\n-1", "t.csv").number(2, "a", "-1")


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=0))
def test_every_number_that_is_written_is_read_back(number):
    assert read_table("a\n1", "t.csv").number(2, "a", repr(number)) == number
