"""An edition in the formats that others read."""

import io
import zipfile
from collections.abc import Callable, Mapping

from secretariat.documents.models import Blob
from secretariat.evidence.models import Dataset
from secretariat.evidence.queries.asking import everything, shape
from secretariat.frame.files import CSV, JSON, XLSX
from travaux.evidence.exports import FORMS, Frame, to_csv, to_datapackage
from travaux.formats.tables import inert
from travaux.refusal import Unknown

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same edition, the same bytes


class NoSuchForm(Unknown):
    """An edition is not written in that format."""

    asked = "You asked for a data set as “{form}”."
    because = "It is written as: {known}."
    remedy = "Choose one of these."


def content_of(blob_id: str) -> bytes:
    """Return bytes that are kept: a source as it came, Parquet, the list of rejected rows."""
    return bytes(Blob.objects.values_list("content", flat=True).get(pk=blob_id))


def exported(dataset: Dataset, form: str) -> tuple[bytes, str, str]:
    """Return an edition in a format: bytes, kind, name of the file. Raises NoSuchForm, NoMeasure, TooWide."""
    if form not in KINDS:
        raise NoSuchForm(form=form, known=", ".join(KINDS))
    kind, ending = KINDS[form]
    content = WRITERS[form](dataset) if form in WRITERS else FORMS[form](_frame(dataset))
    return content, kind, f"{dataset.key}-{dataset.edition}{ending}"


def _frame(dataset: Dataset) -> Frame:
    """Return the rows with no word in them that a spreadsheet would run as a formula."""
    found = everything(dataset)
    rows = [tuple(inert(cell) for cell in row) for row in found.rows]
    return Frame(shape(dataset), found.names, rows)


def _package(dataset: Dataset) -> bytes:
    """Return a data package: datapackage.json and the CSV that it describes."""
    frame, name = _frame(dataset), f"{dataset.key}.csv"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in (("datapackage.json", to_datapackage(frame, name)), (name, to_csv(frame))):
            packed.writestr(zipfile.ZipInfo(path, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


WRITERS: Mapping[str, Callable[[Dataset], bytes]] = {
    "parquet": lambda dataset: content_of(dataset.parquet_id),
    "datapackage": _package,
    "source": lambda dataset: content_of(dataset.source.blob_id),
    "rejected": lambda dataset: content_of(dataset.rejects_id),
}
KINDS: Mapping[str, tuple[str, str]] = {
    "csv": (CSV, ".csv"),
    "xlsx": (XLSX, ".xlsx"),
    "parquet": ("application/vnd.apache.parquet", ".parquet"),
    "sdmx-csv": ("application/vnd.sdmx.data+csv; charset=utf-8", ".sdmx.csv"),
    "json-stat": (JSON, ".json"),
    "datapackage": ("application/zip", ".datapackage.zip"),
    "source": ("application/octet-stream", ".source"),
    "rejected": (CSV, ".rejected.csv"),
}
"""The kind and the ending of each format; `rejected` lists the rows that were not taken."""
