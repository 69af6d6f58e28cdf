"""What may be asked for: files of a version, tables, documents that came back."""

from secretariat.exchange.queries.files import FORMS, Form, NoSuchLanguage, filename_of, sheet_of
from secretariat.exchange.queries.papers import Sheet
from secretariat.exchange.queries.renderings import languages_of
from secretariat.exchange.queries.returns import (
    KIND,
    Line,
    NoSuchDocument,
    entities_for,
    job_of,
    key_of,
    kind_behind,
    line,
    lines,
    moves,
    returned_named,
    returns,
    rows_now,
    suggestion_named,
)
from secretariat.exchange.queries.stamps import Stamp, base_of, stamp_in, stamp_line
from secretariat.exchange.queries.tables import TABLES, Table

__all__ = [
    "FORMS",
    "KIND",
    "TABLES",
    "Form",
    "Line",
    "NoSuchDocument",
    "NoSuchLanguage",
    "Sheet",
    "Stamp",
    "Table",
    "base_of",
    "entities_for",
    "filename_of",
    "job_of",
    "key_of",
    "kind_behind",
    "languages_of",
    "line",
    "lines",
    "moves",
    "returned_named",
    "returns",
    "rows_now",
    "sheet_of",
    "stamp_in",
    "stamp_line",
    "suggestion_named",
]
