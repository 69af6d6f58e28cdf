"""JSON-stat 2.0: a cube of values with its dimensions."""

import json
from itertools import product
from math import prod
from typing import Any

from travaux.evidence.layouts.plain import load_columns
from travaux.evidence.loading import Loaded
from travaux.refusal import Invalid

NAME = "json-stat"
MOST = 20_000_000
VALUE = "obs_value"


class NotJsonStat(Invalid):
    """A JSON file is no data set of JSON-stat."""

    asked = "You gave the file “{file}” as JSON-stat."
    because = "{reason}."
    remedy = "Give a data set of JSON-stat 2.0 (class “dataset”)."


def load(content: bytes, file: str) -> Loaded:
    """Read a data set; cells without a value are loaded as open. Raises NotJsonStat."""
    try:
        cube = json.loads(content)
        cube = cube.get("dataset", cube)
        names, sizes = list(cube["id"]), [int(size) for size in cube["size"]]
        labels = [_order(cube["dimension"][name]["category"], size) for name, size in zip(names, sizes, strict=True)]
        cells = prod(sizes)
        values = _values(cube["value"], cells)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise NotJsonStat(file=file, reason=f"It lacks a part or has one of the wrong shape ({error!r})") from error
    rows = [
        (number, [*map(str, place), "" if value is None else repr(value) if not isinstance(value, str) else value])
        for number, (place, value) in enumerate(zip(product(*labels), values, strict=True), 1)
    ]
    return load_columns(NAME, [*(str(name).lower() for name in names), VALUE], rows)


def _order(category: Any, size: int) -> list[str]:
    """Return the codes of a dimension in their order: a list, places by code, or the only one that has a label."""
    index = category.get("index") or category["label"]
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) and "index" in category else list(index)
    if len(codes) != size:
        message = f"a dimension of {size} categories names {len(codes)}"
        raise ValueError(message)
    return codes


def _values(values: Any, cells: int) -> list[Any]:
    if cells > MOST or cells < 1:
        message = f"{cells} cells"
        raise ValueError(message)
    if isinstance(values, list):
        if len(values) != cells:
            message = f"{len(values)} values for {cells} cells"
            raise ValueError(message)
        return values
    found = [None] * cells
    for place, value in values.items():
        found[int(place)] = value
    return found
