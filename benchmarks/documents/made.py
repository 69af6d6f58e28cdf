"""Word documents made by hand, part by part, with what each refers to: for tests and figures."""

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from travaux.formats.word.names import MATH, MC, PACK, REL, TYPES, W14, W15, WML

SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {"w": WML, "m": MATH, "mc": MC, "r": REL, "w14": W14, "w15": W15}.items()
)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS = {"commentsExtended": "w15:commentsEx", "header1": "w:hdr", "footer1": "w:ftr"}
_SPACE = re.compile(r' xmlns:\w+="[^"]*"')


def by(number: int | str) -> str:
    """Return the attributes of a change."""
    return f'w:id="{number}" w:author="ARL" w:date="2026-01-02T03:04:05Z"'


def part(root: str, inside: str) -> str:
    """Return a part of a document by the name of its root and what stands in it."""
    return f"<?xml version='1.0' encoding='UTF-8'?><{root} {SPACES}>{inside}</{root}>"


def docx(body: str, *, more: Mapping[str, bytes | str] | None = None, links: str = "", **parts: str) -> bytes:
    """Return a .docx of a body and of other parts by their names; `more` are parts by path, `links` more relations."""
    rels = "".join(
        f'<Relationship Id="r{name}" Type="{REL}/{name.rstrip("123")}" Target="{name}.xml"/>' for name in parts
    )
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACK}"><Relationship Id="r1" Type="{REL}/officeDocument" '
        'Target="/word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACK}">{rels}{links}</Relationships>',
        "word/document.xml": part("w:document", f"<w:body>{body}</w:body>"),
        **{f"word/{name}.xml": part(_ROOTS.get(name, f"w:{name}"), inside) for name, inside in parts.items()},
    }
    return packed({**whole, **(more or {})})


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Return parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def run(words: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(inside: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def marked(tag: str, inside: str = "", number: int | str = 1) -> str:
    """Return a paragraph whose mark is inserted, deleted or moved."""
    return para(inside, f"<w:rPr><w:{tag} {by(number)}/></w:rPr>")


def ins(words: str, number: int | str = 1) -> str:
    """Return inserted text."""
    return f"<w:ins {by(number)}>{run(words)}</w:ins>"


def gone(words: str, number: int | str = 2) -> str:
    """Return deleted text."""
    return f'<w:del {by(number)}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def xml(element: etree._Element) -> str:
    """Return an element as it is written, without the names of name spaces."""
    return _SPACE.sub("", etree.tostring(element, encoding="unicode"))
