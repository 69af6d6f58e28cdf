"""The current version as a Word document for a delegation: to be changed with the changes tracked, and read back in."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from lxml import etree

from travaux.formats.tongue import RIGHT_TO_LEFT
from travaux.formats.word.identity import closed, identified, instructed
from travaux.formats.word.names import P_PR, R_PR, REL, VAL, WML, P, w
from travaux.formats.word.writing import packed, runs_of
from travaux.text.provision import Kind, Provision

_SIZE = 'w:w="11906" w:h="16838"'
_MARGINS = 'w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"'
_HEADINGS = {Kind.TITLE: "Heading1", Kind.HEADING: "Heading2", Kind.ANNEX: "Heading2"}
TRACKED = "<w:trackRevisions/>"
CHECKPOINT = "travaux checkpoint"


def skeleton(provisions: Sequence[Provision], language: str, checkpoint: str, instructions: Sequence[str]) -> bytes:
    """Return a .docx of `provisions` with track changes switched on.

    Each paragraph has its printed number, and carries the identity of its provision unseen. `instructions` stand first,
    in `language` (a BCP 47 tag: text in Arabic goes to the left); the `checkpoint` of the record stands in the footer.
    """
    body = new_body()
    for number, line in enumerate(instructions, start=1):
        body.append(instructed(_instruction(line, body, language), number))
    _laid(provisions, body, language, first=len(instructions) + 1)
    return finished(body, language, checkpoint, settings=TRACKED)


def clean(provisions: Sequence[Provision], language: str, checkpoint: str) -> bytes:
    """Return a .docx of `provisions` and nothing else; their identities are carried unseen here too."""
    body = new_body()
    _laid(provisions, body, language, first=1)
    return finished(body, language, checkpoint)


def _laid(provisions: Sequence[Provision], body: etree._Element, language: str, *, first: int) -> None:
    for number, provision in enumerate(provisions, start=first):
        paragraph = opening(provision, body, language, number)
        paragraph.extend(runs_of(provision.wording, body))
        body.append(closed(paragraph, number))


def new_body() -> etree._Element:
    """Return the body of a new document."""
    return etree.fromstring(f'<w:document xmlns:w="{WML}" xmlns:r="{REL}"><w:body/></w:document>'.encode())[0]


def opening(provision: Provision, like: etree._Element, language: str, number: int) -> etree._Element:
    """Return a paragraph with the looks, the identity and the printed number of a provision, no words of it yet."""
    paragraph = like.makeelement(P)
    properties = etree.SubElement(paragraph, P_PR)
    if provision.kind in _HEADINGS:
        etree.SubElement(properties, w("pStyle"), {VAL: _HEADINGS[provision.kind]})
    _directed(properties, language)
    if provision.number:
        paragraph.extend(runs_of(f"{provision.number}\t", like))
    return identified(paragraph, provision.key, number)


def finished(body: etree._Element, language: str, checkpoint: str, *, settings: str = "", comments: str = "") -> bytes:
    """Return the file of a body, with the checkpoint in its footer, and comments where there are some."""
    right = "<w:bidi/>" if is_leftward(language) else ""
    body.append(
        etree.fromstring(
            f'<w:sectPr xmlns:w="{WML}" xmlns:r="{REL}"><w:footerReference w:type="default" r:id="rId1"/>'
            f"<w:pgSz {_SIZE}/><w:pgMar {_MARGINS}/>{right}</w:sectPr>"
        )
    )
    footer = (
        f'<w:ftr xmlns:w="{WML}"><w:p><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
        f'<w:t xml:space="preserve">{CHECKPOINT}: {escape(checkpoint)}</w:t></w:r></w:p></w:ftr>'
    )
    document = etree.tostring(body.getroottree(), encoding="unicode")
    parts = {"word/document.xml": document, "word/footer1.xml": footer}
    return packed(parts | ({"word/comments.xml": comments} if comments else {}), settings, language)


def is_leftward(language: str) -> bool:
    """Whether texts in a language go to the left."""
    return language.partition("-")[0].lower() in RIGHT_TO_LEFT


def _directed(properties: etree._Element, language: str) -> None:
    if is_leftward(language):
        etree.SubElement(properties, w("bidi"))


def _instruction(line: str, like: etree._Element, language: str) -> etree._Element:
    paragraph = like.makeelement(P)
    _directed(etree.SubElement(paragraph, P_PR), language)
    properties = like.makeelement(R_PR)
    etree.SubElement(properties, w("i"))
    paragraph.extend(runs_of(line, like, properties))
    return paragraph
