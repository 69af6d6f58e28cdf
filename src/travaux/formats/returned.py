"""A document that a delegation sent back, whatever it is, read against the version that it would change."""

from dataclasses import dataclass, replace

from travaux.formats.detect import WORD, detect
from travaux.formats.guard import weighed
from travaux.formats.reading import Limits
from travaux.formats.taken import changed
from travaux.formats.word.package import open_to_read
from travaux.formats.word.suggest import Suggestions, suggestions
from travaux.text.provision import Provision


@dataclass(frozen=True, slots=True)
class Version:
    """What a document is read against: the provisions of a version in their order, and its checkpoint, if known."""

    provisions: tuple[Provision, ...]
    checkpoint: str = ""


def returned(content: bytes, filename: str, version: Version, *, limits: Limits | None = None) -> Suggestions:
    """Return what a document suggests for a version.

    Word and OpenDocument are read with their tracked changes, HTML with <ins> and <del>, all else by its words alone.

    Raises what `travaux.formats.intake.read` raises.
    """
    limits = limits or Limits()
    weighed(content, filename, limits.size)
    paper = detect(content, filename)
    if paper.format == WORD:
        return suggestions(open_to_read(paper, limits), version.provisions, version.checkpoint)
    found = changed(paper, limits)
    told = suggestions(found.package, version.provisions, version.checkpoint)
    return replace(told, remarks=(*found.remarks, *told.remarks))
