import csv
import io

import pytest

from travaux.text.alignment import Change, Link
from travaux.text.concordance import HEAD, Became, Known, Row, Share, as_csv, as_data, cells, labels, rows
from travaux.text.provision import Kind
from travaux.text.units import Unit


def numbered(*rows):
    return [Unit(f"u{place}", number, kind, text) for place, (number, kind, text) in enumerate(rows)]


OLD = numbered(
    ("", Kind.PREAMBULAR, "Recalling the winter,"),
    ("1", Kind.OPERATIVE, "We act."),
    ("2", Kind.OPERATIVE, "We wait and we sing."),
    ("3", Kind.OPERATIVE, "We go."),
    ("4", Kind.OPERATIVE, "We stay."),
)
NEW = numbered(
    ("1", Kind.OPERATIVE, "We shall act."),
    ("2", Kind.OPERATIVE, "We wait."),
    ("3", Kind.OPERATIVE, "=We dance."),
    ("4", Kind.OPERATIVE, "We sing."),
    ("5", Kind.OPERATIVE, "We go. We stay."),
)
LINKS = [
    Link((1,), (0,), Change.EDITED),
    Link((2,), (1, 3), Change.SPLIT, moved=True),
    Link((3, 4), (4,), Change.MERGED),
]
NAMES = (labels(OLD), labels(NEW))


def test_the_table_stands_in_the_order_of_the_new_text_with_what_was_struck_in_its_place():
    table = rows(OLD, NEW, LINKS, {0: Known(("ARL", "BRU"), "clearer"), 2: Known(("COR",))})
    assert [(row.old, row.new, row.became) for row in table] == [
        ((0,), (), Became.STRUCK),
        ((1,), (0,), "edited"),
        ((2,), (1, 3), "split"),
        ((), (2,), Became.NEW),
        ((3, 4), (4,), "merged"),
    ]
    assert [row.contributors for row in table] == [(), ("ARL", "BRU"), (), ("COR",), ()]
    assert table[2].shares == (Share(2, 1, 0.4, 1.0), Share(2, 3, 0.4, 1.0))


def test_what_was_struck_last_stands_last():
    assert rows(OLD[:2], [], []) == [Row((0,), (), "struck"), Row((1,), (), "struck")]
    assert [row.became for row in rows(OLD[1:3], NEW[:1], [Link((0,), (0,), Change.EDITED)])] == ["edited", "struck"]


def test_a_paragraph_without_words_has_no_share():
    empty = numbered(("1", Kind.OPERATIVE, ""))
    assert rows(empty, NEW[:1], [Link((0,), (0,), Change.EDITED)])[0].shares == (Share(0, 0, 0.0, 0.0),)


def test_paragraphs_are_called_by_the_numbers_that_lead_to_them():
    sub = Kind.SUBPARAGRAPH
    texts = [
        *(("", Kind.PREAMBULAR), ("", Kind.PREAMBULAR), ("", Kind.HEADING), ("(a)", sub), ("1", Kind.OPERATIVE)),
        *(("(a)", sub), ("(i)", sub), ("(ii)", sub), ("(b)", sub), ("(h)", sub), ("(i)", sub), ("(j)", sub)),
        *(("2", Kind.OPERATIVE), ("(a)", sub), ("(c)", sub)),
    ]
    assert labels(numbered(*((number, kind, "") for number, kind in texts))) == [
        *("preambular 1", "preambular 2", "heading 1", "(a)", "1"),
        *("1 (a)", "1 (a) (i)", "1 (a) (ii)", "1 (b)", "1 (h)", "1 (i)", "1 (j)"),
        *("2", "2 (a)", "2 (c)"),
    ]


def test_the_table_as_csv_names_its_columns_and_holds_no_formula():
    table = rows(OLD, NEW, LINKS, {2: Known(("@COR", "DEL"), " +1")})
    read = list(csv.reader(io.StringIO(as_csv(cells(row, OLD, NEW, NAMES) for row in table))))
    assert read == [
        list(HEAD),
        ["", "", "preambular 1", "struck", "", "", "", "", "", "Recalling the winter,"],
        ["1", "", "1", "edited", "", "100%", "67%", "", "We shall act.", "We act."],
        ["2; 4", "", "2", "split", "yes", "40%; 40%", "100%; 100%", "", "We wait.\nWe sing.", "We wait and we sing."],
        ["3", "'@COR; DEL", "", "new", "", "", "", "' +1", "'=We dance.", ""],
        ["5", "", "3; 4", "merged", "", "100%; 100%", "50%; 50%", "", "We go. We stay.", "We go.\nWe stay."],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\uff1d", " =", "\n="])
def test_what_a_spreadsheet_takes_for_a_formula_is_marked_as_words(sign):
    read = list(csv.reader(io.StringIO(as_csv([[f"{sign}1+1"]]))))
    assert read[1] == [f"'{sign}1+1"]


def test_the_table_as_data_names_places_and_numbers():
    table = rows(OLD, NEW, LINKS[:1])
    assert list(as_data(table[:2], OLD, NEW, NAMES))[1] == {
        "new": [{"index": 0, "id": "u0", "number": "1", "text": "We shall act."}],
        "contributors": [],
        "old": [{"index": 1, "id": "u1", "number": "1", "text": "We act."}],
        "became": "edited",
        "moved": False,
        "shares": [{"old": 1, "new": 0, "of_old": 1.0, "of_new": 0.667}],
        "rationale": "",
    }
