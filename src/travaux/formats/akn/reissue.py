"""Import and export: a file as it came, every word in its place, with names for its provisions and valid."""

from dataclasses import dataclass

from lxml import etree

from travaux.formats.akn.build import Edition, built
from travaux.formats.akn.identity import facts
from travaux.formats.akn.load import Fault, Loaded
from travaux.formats.akn.mend import in_place, mended
from travaux.formats.akn.names import name_provisions
from travaux.formats.akn.reader import document
from travaux.formats.akn.validity import invalid


@dataclass(frozen=True, slots=True)
class Reissued:
    """A file written again: its bytes, what was malformed or changed to make it valid, how many provisions it has."""

    content: bytes
    faults: tuple[Fault, ...]
    provisions: int


def reissued(loaded: Loaded) -> Reissued:
    """Write a file again, valid, its markup and words as they were and each provision with `eId` and `wId`.

    Where no change of names makes it valid, it is written anew from its paragraphs, and that is told.
    """
    placed = in_place(loaded.root)
    name_provisions(placed)
    root, changed = mended(placed)
    faults = (*loaded.faults, *changed)
    left = invalid(root)
    if left:
        anew = Fault(left[0].line, f"written anew from its paragraphs, since it cannot be made valid: {left[0].reason}")
        root, faults = built(Edition(document(Loaded(placed, ())), facts(placed))), (*loaded.faults, anew)
    count = name_provisions(root)
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Reissued(content, faults, count)
