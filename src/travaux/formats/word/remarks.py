"""What of a Word document is not read as it stands, and how often: changes, comments, pictures."""

from collections import Counter
from collections.abc import Iterator

from travaux.formats.reading import Remark
from travaux.formats.word.names import w
from travaux.formats.word.package import Package
from travaux.formats.word.tree import is_shadow

_COUNTED = {
    w("ins"): "tracked insertions, read as part of the text",
    w("moveTo"): "tracked moves, read where they went to",
    w("del"): "tracked deletions, whose words are left out",
    w("moveFrom"): "tracked moves, left out where they came from",
    w("commentReference"): "comments, left out",
    w("drawing"): "pictures or drawings, left out",
    w("pict"): "pictures or drawings, left out",
    w("object"): "embedded objects, left out",
    w("altChunk"): "embedded documents, left out",
    w("sym"): "signs of a symbol font, left out",
}


def counted(package: Package) -> Iterator[Remark]:
    """Say what of a document, as it stands in the file, is not read as it is: changes, comments, pictures."""
    found = (str(each.tag) for each in package.body.iter(*_COUNTED) if not is_shadow(each))
    yield from (Remark(what, count) for what, count in Counter(_COUNTED[tag] for tag in found).items())
