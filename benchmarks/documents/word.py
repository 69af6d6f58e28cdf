"""Word documents with tracked changes: read, settled and written; LibreOffice is asked too, where it is installed."""

import os
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.documents import office
from benchmarks.documents.classes import CLASSES, every_class
from benchmarks.documents.word_pairs import PAIRS, SEED, SHARED, changed, laid, pairs, texts
from benchmarks.figure import Figure, seconds
from travaux.formats.taken import taken
from travaux.formats.word.package import Package, open_package
from travaux.formats.word.plain import lines
from travaux.formats.word.read import read_revisions
from travaux.formats.word.redline import redlined
from travaux.formats.word.resolve import accept, reject
from travaux.formats.word.skeleton import skeleton
from travaux.formats.word.suggest import suggestions
from travaux.text.provision import Kind, Provision

ORACLES = SHARED / "docx-tracked" / "TestFiles"
AT = "2026-01-01T00:00:00Z"
NO_OFFICE = "not run: LibreOffice is not installed"
NO_DATA = "not run: the documents are not here"
NO_PEER = "not run: name a Python that has it in PEERS_PYTHON"
PAGE = 3_000
REDLINE, READ = 0.5, 0.1
Settle = Callable[[Package], None]


def figures() -> Iterator[Figure]:
    yield classes()
    yield from oracles()
    yield from redlines()
    yield skeletons()
    yield from speed()


def opened(content: bytes) -> Package:
    return open_package(content, "a.docx")


def redline(old: bytes, new: bytes) -> bytes:
    return redlined(taken(old, "old.docx"), taken(new, "new.docx"), "Travaux", AT).content


def settled(content: bytes, settle: Settle) -> list[str]:
    package = opened(content)
    settle(package)
    return lines(package)


# --- Reading ----------------------------------------------------------------------------------------------------------


def classes() -> Figure:
    """Return how many classes of changes are read in a file that has each, by an author of its own."""
    content = every_class()
    found = {each.author: each for each in read_revisions(opened(content))}
    good = [
        name
        for name, (kind, parent) in CLASSES.items()
        if name in found
        and found[name].kind == kind
        and found[name].date == AT
        and found[name].parent == parent
        and 0 <= found[name].start <= found[name].end
    ]
    what = "classes of changes read with author, date, offsets and what is around them"
    theirs = peer(_READS, content)
    return Figure(
        what,
        f"{len(good)} of {len(CLASSES)}",
        f"{len(CLASSES)}",
        theirs,
        "docx-plus, by author",
        met=len(good) == len(CLASSES),
    )


_READS = """
import io, sys
from docx import Document
from docx_plus.revisions import read_revisions
print(len({each.author for each in read_revisions(Document(io.BytesIO(sys.stdin.buffer.read())))}))
"""
_REDLINES = """
import sys, time
from pathlib import Path
from python_redlines import XmlPowerToolsEngine
old, new = (Path(name).read_bytes() for name in sys.argv[1:3])
start = time.perf_counter()
XmlPowerToolsEngine().run_redline("Travaux", old, new)
print(f"{time.perf_counter() - start:.2f} s")
"""


def peer(script: str, content: bytes = b"", *words: str) -> str:
    """Return what a peer prints, run by the Python that the environment names; else why not."""
    python = os.environ.get("PEERS_PYTHON", "")
    if not Path(python).is_file():
        return NO_PEER
    done = subprocess.run([python, "-c", script, *words], input=content, capture_output=True, timeout=120, check=False)
    return done.stdout.decode().strip() or f"failed: {done.stderr.decode().strip().splitlines()[-1][:60]}"


# --- Accepting and rejecting ------------------------------------------------------------------------------------------


def oracles() -> Iterator[Figure]:
    for settle, name in ((accept, "Accepted"), (reject, "Rejected")):
        files = sorted((ORACLES / "RP").glob(f"*-{name}.docx"))
        good = sum(shape(opened_and(path, name, settle)) == shape(opened(path.read_bytes())) for path in files)
        yield Figure(
            f"{name.lower()}: text and structure equal to the oracle",
            f"{good} of {len(files)}" if files else NO_DATA,
            "all",
            met=good == len(files),
        )


def opened_and(path: Path, name: str, settle: Settle) -> Package:
    package = opened(path.with_name(path.name.replace(f"-{name}", "")).read_bytes())
    settle(package)
    return package


def shape(package: Package) -> list[tuple[str, str]]:
    """Return the tags and words of a body; marks of places are left out, which the oracles lose here and there."""
    skipped = ("bookmarkStart", "bookmarkEnd", "proofErr")
    tags = ((str(each.tag).rpartition("}")[2], each.text or "") for each in package.body.iter("{*}*"))
    return [(tag, words if tag == "t" else "") for tag, words in tags if tag not in skipped]


# --- Redlines ---------------------------------------------------------------------------------------------------------


def redlines() -> Iterator[Figure]:
    made = [(redline(old, new), old, new) for old, new in pairs()]
    good = sum(
        (settled(red, reject), settled(red, accept)) == (lines(opened(old)), lines(opened(new)))
        for red, old, new in made
    )
    what = f"redlines of {PAIRS} pairs in six languages (seed {SEED}): rejected the old text, accepted the new"
    yield Figure(f"{what}, by our reader", f"{good} of {len(made)}" if made else NO_DATA, "all", met=good == len(made))
    jobs = [office.Job(command, red) for red, _, _ in made for command in (office.REJECT, office.ACCEPT)]
    saved = office.settled(jobs) if made else None
    if saved is None:
        yield Figure(f"{what}, by LibreOffice", NO_OFFICE if made else NO_DATA, "all")
        return
    wanted = [lines(opened(content)) for _, old, new in made for content in (old, new)]
    same = [out is not None and lines(opened(out)) == want for out, want in zip(saved, wanted, strict=True)]
    both = sum(rejected and accepted for rejected, accepted in zip(same[::2], same[1::2], strict=True))
    yield Figure(f"{what}, by LibreOffice", f"{both} of {len(made)}", "all", met=both == len(made))
    yield from word_files()


def word_files() -> Iterator[Figure]:
    """Redline the files of Word's own making that come in sets, each with each other of its set."""
    files = sorted((ORACLES / "WC").glob("*.docx"))
    sets = [
        (one.read_bytes(), other.read_bytes())
        for one in files
        for other in files
        if one != other and one.name[:5] == other.name[:5]
    ]
    good = sum(
        (settled(red, reject), settled(red, accept)) == (lines(opened(old)), lines(opened(new)))
        for old, new in sets
        for red in [redline(old, new)]
    )
    yield Figure(
        "redlines of Word files with tables, notes, pictures, fields, formulas",
        f"{good} of {len(sets)}",
        "all",
        met=good == len(sets),
    )


# --- The loop ---------------------------------------------------------------------------------------------------------


def skeletons() -> Figure:
    """Let LibreOffice edit and save skeletons, and read them back in: every provision is known, every edit found."""
    what = "skeletons edited and saved by LibreOffice: provisions found again by identity"
    sets = [
        [Provision(f"{rank}", Kind.OPERATIVE, words, f"{rank}.") for rank, words in enumerate(whole[5:35], start=1)]
        for _, whole in texts()[:6]
    ]
    saved = office.settled(
        [office.Job(office.EDIT, skeleton(each, "en", "c 1", ["Change the text."])) for each in sets]
    )
    if saved is None or not sets:
        return Figure(what, NO_OFFICE if sets else NO_DATA, "all")
    found = 0
    for each, out in zip(sets, saved, strict=True):
        read = suggestions(opened(out or b""), each, "c 1")
        edited = {f"{rank}" for rank in range(1, len(each) + 1) if (rank + 1) % 3 == 0}
        changes = {one.provision for one in read.suggestions if one.found_by == "identity" and one.does == "replace"}
        found += len(each) if changes == edited and not read.unplaced else 0
    total = sum(map(len, sets))
    return Figure(what, f"{found} of {total}", "all", met=found == total)


# --- Speed ------------------------------------------------------------------------------------------------------------


def speed() -> Iterator[Figure]:
    known = [words for _, whole in texts() for words in whole if words]
    if not known:
        yield Figure("a redline of 40 pages", NO_DATA, f"{REDLINE} s")
        return
    old = known[: next(rank for rank in range(len(known)) if sum(map(len, known[:rank])) > 40 * PAGE)]
    chance = random.Random(SEED)  # noqa: S311 - a sample that can be made again, no secret
    content, new = (
        laid(old, []),
        laid(changed(changed(old, "English", chance), "English", chance), []),
    )
    took = seconds(lambda: redline(content, new), times=3)
    folder = Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108 - two documents for a peer, taken away again
    paths = [folder / "travaux-old.docx", folder / "travaux-new.docx"]
    for path, whole in zip(paths, (content, new), strict=True):
        path.write_bytes(whole)
    theirs = peer(_REDLINES, b"", *map(str, paths))
    for path in paths:
        path.unlink()
    yield Figure(
        f"a redline of 40 pages ({len(old)} paragraphs)",
        f"{took:.2f} s",
        f"{REDLINE} s",
        theirs,
        "python-redlines",
        met=took < REDLINE,
    )
    red = redline(content, new)
    count = len(read_revisions(opened(red)))
    took = seconds(lambda: read_revisions(opened(red)), times=3)
    each = took * 800 / count
    yield Figure(f"800 changes read (of {count}, with opening the file)", f"{each:.3f} s", f"{READ} s", met=each < READ)
