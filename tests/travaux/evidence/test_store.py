import os
import subprocess
import sys
from math import nan
from pathlib import Path

import pytest

from travaux.evidence import store as module
from travaux.evidence.store import BadQuery, DatabaseMissing, RowsMissing, Store, write_parquet


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "d.parquet"
    write_parquet({"area": ["MEX", "USA", None], 'the "rate"': [1.5, nan, 3.0], "year": [2019, 2020, 2020]}, path)
    with Store(path) as opened:
        yield opened


def test_what_was_written_is_read_and_what_was_open_is_null(store):
    assert store.everything() == (
        ("area", "year", 'the "rate"'),
        [("MEX", 2019, 1.5), ("USA", 2020, None), (None, 2020, 3.0)],
    )


def test_a_question_is_one_select_whose_places_are_filled_apart(store):
    assert store.ask("SELECT area FROM data WHERE year = $year ORDER BY 1", {"year": 2019}) == (("area",), [("MEX",)])
    assert store.ask("SELECT count(*) AS rows FROM data") == (("rows",), [(3,)])


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("DROP TABLE data", "not one SELECT"),
        ("SELECT 1; SELECT 2", "not one SELECT"),
        ("", "not one SELECT"),
        ("COPY data TO 'x'", "not one SELECT"),
        ("SELECT nothing FROM data", "Binder Error"),
        ("SELEC", "Parser Error"),
        ("SELECT * FROM read_csv('/etc/hostname')", "Permission Error"),
        ("SELECT * FROM glob('/*')", "Permission Error"),
        ("SELECT * FROM range(100001)", "more than 100,000 rows"),
    ],
)
def test_a_question_that_does_anything_else_is_refused(store, query, reason):
    with pytest.raises(BadQuery, match=reason):
        store.ask(query)
    assert store.ask("SELECT count(*) FROM data")[1] == [(3,)]


def test_a_question_without_end_is_broken_off_and_the_next_one_answered(store, tmp_path):
    with (
        Store(tmp_path / "d.parquet", seconds=0.05) as hasty,
        pytest.raises(BadQuery, match=r"longer than 0\.05 seconds"),
    ):
        hasty.ask("SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range + b.range = 7")
    assert store.ask("SELECT count(*) AS rows FROM data") == (("rows",), [(3,)])


def test_a_table_of_nothing_can_be_kept(tmp_path):
    write_parquet({"a": []}, tmp_path / "e.parquet")
    with Store(tmp_path / "e.parquet") as opened:
        assert opened.everything() == (("a",), [])


def test_rows_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(RowsMissing, match=r"none\.parquet"):
        Store(tmp_path / "none.parquet")


def test_without_the_extra_its_absence_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "HAS_DATABASE", False)
    with pytest.raises(DatabaseMissing):
        Store(tmp_path / "none.parquet")


def test_without_the_extra_facts_can_be_read_and_nothing_can_be_asked(tmp_path):
    there = tmp_path / "sitecustomize.py"
    there.write_text("import sys\nsys.modules['duckdb'] = sys.modules['numpy'] = None\n")
    script = (
        "from travaux.evidence.facts import read_facts\n"
        "from travaux.evidence.charts import figures, moves, tiles\n"
        "from travaux.evidence.store import DatabaseMissing, Store\n"
        "from pathlib import Path\n"
        "try:\n    Store(Path('x'))\nexcept DatabaseMissing as refusal:\n    print(refusal.parts[3])\n"
    )
    paths = os.pathsep.join([str(tmp_path), str(Path(module.__file__).parents[2])])
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script], env={"PYTHONPATH": paths}, capture_output=True, text=True, check=True
    )
    assert told.stdout == f"{DatabaseMissing.remedy}\n"


def test_without_the_database_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "HAS_DATABASE", False)
    with pytest.raises(DatabaseMissing):
        module.write_parquet({"a": [1]}, tmp_path / "x.parquet")
