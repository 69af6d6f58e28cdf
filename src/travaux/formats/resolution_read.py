"""A resolution from a paper that was read elsewhere, behind walls, and came back as words and blocks only."""

from collections.abc import Iterator

from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.ranks import split
from travaux.formats.reading import Reading
from travaux.formats.resolution import resolution_of
from travaux.formats.structure import document_of_text, structured
from travaux.modalities.reading import Resolution
from travaux.passages.segment import Kind

_ROLES = {
    Kind.FURNITURE: Role.FURNITURE,
    Kind.FOOTNOTE: Role.FURNITURE,
    Kind.TABLE: Role.FURNITURE,
    Kind.QUOTATION: Role.FURNITURE,
    Kind.HEADING: Role.HEADING,
    Kind.ITEM: Role.SUB,
}


def resolution_of_reading(reading: Reading) -> Resolution:
    """Return the resolution that a paper is, from its words and blocks. Raises NotInLanguage and NoResolution.

    A format that says what each block is says its symbol too; of the others the structure is made out from the words.
    """
    if not reading.blocks:  # plain text has none
        return resolution_of(document_of_text(reading.text))
    paragraphs = tuple(_paragraphs(reading))
    return resolution_of(Document(reading.about, paragraphs if reading.about.symbol else structured(paragraphs)))


def _paragraphs(reading: Reading) -> Iterator[Paragraph]:
    for block in reading.blocks:
        text = " ".join(reading.text[block.start : block.end].split())
        number, words = (block.number, text) if block.number else split(text)
        role = _ROLES.get(block.kind, Role.OPERATIVE if number else Role.PARAGRAPH)
        yield Paragraph(role, (Run(words),), number)
