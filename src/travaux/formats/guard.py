"""What a file must not do while it is opened: unpack without end, or call in entities from elsewhere."""

import io
import zipfile
import zlib

from lxml import etree

from travaux.formats.detect import Damaged, Paper
from travaux.formats.reading import Limits
from travaux.refusal import Invalid

_ALWAYS = 1024 * 1024
_XML = (".xml", ".rels")


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


def unpacked(paper: Paper, limits: Limits) -> dict[str, bytes]:
    """Return the XML parts of a packed paper, refusing with Bomb or Damaged what cannot be trusted.

    The sizes that the archive declares bind its reading: a part that holds more than it declares fails its checksum.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(paper.content)) as packed:
            parts = [part for part in packed.infolist() if part.filename.endswith(_XML)]
            total = sum(part.file_size for part in parts)
            if total > limits.unpacked or total > max(_ALWAYS, limits.ratio * len(paper.content)):
                reason = f"It would unpack to {_size(total)}, from {_size(len(paper.content))}."
                raise Bomb(filename=paper.filename, found=paper.format, reason=reason)
            return {part.filename: packed.read(part) for part in parts}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Damaged(filename=paper.filename, found=paper.format, reason=error) from None


def parsed(part: bytes, paper: Paper) -> etree._Element:
    """Parse XML without expanding entities and without the network; a document type is refused with Bomb."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise Damaged(filename=paper.filename, found=paper.format, reason=error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        reason = "It defines entities of its own, which no word processor does."
        raise Bomb(filename=paper.filename, found=paper.format, reason=reason)
    return root
