"""A document that a delegation sent back, whatever it is, read against the version that it would change."""

from dataclasses import dataclass

from travaux.formats.detect import WORD, detect
from travaux.formats.guard import weighed
from travaux.formats.reading import Limits
from travaux.formats.taken import taken
from travaux.formats.word.package import open_to_read
from travaux.formats.word.suggest import Suggestions, suggestions
from travaux.text.provision import Provision


@dataclass(frozen=True, slots=True)
class Version:
    """What a document is read against: the provisions of a version in their order, and its checkpoint, if known."""

    provisions: tuple[Provision, ...]
    checkpoint: str = ""


def returned(content: bytes, filename: str, version: Version, *, limits: Limits | None = None) -> Suggestions:
    """Return what a document suggests for a version: Word with its tracked changes, all else by its words alone.

    Raises what `travaux.formats.intake.read` raises.
    """
    limits = limits or Limits()
    weighed(content, filename, limits.size)
    paper = detect(content, filename)
    package = open_to_read(paper, limits) if paper.format == WORD else taken(content, filename, limits).package
    return suggestions(package, version.provisions, version.checkpoint)
