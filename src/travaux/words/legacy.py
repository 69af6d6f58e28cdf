"""Text that is not in Unicode: web pages of the United Nations and older files, told by the letters that they give."""

import re
from typing import NamedTuple

_OTHER = re.compile(r"[^\x00-\x7f\u00a0\u2010-\u2026\u00ab\u00bb\u00a7\u00b0\u0640]")
_ENCODINGS = (
    ("windows-1252", re.compile("[àâäáãåæçéèêëíîïìñóôöòõœúûüùÿßøýÀÁÂÄÉÈÊÎÇÑÓÔÖÜÚØŒºª¿¡]")),
    ("windows-1251", re.compile("[\u0430-\u044f\u0451\u2116]")),
    ("windows-1256", re.compile("[\u060c\u061b\u061f\u0621-\u064a]")),
    ("gb18030", re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]")),
)
_WIDE = ("utf-16-le", "utf-16-be")
_STOP = re.compile("[ \\n.,\u3001\u3002\uff0c]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")  # the upper halves of Russian and Arabic
_LEAST, _SAMPLE = 0.6, 1 << 20


class Guessed(NamedTuple):
    """The words of a file, and the encoding in which they make sense."""

    text: str
    encoding: str


def guessed(content: bytes) -> Guessed | None:
    """Return text as the encoding has it in which most of what is not ASCII are letters as a UN language writes them.

    These are UTF-16 without its mark and the four of Windows for English, French and Spanish, for Russian, for Arabic
    and for Chinese; or none, where none fits. It is a guess, and to be called one.
    """
    if b"\x00" in content:
        return _wide(content)
    found = [
        (share, text, name)
        for name, telling in _ENCODINGS
        if (text := _read(content, name)) is not None and (share := _share(text[:_SAMPLE], telling)) >= _LEAST
    ]
    if not found:
        return None
    _, text, name = max(found, key=lambda each: each[0])
    return Guessed(text, name)


def _wide(content: bytes) -> Guessed | None:
    """Read UTF-16 without a mark: in the wrong order of its bytes there are no spaces nor stops.

    What is text in UTF-8 but for a zero here and there is a text with zeros in it.
    """
    is_sparse = content.count(0) * 3 < len(content) and not _CONTROL.search(content)
    if is_sparse and _read(content, "utf-8") is not None:
        return None
    found = [(len(_STOP.findall(text)), text, name) for name in _WIDE if (text := _read(content, name)) is not None]
    stops, text, name = max(found, default=(0, "", ""))
    return Guessed(text, name) if stops and "\x00" not in text else None


def _read(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share(text: str, telling: re.Pattern[str]) -> float:
    """Return how much of what is not ASCII, nor a mark that all have, are the letters that tell."""
    others = len(_OTHER.findall(text))
    return len(telling.findall(text)) / others if others else 1.0
