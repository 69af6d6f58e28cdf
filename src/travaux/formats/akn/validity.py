"""Whether a file is what the OASIS standard says Akoma Ntoso is."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from travaux.formats.akn.load import Fault

_SCHEMA = Path(__file__).parent / "schema" / "akomantoso30.xsd"
_SPACES = ("{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}", "{http://www.w3.org/XML/1998/namespace}")


Found = tuple[int, str, str]
"""An error: its line, what is wrong, and the path to the element."""


def invalid(root: etree._Element) -> tuple[Fault, ...]:
    """Return what is not as the schema of OASIS has it, with the line; nothing where the file is valid."""
    return tuple(Fault(line, reason) for line, reason, _path in errors(root))


def errors(root: etree._Element) -> list[Found]:
    """Return line, reason and path of every error that the schema finds."""
    schema = _schema()
    schema.validate(root)
    log: Any = schema.error_log  # the stubs do not know that it can be gone through
    return [(each.line, _plain(each.message), each.path or "/*") for each in log]


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_SCHEMA, etree.XMLParser(no_network=True)))


def _plain(message: str) -> str:
    for space in _SPACES:
        message = message.replace(space, "")
    return message.strip()
