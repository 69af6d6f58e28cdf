"""Fuzzing: papers changed at random, and what opening each of them comes to: it is read, or refused, or it is a fault.

Seeds are honest papers and bombs made by code, and real ones where `../shared/data` has them. A mutant is a seed with
bytes changed, cut, doubled or crossed with another; of archives also what is packed in them, of XML its tags. All are
opened by one process with the limits of a paper, so that thousands go by in a minute; where it ends (memory, a fault of
a library in C), the next mutant starts another. A mutant counts as a fault where anything but a refusal comes of it,
or where it takes more time than a paper may. Where the process ends, its last words tell what ended it: an exception
of ours (a fault), a limit, or a library in C that gave up (contained by the walls, counted, and said with its place).
The control seeds a fault into the readers, which must be found.

`--long` keeps its tally in a file (`FUZZ_TALLY`, or in the folder for temporary files) and goes on from there.
"""

import faulthandler
import json
import os
import random
import re
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from types import FrameType

from benchmarks.figure import Figure
from benchmarks.trust import papers
from travaux.formats.intake import opened
from travaux.formats.reading import Limits
from travaux.refusal import Refusal

SHORT, LONG = 5_000, 100_000
SECONDS, MEMORY = 1.5, 256 * 1024 * 1024
SHARED = Path(__file__).parents[3] / "shared" / "data"
REAL = ("docx-tracked/*.docx", "docx-tracked/TestFiles/RP/RP00*.docx", "docx-tracked/TestFiles/WC/WC00[1-3]*.docx")
LARGEST_SEED, MOST_MIB = 60_000, 256
LIMITS = Limits(text=512 * 1024, unpacked=8 * 1024 * 1024)
POISON = b"<<poison>>"
PAGE = b"<!doctype html><html><head><meta charset=utf-8></head><body><h1>A</h1><table><tr><td>b</table><ul><li>c</ul>d"
MARKS = b"# A\n\n1. b\n2. c\n\n> d\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ne\n```\n\n[^1]: f **g** [h](i)\n"
RICH = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>'
    '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText>'
    '</w:r></w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r>'
    "</w:p></w:tc></w:tr></w:tbl>"
)
NOTE = '<w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
Seed = tuple[str, bytes]


@cache
def seeds() -> tuple[Seed, ...]:
    """Return the papers that mutants are made of."""
    made = [
        ("a.docx", papers.word()),
        ("a.docx", papers.word(RICH, footnotes=NOTE, styles="", header1=papers.PARAGRAPH)),
        ("a.pdf", papers.one_page(papers.stream(papers.WORDS))),
        ("a.pdf", papers.one_page(papers.stream(papers.deflated(papers.WORDS), b"/Filter/FlateDecode"))),
        ("a.pdf", papers.forms(4)),
        ("a.html", PAGE),
        ("a.md", MARKS),
        ("a.txt", b"1. First.\n\n(a) Second,\nthird.\n\n\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7\n"),
        ("a.xlsx", papers.sheet("<si><t>a</t></si>")),
    ]
    real = [path for pattern in REAL for path in sorted(SHARED.glob(pattern))]
    if not real:
        print("fuzz: no real papers beside the checkout; seeds are those made by code", file=sys.stderr)
    return (*made, *((path.name, path.read_bytes()) for path in real if path.stat().st_size < LARGEST_SEED))


INTERESTING = (
    *(b"\0", b"\xff" * 4, b"\x7f\xff\xff\xff", b"<", b">", b"/", b"[", b"(", b"\r", b"-1", b"999999999", b"\xfe\xff"),
    *(b"&#0;", b"&#xD800;", b"<!DOCTYPE a [", b"<w:p>", b"</w:p>", b"<w:tbl>", b"<td>"),
    *(b"%PDF-", b"PK\x01\x02", b"endstream", b" 0 R"),
)


def flipped(rng: random.Random, content: bytes) -> bytes:
    found = bytearray(content)
    for _ in range(rng.choice((1, 2, 8, 64))):
        found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def put(rng: random.Random, content: bytes) -> bytes:
    place = rng.randrange(len(content))
    return (
        content[:place]
        + rng.choice(INTERESTING) * rng.choice((1, 1, 3, 300))
        + content[place + rng.choice((0, 1, 4)) :]
    )


def cut(rng: random.Random, content: bytes) -> bytes:
    start, end = sorted((rng.randrange(len(content)), rng.randrange(len(content))))
    return content[:start] + content[end:] if rng.choice((True, False)) else content[: end + 1]


def doubled(rng: random.Random, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    stretch = content[start : start + rng.choice((4, 40, 400))]
    return content[:start] + stretch * rng.choice((2, 10, 500)) + content[start:]


def crossed(rng: random.Random, content: bytes) -> bytes:
    other = rng.choice(seeds())[1]
    return content[: rng.randrange(len(content))] + other[rng.randrange(len(other)) :]


def tags_moved(rng: random.Random, content: bytes) -> bytes:
    """Swap, drop or repeat what stands between the tags of XML or HTML."""
    pieces = content.split(b"<")
    for _ in range(rng.choice((1, 3, 20))):
        one, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        pieces[one] = rng.choice((pieces[other], b"", pieces[one] + b"<" + pieces[other]))
    return b"<".join(pieces)


ANYWHERE: tuple[Callable[[random.Random, bytes], bytes], ...] = (flipped, put, cut, doubled, crossed, tags_moved)


def packed_anew(rng: random.Random, content: bytes) -> bytes:
    """Change what is packed in an archive, and pack it again with true checksums."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([papers.DOCUMENT, *parts])
    if parts.get(name):
        parts[name] = rng.choice(ANYWHERE)(rng, parts[name])
    if rng.randrange(10) == 0:
        parts.pop(rng.choice(list(parts)))
    return papers.packed(parts, 1)


def mutant(number: int) -> Seed:
    """Return the mutant of this number: always the same one."""
    rng = random.Random(number)  # noqa: S311 - repeated, not secret
    name, content = rng.choice(seeds())
    for _ in range(rng.choice((1, 1, 2, 4))):
        is_packed = content.startswith(b"PK") and bool(rng.randrange(3))
        try:
            content = packed_anew(rng, content) if is_packed else rng.choice(ANYWHERE)(rng, content)
        except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, RuntimeError, EOFError, LookupError):
            content = flipped(rng, content)  # it cannot be unpacked any more
        content = content[: 400 * 1024] or b" "
    return name, content


class OverTimeError(BaseException):
    """A mutant took more time than a paper may; no reader may catch it."""


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise OverTimeError


def outcome(content: bytes, name: str, *, is_seeded: bool) -> str:
    """Return what comes of a mutant: what it is read as, the refusal, or the fault."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        _read(content, name, is_seeded=is_seeded)
    except Refusal as refusal:
        str(refusal)
        return f"refused {refusal.code}"
    except MemoryError:
        return "refused TooHeavy"
    except OverTimeError:
        return "FAULT over time"
    except Exception as error:  # noqa: BLE001 - finding them is what this is for
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"FAULT {type(error).__name__} {Path(place.filename).name}:{place.lineno}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "read"


def _read(content: bytes, name: str, *, is_seeded: bool) -> None:
    if is_seeded and POISON in content:
        raise ZeroDivisionError
    opened(content, name, limits=LIMITS)


def made(number: int) -> Seed:
    """Make a mutant outside the limits of memory, which are for those who open it."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    name, content = mutant(number)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + 128 * 1024 * 1024, hard))
    return name, content


def work(first: int, last: int, *, is_seeded: bool) -> None:
    """Open the mutants from `first` on in this process, a line of JSON for each before and after."""
    faulthandler.enable()
    signal.signal(signal.SIGPROF, _ring)
    for number in range(first, last):
        name, content = made(number)
        if is_seeded and number % 100 == 0:
            content += POISON
        print(json.dumps({"begun": number}), flush=True)
        start = time.process_time()
        result = outcome(content, name, is_seeded=is_seeded)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({"done": result, "took": time.process_time() - start, "peak": peak}), flush=True)


@dataclass(slots=True)
class Found:
    """What came of the mutants: how many of each outcome, the first of each fault or end, the longest, most memory."""

    next: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    firsts: dict[str, int] = field(default_factory=dict)
    longest: float = 0.0
    peak: int = 0

    def take(self, result: str, took: float, peak: int) -> None:
        """Enter what came of the next mutant."""
        self.outcomes[result] += 1
        self.longest = max(self.longest, took)
        self.peak = max(self.peak, peak)
        if result.startswith((FAULT, ENDED)):
            self.firsts.setdefault(result, self.next)
        self.next += 1

    def count(self, kind: str) -> int:
        """Return how many mutants came to an outcome of this kind."""
        return sum(times for result, times in self.outcomes.items() if result.startswith(kind))


FAULT, ENDED = "FAULT", "ended by a library"
AT_ONCE = 1_000  # mutants for one process, so that what a library keeps of them is bounded as well
_PLACE = re.compile(r'File "[^"]*?([\w.-]+/[\w.-]+)", line (\d+)')


def last_words(code: int, said: str) -> str:
    """Say what ended a process: an exception of Python that nobody caught is ours, a signal is a library's."""
    lines = [line for line in said.splitlines() if line.strip()]
    if code > 0:
        return f"{FAULT} exit {code}: {lines[-1][:80] if lines else 'without a word'}"
    place = _PLACE.search(said.partition("most recent call first")[2])
    return f"{ENDED}: {signal.Signals(-code).name}" + (f" in {place[1]}:{place[2]}" if place else "")


def fuzzed(first: int, count: int, *, is_seeded: bool = False, tally: Path | None = None) -> Found:
    """Open `count` mutants from number `first` on; go on from the tally, and keep it, where one is given."""
    found = Found(**json.loads(tally.read_text())) if tally and tally.exists() else Found(first)
    found.outcomes = Counter(found.outcomes)
    while found.next < first + count:
        _some(found, min(found.next + AT_ONCE, first + count), is_seeded=is_seeded)
        if tally:
            tally.write_text(json.dumps({name: getattr(found, name) for name in found.__slots__}))
            print(f"{found.next:,}: {found.count(FAULT)} faults, {found.count(ENDED)} {ENDED}", flush=True)
    return found


def _some(found: Found, last: int, *, is_seeded: bool) -> None:
    """Let one process open mutants until it has done all or ends."""
    command = [sys.executable, "-m", "benchmarks.trust.fuzz", "--work", str(found.next), str(last), str(int(is_seeded))]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as process,
    ):
        for row in process.stdout or ():
            line = json.loads(row)
            if "done" in line:
                found.take(line["done"], line["took"], line["peak"])
        if process.wait():
            said.seek(0)
            found.take(last_words(process.returncode, said.read().decode(errors="replace")), 0, 0)


def caught() -> bool:
    """Whether a fault seeded into the readers is found."""
    return any("ZeroDivisionError" in fault for fault in fuzzed(0, 200, is_seeded=True).firsts)


def figures(form: str = "usual") -> Iterator[Figure]:
    count = LONG if form == "long" else SHORT
    found, is_caught = fuzzed(0, count), caught()
    faults = found.count(FAULT)
    peer = ("found" if is_caught else "NOT FOUND", "a fault seeded into the readers")
    yield Figure(f"{count:,} mutants of papers: faults", str(faults), "0", *peer, met=is_caught and not faults)
    yield Figure("processes that a library in C ended, behind the walls", str(found.count(ENDED)))
    memory = f"{found.peak} MiB"
    yield Figure("the most memory of the process that opened them", memory, "≤ 256 MiB", met=found.peak <= MOST_MIB)
    yield Figure("the longest of them", f"{found.longest:.2f} s", f"≤ {SECONDS} s", met=found.longest <= SECONDS + 0.1)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--work"]:
        work(int(arguments[1]), int(arguments[2]), is_seeded=arguments[3] == "1")
        return 0
    is_long = "--long" in arguments
    count = LONG if is_long else int(os.environ.get("FUZZ_COUNT", SHORT))
    tally = Path(os.environ.get("FUZZ_TALLY", Path(tempfile.gettempdir(), "travaux-fuzz.json"))) if is_long else None
    found, is_caught = fuzzed(0, count, tally=tally), caught()
    for result, times in found.outcomes.most_common():
        print(f"{times:8,}  {result}" + (f"  (first: mutant {found.firsts[result]})" if result in found.firsts else ""))
    faults = found.count(FAULT)
    print(
        f"{count:,} mutants: {faults} faults, {found.count(ENDED)} {ENDED}; longest {found.longest:.2f} s;",
        f"peak {found.peak} MiB; control (a seeded fault): {'found' if is_caught else 'NOT FOUND'}",
    )
    return int(bool(faults) or not is_caught or found.peak > MOST_MIB)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
