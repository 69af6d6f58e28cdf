"""What a file must not do while it is opened: unpack without end, or call in entities from elsewhere."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence

from lxml import etree

from travaux.formats.detect import Damaged, Paper
from travaux.formats.reading import Limits
from travaux.refusal import Invalid

_ALWAYS = 1024 * 1024
_XML = (".xml", ".rels")
_HEADER = 30
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_UTF_8 = (b"utf-8", b"us-ascii", b"ascii")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, NotImplementedError, RuntimeError)


class TooLarge(Invalid):
    """The file is larger than is taken."""

    asked = "You handed in “{filename}”."
    because = "It has more than the {limit} that are taken."
    rule = "Papers are limited in size so that the site stays open to all."
    remedy = "Leave out pictures, or hand the paper in in parts."


class Bomb(Invalid):
    """The file unpacks to far more than an honest paper would, or defines entities."""

    asked = "You handed in “{filename}”, which is {found}."
    because = "{reason}"
    rule = "A file that could overwhelm the one who opens it is not opened."
    remedy = "Save the paper anew in a word processor and hand it in again."


def weighed(content: bytes, filename: str, limit: int) -> None:
    """Refuse a file of more bytes than `limit` with TooLarge."""
    if len(content) > limit:
        raise TooLarge(filename=filename, limit=_size(limit))


def _size(count: int) -> str:
    """Return a number of bytes as people say it."""
    units = ((1024**2, "MB"), (1024, "KB"))
    return next((f"{count / unit:.3g} {name}" for unit, name in units if count >= unit), f"{count} bytes")


def unmarked(content: bytes, paper: Paper, limits: Limits) -> None:
    """Refuse with Bomb what has more tags than any paper, before a tree is made of them."""
    count = content.count(b"<")
    if count > limits.marks:
        raise _bomb(paper, f"It holds {count} tags, more than any paper.")


def unlined(content: bytes, paper: Paper, limits: Limits) -> None:
    """Refuse with Bomb a text of more lines than any paper."""
    count = content.count(b"\n") + content.count(b"\r")
    if count > limits.lines:
        raise _bomb(paper, f"It holds {count} lines, more than any paper.")


def unpacked(paper: Paper, limits: Limits, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Return the XML parts of a packed paper whose names begin with one of `wanted`.

    Refuses with Bomb or Damaged what cannot be trusted, whether wanted or not. The sizes that the archive declares bind
    its reading: a part that holds more than it declares fails its checksum. What is packed in a part stays packed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(paper.content)) as packed:
            parts = packed.infolist()
            _check_parts(paper, parts, limits)
            return {
                part.filename: packed.read(part)
                for part in parts
                if part.filename.endswith(_XML) and part.filename.startswith(wanted)
            }
    except _BROKEN as error:
        raise Damaged(filename=paper.filename, found=paper.format, reason=error) from None


def _check_parts(paper: Paper, parts: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts if part.filename.endswith(_XML))
    if total > limits.unpacked or total > max(_ALWAYS, limits.ratio * len(paper.content)):
        raise _bomb(paper, f"It would unpack to {_size(total)}, from {_size(len(paper.content))}.")
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise _bomb(paper, "Two of its parts bear the same name, so that each reader may see another text.")
    for part in parts:
        if reason := _fault(part):
            raise _bomb(paper, reason)
    placed = sorted(parts, key=lambda part: part.header_offset)
    ends = [part.header_offset + _HEADER + part.compress_size for part in placed]
    if any(end > part.header_offset for end, part in zip(ends, placed[1:], strict=False)):
        raise _bomb(paper, "Its parts lie over each other, so that a few bytes are unpacked many times.")


def _fault(part: zipfile.ZipInfo) -> str:
    """Say what no word processor writes about a part of a file, if anything."""
    name = part.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        return "A part of it would be put outside its own folder."
    if stat.S_ISLNK(part.external_attr >> 16):
        return "A part of it points to a file elsewhere."
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "A part of it is packed in a way that word processors do not use."
    return ""


def parsed(part: bytes, paper: Paper, limits: Limits) -> etree._Element:
    """Parse XML without expanding entities and without the network; a document type is refused with Bomb.

    Only UTF-8 is taken: in another encoding a document type could hide from a reader before this one.
    """
    declared = _ENCODING.match(part)
    if b"\x00" in part[:64] or (declared and declared[1].lower() not in _UTF_8):
        raise _bomb(paper, "Its XML is written in another encoding than UTF-8, which no word processor does.")
    refuse_hidden(part, paper, limits)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise Damaged(filename=paper.filename, found=paper.format, reason=error) from None


def refuse_hidden(part: bytes, paper: Paper, limits: Limits) -> None:
    """Refuse with Bomb what XML in UTF-8 can hide: tags without number, stretches without end, entities of its own."""
    unmarked(part, paper, limits)
    if _has_stretch(part, limits.stretch):
        raise _bomb(paper, "A single tag or run of words in it is longer than a chapter.")
    if b"<!DOCTYPE" in part:
        raise _bomb(paper, "It defines entities of its own, which no word processor does.")


def _has_stretch(part: bytes, longest: int) -> bool:
    """Whether more bytes than `longest` stand from one tag to the next; what one element holds is copied many times."""
    place = 0
    while place >= 0:
        before, place = place, part.find(b"<", place + 1)
        if (place if place >= 0 else len(part)) - before > longest:
            return True
    return False


def _bomb(paper: Paper, reason: str) -> Bomb:
    return Bomb(filename=paper.filename, found=paper.format, reason=reason)
