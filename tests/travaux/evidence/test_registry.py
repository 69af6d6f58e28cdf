from dataclasses import replace

import pytest

from travaux.evidence.registry import (
    AlreadyThere,
    BadKey,
    BrokenRegistry,
    NoSuchDataset,
    OlderThanInUse,
    Source,
    UnitChanged,
    add,
    dataset,
    datasets,
    sha256,
    verify,
)

SOURCE = Source("stock", "2020", "Stock", "UN DESA", "CC BY", "2020-12-01")
CONTENT = b"area,year,stock\nMEX,2020,5\nQQQ,2020,1\n"


def added(folder, content=CONTENT, *, older=False, **changes):
    return add(folder, content, "stock.csv", replace(SOURCE, **changes), layout=None, older=older)


def test_an_edition_is_kept_with_all_that_is_said_of_it(tmp_path):
    kept = added(tmp_path)
    assert (kept.source, kept.file, kept.sha256, kept.layout) == (SOURCE, "stock.csv", sha256(CONTENT), "plain")
    assert (kept.read, kept.taken, kept.rejected, kept.rows, kept.columns) == (2, 1, 1, 1, ("area", "year", "stock"))
    assert datasets(tmp_path) == (kept,)
    assert (tmp_path / "stock" / "2020.rejected.csv").read_text() == (
        'line,reason,said\n3,the code “QQQ” is no area of M49 or ISO 3166,"QQQ,2020,1"\n'
    )


def test_the_same_file_a_second_time_changes_nothing(tmp_path):
    assert added(tmp_path) == added(tmp_path)
    assert len(datasets(tmp_path)) == 1


def test_an_edition_never_changes(tmp_path):
    added(tmp_path)
    with pytest.raises(AlreadyThere):
        added(tmp_path, CONTENT + b"USA,2020,1\n")


def test_an_edition_older_than_the_one_in_use_is_refused_unless_it_is_wanted(tmp_path):
    added(tmp_path)
    with pytest.raises(OlderThanInUse, match="The edition 2020, published 2020-12-01, is in use"):
        added(tmp_path, edition="2019", published="2019-09-01")
    added(tmp_path, edition="2019", published="2019-09-01", older=True)
    assert [each.source.edition for each in datasets(tmp_path)] == ["2019", "2020"]
    assert dataset(tmp_path, "stock").source.edition == "2020"
    assert dataset(tmp_path, "stock", "2019").source.edition == "2019"


def test_an_edition_in_another_unit_is_refused(tmp_path):
    added(tmp_path, unit="persons")
    with pytest.raises(UnitChanged, match=r"counts in “thousands”\. The edition 2020 counts in “persons”"):
        added(tmp_path, edition="2024", published="2025-01-01", unit="thousands")
    added(tmp_path, key="other", unit="thousands")


@pytest.mark.parametrize("key", ["", "../x", "A", "-a", ".a"])
def test_a_key_that_could_name_another_file_is_refused(tmp_path, key):
    with pytest.raises(BadKey):
        added(tmp_path, key=key)


def test_what_is_not_registered_is_said_with_what_is(tmp_path):
    with pytest.raises(NoSuchDataset, match="has: nothing"):
        dataset(tmp_path, "stock")
    added(tmp_path)
    with pytest.raises(NoSuchDataset, match=r"in the edition 1999.*has: stock 2020"):
        dataset(tmp_path, "stock", "1999")


@pytest.mark.parametrize("text", ["{", "[1]", '[{"source": {}}]'])
def test_a_list_that_cannot_be_read_is_refused(tmp_path, text):
    (tmp_path / "datasets.json").write_text(text)
    with pytest.raises(BrokenRegistry):
        datasets(tmp_path)


def test_a_registry_is_sound_until_a_file_is_touched(tmp_path):
    added(tmp_path)
    assert [each.wrong for each in verify(tmp_path)] == [()]
    parquet, source = tmp_path / "stock" / "2020.parquet", tmp_path / "stock" / "2020.source"
    parquet.write_bytes(parquet.read_bytes() + b"x")
    source.unlink()
    assert [each.wrong for each in verify(tmp_path)] == [
        ("2020.source is missing", "2020.parquet was changed since it was registered")
    ]


def test_a_source_that_is_read_otherwise_than_before_is_told(tmp_path):
    added(tmp_path)
    path = tmp_path / "datasets.json"
    path.write_text(path.read_text().replace('"rows": 1', '"rows": 2'))
    assert [each.wrong for each in verify(tmp_path)] == [("2020.source is now read as 1 rows instead of 2",)]
