"""SDMX, the statistical offices' exchange format: CSV (1.0, 2.0) and XML (2.1, generic and of a structure; 3.0)."""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from travaux.evidence.layouts.plain import load_columns
from travaux.evidence.loading import Line, Loaded
from travaux.evidence.table import require_distinct
from travaux.refusal import Invalid

NAME = "sdmx"
VALUE, TIME = "obs_value", "time_period"
HEADS = ({"dataflow", VALUE}, {"structure", "structure_id", VALUE})


class NotSdmx(Invalid):
    """An XML file holds no observations of SDMX."""

    asked = "You gave the file “{file}” as SDMX."
    because = "{reason}."
    remedy = "Give a data message of SDMX-ML 2.1, or SDMX-CSV."


def claims(lines: Sequence[Line]) -> bool:
    """Whether the first line is the head of SDMX-CSV."""
    names = set(_ids(lines[0][1]))
    return any(names >= head for head in HEADS)


def _ids(head: Sequence[str]) -> list[str]:
    """Return the identities of columns: “REF_AREA: Reference area” and “STRUCTURE[;]” say more than that."""
    return [cell.partition(":")[0].partition("[")[0].strip().lower() for cell in head]


def load(lines: Sequence[Line], file: str) -> Loaded:
    """Read SDMX-CSV: a column for each dimension and attribute, and OBS_VALUE. Raises DoubledColumn."""
    head = lines[0][1]
    names = _ids(head)
    require_distinct(names, file)
    labelled = {place for place, cell in enumerate(head) if ":" in cell}
    body = [(line, _without_labels(row, labelled)) for line, row in lines[1:]] if labelled else lines[1:]
    return load_columns(NAME, names, body)


def _without_labels(row: Sequence[str], labelled: set[int]) -> list[str]:
    """Return the codes of a row that has them with their labels: “MEX: Mexico”."""
    return [cell.partition(": ")[0] if place in labelled else cell for place, cell in enumerate(row)]


def load_xml(content: bytes, file: str) -> Loaded:
    """Read a data message of SDMX-ML 2.1 or 3.0. Raises NotSdmx. Nothing is fetched, no entity is expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotSdmx(file=file, reason=f"It is no sound XML: {error}") from error
    if b"<!DOCTYPE" in content:
        raise NotSdmx(file=file, reason="It declares a document type, which no message of SDMX does")
    found = [(line, cells) for line, cells in _observations(root) if VALUE in cells]
    if not found:
        raise NotSdmx(file=file, reason="It holds no observation")
    names = list(dict.fromkeys(name for _, cells in found for name in cells))
    return load_columns(NAME, names, [(line, [cells.get(name, "") for name in names]) for line, cells in found])


def _observations(root: etree._Element) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the cells of each observation, of its series and group of values, with its line."""
    for node in root.iter():
        if _name(node) != "Obs":
            continue
        cells = dict(_cells(node))
        parent = node.getparent()
        if parent is not None and _name(parent) == "Series":
            cells = dict(_cells(parent)) | cells
        yield _line(node), cells


def _line(node: Any) -> int:
    return int(node.sourceline or 0)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _cells(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what a series or observation says of itself: attributes (of a structure) or elements (generic)."""
    yield from ((str(name).lower(), str(value)) for name, value in node.attrib.items() if not str(name).startswith("{"))
    for part in node:
        kind = _name(part)
        if kind in {"SeriesKey", "ObsKey", "Attributes"}:
            yield from ((str(each.get("id", "")).lower(), str(each.get("value", ""))) for each in part)
        elif kind == "ObsDimension":
            yield str(part.get("id", TIME)).lower(), str(part.get("value", ""))
        elif kind == "ObsValue":
            yield VALUE, str(part.get("value", ""))
