"""Bombs: what it takes to refuse each paper made to harm, or to read it within bounds; beside a reader without guards.

Memory is the peak that the kernel counted for the process in which the paper was opened (`ru_maxrss`, its own 34 MiB of
Python and libraries included). Time is the processor's, in both processes, the start of the new one included; so what
else the machine does counts for nothing. What the one who handed the paper in waited on the clock is told beside it.
The kernel counts what a process weighed before it became another programme, so the bombs are made beside, in a process
of their own, and the one that measures weighs less than those that it measures.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from travaux.formats.apart import Spent, open_apart
from travaux.refusal import Refusal

MAKE = """
import sys
from pathlib import Path
from benchmarks.trust.papers import BOMBS
for number, (filename, make) in enumerate(BOMBS.values()):
    Path(sys.argv[1], f"{number:02}-{filename}").write_bytes(make())
Path(sys.argv[1], "names").write_text("\\n".join(BOMBS))
"""
NAIVE = """
import io, resource, sys, zipfile
from lxml import etree, html
limit = 1024 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
content = open(sys.argv[1], "rb").read()
if content.startswith(b"PK"):
    for name in (archive := zipfile.ZipFile(io.BytesIO(content))).namelist():
        if name.endswith(".xml"):
            etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True)).xpath("string()")
elif sys.argv[1].endswith(".pdf"):
    import pypdfium2
    document = pypdfium2.PdfDocument(content)
    "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
elif sys.argv[1].endswith(".html"):
    html.document_fromstring(content, parser=html.HTMLParser(huge_tree=True)).xpath("string()")
else:
    content.decode()
"""
MOST_SECONDS, MOST_MIB, PATIENCE = 1.5, 64, 20.0


def opened(path: Path) -> tuple[str, float, float, float]:
    """Open a paper as the site does; return what came of it, seconds (processor, clock) and the peak in MiB."""
    spent: list[Spent] = []
    name, outcome = path.name.partition("-")[2], "read"
    content = path.read_bytes()
    start, own = time.perf_counter(), time.process_time()
    try:
        open_apart(content, name, watch=spent.append)
    except Refusal as refusal:
        outcome = refusal.code
    taken = time.process_time() - own + sum(each.seconds for each in spent)
    return outcome, taken, time.perf_counter() - start, max((each.peak / 1024 for each in spent), default=0.0)


def opened_without_guards(path: Path) -> float:
    """Open a paper with the same libraries and no guard; return the seconds until it ends or is ended."""
    start = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.run([sys.executable, "-c", NAIVE, path], check=False, timeout=PATIENCE, **quiet)  # type: ignore[call-overload] # the two streams
    except subprocess.TimeoutExpired:
        return PATIENCE
    return time.perf_counter() - start


def measured(*, with_peer: bool) -> Iterator[tuple[str, str, float, float, float, float]]:
    """Open every bomb; yield its name, what came of it, seconds (processor, clock), peak in MiB, the peer's seconds."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", MAKE, folder], check=True)
        names = Path(folder, "names").read_text().splitlines()
        for name, path in zip(names, sorted(Path(folder).glob("[0-9]*")), strict=True):
            yield name, *opened(path), opened_without_guards(path) if with_peer else 0.0


def figures(*, with_peer: bool = True) -> Iterator[Figure]:
    rows = list(measured(with_peer=with_peer))
    slowest, largest = max(row[2] for row in rows), max(row[4] for row in rows)
    worst, waited = max(row[5] for row in rows), max(row[3] for row in rows)
    peer = "the same libraries, no guards"
    theirs = f"{'over ' if worst >= PATIENCE else ''}{worst:.1f} s" if with_peer else ""
    yield Figure(
        f"{len(rows)} bombs: the longest to refuse or bound ({waited:.1f} s on the clock)",
        f"{slowest:.2f} s",
        f"≤ {MOST_SECONDS} s",
        theirs,
        peer if with_peer else "",
        slowest <= MOST_SECONDS,
    )
    yield Figure("the most memory for one of them", f"{largest:.0f} MiB", f"≤ {MOST_MIB} MiB", met=largest <= MOST_MIB)


def main(arguments: list[str]) -> int:
    rows = list(measured(with_peer="--long" in arguments))
    for name, outcome, taken, waited, peak, theirs in sorted(rows, key=lambda row: -row[2]):
        print(
            f"{taken:6.2f} s ({waited:5.2f} on the clock) {peak:6.1f} MiB  {outcome:16} {name}"
            + (f"  (no guards: {theirs:.1f} s)" if theirs else "")
        )
    missed = [row[0] for row in rows if row[2] > MOST_SECONDS or row[4] > MOST_MIB]
    print(f"worst: {max(row[2] for row in rows):.2f} s, {max(row[4] for row in rows):.0f} MiB")
    print(f"{len(rows)} bombs; over {MOST_SECONDS} s or {MOST_MIB} MiB: {', '.join(missed) or 'none'}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
