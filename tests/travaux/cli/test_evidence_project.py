import csv
import io

import pytest
from click.testing import CliRunner

from travaux.cli.evidence_project import BadYears, project
from travaux.evidence.prospects import WANTED, InputMissing, periods
from travaux.evidence.scenarios import shipped


@pytest.fixture
def folder(tmp_path):
    for name, size in WANTED.items():
        columns = ["2020"] if name.startswith("pop") else periods(2020, 2030)
        value = {"mx": "0.01", "tf": "2", "mi": "3", "se": "1.05", "pe": "14.3"}.get(name[:2], "100")
        lines = ["\t".join(["country_code", *columns])]
        for code in ("484", "840"):
            own = f"-{value}" if (name, code) == ("migration", "484") else value
            lines += ["\t".join([code, *[own] * len(columns)]) for _ in range(size)]
        if name == "popM":
            lines.append("124\t5")
        (tmp_path / f"{name}.{'tsv' if name == 'popF' else 'txt'}").write_text("\n".join(lines))
    return tmp_path


def run(folder, *words):
    return CliRunner().invoke(project, ["--inputs", str(folder), "--to", "2030", *words])


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_populations_are_printed_in_thousands_and_what_was_left_out_is_said(folder):
    result = run(folder)
    found = rows(result.stdout)
    assert [(row["area"], row["year"]) for row in found] == [
        (area, year) for year in ("2020", "2025", "2030") for area in ("MEX", "USA")
    ]
    assert (found[0]["population (thousands)"], result.stderr) == (
        "4200",
        "note: left out, since a table is not whole: CAN\n",
    )


def test_ages_and_sexes_are_written_where_they_are_wanted(folder, tmp_path):
    out = tmp_path / "p.csv"
    assert run(folder, "--by-age", "--out", str(out)).stdout == ""
    found = rows(out.read_text())
    assert (len(found), found[0]["sex"], found[20]["age"]) == (3 * 2 * 2 * 21, "female", "100+")


def test_scenarios_and_variants_change_what_comes_out(folder, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(shipped().replace("scenario.commons", "scenario.mine"))
    results = [
        run(folder, "--variant", "zero"),
        run(folder, "--scenario", "homes"),
        run(folder, "--scenario", "mine", "--scenarios", str(own)),
    ]
    assert len({result.stdout for result in [run(folder), *results]}) == 4
    assert "note: Homes: much convergence, little cooperation; assumptions, no forecast" in results[1].stderr


def test_in_the_closed_variant_people_move_along_the_flows(folder, tmp_path):
    flows = tmp_path / "flows.csv"
    flows.write_text("origin,destination,flow\nMEX,USA,200000\nMEX,PER,1000\n")
    result = run(folder, "--variant", "closed", "--flows", str(flows))
    last = {row["area"]: float(row["population (thousands)"]) for row in rows(result.stdout)[-2:]}
    assert last["USA"] > last["MEX"]
    assert "note: flows of areas without a population were not used: PER" in result.stderr
    flows.write_text("origin,destination,flow\nMEX,USA,200000\n")
    assert "not used" not in run(folder, "--variant", "closed", "--flows", str(flows)).stderr


def test_inputs_that_are_not_there_and_years_between_periods_are_refused(folder, tmp_path):
    assert isinstance(run(folder, "--from", "2022").exception, BadYears)
    assert isinstance(run(folder, "--from", "2030").exception, BadYears)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert isinstance(run(empty).exception, InputMissing)


def test_nothing_is_said_where_nothing_was_left_out(folder):
    path = folder / "popM.txt"
    path.write_text("\n".join(path.read_text().splitlines()[:-1]))
    assert run(folder).stderr == ""
