"""Adopted texts read for the corpus: Akoma Ntoso with its own symbol, numbers and date; any other paper as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from travaux.formats.apart import open_apart
from travaux.formats.detect import Damaged, Paper
from travaux.formats.guard import parsed, weighed
from travaux.formats.intake import read
from travaux.formats.reading import Limits, Reading
from travaux.passages.segment import Block
from travaux.text.precedents.shapes import Adopted, Paragraph

AKOMA_NTOSO = "Akoma Ntoso"
SUFFIXES = frozenset({".xml", ".akn", ".docx", ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".pdf"})
"""The names of files that are looked for in a folder."""

_XML = (".xml", ".akn")
_AS_THEY_ARE = (".txt", ".text", ".md", ".markdown")
_LIMITS = Limits(text=64 * 1024 * 1024, lines=4_000_000, marks=2_000_000)
_SYMBOL_IN_NAME = re.compile(r"(?P<body>[A-Z]{1,4})[_-](?P<kind>RES|DEC|HRC|CONF|AC|INF|L)[_-](?P<rest>[\w.()]{1,60}(?:_[\w.()]{1,40}){0,3})")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_SPACES = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"(?:\r\n?|\n)[ \t\f]*(?:\r\n?|\n)\s*")
_PRINTED = re.compile(r"\s*(?:#{1,6}\s+)?(?P<number>\d{1,4}(?:\.\d{1,3})*|\([a-z]{1,5}\)|[IVXLC]{1,6}(?=\.))[.)]?[ \t\u00a0]+(?=\S)")
_LETTERED = re.compile(r"\(?(?P<sign>[a-z]{1,6})\)\.?")
_ROMAN = re.compile(r"[ivxl]+")


def adopted(content: bytes, filename: str, *, symbol: str = "", date: str = "") -> Adopted:
    """Read an adopted text from a file. What `symbol` and `date` say goes before what the file says.

    Without either, both are taken from the file's name. Raises what `intake.read` raises.
    """
    name = PurePosixPath(filename)
    suffix = name.suffix.lower()
    if suffix in _XML:
        return _akoma_ntoso(content, filename, symbol, date)
    reading = read(content, filename, limits=_LIMITS) if suffix in _AS_THEY_ARE else open_apart(content, filename).reading
    return Adopted(symbol or _symbol_of(name), date or _date_of(name), tuple(_paragraphs(reading)))


def _symbol_of(name: PurePosixPath) -> str:
    """Read a symbol from a file's name: “A_RES_71_280.txt” is A/RES/71/280; any other name stands for itself."""
    ...
