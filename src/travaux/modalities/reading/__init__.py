"""Reading a resolution: paragraphs, opening phrases, dates in words, and the obligations that they propose.

`read_resolution(blocks, about)` gives a `Resolution`; `travaux.formats.resolution.resolution_of(document)` makes the
blocks from a paper of any format. What is read are suggestions: each `Obligation` stands in its `Paragraph`, whose
`place` is the number that a process file names. `drafted(resolution)` writes a process file that loads, in which what
the resolution leaves open is filled and says so (`reading`); a person then confirms, changes or strikes it.
"""

from travaux.modalities.reading.draft import NoDay, drafted, struck, suggestions
from travaux.modalities.reading.read import NoResolution, NotInLanguage, adoption, read_resolution
from travaux.modalities.reading.shapes import (
    About,
    Addressee,
    Block,
    DateSaid,
    Kind,
    Obligation,
    Paragraph,
    Place,
    Resolution,
)
from travaux.modalities.reading.tongue import FORCES, LANGUAGES, names

__all__ = [
    "FORCES",
    "LANGUAGES",
    "About",
    "Addressee",
    "Block",
    "DateSaid",
    "Kind",
    "NoDay",
    "NoResolution",
    "NotInLanguage",
    "Obligation",
    "Paragraph",
    "Place",
    "Resolution",
    "adoption",
    "drafted",
    "names",
    "read_resolution",
    "struck",
    "suggestions",
]
