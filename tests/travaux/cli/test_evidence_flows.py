import csv
import io

import pytest
from click.testing import CliRunner

from travaux.cli.evidence_flows import NoTypes, flows
from travaux.evidence.stocks import UnknownArea

START = [[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]]
END = [[950, 100, 60, 0], [80, 505, 75, 5], [90, 30, 800, 40], [40, 45, 0, 180]]


@pytest.fixture
def files(tmp_path):
    """Two stocks, the second with its columns and rows in another order; births, deaths and a seed."""
    pairs = [(k, i) for k in "ABCD" for i in "ABCD"]
    lines = {
        name: [(k, i, table["ABCD".index(k)]["ABCD".index(i)]) for k, i in pairs]
        for name, table in (("s0", START), ("s1", END))
    }
    texts = {
        "s0": "birthplace,residence,stock\n" + "\n".join(f"{k},{i},{n}" for k, i, n in lines["s0"]),
        "s1": "stock,birthplace,residence\n" + "\n".join(f"{n},{k},{i}" for k, i, n in reversed(lines["s1"])),
        "births": "residence,births\nA,0\nB,0\nC,0\nD,0",
        "deaths": "deaths,residence\n0,A\n0,B\n0,C\n0,D",
        "seed": "origin,destination,weight\n" + "\n".join(f"{a},{b},1" for a, b in pairs),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return {name: str(tmp_path / f"{name}.csv") for name in texts}


def run(files, *words):
    return CliRunner().invoke(flows, ["--stock0", files["s0"], "--stock1", files["s1"], *words])


def moved(text):
    return {
        (row["origin"], row["destination"]): float(row["flow"])
        for row in csv.DictReader(io.StringIO(text))
        if row["flow"] != "0"
    }


EXPECTED = {
    ("A", "C"): 50,
    ("B", "A"): 35,
    ("B", "C"): 25,
    ("C", "A"): 10,
    ("C", "B"): 10,
    ("D", "A"): 10,
    ("D", "B"): 10,
}


def test_the_published_example_is_printed_as_csv_and_the_notes_beside(files):
    result = run(files, "--births", files["births"], "--deaths", files["deaths"], "--method", "min")
    assert (moved(result.stdout), len(result.stdout.splitlines())) == (EXPECTED, 13)
    assert result.stderr.splitlines()[-1] == "note: total 150"


def test_the_csv_is_written_to_a_file_and_the_types_beside_the_flow(files, tmp_path):
    out = tmp_path / "flows.csv"
    result = run(files, "--method", "min", "--types", "--seed", files["seed"], "--out", str(out))
    assert (result.stdout, out.read_text().splitlines()[0]) == ("", "origin,destination,flow,outward,return,transit")
    found = {(row["origin"], row["destination"]): row for row in csv.DictReader(io.StringIO(out.read_text()))}
    assert [float(found["B", "A"][name]) for name in ("flow", "outward", "return", "transit")] == pytest.approx(
        [35, 25, 0, 10]
    )


def test_draws_add_a_band_and_the_same_seed_the_same_bytes(files):
    first, second = (
        run(files, "--method", "pseudobayes", "--draws", "5", "--random-seed", "3").stdout for _ in range(2)
    )
    assert (first == second, first.splitlines()[0]) == (True, "origin,destination,flow,low,high")


def test_types_of_another_method_are_refused(files):
    assert isinstance(run(files, "--method", "drop", "--types").exception, NoTypes)


def test_what_cannot_be_read_is_refused_and_nothing_is_printed(files, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("birthplace,residence,stock\nA,E,5\n")
    result = run(files | {"s1": str(other)}, "--method", "drop")
    assert (isinstance(result.exception, UnknownArea), result.stdout) == (True, "")


def test_a_folder_that_is_not_there_is_told_before_anything_is_reckoned(files, tmp_path):
    found = run(files, "--method", "min", "--out", str(tmp_path / "nowhere" / "x.csv"))
    assert (found.exit_code, "there is no folder" in found.output, "total" in found.output) == (2, True, False)
