"""Akoma Ntoso: every real file imported and exported; valid, word for word, every provision with a name for good."""

import os
import tarfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lxml import etree

from benchmarks.figure import Figure
from travaux.formats.akn.load import load
from travaux.formats.akn.names import named
from travaux.formats.akn.reissue import reissued
from travaux.formats.akn.validity import invalid
from travaux.formats.detect import AKOMA_NTOSO, Paper
from travaux.formats.reading import Limits

DATA = Path(__file__).parents[2].parent / "shared" / "data"
PEER = "the United Nations' own files, same schema"


def files() -> Iterator[bytes]:
    """Go through the real files; the archives are read in memory."""
    for folder in ("modalities", "migration-chain"):
        for file in sorted((DATA / folder).rglob("*.xml")):
            yield file.read_bytes()
    for archive in sorted((DATA / "ga-resolutions").glob("*.tar.xz")):
        with tarfile.open(archive) as packed:
            for part in packed:
                content = packed.extractfile(part)
                if content is not None and part.name.endswith(".xml"):
                    yield content.read()


def words(root: etree._Element) -> str:
    """Return the words of a file in the order of reading, without the white space of the layout."""
    return "".join("".join(map(str, root.itertext(etree.Element))).split())


def figures() -> Iterator[Figure]:
    """Yield the figures; DOCUMENTS_MOST bounds the number of files."""
    most = int(os.environ.get("DOCUMENTS_MOST", "1000000"))
    count = valid = same = were = provisions = bearing = bore = 0
    spent = 0.0
    for content in islice(files(), most):
        before = etree.fromstring(content)
        start = time.perf_counter()
        made = reissued(load(Paper(content, "a.xml", AKOMA_NTOSO), Limits())).content
        spent += time.perf_counter() - start
        after = etree.fromstring(made)
        count += 1
        were, valid = were + (not invalid(before)), valid + (not invalid(after))
        same += words(before) == words(after)
        bore += named(before)[1]
        found = named(after)
        provisions, bearing = provisions + found[0], bearing + found[1]
    if not count:
        yield Figure("Akoma Ntoso: the real files are not beside this checkout", "none", met=False)
        return
    yield share("exports valid against the schema of OASIS", valid, count, f"{were / count:.1%}")
    yield share("imports and exports with the same words", same, count)
    yield share("provisions with wId", bearing, provisions, f"{bore}")
    yield Figure("import and export of a file", f"{1000 * spent / count:.0f} ms")


def share(what: str, part: int, whole: int, theirs: str = "") -> Figure:
    ours = f"{part / max(whole, 1):.1%} of {whole}"
    return Figure(f"Akoma Ntoso: {what}", ours, "100 %", theirs, theirs and PEER, met=part == whole > 0)
