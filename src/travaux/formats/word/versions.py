"""Two versions of a text as one Word document with tracked changes: rejected it is the one, accepted the other."""

from collections.abc import Sequence

from travaux.formats.word.package import open_package
from travaux.formats.word.redline import Taken, redlined
from travaux.formats.word.skeleton import clean
from travaux.text.provision import Provision


def versions_out(
    old: Sequence[Provision], new: Sequence[Provision], language: str, checkpoint: str, author: str, date: str = ""
) -> bytes:
    """Return a .docx of version `old` with the changes tracked, all by `author`, that make it version `new`.

    Provisions are compared with what became of them by their identity, whatever their words and numbers say; one that
    moved is deleted and inserted. `checkpoint` is that of `new`; `date` is as in ISO 8601.
    """
    before, after = (
        Taken(open_package(clean(each, language, checkpoint), "version.docx"), plain=False) for each in (old, new)
    )
    return redlined(before, after, author, date).content
