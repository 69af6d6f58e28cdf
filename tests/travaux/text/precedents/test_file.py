import sqlite3

import pytest

from travaux.text.precedents import file as index_file
from travaux.text.precedents.file import IndexFile, NoIndex, NotAnIndex
from travaux.text.precedents.leaves import prepared
from travaux.text.precedents.search import find
from travaux.text.precedents.shapes import Adopted, Paragraph, Place

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"
OTHER = "Deeply concerned at the large and growing number of migrants who lose their lives at sea"


def text(*paragraphs, symbol="A/1", date="2018-12-19"):
    return prepared(Adopted(symbol, date, tuple(Paragraph(str(n), words) for n, words in enumerate(paragraphs, 1))))


def places(base, words):
    runs = find(base, words).runs
    return [base.places(run.sources)[source] for run in runs for source in run.sources]


def test_what_is_kept_is_there_when_the_index_is_opened_again(tmp_path):
    with IndexFile(tmp_path / "x", create=True) as base:
        assert base.add("a.xml", "aa", text("x", AGREED)) is False
        base.settle()
    with IndexFile(tmp_path / "x") as base:
        assert (base.size(), places(base, AGREED)) == (2, [Place("A/1", "2", "2018-12-19")])
        assert base.texts([2]) == {2: AGREED}


def test_what_is_not_saved_is_not_kept(tmp_path):
    with IndexFile(tmp_path / "x", create=True) as base:
        base.add("a.xml", "aa", text(AGREED))
    with IndexFile(tmp_path / "x") as base:
        assert (base.size(), base.holds("aa")) == (0, False)


def test_a_text_read_anew_comes_in_the_place_of_the_old_one(corpus):
    base = corpus(("A/1", "2018-12-19", AGREED))
    assert base.add("0.xml", "new", text(OTHER, symbol="A/2")) is True
    base.settle()
    assert (base.size(), places(base, AGREED), [each.symbol for each in places(base, OTHER)]) == (1, [], ["A/2"])


def test_content_is_known_whatever_its_name_unless_its_symbol_or_date_is_given_otherwise(corpus):
    base = corpus(("A/1", "2018-12-19", AGREED))
    assert [base.holds("0"), base.holds("0", "A/1", "2018-12-19"), base.holds("0", "A/2"), base.holds("1")] == [
        *(True, True, False, False)
    ]
    assert base.holds("0", date="2019-01-01") is False


def test_many_small_additions_are_put_together(tmp_path):
    with IndexFile(tmp_path / "x", create=True) as base:
        for number in range(12):
            base.add(f"{number}", f"{number}", text(*[AGREED] * (9 if number == 3 else 1), symbol=f"A/{number}"))
            base.settle()
        assert {place.symbol for place in places(base, AGREED)} == {f"A/{number}" for number in range(12)}
    with sqlite3.connect(tmp_path / "x") as plain:
        batches = plain.execute("SELECT count(*), count(DISTINCT batch) FROM batches, shelves").fetchone()
        assert batches[1] < 9
    plain.close()


def test_a_large_addition_is_saved_on_the_way(tmp_path, monkeypatch):
    monkeypatch.setattr(index_file, "HELD", 5)
    with IndexFile(tmp_path / "x", create=True) as base:
        base.add("a", "a", text(AGREED, OTHER))
    with IndexFile(tmp_path / "x") as base:
        assert len(places(base, OTHER)) == 1


def test_an_index_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NoIndex):
        IndexFile(tmp_path / "none")


@pytest.mark.parametrize("content", [b"no database at all, whatever its length may be" * 30, None])
def test_a_file_that_is_no_index_is_refused_and_stays_as_it_is(tmp_path, content):
    file = tmp_path / "x"
    if content:
        file.write_bytes(content)
    else:
        with sqlite3.connect(file) as plain:
            plain.execute("CREATE TABLE own (id INTEGER)")
        plain.close()
    before = file.read_bytes()
    with pytest.raises(NotAnIndex):
        IndexFile(file, create=True)
    assert file.read_bytes() == before
