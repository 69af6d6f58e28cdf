import json

import pytest

from travaux.evidence.layouts.jsonstat import NotJsonStat
from travaux.evidence.load import load

CUBE = {
    "class": "dataset",
    "id": ["geo", "time"],
    "size": [2, 2],
    "dimension": {
        "geo": {"category": {"index": {"USA": 1, "MEX": 0}}},
        "time": {"category": {"index": ["2019", "2020"]}},
    },
    "value": [1, 2.5, None, 4],
}


def cube(**changes):
    return json.dumps(CUBE | changes).encode()


def test_a_cube_is_read_in_the_order_of_its_dimensions():
    found = load(cube(), "c.json")
    assert (found.columns["geo"], found.columns["time"]) == (["MEX", "MEX", "USA", "USA"], [2019, 2020, 2019, 2020])
    assert [str(value) for value in found.columns["obs_value"]] == ["1.0", "2.5", "nan", "4.0"]


def test_a_cube_may_give_only_the_cells_that_it_has_and_stand_in_a_wrapper():
    sparse = json.dumps({"dataset": CUBE | {"value": {"3": "7"}}}).encode()
    assert [str(value) for value in load(sparse, "c.json").columns["obs_value"]] == ["nan", "nan", "nan", "7.0"]


def test_a_dimension_of_one_category_may_have_only_its_label():
    dimension = {"geo": {"category": {"label": {"MEX": "Mexico"}}}, "time": CUBE["dimension"]["time"]}
    assert load(cube(size=[1, 2], dimension=dimension, value=[1, 2]), "c.json").columns["geo"] == ["MEX", "MEX"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"{}",
        cube(size=[2, 3]),
        cube(value=[1]),
        cube(
            size=[0, 2], dimension={"geo": {"category": {"index": {}, "label": {}}}, "time": CUBE["dimension"]["time"]}
        ),
        cube(value={"9": 1}),
        b'{"dataset": 3}',
    ],
)
def test_what_is_no_cube_is_refused(content):
    with pytest.raises(NotJsonStat):
        load(content, "c.json")


def test_areas_are_known_by_two_letters_too():
    cube = {
        "version": "2.0",
        "class": "dataset",
        "id": ["geo", "time"],
        "size": [2, 1],
        "dimension": {
            "geo": {"category": {"index": {"EL": 0, "MX": 1}}},
            "time": {"category": {"index": ["2020"]}},
        },
        "value": {"0": 1, "1": 2.5},
    }
    assert list(load(json.dumps(cube).encode(), "d.json").columns["geo"]) == ["GRC", "MEX"]
