"""Reading Akoma Ntoso: behind the same door and within the same limits as every other paper."""

from travaux.formats.akn.identity import about
from travaux.formats.akn.load import Loaded, load
from travaux.formats.akn.paragraphs import paragraphs
from travaux.formats.detect import AKOMA_NTOSO, Paper
from travaux.formats.document import Document, reading
from travaux.formats.reading import Limits, Reading, Remark


def read_akn(paper: Paper, limits: Limits) -> Reading:
    """Read Akoma Ntoso: a block for each paragraph and sub-paragraph, its printed number told from its words.

    Faults of the XML are warnings, each with its line. Raises Bomb, Damaged or Overlong.
    """
    return reading(document(load(paper, limits)), AKOMA_NTOSO, longest=limits.text)


def document(loaded: Loaded) -> Document:
    """Return the paper that a file holds."""
    found, notes = paragraphs(loaded.root)
    what, remarks = about(loaded.root, found)
    faults = tuple(Remark(f"malformed XML, {fault.said}") for fault in loaded.faults)
    return Document(what, found, notes, (*faults, *remarks))
