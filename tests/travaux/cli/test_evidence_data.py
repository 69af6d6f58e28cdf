import json

import pytest
from click.testing import CliRunner

from travaux.cli.evidence_data import RegistryUnsound, data
from travaux.evidence.registry import OlderThanInUse


@pytest.fixture
def keep(tmp_path):
    file = tmp_path / "stock.csv"
    file.write_text("area,year,stock\nMEX,2020,5\nQQQ,2020,1\n")

    def add(*words, edition="2020", date="2020-12-01"):
        said = ["--key", "stock", "--edition", edition, "--publisher", "UN DESA", "--licence", "CC BY", "--date", date]
        return CliRunner().invoke(data, ["add", str(file), *said, "--registry", str(tmp_path / "r"), *words])

    return add


def ask(tmp_path, *words):
    return CliRunner().invoke(data, [*words, "--registry", str(tmp_path / "r")])


def test_what_is_added_is_listed_and_what_was_rejected_is_said(keep, tmp_path):
    line = keep("--title", "Stock").output
    assert line.startswith(
        "stock 2020 (2020-12-01, UN DESA): layout plain, 2 rows read, 1 loaded as 1 observations, 1 rejected "
        "(see stock/2020.rejected.csv); SHA-256 "
    )
    assert ask(tmp_path, "list").output == line
    assert json.loads(ask(tmp_path, "list", "--json").output)[0]["source"]["title"] == "Stock"


def test_an_older_edition_is_refused_unless_it_is_wanted(keep, tmp_path):
    keep()
    assert isinstance(keep(edition="2015", date="2015-12-01").exception, OlderThanInUse)
    assert keep("--older", edition="2015", date="2015-12-01").exit_code == 0
    assert len(ask(tmp_path, "list").output.splitlines()) == 2


def test_a_registry_is_verified_and_what_was_touched_is_told(keep, tmp_path):
    keep()
    assert ask(tmp_path, "verify").output == "stock 2020: sound\n"
    (tmp_path / "r" / "stock" / "2020.parquet").write_bytes(b"")
    result = ask(tmp_path, "verify")
    assert result.output == "stock 2020: 2020.parquet was changed since it was registered\n"
    assert isinstance(result.exception, RegistryUnsound)
    assert json.loads(ask(tmp_path, "verify", "--json").output)[0]["wrong"] == [
        "2020.parquet was changed since it was registered"
    ]


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("csv", b"area,year,stock\n"),
        ("sdmx-csv", b"DATAFLOW"),
        ("parquet", b"PAR1"),
        ("xlsx", b"PK"),
        ("json-stat", b"{"),
    ],
)
def test_a_data_set_is_written_in_each_format(keep, tmp_path, form, head):
    keep()
    out = tmp_path / "out"
    assert ask(tmp_path, "export", "stock", "--format", form, "--out", str(out)).exit_code == 0
    assert out.read_bytes().startswith(head)


def test_a_data_package_is_a_folder(keep, tmp_path):
    keep()
    ask(tmp_path, "export", "stock", "--format", "datapackage", "--out", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["datapackage.json", "stock.csv"]


@pytest.mark.parametrize(("form", "place"), [("csv", "r"), ("parquet", "r"), ("datapackage", "stock.csv")])
def test_a_folder_in_the_place_of_a_file_and_a_file_in_that_of_a_folder_are_told(keep, tmp_path, form, place):
    keep()
    done = ask(tmp_path, "export", "stock", "--format", form, "--out", str(tmp_path / place))
    assert (done.exit_code, " is written." in done.output) == (2, True)


def test_the_indicators_say_what_they_measure_and_by_what_they_cannot_be_told_apart():
    told = CliRunner().invoke(data, ["indicators"]).output
    assert "10.7.4: refugees for each 100,000 people" in told
    assert "  not by sex: the texts that are coded speak of a country as a whole" in told
    assert json.loads(CliRunner().invoke(data, ["indicators", "--json"]).output)[3]["series"] == ["SM_POP_REFG_OR"]
