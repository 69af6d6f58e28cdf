from pathlib import Path

import numpy as np
import pytest

from travaux.evidence.projection import project
from travaux.evidence.prospects import (
    WANTED,
    InputMissing,
    InputUnreadable,
    NobodyComplete,
    periods,
    read_inputs,
)

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "evidence" / "wpp2019"


def texts(**cells):
    """Make tables of two areas and a region, 2020 to 2030; `cells` put another word in the first cell of a table."""
    found = {}
    for name, size in WANTED.items():
        columns = ["2020"] if name.startswith("pop") else periods(2020, 2030)
        lines = ["\t".join(["country_code", "name", *columns])]
        lines += ["\t".join([code, code, *["1"] * len(columns)]) for code in ("484", "900", "840") for _ in range(size)]
        if name in cells:
            lines[1] = lines[1].replace("\t1", f"\t{cells[name]}", 1)
        found[name] = "\n".join(lines)
    return found


def test_areas_of_which_all_is_known_are_read():
    found = read_inputs(texts(), 2020, 2030)
    assert (found.areas, found.left_out, found.rates.periods) == (("MEX", "USA"), (), 2)
    assert (found.start.female.shape, found.rates.female_deaths.shape) == ((2, 21), (2, 22, 2))
    assert found.rates.fertile_ages[0, 0, 0] == 0.01


def test_an_area_of_which_a_number_is_open_is_left_out_and_named():
    found = read_inputs(texts(mxF="NA"), 2020, 2030)
    assert (found.areas, found.left_out) == (("USA",), ("MEX",))


def test_a_table_a_column_or_a_number_that_is_missing_is_named():
    lacking = {name: text for name, text in texts().items() if name != "popF"}
    with pytest.raises(InputMissing, match="The table popF"):
        read_inputs(lacking, 2020, 2030)
    with pytest.raises(InputMissing, match="The column 2030-2035 of"):
        read_inputs(texts(), 2020, 2035)
    with pytest.raises(InputMissing, match="The column country_code of popF"):
        read_inputs(texts() | {"popF": ""}, 2020, 2030)
    with pytest.raises(InputUnreadable, match="“x” where a number should stand \\(area MEX\\)"):
        read_inputs(texts(mxF="x"), 2020, 2030)


def test_tables_without_one_whole_area_are_refused():
    with pytest.raises(NobodyComplete):
        read_inputs(texts(mxF="NA") | {"popM": texts()["popM"].replace("840", "900")}, 2020, 2030)


def test_the_published_projection_comes_out_near_from_the_published_inputs():
    if not FOLDER.exists():
        pytest.skip("the published inputs stand in ../shared, which is not here")
    inputs = {name: (FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in WANTED}
    known = read_inputs(inputs, 2020, 2050)
    people = project(known.start, known.rates)[-1]
    # 2050, thousands, as World Population Prospects 2019 gives it for the 201 countries and areas.
    assert (len(known.areas), round(float(people.total.sum()) / 9_727_000, 2)) == (201, 1.0)
    assert np.isfinite(people.total).all()
