"""What a file is, seen from its content: its name is a claim, not a proof."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from travaux.refusal import Invalid

WORD, PDF, HTML, MARKDOWN, TEXT = "Word", "PDF", "HTML", "Markdown", "plain text"
AKOMA_NTOSO = "Akoma Ntoso"
ODT = "OpenDocument text"
OLD_WORD = "Word 97 to 2003"
READABLE = (WORD, PDF, HTML, MARKDOWN, TEXT, AKOMA_NTOSO, ODT)
ACCEPTED = ".docx, .odt, .pdf, .html, .md, .txt, .xml (Akoma Ntoso)"

_SUFFIXES = {
    "docx": WORD,
    "docm": WORD,
    "dotx": WORD,
    "pdf": PDF,
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "txt": TEXT,
    "text": TEXT,
    "xml": AKOMA_NTOSO,
    "akn": AKOMA_NTOSO,
    "doc": OLD_WORD,
    "rtf": "Rich Text",
    "odt": ODT,
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "png": "a PNG picture",
    "jpg": "a JPEG picture",
    "jpeg": "a JPEG picture",
    "zip": "a zip archive",
}
_MEDIA = {
    "application/pdf": PDF,
    "text/html": HTML,
    "text/markdown": MARKDOWN,
    "text/plain": TEXT,
    "application/akn+xml": AKOMA_NTOSO,
    "application/vnd.oasis.opendocument.text": ODT,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": WORD,
}
_SIGNATURES = (
    (b"{\\rtf", "Rich Text"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_PARTS = (
    ("word/document.xml", WORD),
    ("xl/workbook.xml", "Excel"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("content.xml", ODT),
)
_TYPES, _MOST_TYPES = "[Content_Types].xml", 256 * 1024
_WORD_TYPE = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.\w{1,20}\.macroEnabled\w{0,20}\.main\+xml"
)
_PART, _MOST_PARTS = b"PK\x01\x02", 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\ufeff?\s*<(?:[?!]|[\w:.-]{1,80}(?=[\s/>]))")
_AKN = re.compile(r"<(?:[\w.-]{1,40}:)?akomaNtoso(?=[\s/>])")
_ANY_TAG = re.compile(rb"</?(?:p|div|h[1-6]|ul|ol|li|table|br|span|article|section|blockquote)\b[^<>]*>", re.IGNORECASE)
_SURELY_MARKDOWN = re.compile(
    r"^ {0,3}(?:#{1,6} +\S|```|\| *:?-{3,})|\*\*\w[^*\n]{1,200}\*\*|<sup>|\]\((?:https?:|mailto:|#)", re.MULTILINE
)
"""What a text has only as Markdown; stars before a line, and brackets before others, are also typed by hand."""
_MARKDOWN = re.compile(r"^ {0,3}(?:#{1,6} +\S|[-*+] +\S|> ?\S|```|\|.+\|)|\*\*\S|<sup>|\]\(", re.MULTILINE)


class EmptyFile(Invalid):
    """There is nothing in the file."""

    asked = "You handed in “{filename}”."
    because = "The file is empty."
    rule = "A submission keeps a paper with words in it."
    remedy = "Open the file to see whether it was saved, then hand it in again."


class Mislabelled(Invalid):
    """The name of the file claims one format, its content is another."""

    asked = "You handed in “{filename}” as {claimed}."
    because = "Its content is {found}."
    rule = "A paper is read as what it is; its name must say the same, so that those who download it can open it."
    remedy = "Give the file the right suffix, or export it as {claimed}, and hand it in again."


class NotReadable(Invalid):
    """The file is of a format that is not read."""

    asked = "You handed in “{filename}”, which is {found}."
    because = "Its words cannot be read from that format."
    rule = "Papers are read from: {accepted}."
    remedy = "Save it in one of these formats and hand it in again."


class Encrypted(Invalid):
    """The file is locked with a password."""

    asked = "You handed in “{filename}”, which is {found}."
    because = "It is locked with a password or encrypted, so that its words cannot be read."
    rule = "A paper that is filed must be open to its readers."
    remedy = "Save it without a password and hand it in again."


class TwoFaced(Invalid):
    """The file is one thing to one programme and another to the next."""

    asked = "You handed in “{filename}”."
    because = "It is a PDF and, to other programmes, a file of another format at the same time."
    rule = "A paper says the same to everybody who opens it."
    remedy = "Export it anew as PDF and hand it in again."


class Damaged(Invalid):
    """The file is of a known format and cannot be opened."""

    asked = "You handed in “{filename}”, which is {found}."
    because = "It cannot be opened: {reason}."
    rule = "A paper is kept only if it can be opened again."
    remedy = "Open it in the programme it came from, save it anew and hand it in again."


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was handed in, and the format that its content shows."""

    content: bytes
    filename: str
    format: str
    media_type: str = ""


def detect(content: bytes, filename: str, media_type: str = "") -> Paper:
    """Say what a file is, from its content.

    Raises EmptyFile, Encrypted, Damaged, TwoFaced, NotReadable, and Mislabelled where the name claims another format
    than the content shows. Plain text and Markdown may bear each other's suffix: both are text.
    """
    if not content.strip():
        raise EmptyFile(filename=filename)
    claimed = _claimed(filename, media_type)
    found = _found(content, filename, claimed)
    if claimed and found != claimed and {found, claimed} != {TEXT, MARKDOWN}:
        raise Mislabelled(filename=filename, claimed=claimed, found=found)
    if found not in READABLE:
        raise NotReadable(filename=filename, found=found, accepted=ACCEPTED)
    return Paper(content, filename, found, media_type)


def _claimed(filename: str, media_type: str) -> str:
    suffix = filename.rpartition(".")[2].lower() if "." in filename else ""
    return _SUFFIXES.get(suffix) or (_MEDIA.get(media_type.partition(";")[0].strip().lower(), "") if not suffix else "")


def _found(content: bytes, filename: str, claimed: str) -> str:
    head = content[:1024]
    if b"%PDF-" in head:
        return _portable(content, head.partition(b"%PDF-")[0], filename)
    if content.startswith(_OLE):
        return _compound(content, filename)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content, filename)
    known = next((name for signature, name in _SIGNATURES if content.startswith(signature)), "")
    return known or _written(content, claimed)


def _portable(content: bytes, before: bytes, filename: str) -> str:
    """Tell a PDF from a file that is a PDF to one reader and something else to another."""
    other = zipfile.is_zipfile(io.BytesIO(content)) or before.startswith((b"PK", *(sign for sign, _ in _SIGNATURES)))
    if other or b"<" in before:
        raise TwoFaced(filename=filename)
    return PDF


def _compound(content: bytes, filename: str) -> str:
    """Tell Word's format of 1997 from a newer one that is locked: both come in the same wrapping."""
    if _OLE_ENCRYPTED in content:
        raise Encrypted(filename=filename, found="an Office document")
    return OLD_WORD


def _packed(content: bytes, filename: str) -> str:
    if content.count(_PART) > _MOST_PARTS:  # each would become an object of ours when the list of parts is opened
        raise Damaged(filename=filename, found="a packed file", reason=f"it has more than {_MOST_PARTS} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            locked = any(part.flag_bits & 1 for part in packed.infolist())
            types = b"" if locked or _TYPES not in names else packed.open(_TYPES).read(_MOST_TYPES)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, NotImplementedError) as error:
        raise Damaged(filename=filename, found="a packed file", reason=error) from None
    found = next((name for part, name in _PARTS if part in names), "a zip archive")
    if _WORD_TYPE.search(types):  # the main part may bear any name
        found = WORD
    if locked:
        raise Encrypted(filename=filename, found=found)
    return found


def _written(content: bytes, claimed: str) -> str:
    """Tell XML, HTML, Markdown and plain text apart; text without a single tag is not HTML whatever its name."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in content and not wide:
        return "a file of an unknown binary format"
    found = _marked_up(content[:_HEAD].decode("utf-16" if wide else "utf-8", errors="replace"), claimed)
    if found:
        return found
    if _HTML.match(content) or (claimed == HTML and (wide or _ANY_TAG.search(content))):
        return HTML
    marks = _SURELY_MARKDOWN if claimed == TEXT else _MARKDOWN
    is_markdown = claimed == MARKDOWN or marks.search(content.decode("utf-8", errors="replace"))
    return MARKDOWN if is_markdown else TEXT


def _marked_up(head: str, claimed: str) -> str:
    """Tell Akoma Ntoso, and what claims to be it and is other XML, from all else."""
    if _XML.match(head) and _AKN.search(head):
        return AKOMA_NTOSO
    return "XML of another kind" if claimed == AKOMA_NTOSO and _XML.match(head) else ""
